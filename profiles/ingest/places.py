"""Places, counties, metros and states from the raw Census Bureau extracts."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from profiles.facts.slugs import Named, place_slugs, unique_slugs
from profiles.ingest.counties import compile_counties
from profiles.ingest.extracts import RawError
from profiles.ingest.names import plain_name
from profiles.ingest.raw import read_raw, whole_numbers

POPULATION_VINTAGE = 2024
YEARS = range(2020, POPULATION_VINTAGE + 1)


@dataclass(frozen=True, slots=True)
class PlaceTables:
    """What is known of every place before homicides: frames indexed by GEOID, FIPS or CBSA code, sorted
    by it.
    """

    states: pd.DataFrame  # usps, name, population
    counties: pd.DataFrame  # slug, name, usps, metro, population, latitude, longitude, then AGE_COLUMNS
    metros: pd.DataFrame  # slug, title, kind
    places: pd.DataFrame  # slug, name, kind, census_name, counties (tuple, primary first), latitude, longitude, usps
    population: pd.DataFrame  # one column a year


def compile_places(source: Path) -> PlaceTables:
    """Read and join the Census Bureau's tables; raises RawError when a code has no partner where it must
    have one.
    """
    raw_places = read_raw(source, "census_subest2024_places.csv")
    raw_places.index = pd.Index(raw_places.STATE + raw_places.PLACE, name="geoid")
    raw_places = raw_places.sort_index()
    if raw_places.index.has_duplicates or set(raw_places.SUMLEV) != {"162"}:
        raise RawError("census_subest2024_places.csv: GEOIDs repeat or rows other than SUMLEV 162 are in it")
    states = _states(source)
    metros, metro_of_county = _metros(source)
    counties = compile_counties(source, states, metro_of_county)
    population = pd.DataFrame({year: whole_numbers(raw_places[f"POPESTIMATE{year}"]) for year in YEARS})
    if population.isna().any(axis=None):
        raise RawError("census_subest2024_places.csv: a population estimate is empty")
    gazetteer = read_raw(source, "census_2025_gaz_places.txt", separator="|").set_index("GEOID")
    names = raw_places.NAME.map(plain_name)
    places = pd.DataFrame(
        {
            "name": names.str[0],
            "kind": names.str[1],
            "census_name": raw_places.NAME,
            "counties": _counties_of_places(source, raw_places.index),
            "usps": raw_places.STATE.map(states.usps),
            "latitude": pd.to_numeric(gazetteer.INTPTLAT).reindex(raw_places.index),
            "longitude": pd.to_numeric(gazetteer.INTPTLONG).reindex(raw_places.index),
        }
    )
    unknown = {county for group in places.counties for county in group} - set(counties.index)
    if unknown or places.usps.isna().any():
        raise RawError(f"places lie in counties or states that are not known: {sorted(unknown)[:5]}")
    places["slug"] = pd.Series(
        place_slugs(
            Named(row.Index, row.name, row.usps, counties.name[row.counties[0]] if row.counties else None)
            for row in places.rename_axis("Index").itertuples()
        )
    )
    return PlaceTables(states, counties, metros, places, population)


def _states(source: Path) -> pd.DataFrame:
    raw = read_raw(source, "census_subest2024_states.csv").set_index("STATE").sort_index()
    usps = read_raw(source, "census_2025_gaz_counties.txt", separator="|")
    usps_by_fips = dict(zip(usps.GEOID.str[:2], usps.USPS, strict=True))
    return pd.DataFrame(
        {
            "usps": raw.index.map(usps_by_fips),
            "name": raw.NAME,
            "population": whole_numbers(raw[f"POPESTIMATE{POPULATION_VINTAGE}"]),
        },
        index=raw.index,
    )


def _metros(source: Path) -> tuple[pd.DataFrame, dict[str, str]]:
    raw = read_raw(source, "census_cbsa_delineation_jul2023.csv")
    raw = raw[raw["CBSA Code"].str.fullmatch(r"\d{5}")]
    kind = raw["Metropolitan/Micropolitan Statistical Area"].map(
        {"Metropolitan Statistical Area": "metro", "Micropolitan Statistical Area": "micro"}
    )
    metros = pd.DataFrame({"cbsa": raw["CBSA Code"], "title": raw["CBSA Title"], "kind": kind})
    metros = metros.drop_duplicates().set_index("cbsa").sort_index()
    slugs = unique_slugs({row.Index: (row.title, f"{row.title} {row.Index}") for row in metros.itertuples()})
    county = raw["FIPS State Code"] + raw["FIPS County Code"]
    return metros.assign(slug=pd.Series(slugs)), dict(zip(county, raw["CBSA Code"], strict=True))


def _counties_of_places(source: Path, geoids: pd.Index) -> pd.Series:
    """Counties of each place, the one with most residents first.

    The file of county parts lacks Georgia, where only the primary county is known (from the joined table).
    """
    parts = read_raw(source, "census_subest2024_place_county_parts_noGA.csv")
    parts = pd.DataFrame(
        {
            "geoid": parts.STATE + parts.PLACE,
            "county": parts.STATE + parts.COUNTY,
            "people": whole_numbers(parts[f"POPESTIMATE{POPULATION_VINTAGE}"]).fillna(0),
        }
    ).sort_values(["geoid", "people", "county"], ascending=[True, False, True])
    by_place = parts.groupby("geoid").county.agg(tuple)
    joined = read_raw(source, "derived_places_joined.csv").set_index("geoid").primary_county_geoid
    return pd.Series(
        [by_place.get(geoid) or ((joined[geoid],) if joined.get(geoid) else ()) for geoid in geoids],
        index=geoids,
    )
