"""State and county outlines, TopoJSON already projected to 975 × 610, as compact SVG paths; larger places as points."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

from profiles.ingest.albers_usa import projected
from profiles.ingest.extracts import RawError
from profiles.ingest.topology import Point, Topology

STEPS_A_PIXEL_STATES, STEPS_A_PIXEL_COUNTIES = 10, 2
TOLERANCE_COUNTIES = 0.4  # pixels of 975: nothing that an eye sees, a third of the picture's weight


def compile_state_outlines(source: Path, usps_by_fips: dict[str, str]) -> dict[str, Any]:
    """{"width", "height", "states": [{"usps", "name", "path"}]} by USPS code, of the states the product
    knows.
    """
    topology = _topology(source, "states-albers-10m.json")
    names = topology.names("states")
    outlines = [
        {"usps": usps_by_fips[fips], "name": names[fips], "path": svg_path(rings, STEPS_A_PIXEL_STATES)}
        for fips, rings in topology.rings("states").items()
        if fips in usps_by_fips
    ]
    return {"width": 975, "height": 610, "states": sorted(outlines, key=lambda state: state["usps"])}


def compile_county_outlines(source: Path, middles: dict[str, tuple[float, float]]) -> dict[str, Any]:
    """{"width", "height", "scale", "land": path, "counties": {geoid: path}}, of the counties whose middle (longitude,
    latitude) is given, and of the nation that they lie in.

    Paths are whole numbers of half a pixel. A county too small for the boundaries' resolution (four of
    Virginia's cities) is a square of two pixels about its middle.
    """
    topology = _topology(source, "counties-albers-10m.json", TOLERANCE_COUNTIES)
    rings, land = topology.rings("counties"), topology.rings("nation")["nation"]
    scale = STEPS_A_PIXEL_COUNTIES
    paths = {}
    for geoid in sorted(middles.keys() & rings.keys()):
        paths[geoid] = _enlarged(rings[geoid], scale) or _square(middles[geoid], scale)
    box = {"width": 975 * scale, "height": 610 * scale, "scale": scale}
    return {**box, "land": _enlarged(land, scale), "counties": paths}


def _enlarged(rings: list[list[Point]], scale: int) -> str:
    return svg_path([[(x * scale, y * scale) for x, y in ring] for ring in rings], 1)


def compile_points(middles: dict[str, tuple[float, float]]) -> dict[str, Any]:
    """{"width", "height", "places": {geoid: [x, y]}} in tenths of a pixel, of the places whose longitude and latitude are
    given; those that the map does not reach are left out.
    """
    found = {
        geoid: projected(longitude=longitude, latitude=latitude)
        for geoid, (longitude, latitude) in sorted(middles.items())
    }
    points = {geoid: [round(part, 1) for part in point] for geoid, point in found.items() if point is not None}
    return {"width": 975, "height": 610, "places": points}


def _square(middle: tuple[float, float], scale: int) -> str:
    point = projected(longitude=middle[0], latitude=middle[1])
    if point is None:
        raise RawError(f"a county at {middle} is not on the map")
    x, y = (round((part - 1) * scale) for part in point)
    return f"M{x} {y}h{2 * scale}v{2 * scale}h-{2 * scale}z"


def svg_path(rings: list[list[Point]], steps_a_pixel: int) -> str:
    """Closed rings as SVG: each starts where it lies, then goes by relative steps rounded to a part of a pixel."""
    return "".join(_ring_path(ring, steps_a_pixel) for ring in rings)


def _topology(source: Path, name: str, tolerance: float = 0) -> Topology:
    return Topology(json.loads((source / "us-atlas-2023" / name).read_text(encoding="utf-8")), tolerance=tolerance)


def _ring_path(ring: list[Point], parts: int) -> str:
    points = [(round(x * parts), round(y * parts)) for x, y in ring]
    steps = [(x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in pairwise(points) if (x0, y0) != (x1, y1)]
    if len(steps) < 3:
        return ""
    drawn = "".join(
        f"{' ' if i and dx >= 0 else ''}{_short(dx, parts)}{'' if dy < 0 else ' '}{_short(dy, parts)}"
        for i, (dx, dy) in enumerate(steps[:-1])
    )
    return f"M{_short(points[0][0], parts)} {_short(points[0][1], parts)}l{drawn}z"


def _short(value: int, parts: int) -> str:
    """Parts of a pixel as the shortest decimal: of tenths, 15 → 1.5, 20 → 2, -5 → -.5."""
    sign, (whole, rest) = "-" if value < 0 else "", divmod(abs(value), parts)
    fraction = f"{rest / parts:g}".removeprefix("0") if rest else ""
    return f"{sign}{whole or ('' if rest else '0')}{fraction}"
