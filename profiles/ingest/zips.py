"""ZIP codes: where each one's mail is delivered, from the list that the package `zipcodes` carries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import pandas as pd
import zipcodes

from profiles.facts.names import normalized
from profiles.ingest.boundaries import CountyBoundaries

type Names = dict[tuple[str, str], list[tuple[str, tuple[str, ...]]]]  # (state, name) → (GEOID, its counties)


def compile_zips(
    boundaries: CountyBoundaries, *, counties: pd.DataFrame, named: Iterable[tuple[str, str, str, tuple[str, ...]]]
) -> list[tuple[str | None, str, str]]:
    """(subject, county, ZIP codes) rows; `named` are (GEOID, USPS, name, counties) of all that a ZIP may lie in.

    The subject bears the post office's city name in the ZIP's own county; None where nothing there is called so. A
    ZIP's county is the one its list names, else the one around its point; codes outside the states are left out.
    """
    names: Names = defaultdict(list)
    for geoid, usps, name, within in named:
        names[usps, normalized(name)].append((geoid, within))
    county_named = {(row.usps, normalized(row.name)): row.Index for row in counties.rename_axis("Index").itertuples()}
    listed = sorted(_listed(set(counties.usps)), key=lambda entry: entry["zip_code"])
    around = boundaries.counties_of(
        np.array([float(entry["long"]) for entry in listed]), np.array([float(entry["lat"]) for entry in listed])
    )
    grouped: dict[tuple[str | None, str], list[str]] = defaultdict(list)
    for entry, surrounding in zip(listed, around, strict=True):
        county = str(county_named.get((entry["state"], normalized(entry["county"]))) or surrounding or "")
        if county in counties.index:
            subject = _subject(names, entry, county)
            grouped[subject, county].append(entry["zip_code"])
    ordered = sorted(grouped.items(), key=lambda item: item[1][0])
    return [(subject, county, " ".join(codes)) for (subject, county), codes in ordered]


def _listed(states: set[str]) -> Iterator[dict[str, Any]]:
    for entry in zipcodes.list_all():
        if entry["active"] and entry["state"] in states and entry["lat"]:
            yield entry


def _subject(names: Names, entry: dict[str, Any], county: str) -> str | None:
    """The place, town or census-designated place called as the post office's city, in that order, in the county."""
    for city in (entry["city"], *entry["acceptable_cities"]):
        within = [geoid for geoid, around in names.get((entry["state"], normalized(city)), ()) if county in around]
        if within:
            return within[0]
    return None
