"""Plain display names and kinds from the Census Bureau's legal names ("Norfolk city" is Norfolk, a city)."""

import re

_KIND_WORDS = {
    "city and borough": "city",
    "city": "city",
    "town": "town",
    "village": "village",
    "borough": "borough",
    "municipality": "municipality",
    "corporation": "city",
    "CDP": "city",
    "metro township": "town",
}
_KIND_WORD = re.compile(rf" ({'|'.join(sorted(_KIND_WORDS, key=len, reverse=True))})$")
_GOVERNMENT = re.compile(
    r" (metropolitan government|metro government|unified government|consolidated government|urban county)$"
)
# "Athens-Clarke County", "Louisville/Jefferson County", "Lynchburg, Moore County": the city comes first.
_CITY_AND_COUNTY = re.compile(r"^([^-/,]+)(?:-|/|, )[A-Z].*$")
_COMMON_NAME = re.compile(r"^.* \(([^)]+)\)$")
# Consolidated with their county, and no word in the legal name says so.
_BARE_CONSOLIDATED = {"Butte-Silver Bow", "Nashville-Davidson", "Lexington-Fayette", "Carson City"}
_USUAL_NAMES = {"Urban Honolulu": "Honolulu"}


def plain_name(census_name: str) -> tuple[str, str]:
    """(display name, kind) of a legal name.

    The last word of kind goes ("Oklahoma City city" → Oklahoma City), consolidated governments keep their
    city ("Nashville-Davidson metropolitan government (balance)" → Nashville), and where the Bureau gives the
    common name in parentheses that one is used ("San Buenaventura (Ventura) city" → Ventura).
    """
    name = census_name.removesuffix(" (balance)")
    government = _GOVERNMENT.search(name)
    if government:
        name = name[: government.start()]
    word = None if government else _KIND_WORD.search(name)
    if word:
        name = name[: word.start()]
        kind = _KIND_WORDS[word.group(1)]
    else:
        consolidated = government or name in _BARE_CONSOLIDATED or name.endswith(" County")
        kind = "consolidated" if consolidated else "municipality"
    if kind == "consolidated" and (both := _CITY_AND_COUNTY.match(name)):
        name = both.group(1)
    if common := _COMMON_NAME.match(name):
        name = common.group(1)
    return _USUAL_NAMES.get(name, name), kind
