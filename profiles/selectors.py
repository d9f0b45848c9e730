"""Reading the facts of places: the only door of `profiles` for the calculator, pages and the API.

Everything comes from memory (`place_table`), under the version of the data it was read at.
"""

import heapq
from functools import lru_cache
from math import asin, cos, log, radians, sin, sqrt

import numpy as np

from profiles.facts import (
    CountyFacts,
    FactsNotLoaded,
    HomicideYear,
    MetroFacts,
    PlaceFacts,
    PlaceTable,
    SourceFacts,
    StateFacts,
    YearValue,
)
from profiles.place_search import PlaceSearch
from profiles.place_table import forget_place_table, place_table

__all__ = [
    "CountyFacts",
    "CountyNotFound",
    "FactsNotLoaded",
    "HomicideYear",
    "MetroFacts",
    "PlaceFacts",
    "PlaceNotFound",
    "PlaceTable",
    "SourceFacts",
    "StateFacts",
    "YearValue",
    "featured_places",
    "find_county",
    "find_place",
    "forget_place_table",
    "great_circle_km",
    "neighbours",
    "peers",
    "place_table",
    "places_in_county",
    "search_places",
]

SUGGESTIONS = 5
EARTH_RADIUS_KM = 6371.0088


class PlaceNotFound(LookupError):  # noqa: N818 (named for what it says)
    """No place has this slug or GEOID; `suggestions` are the nearest that exist."""

    def __init__(self, key: str, suggestions: tuple[PlaceFacts, ...]) -> None:
        self.key, self.suggestions = key, suggestions
        super().__init__(f"No place has the slug or GEOID {key!r}.")


class CountyNotFound(LookupError):  # noqa: N818 (named for what it says)
    """No county has this FIPS code."""

    def __init__(self, fips: str) -> None:
        self.fips = fips
        super().__init__(f"No county has the FIPS code {fips!r}; it is five digits, such as 51710.")


def find_place(key: str) -> PlaceFacts:
    """The place of a slug ("norfolk-va") or GEOID ("5157000"); raises PlaceNotFound."""
    place = place_table().get(key)
    if place is None:
        raise PlaceNotFound(key, tuple(_place_search().similar(key, limit=SUGGESTIONS)))
    return place


def find_county(fips: str) -> CountyFacts:
    """The county of a five-digit FIPS code; raises CountyNotFound."""
    try:
        return place_table().counties[fips]
    except KeyError:
        raise CountyNotFound(fips) from None


def search_places(text: str, *, limit: int) -> list[PlaceFacts]:
    """Places for what someone typed, best first; fast enough for every keystroke. See `PlaceSearch.find`."""
    return _place_search().find(text, limit=limit)


def places_in_county(fips: str) -> list[PlaceFacts]:
    """Places with a part in a county, largest first; raises CountyNotFound."""
    table = place_table()
    places = (table.places[table.index_by_geoid[geoid]] for geoid in find_county(fips).place_geoids)
    return sorted(places, key=lambda place: (-place.population, place.geoid))


def featured_places() -> list[PlaceFacts]:
    """The featured cities by rank."""
    featured = [place for place in place_table().places if place.featured_rank is not None]
    return sorted(featured, key=lambda place: place.featured_rank or 0)


def neighbours(place: PlaceFacts, *, limit: int) -> list[PlaceFacts]:
    """The nearest other places by great circle; none for a place without coordinates."""
    if place.latitude is None or place.longitude is None:
        return []
    others = (
        (great_circle_km(place.latitude, place.longitude, other.latitude, other.longitude), other.geoid,
        other) for other in place_table().places
        if other.latitude is not None and other.longitude is not None and other.geoid != place.geoid
        and abs(other.latitude - place.latitude) < 5
    )  # fmt: skip
    return [other for _, _, other in heapq.nsmallest(limit, others)]


def great_circle_km(
    latitude: float, longitude: float, other_latitude: float, other_longitude: float
) -> float:
    """Haversine distance in kilometres between two points in degrees."""
    phi, other_phi = radians(latitude), radians(other_latitude)
    half_phi, half_lambda = (other_phi - phi) / 2, radians(other_longitude - longitude) / 2
    return (
        2
        * EARTH_RADIUS_KM
        * asin(sqrt(sin(half_phi) ** 2 + cos(phi) * cos(other_phi) * sin(half_lambda) ** 2))
    )


def peers(place: PlaceFacts, *, limit: int) -> list[PlaceFacts]:
    """Other places alike in population and, where it is reported, in homicide rate.

    Distance: ln(population ratio)² + ln((rate + 1) / (other rate + 1))²; a place with a rate has peers with
    a rate.
    """
    table = place_table()
    rate = _rate(place)
    population = np.log(np.maximum(table.population, 1)) - log(max(place.population, 1))
    distance = population**2
    if rate is not None:
        rates = np.array([value if (value := _rate(other)) is not None else np.nan for other in table.places])
        distance = distance + (np.log(rates + 1) - log(rate + 1)) ** 2
    order = np.argsort(distance, kind="stable")[: limit + 1]  # NaN sorts last
    near = [table.places[index] for index in order if not np.isnan(distance[index])]
    return [other for other in near if other.geoid != place.geoid][:limit]


def _rate(place: PlaceFacts) -> float | None:
    return place.homicides.rate_per_100k if place.homicides else None


@lru_cache(maxsize=1)
def _search_of(table: PlaceTable) -> PlaceSearch:
    """Search keys of a table; a table is compared by identity, so a new version prepares them anew."""
    return PlaceSearch(table)


def _place_search() -> PlaceSearch:
    return _search_of(place_table())
