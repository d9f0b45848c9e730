"""The facts of places as plain values: what `profiles.selectors` hands out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from profiles.homicides.counts import Status
from web.away import NotNow

LEAST_RATED_POPULATION = 25_000


class FactsNotLoaded(NotNow, LookupError):  # noqa: N818 (a state, not a fault)
    """The database holds no facts yet."""

    def __init__(self) -> None:
        super().__init__("No facts of places are loaded. Run `python manage.py load_data`.")


# The Census Bureau's summary level and its variant, in front of a fully qualified GEOID.
SUMMARY_LEVELS: Mapping[str, str] = {
    "place": "1600000", "town": "0600000", "county": "0500000", "state": "0400000", "metro": "310M700",
}  # fmt: skip
type Level = Literal["place", "town", "county", "state", "metro"]

HOMES: Mapping[str, str] = {
    "place": "cities", "town": "cities", "county": "counties", "state": "states", "metro": "metros",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class YearValue:
    """A whole-number figure of a year."""

    year: int
    value: int


@dataclass(frozen=True, slots=True)
class SourceCount:
    """What one source counts in a year."""

    source: str
    value: int
    months: int | None = None  # with a homicide report (case list), or reported (Explorer)


@dataclass(frozen=True, slots=True)
class HomicideYear:
    """Homicides of a year as the leading source counts them, and what others say."""

    year: int
    value: int  # the low end, where a range is published; of a part of the year where `status` says so
    firearm: int | None  # of them by firearm, where the FBI's supplementary report does not disagree on the total
    source: str
    rate_per_100k: float | None  # None without residents, or with no population within a year of it
    population_year: int | None  # of the place, in the rate: the year itself, or the nearest where that has no estimate
    other: tuple[SourceCount, ...]  # what the other sources count
    disagreement: bool  # another differs by more than 2 and by more than 10%
    # Residents of the police agency's area, where the count and its rate are of that larger area and not the place.
    area_population: int | None = None
    status: Status = Status.COMPLETE
    high: int | None = None  # the high end of a published range
    months: int | None = None
    publisher: str = ""  # of a local count
    url: str = ""

    @property
    def part(self) -> bool:
        """Whether only a part of the year was counted."""
        return self.status in (Status.INCOMPLETE, Status.PROVISIONAL)


@dataclass(frozen=True, slots=True)
class HomicideMean:
    """Homicides a year, the mean of the whole years named."""

    value: float
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AgencyYears:
    """What a county's own agency counted over the years: not the county's total."""

    ori: str
    agency: str
    years: tuple[HomicideYear, ...]  # whole and not, ascending; none has a rate


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """A publication: the exact table, when it was retrieved, when the next edition is due ("YYYY-MM")."""

    key: str
    title: str
    publisher: str
    url: str
    year: int
    vintage: str
    licence: str
    cadence_months: int = 0
    next_due: str = ""
    retrieved_on: date | None = None
    sha256: str = ""

    @property
    def license(self) -> str:
        """The publisher's terms; `licence` is the name that the API and the tables promised."""
        return self.licence

    def overdue(self, today: date) -> bool:
        """Whether the month in which the next edition comes out is over."""
        return bool(self.next_due) and self.next_due < f"{today:%Y-%m}"


@dataclass(frozen=True, slots=True)
class StateFacts:
    """A state; homicides are the FBI's estimates, context where a place has none."""

    fips: str
    usps: str
    name: str
    population: int
    population_year: int
    homicides: tuple[YearValue, ...] = ()  # ascending


@dataclass(frozen=True, slots=True)
class MetroFacts:
    """A metropolitan ("metro") or micropolitan ("micro") area."""

    cbsa: str
    slug: str
    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class CountyFacts:
    """A county with its own population (a sum of its places would miss those outside any)."""

    geoid: str
    name: str
    state: str  # USPS
    population: int
    population_year: int
    metro: str | None  # CBSA code
    latitude: float
    longitude: float
    place_geoids: tuple[str, ...]  # every place with a part in it
    town_geoids: tuple[str, ...] = ()
    slug: str = ""
    ages: tuple[tuple[str, int], ...] = ()  # residents by age: ("15-24", …), together the population


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """Everything known of a subject: an incorporated place, a town, a county, a state or a metro (`level`)."""

    geoid: str
    slug: str
    name: str
    census_name: str
    kind: str
    state: str  # USPS
    state_name: str
    state_fips: str
    county_geoid: str | None
    county_name: str | None
    counties: tuple[str, ...]
    metro_cbsa: str | None
    metro_title: str | None
    latitude: float | None
    longitude: float | None
    featured: bool
    featured_rank: int | None
    population: int
    population_year: int
    population_history: tuple[YearValue, ...]
    homicides: HomicideYear | None  # the latest whole year
    homicide_history: tuple[HomicideYear, ...]  # whole years, ascending
    price_level: float | None
    price_level_year: int | None
    price_level_area: str | None
    level: Level = "place"
    population_source: str = "census_places"
    holds_places: bool = False  # a town with incorporated places inside it, whose residents are the town's too
    # Provisional, incomplete or unverified years, ascending: never a year's figure.
    doubtful_years: tuple[HomicideYear, ...] = ()
    homicides_three_year: HomicideMean | None = None  # of the whole years among the table's last three, at least two
    homicides_five_year: HomicideMean | None = None  # of the whole years among the table's last five, at least three

    @property
    def path(self) -> str:
        """Where the subject's pages are: "/cities/norfolk-va/", "/counties/…/", "/states/md/"."""
        return f"/{HOMES[self.level]}/{self.slug}/"

    @property
    def geoidfq(self) -> str:
        """The fully qualified GEOID, as the Census Bureau's tables join: "1600000US5157000"."""
        return f"{SUMMARY_LEVELS[self.level]}US{self.geoid}"

    @property
    def api_path(self) -> str:
        """Where programs read it: by slug or, of a town, county or metro, by code."""
        home, key = {
            "place": ("cities", self.slug), "town": ("towns", self.geoid), "county": ("counties", self.geoid),
            "state": ("states", self.slug), "metro": ("metros", self.geoid),
        }[self.level]  # fmt: skip
        return f"/api/v1/{home}/{key}/"

    @property
    def full_name(self) -> str:
        """ "Norfolk, Virginia"; a state or a metro by its name alone."""
        return self.name if self.level in ("state", "metro") else f"{self.name}, {self.state_name}"

    @property
    def label(self) -> str:
        """ "Norfolk, VA"; a state or a metro by its name alone."""
        return self.name if self.level in ("state", "metro") else f"{self.name}, {self.state}"

    @property
    def own_homicides(self) -> HomicideYear | None:
        """The latest whole year, where it counts this place and no larger area of its police."""
        return None if self.homicides is None or self.homicides.area_population else self.homicides

    @property
    def rated(self) -> bool:
        """Whether a yearly rate says anything: in a small place one bad year is several times the long run."""
        return self.population >= LEAST_RATED_POPULATION

    @property
    def counted_years(self) -> tuple[HomicideYear, ...]:
        """Every year of which anything was counted, whole or not, ascending."""
        return tuple(sorted((*self.homicide_history, *self.doubtful_years), key=lambda year: year.year))


@dataclass(frozen=True, slots=True, eq=False)
class Subjects:
    """Every subject of one level, in order of GEOID; the arrays run in the same order, NaN where a figure is missing."""

    places: tuple[PlaceFacts, ...]
    population: NDArray[np.float64]
    homicides: NDArray[np.float64]  # of each one's newest whole year, NaN where of a larger police area
    homicide_rate: NDArray[np.float64]  # of that year, per 100,000 residents
    latitude: NDArray[np.float64]
    longitude: NDArray[np.float64]
    price_level: NDArray[np.float64]
    homicides_three_year: NDArray[np.float64]  # means of whole years
    homicides_five_year: NDArray[np.float64]
    index_by_geoid: dict[str, int] = field(repr=False)
    index_by_slug: dict[str, int] = field(repr=False)

    def get(self, key: str) -> PlaceFacts | None:
        """The subject of a slug or GEOID, or None."""
        index = self.index_by_slug.get(key, self.index_by_geoid.get(key))
        return None if index is None else self.places[index]


@dataclass(frozen=True, slots=True, eq=False)
class PlaceTable(Subjects):
    """Every incorporated place, and beside it the subjects of the other levels and what they are made of."""

    version: str
    counties: dict[str, CountyFacts]
    metros: dict[str, MetroFacts]
    states: dict[str, StateFacts]  # by USPS code
    sources: dict[str, SourceFacts]
    homicide_years: tuple[int, ...]  # that are shown, ascending
    county_agencies: dict[str, tuple[AgencyYears, ...]] = field(repr=False)  # by FIPS code of the county
    municipio_homicides: dict[str, tuple[YearValue, ...]] = field(repr=False)  # by name
    others: dict[str, Subjects] = field(repr=False)  # by level

    def of(self, level: str) -> Subjects:
        """The subjects of a level: this table's own places, or the towns, counties, states or metros."""
        return self if level == "place" else self.others[level]
