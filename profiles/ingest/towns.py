"""Towns and townships with a government of their own, in the twelve states where they do what a city does elsewhere."""

import re
from pathlib import Path

import pandas as pd
from django.utils.text import slugify

from profiles.facts.slugs import unique_slugs
from profiles.ingest.extracts import RawError
from profiles.ingest.raw import read_raw, whole_numbers

STRONG_TOWN_STATES = ("CT", "MA", "ME", "MI", "MN", "NH", "NJ", "NY", "PA", "RI", "VT", "WI")
_KIND = re.compile(r" (?:charter )?(town|township|plantation)$")
# Legal names whose plain form is not the name without its last word.
_USUAL_NAMES = {"City of Orange": "Orange", "South Orange Village": "South Orange"}


def compile_towns(
    source: Path, *, states: pd.DataFrame, counties: pd.DataFrame, places: pd.DataFrame, population: pd.DataFrame
) -> pd.DataFrame:
    """slug, name, kind, census_name, county, holds_places, then a column a year; by ten-digit GEOID, sorted.

    `holds_places`: incorporated places lie inside it, whose residents are the town's too. A town whose government is
    also a place (Princeton NJ, Scarsdale NY) is not in the extract; where both are, with the same residents every
    year, the place stays and the town is left out: one subject. Raises RawError.
    """
    raw = read_raw(source, "census_subest2024_mcd_active.csv")
    raw = raw[raw.STATE.map(states.usps).isin(STRONG_TOWN_STATES)].copy()
    raw.index = pd.Index(raw.STATE + raw.COUNTY + raw.COUSUB, name="geoid")
    raw = raw.sort_index()
    if raw.index.has_duplicates or set(raw.SUMLEV) - {"061"} or set(raw.FUNCSTAT) - {"A"}:
        raise RawError("census_subest2024_mcd_active.csv: GEOIDs repeat, or rows are no active county subdivisions")
    years = population.columns
    people = pd.DataFrame({year: whole_numbers(raw[f"POPESTIMATE{year}"]) for year in years})
    names = raw.NAME.map(plain_town_name)
    towns = pd.DataFrame(
        {
            "name": names.str[0],
            "kind": names.str[1],
            "census_name": raw.NAME,
            "county": raw.STATE + raw.COUNTY,
            "holds_places": (raw.PRIMGEO_FLAG == "0").astype(int),
            "usps": raw.STATE.map(states.usps),
        }
    ).join(people)
    if unknown := set(towns.county) - set(counties.index):
        raise RawError(f"towns lie in counties that are not known: {sorted(unknown)[:5]}")
    towns = towns[~_also_a_place(towns, places, population)]
    return _addressed(towns, counties, places)


def plain_town_name(census_name: str) -> tuple[str, str]:
    """(display name, kind): "Upper Darby township" is Upper Darby, a township."""
    found = _KIND.search(census_name)
    name = census_name[: found.start()] if found else census_name
    return _USUAL_NAMES.get(name, name), found.group(1) if found else "town"


def _also_a_place(towns: pd.DataFrame, places: pd.DataFrame, population: pd.DataFrame) -> pd.Series:
    """Whether a place of the town's county has the town's residents in every year (Palm Tree is Kiryas Joel)."""
    within = {
        (county, tuple(population.loc[geoid])) for geoid, counties in places.counties.items() for county in counties
    }
    years = list(population.columns)
    mine = zip(towns.county, towns[years].itertuples(index=False, name=None), strict=True)
    same = [pair in within and pair[1][-1] > 0 for pair in mine]
    return pd.Series(same, towns.index) & (towns.holds_places == 1)


def _addressed(towns: pd.DataFrame, counties: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Give each town a slug that no place has; one that must share its name keeps its word of kind in the name."""
    county = towns.county.map(counties.name).str.replace(r" (County|Planning Region)$", "", regex=True)
    forms = {
        row.Index: (
            f"{row.name} {row.usps}",
            f"{row.name} {row.kind} {row.usps}",
            f"{row.name} {row.kind} {county[row.Index]} {row.usps}",
            f"{row.name} {row.kind} {row.usps} {row.Index}",
        )
        for row in towns.rename_axis("Index").itertuples()
    }
    # Also not the short form that places of one name have given up for longer ones: it would read as theirs.
    bare = {slugify(f"{row.name} {row.usps}") for row in places.itertuples()}
    slugs = unique_slugs(forms, taken=bare | set(places.slug))
    shared = set(zip(places.usps, places.name, strict=True))
    names = [f"{row.name} {row.kind}" if (row.usps, row.name) in shared else row.name for row in towns.itertuples()]
    return towns.assign(name=names, slug=pd.Series(slugs))
