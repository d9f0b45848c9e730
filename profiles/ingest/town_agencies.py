"""Police agencies of towns and townships: those of the crosswalk that no place is the match of."""

import re
from pathlib import Path

import pandas as pd

from profiles.facts.names import normalized
from profiles.ingest.raw import read_raw, whole_numbers

MATCH = "town"
_CERTAIN = ("name_unique", "manual", "name+county")
_UNMATCHED = ("none", "township", "ambiguous_largest")
_POLICE = re.compile(r" (police department|police dept|police|pd)$")
# The FBI's reports cut names after 24 letters: "UPPER PROVIDENCE TOWNSHI".
_KIND = re.compile(r"^town of | (charter township|township|townshi|townsh|towns|twnshp|town)$")
# Of an index row, which has no ORI: how far its population may be from the town's.
_CLOSEST_SHARE = 0.8


def town_crosswalk(source: Path, towns: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Rows of the crosswalk whose agency is certainly one town's police, `place_geoid` its ten digits, `match_method`
    "town".

    The names agree and the county, which the FBI's number of an agency holds, is the town's; in Connecticut, whose
    numbers hold none, one town alone bears the name. An index row has no number: there the town must be the only one
    of its name with about as many residents as the agency polices.
    """
    raw = read_raw(source, "derived_agency_to_place_crosswalk.csv")
    county_of = _counties_by_number(raw, places)
    raw = raw[raw.match_method.isin(_UNMATCHED) & raw.state.isin(towns.usps)]
    by_name: dict[tuple[str, str], list[str]] = {}
    for town in towns.rename_axis("Index").itertuples():
        bare = re.sub(rf" {town.kind}$", "", town.name)
        by_name.setdefault((town.usps, normalized(bare)), []).append(town.Index)
    policed = _policed_by_index(source)
    residents = towns[max(_years(towns))]
    found = []
    for row in raw.itertuples():
        candidates = by_name.get((row.state, _town_name(row.agency_name)), [])
        if row.source == "RTCI":
            people = policed.get((row.agency_name, row.state), 0)
            candidates = [geoid for geoid in candidates if _alike(people, residents[geoid])]
        elif row.state != "CT":
            candidates = [geoid for geoid in candidates if geoid[:5] == _county(row.ori, geoid[:2], county_of)]
        found.append(candidates[0] if len(candidates) == 1 else "")
    matched = raw.assign(place_geoid=found, match_method=MATCH)
    matched = matched[matched.place_geoid != ""]
    return matched.assign(place_name=matched.place_geoid.map(towns.census_name))


def _counties_by_number(crosswalk: pd.DataFrame, places: pd.DataFrame) -> dict[str, str]:
    """FIPS code of the county by the first letters and digits of an ORI: the county of most of its agencies' places."""
    matched = crosswalk[crosswalk.match_method.isin(_CERTAIN) & (crosswalk.ori != "")]
    matched = matched[matched.place_geoid.isin(places.index)]
    counties = matched.place_geoid.map(places.counties).str[0]
    tallies = pd.DataFrame({"number": matched.ori.map(_county_number), "county": counties}).value_counts().reset_index()
    return dict(reversed(list(zip(tallies.number, tallies.county, strict=True))))


def _county(ori: str, state_fips: str, known: dict[str, str]) -> str:
    """Where no place tells: counties are numbered by name, and their FIPS codes are the odd numbers in that order."""
    number = _county_number(ori)
    return known.get(number) or (f"{state_fips}{2 * int(number[2:]) - 1:03d}" if number[2:].isdigit() else "")


def _county_number(ori: str) -> str:
    """The state and county in an ORI: Michigan's numbers hold two digits of the county, the others three."""
    return ori[:4] if ori.startswith("MI") else ori[:5]


def _town_name(agency: str) -> str:
    name = _POLICE.sub("", agency.lower().strip())
    return normalized(_KIND.sub("", name))


def _years(towns: pd.DataFrame) -> list[int]:
    return [column for column in towns.columns if isinstance(column, int)]


def _policed_by_index(source: Path) -> dict[tuple[str, str], int]:
    names = read_raw(source, "derived_places_joined.csv")[["state_name", "usps"]].drop_duplicates()
    usps = dict(zip(names.state_name, names.usps, strict=True))
    raw = read_raw(source, "rtci_agency_murders_2018_2025.csv")
    people = whole_numbers(raw.agency_population.replace("NA", "")).fillna(0)
    return {
        (row.agency_name, usps.get(row.state_name, "")): count
        for row, count in zip(raw.itertuples(), people, strict=True)
    }


def _alike(people: int, residents: int) -> bool:
    return min(people, residents) > _CLOSEST_SHARE * max(people, residents)
