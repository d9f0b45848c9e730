"""What a row of the bulk answer begins with: who it is about. Written once a data version, and kept."""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calculator.api.bulk.text import csv_cells
from profiles.selectors import PlaceTable

PLACE_HEAD = (
    "geoid",
    "slug",
    "name",
    "state",
    "population",
    "population_year",
    "homicides",
    "homicides_year",
)
OUTSIDE = "Outside any metropolitan or micropolitan area"


@dataclass(frozen=True, slots=True)
class Heads:
    """The first cells of every row, as CSV and as the inside of a JSON object."""

    names: tuple[str, ...]
    csv: list[str]
    json: list[str]


@dataclass(frozen=True, slots=True)
class Groups:
    """A grouping of places: each place's group number, and the groups' heads."""

    numbers: NDArray[np.intp]
    heads: Heads


@lru_cache(maxsize=1)
def place_heads(table: PlaceTable) -> Heads:
    """Return the heads of every place, in order of GEOID."""
    return _written(PLACE_HEAD, [_place_cells(place) for place in table.places])


@lru_cache(maxsize=2)
def groups(table: PlaceTable, by: str) -> Groups:
    """Return the places grouped by `state` or `metro`."""
    return _by_state(table) if by == "state" else _by_metro(table)


def _place_cells(place: Any) -> list[Any]:
    homicides = place.own_homicides
    return [
        place.geoid, place.slug, place.name, place.state, place.population, place.population_year,
        homicides.value if homicides else None, homicides.year if homicides else None,
    ]  # fmt: skip


def _by_state(table: PlaceTable) -> Groups:
    states = sorted(table.states.values(), key=lambda state: state.fips)
    number = {state.usps: index for index, state in enumerate(states)}
    rows = [[state.usps, state.name] for state in states]
    numbers = np.array([number[place.state] for place in table.places], dtype=np.intp)
    return Groups(numbers, _written(("state", "state_name"), rows))


def _by_metro(table: PlaceTable) -> Groups:
    metros = sorted({place.metro_cbsa for place in table.places if place.metro_cbsa is not None})
    number: dict[str | None, int] = {cbsa: index for index, cbsa in enumerate(metros)}
    number[None] = len(metros)
    rows: list[list[Any]] = [[cbsa, table.metros[cbsa].title] for cbsa in metros]
    rows.append([None, OUTSIDE])
    numbers = np.array([number[place.metro_cbsa] for place in table.places], dtype=np.intp)
    return Groups(numbers, _written(("metro", "metro_title"), rows))


def _written(names: tuple[str, ...], rows: list[list[Any]]) -> Heads:
    return Heads(
        names=names,
        csv=[csv_cells(row) for row in rows],
        json=[
            json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, separators=(",", ":"))[1:-1]
            for row in rows
        ],
    )
