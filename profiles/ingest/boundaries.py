"""Which county a point lies in: the even-odd rule over county boundaries in longitude and latitude."""

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from profiles.ingest.topology import Topology

type Rings = list[NDArray[np.float64]]


class CountyBoundaries:
    """The rings of every county, from the Census Bureau's 2023 boundaries."""

    def __init__(self, source: Path) -> None:
        text = (source / "us-atlas-2023" / "counties-10m.json").read_text(encoding="utf-8")
        topology = Topology(json.loads(text))
        self._rings: dict[str, Rings] = {
            geoid: [np.array(ring) for ring in rings] for geoid, rings in topology.rings("counties").items()
        }
        self._boxes = {
            geoid: (np.min([ring.min(0) for ring in rings], 0), np.max([ring.max(0) for ring in rings], 0))
            for geoid, rings in self._rings.items()
        }

    def counties_of(self, longitude: NDArray[np.float64], latitude: NDArray[np.float64]) -> list[str | None]:
        """GEOID of the county around each point; for one in the water off a shore the nearest in its box, or None."""
        found: list[str | None] = [None] * len(longitude)
        for geoid, (low, high) in self._boxes.items():
            near = np.flatnonzero(
                (longitude >= low[0]) & (longitude <= high[0]) & (latitude >= low[1]) & (latitude <= high[1])
            )
            if len(near):
                inside = _inside(self._rings[geoid], longitude[near], latitude[near])
                for index in near[inside]:
                    found[index] = geoid
        return found

    def nearest(self, longitude: float, latitude: float, *, state: str) -> str:
        """The county of the state (FIPS) whose boundary comes nearest to a point that lies in none."""
        point = np.array([longitude, latitude])
        scale = np.array([np.cos(np.radians(latitude)), 1.0])
        return min(
            (geoid for geoid in self._rings if geoid.startswith(state)),
            key=lambda geoid: min(float(np.hypot(*((ring - point) * scale).T).min()) for ring in self._rings[geoid]),
        )


def _inside(rings: Rings, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether each point is inside: a ray from it crosses the rings an odd number of times."""
    crossings = np.zeros(len(x), dtype=np.int64)
    for ring in rings:
        x0, y0, x1, y1 = ring[:-1, 0], ring[:-1, 1], ring[1:, 0], ring[1:, 1]
        for index in range(len(x)):
            spans = (y0 > y[index]) != (y1 > y[index])
            at = x0[spans] + (y[index] - y0[spans]) / (y1[spans] - y0[spans]) * (x1[spans] - x0[spans])
            crossings[index] += int((at > x[index]).sum())
    return crossings % 2 == 1
