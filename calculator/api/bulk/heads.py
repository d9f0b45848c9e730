"""Who a row of the bulk answer is about: what it begins with, and the codes to join by that stand at its end."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calculator.api.bulk.text import Side
from profiles.selectors import PlaceFacts, PlaceTable, Subjects

PLACE_HEAD = ("geoid", "slug", "name", "state", "population", "population_year", "homicides", "homicides_year")
PLACE_END = (
    "row", "level", "geoidfq", "county_fips", "county_name", "cbsa", "metro_title", "homicides_status",
    "homicides_source",
)  # fmt: skip
STATE_HEAD, METRO_HEAD = ("state", "state_name"), ("metro", "metro_title")
GROUP_ENDS = {
    by: ("row", "level", "geoid", "geoidfq", "name", f"{by}_population", "partial") for by in ("state", "metro")
}
OUTSIDE = "Outside any metropolitan or micropolitan area"


@dataclass(frozen=True, slots=True)
class Heads:
    """Both sides of every row."""

    start: Side
    end: Side


@dataclass(frozen=True, slots=True)
class Groups:
    """A grouping of subjects: each one's group number, and of every group all who live there and its heads."""

    numbers: NDArray[np.intp]
    population: NDArray[np.float64]
    heads: Heads


@lru_cache(maxsize=8)  # the levels of today, and of a release that is asked for
def place_heads(subjects: Subjects) -> Heads:
    """Return the heads of every subject of a level, in order of GEOID."""
    return Heads(
        Side(PLACE_HEAD, [_place_start(place) for place in subjects.places]),
        Side(PLACE_END, [_place_end(place) for place in subjects.places]),
    )


@lru_cache(maxsize=16)
def groups(table: PlaceTable, kind: str, by: str, states: frozenset[str] | None) -> Groups:
    """Return the subjects of a level grouped by `state` or `metro`.

    A row says how many people live in all of the group: a place's people are not all of a state's. A metro that a
    filter by state cuts is `partial`.
    """
    return _by_state(table, kind) if by == "state" else _by_metro(table, kind, states)


def _place_start(place: PlaceFacts) -> list[Any]:
    homicides = place.own_homicides
    return [
        place.geoid, place.slug, place.name, place.state, place.population, place.population_year,
        homicides.value if homicides else None, homicides.year if homicides else None,
    ]  # fmt: skip


def _place_end(place: PlaceFacts) -> list[Any]:
    homicides = place.own_homicides
    return [
        "subject", place.level, place.geoidfq, place.county_geoid, place.county_name, place.metro_cbsa, place.metro_title,
        homicides.status.value if homicides else None, homicides.source if homicides else None,
    ]  # fmt: skip


def _by_state(table: PlaceTable, kind: str) -> Groups:
    states = table.of("state")
    number = {state.state: index for index, state in enumerate(states.places)}
    numbers = np.array([number[place.state] for place in table.of(kind).places], dtype=np.intp)
    start = Side(STATE_HEAD, [[state.state, state.name] for state in states.places])
    end = Side(
        GROUP_ENDS["state"],
        [
            ["state", "state", state.geoid, state.geoidfq, state.name, state.population, False]
            for state in states.places
        ],
    )
    return Groups(numbers, states.population, Heads(start, end))


def _by_metro(table: PlaceTable, kind: str, states: frozenset[str] | None) -> Groups:
    metros = table.of("metro")
    outside = len(metros.places)
    numbers = np.array(
        [metros.index_by_geoid.get(place.metro_cbsa or "", outside) for place in table.of(kind).places], dtype=np.intp
    )
    start: list[list[Any]] = []
    end: list[list[Any]] = []
    for metro in metros.places:
        title = table.metros[metro.geoid].title
        start.append([metro.geoid, title])
        end.append(["metro", "metro", metro.geoid, metro.geoidfq, title, metro.population, _cut(table, metro, states)])
    start.append([None, OUTSIDE])
    end.append(["metro", "metro", None, None, OUTSIDE, None, states is not None])
    population = np.append(metros.population, np.nan)
    return Groups(numbers, population, Heads(Side(METRO_HEAD, start), Side(GROUP_ENDS["metro"], end)))


def _cut(table: PlaceTable, metro: PlaceFacts, states: frozenset[str] | None) -> bool:
    """Return whether part of a metro lies outside the states that were asked for."""
    return states is not None and any(table.counties[county].state not in states for county in metro.counties)
