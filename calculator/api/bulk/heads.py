"""What a row of the bulk answer begins with: who it is about. Written once a data version, and kept."""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calculator.api.bulk.text import csv_cells
from profiles.selectors import PlaceFacts, PlaceTable, Subjects

PLACE_HEAD = (
    "geoid", "geoidfq", "slug", "name", "state", "county_fips", "cbsa", "population", "population_year", "homicides",
    "homicides_year",
)  # fmt: skip
STATE_HEAD = ("state", "state_name", "state_population")
METRO_HEAD = ("metro", "metro_title", "metro_population", "partial")
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
    population: NDArray[np.float64]  # of all of each group, whoever holds it; NaN of those outside any metro
    heads: Heads


@lru_cache(maxsize=4)
def place_heads(subjects: Subjects) -> Heads:
    """Return the heads of every subject of a level, in order of GEOID."""
    return _written(PLACE_HEAD, [_place_cells(place) for place in subjects.places])


@lru_cache(maxsize=16)
def groups(table: PlaceTable, kind: str, by: str, state: str | None) -> Groups:
    """Return the subjects of a level grouped by `state` or `metro`.

    A row says how many people live in all of the group: a place's people are not all of a state's. A metro that a
    filter by state cuts is `partial`.
    """
    return _by_state(table, kind) if by == "state" else _by_metro(table, kind, state)


def _place_cells(place: PlaceFacts) -> list[Any]:
    homicides = place.own_homicides
    return [
        place.geoid, place.geoidfq, place.slug, place.name, place.state, place.county_geoid, place.metro_cbsa,
        place.population, place.population_year, homicides.value if homicides else None,
        homicides.year if homicides else None,
    ]  # fmt: skip


def _by_state(table: PlaceTable, kind: str) -> Groups:
    states = table.of("state").places
    number = {state.state: index for index, state in enumerate(states)}
    subjects = table.of(kind)
    numbers = np.array([number[place.state] for place in subjects.places], dtype=np.intp)
    rows = [[state.state, state.name, state.population] for state in states]
    return Groups(numbers, table.of("state").population, _written(STATE_HEAD, rows))


def _by_metro(table: PlaceTable, kind: str, state: str | None) -> Groups:
    subjects, metros = table.of(kind), table.of("metro")
    number: dict[str | None, int] = {None: len(metros.places)}
    number.update(metros.index_by_geoid)
    numbers = np.array([number[place.metro_cbsa] for place in subjects.places], dtype=np.intp)
    rows: list[list[Any]] = [
        [metro.geoid, table.metros[metro.geoid].title, metro.population, _cut(table, metro, state)]
        for metro in metros.places
    ]
    rows.append([None, OUTSIDE, None, state is not None])
    return Groups(numbers, np.append(metros.population, np.nan), _written(METRO_HEAD, rows))


def _cut(table: PlaceTable, metro: PlaceFacts, state: str | None) -> bool:
    """Return whether part of a metro lies outside the state that was asked for."""
    return state is not None and any(table.counties[county].state != state for county in metro.counties)


def _written(names: tuple[str, ...], rows: list[list[Any]]) -> Heads:
    return Heads(
        names=names,
        csv=[csv_cells([str(cell).lower() if isinstance(cell, bool) else cell for cell in row]) for row in rows],
        json=[
            json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, separators=(",", ":"))[1:-1]
            for row in rows
        ],
    )
