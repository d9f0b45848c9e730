"""The orders a list of places may come in."""

from collections.abc import Callable
from typing import Any

from profiles.selectors import PlaceFacts

ORDERINGS: dict[str, Callable[[PlaceFacts], Any]] = {
    "name": lambda place: (place.name, place.state),
    "state": lambda place: (place.state, place.name),
    "geoid": lambda place: place.geoid,
    "population": lambda place: place.population,
    "homicides": lambda place: place.homicides.value if place.homicides else None,
    "homicides_per_100k": lambda place: place.homicides.rate_per_100k if place.homicides else None,
    "price_level": lambda place: place.price_level,
    "featured_rank": lambda place: place.featured_rank,
}
ORDERING_NAMES = tuple(sign + name for name in ORDERINGS for sign in ("", "-"))


def ordered(places: list[PlaceFacts], ordering: str | None) -> list[PlaceFacts]:
    """Return the places in order, those without the figure last either way, equals by GEOID."""
    if ordering is None:
        return places
    key = ORDERINGS[ordering.lstrip("-")]
    known = sorted((place for place in places if key(place) is not None), key=lambda place: place.geoid)
    known.sort(key=key, reverse=ordering.startswith("-"))
    return known + [place for place in places if key(place) is None]
