"""Outlines of states on the map: the projection, and places inside their state."""

import csv
import json
import re

import pytest
from django.conf import settings

from profiles.ingest.albers_usa import projected

DATA = settings.BASE_DIR / "data" / "census"


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("longitude", "latitude", "x", "y"),
    [  # d3-geo's own test of geoAlbersUsa, at its default scale 1070 and translate [480, 250]
        (-122.4194, 37.7750, 107.4, 214.1),
        (-74.0064, 40.7142, 794.6, 176.5),
        (-95.9928, 36.1540, 488.8, 298.0),
        (-149.9003, 61.2181, 171.2, 446.9),
        (-157.8583, 21.3069, 298.5, 451.0),
    ],
)
def test_projection_is_the_one_of_d3(longitude: float, latitude: float, x: float, y: float) -> None:
    point = projected(longitude=longitude, latitude=latitude, scale=1070, translate=(480, 250))
    assert point == pytest.approx((x, y), abs=0.1)


def test_projection_has_no_place_for_puerto_rico() -> None:
    assert projected(longitude=-66.1, latitude=18.4) is None


def test_state_outlines_hold_their_places() -> None:
    """Points fall inside the path of their state: the paths and the projection are the same map."""
    outlines = {
        state["usps"]: state["path"] for state in json.loads((DATA.parent / "maps/states.json").read_text())["states"]
    }
    assert len(outlines) == 51
    some = [
        "5157000",
        "1714000",
        "2404000",
        "0203000",
        "1571550",
        "0668000",
        "4835000",
        "1150000",
        "3209700",
        "1245000",
    ]
    places = {row["geoid"]: row for row in rows("places.csv")}
    states = {row["fips"]: row["usps"] for row in rows("states.csv")}
    for geoid in some:
        place = places[geoid]
        point = projected(longitude=float(place["longitude"]), latitude=float(place["latitude"]))
        assert point is not None
        inside = [usps for usps, path in outlines.items() if _holds(path, point)]
        assert inside == [states[geoid[:2]]], place["name"]


def test_the_land_under_the_counties_holds_their_places() -> None:
    """In every state, whatever of its outline it shares with neighbors; a few points lie off a shore."""
    maps = DATA.parent / "maps"
    drawn = json.loads((maps / "counties.json").read_text())
    inside: dict[str, list[bool]] = {}
    for geoid, (x, y) in json.loads((maps / "places.json").read_text())["places"].items():
        inside.setdefault(geoid[:2], []).append(_holds(drawn["land"], (x * drawn["scale"], y * drawn["scale"])))
    assert len(inside) >= 48
    beyond = [state for state, found in inside.items() if sum(found) < 0.6 * len(found)]
    assert beyond == ["23"], "Maine's only one is Portland, whose point lies in Casco Bay"


def _holds(path: str, point: tuple[float, float]) -> bool:
    """Even-odd rule over the rings of a path of absolute M, relative l and z."""
    inside = False
    for ring in path.split("z")[:-1]:
        start, _, steps = ring[1:].partition("l")
        x, y = (float(number) for number in start.split())
        numbers = [float(number) for number in re.findall(r"-?\d*\.?\d+", steps)]
        corners = [(x, y)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            corners.append((x, y))
        for (x0, y0), (x1, y1) in zip(corners, corners[1:] + corners[:1], strict=True):
            if (y0 > point[1]) != (y1 > point[1]) and point[0] < x0 + (point[1] - y0) / (y1 - y0) * (x1 - x0):
                inside = not inside
    return inside
