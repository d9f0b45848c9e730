"""Names without a population here: census-designated places and Puerto Rico's municipios."""

from pathlib import Path

import pandas as pd

from profiles.ingest.boundaries import CountyBoundaries
from profiles.ingest.raw import read_raw

CDP = "57"  # the Gazetteer's legal/statistical area code of a census-designated place
PUERTO_RICO = "PR"


def compile_cdps(source: Path, boundaries: CountyBoundaries, *, counties: pd.Index, places: pd.Index) -> pd.DataFrame:
    """name, county, latitude, longitude of every census-designated place by GEOID, sorted.

    The county is the one around the Gazetteer's point inside the place; a place may reach into another one.
    """
    raw = read_raw(source, "census_2025_gaz_places.txt", separator="|").set_index("GEOID").sort_index()
    raw = raw[(raw.LSAD == CDP) & ~raw.index.isin(places) & (raw.USPS != PUERTO_RICO)]
    latitude, longitude = pd.to_numeric(raw.INTPTLAT), pd.to_numeric(raw.INTPTLONG)
    county = boundaries.counties_of(longitude.to_numpy(), latitude.to_numpy())
    found = [
        known or boundaries.nearest(x, y, state=geoid[:2])
        for known, x, y, geoid in zip(county, longitude, latitude, raw.index, strict=True)
    ]
    cdps = pd.DataFrame(
        {
            "name": raw.NAME.str.replace(r" CDP$", "", regex=True),
            "county": found,
            "latitude": latitude.round(4),
            "longitude": longitude.round(4),
        },
        index=raw.index,
    )
    return cdps[cdps.county.isin(counties)]


def compile_municipios(source: Path) -> pd.DataFrame:
    """name, latitude, longitude of Puerto Rico's 78 municipios by GEOID, sorted."""
    raw = read_raw(source, "census_2025_gaz_counties.txt", separator="|").set_index("GEOID").sort_index()
    raw = raw[raw.USPS == PUERTO_RICO]
    return pd.DataFrame(
        {
            "name": raw.NAME.str.removesuffix(" Municipio"),
            "latitude": pd.to_numeric(raw.INTPTLAT),
            "longitude": pd.to_numeric(raw.INTPTLONG),
        }
    )
