"""Addresses of places: norfolk-va; places of one state that share a name get their county, then their
GEOID.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import slugify


@dataclass(frozen=True, slots=True)
class Named:
    """What a slug is made of."""

    geoid: str
    name: str
    usps: str
    county: str | None


def _plain_county(county: str) -> str:
    for word in (" County", " Parish", " Borough", " Census Area", " Planning Region", " city"):
        county = county.removesuffix(word)
    return county


def place_slugs(places: Iterable[Named], *, taken: Iterable[str] = ()) -> dict[str, str]:
    """Slug of each place by GEOID, lower-case ASCII, unique, and never one of `taken`.

    The answer does not depend on the order of the places: everyone in a clash gets the longer form.
    """
    places = list(places)
    taken = set(taken)
    forms = {
        place.geoid: (
            slugify(f"{place.name} {place.usps}"),
            slugify(f"{place.name} {_plain_county(place.county or '')} {place.usps}"),
            slugify(f"{place.name} {place.usps} {place.geoid}"),
        )
        for place in places
    }
    slugs: dict[str, str] = {}
    for level in range(3):
        open_geoids = [geoid for geoid in forms if geoid not in slugs]
        counts = Counter(forms[geoid][level] for geoid in open_geoids)
        settled = {
            geoid: forms[geoid][level]
            for geoid in open_geoids
            if counts[forms[geoid][level]] == 1 and forms[geoid][level] not in taken
        }
        slugs |= settled
        taken |= set(settled.values())
    return slugs
