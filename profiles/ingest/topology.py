"""TopoJSON: shared arcs decoded once, shapes as closed rings of points."""

from typing import Any

import shapely

type Point = tuple[float, float]


class Topology:
    """A topology whose arcs are quantized, as us-atlas publishes them.

    Points that a line passes within `tolerance` (the topology's units) are left out; neighbors share their arcs,
    so their outlines stay one.
    """

    def __init__(self, document: dict[str, Any], *, tolerance: float = 0) -> None:
        self._objects = document["objects"]
        (scale_x, scale_y), (move_x, move_y) = document["transform"]["scale"], document["transform"]["translate"]
        self._arcs: list[list[Point]] = []
        for arc in document["arcs"]:
            x = y = 0
            points = []
            for step_x, step_y in arc:
                x, y = x + step_x, y + step_y
                points.append((x * scale_x + move_x, y * scale_y + move_y))
            self._arcs.append(list(shapely.LineString(points).simplify(tolerance).coords) if tolerance else points)

    def names(self, kind: str) -> dict[str, str]:
        """Name of each shape by its id."""
        return {shape["id"]: shape["properties"]["name"] for shape in self._objects[kind]["geometries"]}

    def rings(self, kind: str) -> dict[str, list[list[Point]]]:
        """Every closed ring of each shape by its id, holes among them; the nation, which has none, stands under its kind."""
        return {
            shape.get("id", kind): [self._ring(ring) for polygon in _polygons(shape) for ring in polygon]
            for shape in self._objects[kind]["geometries"]
        }

    def _ring(self, indices: list[int]) -> list[Point]:
        points: list[Point] = []
        for index in indices:
            arc = self._arcs[index] if index >= 0 else self._arcs[~index][::-1]  # a reversed arc is ~index
            points += arc[1:] if points else arc
        return points


def _polygons(shape: dict[str, Any]) -> list[list[list[int]]]:
    if "arcs" not in shape:
        return []
    polygons: list[list[list[int]]] = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    return polygons
