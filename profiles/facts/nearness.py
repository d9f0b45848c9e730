"""Which places are near one another on the map, and which are alike."""

from functools import lru_cache
from math import log

import numpy as np
from numpy.typing import NDArray

from profiles.facts.place_table import place_table
from profiles.facts.values import PlaceFacts, Subjects

EARTH_RADIUS_KM = 6371.0088
FARTHEST_NEIGHBOR_KM = 500
MOST_KEPT = 4_096  # answers, some 200 bytes each


def neighbors(place: PlaceFacts, *, limit: int) -> list[PlaceFacts]:
    """The nearest other places by great circle, at most 500 km away; none for a place without coordinates."""
    if place.latitude is None or place.longitude is None:
        return []
    table = place_table()
    at = (place.latitude, place.longitude)
    return [table.places[index] for index in _nearest_indices(table.version, place.geoid, at, limit)]


@lru_cache(MOST_KEPT)
def _nearest_indices(version: str, geoid: str, at: tuple[float, float], limit: int) -> tuple[int, ...]:
    """Return where in the place table, which has that version, the neighbors of a point stand."""
    table = place_table()
    distance = great_circle_km(*at, table.latitude, table.longitude)
    return _nearest(table, np.where(distance <= FARTHEST_NEIGHBOR_KM, distance, np.nan), geoid, limit)


def great_circle_km(
    latitude: float, longitude: float, other_latitudes: NDArray[np.float64], other_longitudes: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Haversine distances in kilometres from a point to others, all in degrees, shape (others,)."""
    phi, other_phi = np.radians(latitude), np.radians(other_latitudes)
    half_phi, half_lambda = (other_phi - phi) / 2, np.radians(other_longitudes - longitude) / 2
    squared: NDArray[np.float64] = np.sin(half_phi) ** 2 + np.cos(phi) * np.cos(other_phi) * np.sin(half_lambda) ** 2
    return 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(squared))


def peers(place: PlaceFacts, *, limit: int) -> list[PlaceFacts]:
    """Others of the same level alike in population and, where it is reported, in homicide rate; of a town, places.

    Distance: ln(population ratio)² + ln((rate + 1) / (other rate + 1))²; a place with a rate has peers with
    a rate; a place too small for one has peers by residents alone.
    """
    table = place_table().of("place" if place.level == "town" else place.level)
    rate = place.own_homicides.rate_per_100k if place.own_homicides else None
    population = np.log(np.maximum(table.population, 1)) - log(max(place.population, 1))
    distance = population**2
    if rate is not None:
        distance = distance + (np.log(table.homicide_rate + 1) - log(rate + 1)) ** 2
    return [table.places[index] for index in _nearest(table, distance, place.geoid, limit)]


def _nearest(table: Subjects, distance: NDArray[np.float64], geoid: str, limit: int) -> tuple[int, ...]:
    """Where the `limit` places of least distance stand, but that of the GEOID; equals by GEOID; NaN is no distance at all."""
    last = min(limit, len(distance) - 1)  # one more than wanted, for the place itself
    farthest = np.partition(distance, last)[last]  # NaN sorts last
    within = np.arange(len(distance)) if np.isnan(farthest) else np.flatnonzero(distance <= farthest)
    order = within[np.argsort(distance[within], kind="stable")]
    near = [int(index) for index in order if not np.isnan(distance[index])]
    return tuple(index for index in near if table.places[index].geoid != geoid)[:limit]
