"""What the map shows: each measure's words, the classes it is drawn in, and its value for every county and place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from calculator.asking.question import read_question
from calculator.engine.evaluate import defaults, evaluate_arrays
from calculator.words.wording import dollars
from profiles.selectors import PlaceFacts, PlaceTable, Subjects, place_table

LEAST_PLACE_POPULATION = 100_000
OLDEST_YEARS_BACK = 2  # a whole year older than this says little about today
LEAST_RATED = 25_000  # residents: in fewer one bad year is several times the long run
WHOLE_SHARE = 0.5  # of a county's residents, whose places have a whole year; under it a rate is incomplete

type Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: its key in the address, words, and the upper ends of all but its last class."""

    key: str
    label: str
    title: str
    about: str
    unit: str  # after a value: "per 100,000"
    ends: tuple[float, ...]
    shown: Callable[[float], str]

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes in words, lowest first."""
        low = [f"Under {self.shown(self.ends[0])}"]
        middle = [f"{self.shown(a)} to {self.shown(b)}" for a, b in zip(self.ends, self.ends[1:], strict=False)]
        return (*low, *middle, f"{self.shown(self.ends[-1])} or more")

    def class_of(self, value: float) -> int | None:
        """The number of the class of a value, None where there is no value."""
        return None if np.isnan(value) else int(np.searchsorted(self.ends, value, side="right"))


def _plain(value: float) -> str:
    return f"{value:,.0f}"


def _percent(value: float) -> str:
    return f"{value:.0%}"


MEASURES: Mapping[str, Measure] = {
    measure.key: measure
    for measure in (
        Measure(
            "rate", "Homicide rate", "Homicides per 100,000 residents",
            "A county’s rate is what the police of its cities and towns counted in their newest whole year, per 100,000 people "
            "they serve; no agency publishes a total for the county. Dotted counties: these police serve under half of the "
            "residents. Hatched counties: no whole year, or under 25,000 residents, where one bad year would set the rate.",
            "per 100,000", (2, 5, 10, 20), _plain,
        ),
        Measure(
            "cost", "Cost per resident", "Cost a year per resident",
            "What reaching everyone at highest risk would cost by the reference method, for each resident. Small counties "
            "hire nobody by themselves, which makes them look cheap: they would plan with others.",
            "per resident", (60, 90, 110, 130), dollars,
        ),
        Measure(
            "people", "People at highest risk", "People at highest risk",
            "How many people the reference method would reach: one in a thousand residents. A map of where people live, "
            "not of violence.",
            "people", (10, 50, 200, 1000), _plain,
        ),
        Measure(
            "coverage", "Coverage of facts", "Share of residents with a whole-year homicide count",
            "The share of a county’s residents who live in a city or town whose police reported a whole year lately. The "
            "rest are served by sheriffs, state police or agencies that reported in part, or not at all.",
            "of residents", (0.2, 0.4, 0.6, 0.8), _percent,
        ),
    )
}  # fmt: skip
DEFAULT = "rate"


@dataclass(frozen=True, slots=True)
class Mapped:
    """A measure's values over subjects in order; `incomplete` marks those that rest on under half of the residents."""

    subjects: Sequence[PlaceFacts]
    values: Values
    incomplete: NDArray[np.bool_]


def counties_mapped(key: str) -> Mapped:
    """Return the measure of every county."""
    return _counties(place_table(), key)


def places_mapped(key: str) -> Mapped:
    """Return the measure of every place of 100,000 residents or more, the largest first."""
    return _places(place_table(), key)


@lru_cache(maxsize=8)
def _counties(table: PlaceTable, key: str) -> Mapped:
    counties = table.of("county")
    counted, residents = _counted_in_places(table)
    none = np.zeros(len(counties.places), dtype=bool)
    if key == "rate":
        with np.errstate(divide="ignore", invalid="ignore"):
            rate = np.where(residents >= LEAST_RATED, counted / residents * 100_000, np.nan)
        return Mapped(counties.places, rate, residents < WHOLE_SHARE * counties.population)
    if key == "coverage":
        return Mapped(counties.places, np.minimum(residents / counties.population, 1.0), none)
    return Mapped(counties.places, _computed(counties, key), none)


@lru_cache(maxsize=8)
def _places(table: PlaceTable, key: str) -> Mapped:
    large = np.flatnonzero(table.population >= LEAST_PLACE_POPULATION)
    large = large[np.argsort(-table.population[large], kind="stable")]
    places = [table.places[index] for index in large]
    if key == "rate":
        values = np.array([_rate(table, place) for place in places])
    elif key == "coverage":
        values = np.array([0.0 if np.isnan(_rate(table, place)) else 1.0 for place in places])
    else:
        values = _computed(table, key)[large]
    return Mapped(places, values, np.zeros(len(places), dtype=bool))


def _rate(table: PlaceTable, place: PlaceFacts) -> float:
    known = place.own_homicides
    recent = known is not None and known.year >= table.homicide_years[-1] - OLDEST_YEARS_BACK
    return known.rate_per_100k if recent and known and known.rate_per_100k is not None else np.nan


def _counted_in_places(table: PlaceTable) -> tuple[Values, Values]:
    """Homicides of their newest whole year and residents of the places and towns that have one, by county.

    A place is in the county of most of its residents. A town with places inside it is left out: they are its people.
    """
    counties = table.of("county")
    counted, residents = np.zeros(len(counties.places)), np.zeros(len(counties.places))
    for place in (*table.places, *(town for town in table.of("town").places if not town.holds_places)):
        index = counties.index_by_geoid.get(place.county_geoid or "")
        known = place.own_homicides
        if index is not None and known and known.year >= table.homicide_years[-1] - OLDEST_YEARS_BACK:
            counted[index] += known.value
            residents[index] += place.population
    return counted, residents


def _computed(subjects: Subjects, key: str) -> Values:
    """People at highest risk, or the cost of a resident, by the reference method with nothing moved."""
    method = read_question({}).scenario.methodology
    facts = {name: _known(getattr(subjects, name), fact.value) for name, fact in method.facts.items()}
    lines = evaluate_arrays(method, {**defaults(method), "local_high_risk": np.nan, **facts})
    if key == "people":
        return np.broadcast_to(lines["high_risk"], subjects.population.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(subjects.population > 0, lines["total"] / subjects.population, np.nan)


def _known(column: Values, usual: float | None) -> Values:
    """Return a fact's column with the method's own value where nobody reported one, if it has such a value."""
    return column if usual is None else np.where(np.isnan(column), usual, column)


def value_words(measure: Measure, value: float, *, incomplete: bool = False) -> str:
    """Return a value with its unit, or that there is none."""
    if np.isnan(value):
        return "no rate: no whole year, or under 25,000 residents" if measure.key == "rate" else "no figure"
    number = f"{value:.1f}" if measure.key == "rate" else measure.shown(value)
    return f"{number} {measure.unit}" + (", from under half of its residents" if incomplete else "")


def largest_first(mapped: Mapped) -> list[int]:
    """Return the indices of the highest values first; what is incomplete or without a value has no rank."""
    ranked = np.flatnonzero(~np.isnan(mapped.values) & ~mapped.incomplete)
    return [int(index) for index in ranked[np.argsort(-mapped.values[ranked], kind="stable")]]


def in_state(mapped: Mapped, usps: str) -> list[int]:
    """Return the indices of the subjects of a state, by name."""
    found = [index for index, subject in enumerate(mapped.subjects) if subject.state == usps]
    return sorted(found, key=lambda index: mapped.subjects[index].name)
