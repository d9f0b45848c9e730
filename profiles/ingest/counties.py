"""Counties with their own population by age (1 July 2023): people outside any place are in it, so it is never a sum."""

from pathlib import Path

import pandas as pd

from profiles.facts.slugs import unique_slugs
from profiles.ingest.extracts import RawError
from profiles.ingest.raw import read_raw, whole_numbers
from profiles.ingest.schema import AGE_COLUMNS as AGES

COUNTY_YEAR = 2023


def compile_counties(source: Path, states: pd.DataFrame, metro_of_county: dict[str, str]) -> pd.DataFrame:
    """slug, name, usps, metro, population, latitude, longitude and AGES by FIPS code, sorted.

    Connecticut's are its planning regions. Raises RawError where the ages do not add up to the population.
    """
    raw = read_raw(source, "census_ccest2023_agesex_july2023.csv")
    raw.index = pd.Index(raw.STATE + raw.COUNTY, name="geoid")
    raw = raw.sort_index()
    gazetteer = read_raw(source, "census_2025_gaz_counties.txt", separator="|").set_index("GEOID")
    missing = raw.index.difference(gazetteer.index)
    if len(missing):
        raise RawError(f"counties without coordinates: {list(missing[:5])}")
    counties = pd.DataFrame(
        {
            "name": raw.CTYNAME,
            "usps": raw.STATE.map(states.usps),
            "metro": raw.index.to_series().map(metro_of_county),
            "population": whole_numbers(raw.POPESTIMATE),
            "latitude": pd.to_numeric(gazetteer.INTPTLAT).reindex(raw.index),
            "longitude": pd.to_numeric(gazetteer.INTPTLONG).reindex(raw.index),
        }
    )
    for name, columns in AGES.items():
        counties[name] = sum(whole_numbers(raw[column]) for column in columns)
    if (counties[list(AGES)].sum(axis=1) != counties.population).any():
        raise RawError("census_ccest2023_agesex_july2023.csv: ages do not add up to the population")
    forms = {
        row.Index: (f"{row.name} {row.usps}", f"{row.name} {row.usps} {row.Index}")
        for row in counties.rename_axis("Index").itertuples()
    }
    return counties.assign(slug=pd.Series(unique_slugs(forms)))
