"""Reading the facts of places: the only door of `profiles` for the calculator, pages and the API.

Everything comes from memory (`place_table`), under the version of the data it was read at.
"""

from functools import cached_property, lru_cache

from profiles.facts.featured import YEARS, Candidate, mean_rate_per_100k
from profiles.facts.map_points import map_points
from profiles.facts.nearness import great_circle_km, neighbors, peers
from profiles.facts.people_held import PeopleHeld, people_held_by_state
from profiles.facts.place_table import forget_place_table, look_at_place_table, place_table, watch_place_table
from profiles.facts.values import (
    HOMES,
    AgencyYears,
    CountyFacts,
    FactsNotLoaded,
    HomicideMean,
    HomicideYear,
    MetroFacts,
    PlaceFacts,
    PlaceTable,
    SourceCount,
    SourceFacts,
    StateFacts,
    Subjects,
    YearValue,
)
from profiles.homicides.counts import LOCAL, Status
from profiles.search import LONGEST_QUERY, Entry, Finder, Findings, Found
from profiles.search.entries import Kind
from profiles.search.known_names import municipios
from web.quoting import quoted

__all__ = [
    "HOMES",
    "LONGEST_QUERY",
    "AgencyYears",
    "CountyFacts",
    "CountyNotFound",
    "Entry",
    "FactsNotLoaded",
    "Findings",
    "Found",
    "HomicideMean",
    "HomicideYear",
    "MetroFacts",
    "PeopleHeld",
    "PlaceFacts",
    "PlaceNotFound",
    "PlaceTable",
    "SourceCount",
    "SourceFacts",
    "StateFacts",
    "Status",
    "SubjectNotFound",
    "Subjects",
    "YearValue",
    "county_agencies",
    "featured_places",
    "featured_rate",
    "featured_years",
    "find_any",
    "find_county",
    "find_place",
    "find_subject",
    "forget_place_table",
    "great_circle_km",
    "look_at_place_table",
    "map_position",
    "members_of",
    "municipio_homicides",
    "municipios",
    "neighbors",
    "peers",
    "people_held",
    "place_meant",
    "place_table",
    "places_in_county",
    "search",
    "search_counties",
    "search_level",
    "search_places",
    "watch_place_table",
]

LEVELS = ("place", "town", "county", "state", "metro")
SUGGESTIONS = 5


class PlaceNotFound(LookupError):  # noqa: N818 (named for what it says)
    """No place has this slug or GEOID."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(f"No place has the slug or GEOID {quoted(key[:80])}.")

    @cached_property
    def suggestions(self) -> tuple[PlaceFacts, ...]:
        """Places that may be meant, looked for when asked for: a search costs milliseconds, and names come by hundreds."""
        return tuple(search_places(self.key.replace("-", " "), limit=SUGGESTIONS))


class SubjectNotFound(LookupError):  # noqa: N818 (named for what it says)
    """No county, state or metro has this slug or code."""

    def __init__(self, level: str, key: str) -> None:
        self.level, self.key = level, key
        super().__init__(f"No {level} has the slug or code {quoted(key)}.")


class CountyNotFound(LookupError):  # noqa: N818 (named for what it says)
    """No county has this FIPS code."""

    def __init__(self, fips: str) -> None:
        self.fips = fips
        super().__init__(f"No county has the FIPS code {quoted(fips)}; it is five digits, such as 51710.")


def find_place(key: str) -> PlaceFacts:
    """The place or town of a slug ("norfolk-va") or GEOID ("5157000", "3401334450"); raises PlaceNotFound."""
    table = place_table()
    place = table.get(key) or table.of("town").get(key)
    if place is None:
        raise PlaceNotFound(key)
    return place


def find_subject(level: str, key: str) -> PlaceFacts:
    """The county, state or metro of a slug or code, in either case; raises SubjectNotFound."""
    found = place_table().of(level).get(key.lower())
    if found is None:
        raise SubjectNotFound(level, key)
    return found


def find_any(key: str) -> PlaceFacts:
    """The subject of any level by its slug or code, the smaller first; raises PlaceNotFound."""
    table = place_table()
    for level in LEVELS:
        found = table.of(level).get(key) or table.of(level).get(key.lower())
        if found is not None:
            return found
    raise PlaceNotFound(key)


def search(text: str, *, limit: int) -> Findings:
    """What may be meant by a name; see `profiles.search.Finder.find`."""
    return _finder().find(text, limit=limit)


def place_meant(text: str) -> PlaceFacts | None:
    """The place or town of a name ("st louis mo", "NYC"), only where that leaves no doubt."""
    meant = search(text, limit=SUGGESTIONS).meant
    if meant is None or meant.kind not in ("place", "town"):
        return None
    return place_table().of(meant.kind).get(meant.geoid)


def find_county(fips: str) -> CountyFacts:
    """The county of a five-digit FIPS code; raises CountyNotFound."""
    try:
        return place_table().counties[fips]
    except KeyError:
        raise CountyNotFound(fips) from None


def search_places(text: str, *, limit: int, towns: bool = True) -> list[PlaceFacts]:
    """Places, and towns unless they are not wanted, for what someone typed, best first; fast enough for every keystroke."""
    kinds: frozenset[Kind] = frozenset(("place", "town") if towns else ("place",))
    return _facts_of(_finder().find(text, limit=limit, kinds=kinds))


def search_level(text: str, level: str, *, limit: int) -> list[PlaceFacts]:
    """Subjects of one level for what someone typed, best first."""
    return _facts_of(_finder().find(text, limit=limit, kinds=frozenset((level,))))  # type: ignore[arg-type]


def search_counties(text: str, *, limit: int) -> list[CountyFacts]:
    """Counties for what someone typed, best first."""
    found = _facts_of(_finder().find(text, limit=limit, kinds=frozenset(("county",))))
    return [place_table().counties[county.geoid] for county in found]


def _facts_of(answer: Findings) -> list[PlaceFacts]:
    table = place_table()
    facts = (table.of(found.entry.kind).get(found.entry.geoid) for found in answer.results)
    return [known for known in facts if known is not None]


def county_agencies(fips: str) -> tuple[AgencyYears, ...]:
    """What the county's own agencies counted, by agency; empty where none is known."""
    return place_table().county_agencies.get(fips, ())


def municipio_homicides(name: str) -> tuple[YearValue, ...]:
    """Homicides of a municipio of Puerto Rico by year, as the index counts them; empty where unknown."""
    return place_table().municipio_homicides.get(name, ())


def people_held(state: PlaceFacts) -> PeopleHeld:
    """How a state's residents divide among places, towns and neither; they add up to the state."""
    return people_held_by_state(place_table())[state.state]


def members_of(place: PlaceFacts, level: str) -> list[PlaceFacts]:
    """The places, towns or counties in a county, state or metro, largest first.

    A place in several counties is in each of them; a metro's and a state's are those whose first county is theirs.
    """
    table = place_table()
    if level == "county":
        members = [member for geoid in place.counties if (member := table.of("county").get(geoid))]
    elif place.level == "county":
        county = table.counties[place.geoid]
        geoids = county.place_geoids if level == "place" else county.town_geoids
        members = [member for geoid in geoids if (member := table.of(level).get(geoid))]
    else:
        own = set(place.counties)
        members = [
            member
            for member in table.of(level).places
            if (
                member.county_geoid in own
                if member.county_geoid
                else member.state == place.state and place.level == "state"
            )
        ]
    return sorted(members, key=lambda member: (-member.population, member.geoid))


def places_in_county(fips: str) -> list[PlaceFacts]:
    """Places with a part in a county, largest first; raises CountyNotFound."""
    table = place_table()
    places = (table.places[table.index_by_geoid[geoid]] for geoid in find_county(fips).place_geoids)
    return sorted(places, key=lambda place: (-place.population, place.geoid))


def featured_places() -> list[PlaceFacts]:
    """The featured cities by rank."""
    featured = [place for place in place_table().places if place.featured_rank is not None]
    return sorted(featured, key=lambda place: place.featured_rank or 0)


def featured_years() -> str:
    """The years whose whole ones rank the featured cities: 2020–2024."""
    return f"{YEARS[0]}–{YEARS[-1]}"


def featured_rate(place: PlaceFacts) -> tuple[float, bool]:
    """The mean rate by which a featured place is ranked, and whether a year in it is a floor, so that it is at least that."""
    population = {year.year: year.value for year in place.population_history}
    whole = {year.year: year.value for year in place.homicide_history if not year.area_population}
    floors = {
        year.year: year.value for year in place.doubtful_years if year.source == LOCAL and not year.area_population
    }
    rate, without = (
        mean_rate_per_100k(Candidate(place.geoid, place.population, population, whole, known)) or 0.0
        for known in (floors, {})
    )
    return rate, rate > without


def map_position(place: PlaceFacts) -> tuple[float, float] | None:
    """Where the place stands on the 975 × 610 map of the states; None off the map, or where it has too few residents."""
    return map_points().get(place.geoid)


@lru_cache(maxsize=2)  # today, and a release that is asked for
def _finder_of(table: PlaceTable) -> Finder:
    """Search keys of a table; a table is compared by identity, so a new version prepares them anew."""
    return Finder(table)


def _finder() -> Finder:
    return _finder_of(place_table())
