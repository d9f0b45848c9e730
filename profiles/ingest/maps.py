"""State outlines: TopoJSON, already projected to 975 × 610, decoded to compact SVG paths."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

type Point = tuple[float, float]


def compile_state_outlines(source: Path, usps_by_fips: dict[str, str]) -> dict[str, Any]:
    """{"width", "height", "states": [{"usps", "name", "path"}]} by USPS code, of the states the product
    knows.
    """
    topology = json.loads((source / "us-atlas-2023" / "states-albers-10m.json").read_text(encoding="utf-8"))
    arcs = [_decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    outlines = []
    for geometry in topology["objects"]["states"]["geometries"]:
        if geometry["id"] not in usps_by_fips:
            continue
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        path = "".join(_ring_path(ring, arcs) for polygon in polygons for ring in polygon)
        outlines.append({"usps": usps_by_fips[geometry["id"]], "name": geometry["properties"]["name"], "path": path})
    return {"width": 975, "height": 610, "states": sorted(outlines, key=lambda state: state["usps"])}


def _decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    """Points of an arc: its steps added up, then scaled and moved."""
    (scale_x, scale_y), (move_x, move_y) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        points.append((x * scale_x + move_x, y * scale_y + move_y))
    return points


def _ring_path(ring: list[int], arcs: list[list[Point]]) -> str:
    """One closed ring as SVG: whole start, then relative steps in tenths of a pixel (a reversed arc is
    ~index).
    """
    points: list[Point] = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    tenths = [(round(x * 10), round(y * 10)) for x, y in points]
    steps = [(x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in pairwise(tenths) if (x0, y0) != (x1, y1)]
    if len(steps) < 3:
        return ""
    drawn = "".join(
        f"{' ' if i and dx >= 0 else ''}{_tenth(dx)}{'' if dy < 0 else ' '}{_tenth(dy)}"
        for i, (dx, dy) in enumerate(steps[:-1])
    )
    return f"M{_tenth(tenths[0][0])} {_tenth(tenths[0][1])}l{drawn}z"


def _tenth(value: int) -> str:
    """Tenths as the shortest decimal: 15 → 1.5, 20 → 2, -5 → -.5."""
    sign, (whole, rest) = "-" if value < 0 else "", divmod(abs(value), 10)
    return f"{sign}{whole or ('' if rest else '0')}{f'.{rest}' if rest else ''}"
