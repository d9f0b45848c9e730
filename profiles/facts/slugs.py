"""Addresses of places: norfolk-va; places of one state that share a name get their county, then their
GEOID.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
    """Slug of each place by GEOID, lower-case ASCII, unique, and never one of `taken`."""
    return unique_slugs(
        {
            place.geoid: (
                f"{place.name} {place.usps}",
                f"{place.name} {_plain_county(place.county or '')} {place.usps}",
                f"{place.name} {place.usps} {place.geoid}",
            )
            for place in places
        },
        taken=taken,
    )


def unique_slugs(names: Mapping[str, Sequence[str]], *, taken: Iterable[str] = ()) -> dict[str, str]:
    """Slug of each key from its names, the shortest first; the last one is the key's own.

    The answer does not depend on the order of the keys: everyone in a clash gets the longer form.
    """
    taken = set(taken)
    forms = {key: [slugify(name) for name in several] for key, several in names.items()}
    slugs: dict[str, str] = {}
    for level in range(max(map(len, forms.values()), default=0)):
        still_open = [key for key in forms if key not in slugs]
        counts = Counter(forms[key][level] for key in still_open)
        settled = {
            key: forms[key][level]
            for key in still_open
            if counts[forms[key][level]] == 1 and forms[key][level] not in taken
        }
        slugs |= settled
        taken |= set(settled.values())
    return slugs
