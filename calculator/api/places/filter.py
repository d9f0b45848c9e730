"""Which places a list is about, and in what order: the parameters that `cities/` and `budgets/` share."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calculator.asking.given import Fault, Given
from profiles.selectors import PlaceTable, Subjects, search_level
from web.quoting import quoted

MOST_RESIDENTS = 50_000_000
LONGEST_SEARCH = 100
MOST_STATES = 60


@dataclass(frozen=True, slots=True)
class PlaceFilter:
    """What was asked of a list of places; None where nothing was."""

    search: str | None
    states: frozenset[str] | None
    min_population: int | None
    max_population: int | None
    featured: bool | None

    @property
    def is_open(self) -> bool:
        """Whether every place passes."""
        return self == PlaceFilter(None, None, None, None, None)


def read_filter(given: Given, table: PlaceTable) -> PlaceFilter:
    """Read the filter's names from `given`, which keeps the faults."""
    return PlaceFilter(
        search=_read_search(given),
        states=_read_states(given, table),
        min_population=given.whole("min_population", low=0, high=MOST_RESIDENTS),
        max_population=given.whole("max_population", low=0, high=MOST_RESIDENTS),
        featured=given.yes("featured"),
    )


def matching(table: Subjects, wanted: PlaceFilter, level: str = "place") -> NDArray[np.intp]:
    """Return the indices of the subjects of a level that pass: best match first after a search, else by GEOID."""
    keep = np.ones(len(table.places), dtype=bool)
    if wanted.states is not None:
        keep &= np.fromiter((place.state in wanted.states for place in table.places), dtype=bool, count=len(keep))
    if wanted.min_population is not None:
        keep &= table.population >= wanted.min_population
    if wanted.max_population is not None:
        keep &= table.population <= wanted.max_population
    if wanted.featured is not None:
        keep &= np.fromiter((place.featured for place in table.places), dtype=bool, count=len(keep)) == wanted.featured
    if wanted.search is None:
        return np.flatnonzero(keep)
    found = search_level(wanted.search, level, limit=len(table.places))
    indices = np.array([table.index_by_geoid[place.geoid] for place in found], dtype=np.intp)
    return indices[keep[indices]]


def _read_search(given: Given) -> str | None:
    raw = given.one("search")
    if raw is None:
        return None
    text = str(raw)
    if not text.strip() or len(text) > LONGEST_SEARCH:
        given.fault(Fault("search", "is empty or too long", f"1 to {LONGEST_SEARCH} characters", text[:80]))
        return None
    return text


def _read_states(given: Given, table: PlaceTable) -> frozenset[str] | None:
    """Return the states named: one, several by commas, or the name given several times."""
    texts = [text for raw in given.all("state") for text in str(raw).split(",")]
    if not texts:
        return None
    if len(texts) > MOST_STATES:
        given.fault(Fault("state", f"names {len(texts):,} states", f"at most {MOST_STATES}"))
        return None
    named = {state.name.lower(): usps for usps, state in table.states.items()}
    codes = set()
    for text in texts:
        code = text.strip().upper()
        code = code if code in table.states else named.get(text.strip().lower(), "")
        if code in table.states:
            codes.add(code)
        else:
            allowed = "a postal code such as VA, or a state’s name; several by commas"
            given.fault(Fault("state", f"{quoted(text[:80])} is no state", allowed, text[:80]))
    return frozenset(codes)
