"""After compiling: is our join the one we believe it to be?

Known totals and spot values, and a comparison, place by place, with `derived_places_joined.csv`, a join made
independently. A count of its that is not ours must have been left out by a rule of `profiles.ingest.homicides`;
anything else is a failure.
"""

from pathlib import Path

import pandas as pd

from profiles.ingest.compile import Compiled
from profiles.ingest.raw import read_raw, whole_numbers

PLACES = 19_479
POPULATION_2024 = 214_356_282
SPOT_POPULATIONS_2024 = {
    "5157000": 231_105, "3651000": 8_478_072, "1714000": 2_721_308, "2404000": 568_271, "1304000": 520_070,
    "3132550": 2,
}  # fmt: skip
PLACES_OF_50_000, OF_THEM_WITH_2024 = 817, 741


def faults(source: Path, compiled: Compiled) -> list[str]:
    """What does not agree, in words; empty when everything does."""
    joined = read_raw(source, "derived_places_joined.csv").set_index("geoid").sort_index()
    return _total_faults(compiled) + _join_faults(joined, compiled) + _homicide_faults(joined, compiled)


def _total_faults(compiled: Compiled) -> list[str]:
    population = compiled.places.population[2024]
    found = []
    if len(population) != PLACES or int(population.sum()) != POPULATION_2024:
        found.append(f"{len(population):,} places with {population.sum():,} residents")
    for geoid, value in SPOT_POPULATIONS_2024.items():
        if population.get(geoid) != value:
            found.append(f"population of {geoid} is {population.get(geoid)}, known to be {value}")
    norfolk = compiled.price_levels.price_level.get("47260")
    if norfolk != 97.941:
        found.append(f"Norfolk's price level is {norfolk}, known to be 97.941")
    return found


def _join_faults(joined: pd.DataFrame, compiled: Compiled) -> list[str]:
    places, counties = compiled.places.places, compiled.places.counties
    population = pd.DataFrame({year: whole_numbers(joined[f"pop{year}"]) for year in range(2020, 2025)})
    found = []
    if not population.equals(compiled.places.population):
        found.append("population by year differs from the joined table")
    primary = places.counties.map(lambda group: group[0] if group else "")
    metro = primary.map(counties.metro).fillna("")
    metro_kind = metro.map(compiled.places.metros.kind)
    area = metro.where(metro_kind == "metro", places.index.str[:2] + "999")
    price = area.map(compiled.price_levels.price_level)
    for what, ours, theirs in (
        ("primary county", primary, joined.primary_county_geoid),
        ("metro", metro, joined.cbsa_code),
        ("price level", price, pd.to_numeric(joined.rpp_all_items_2024).replace(0, None)),  # BEA's 0: none
        ("latitude", places.latitude, pd.to_numeric(joined.lat.replace("", None))),
    ):
        differ = ours.index[~((ours == theirs) | (ours.isna() & theirs.isna()))]
        if len(differ):
            found.append(f"{what} differs from the joined table for {len(differ)} places, first {list(differ[:5])}")
    return found


def _homicide_faults(joined: pd.DataFrame, compiled: Compiled) -> list[str]:
    """Every count of the independent join is one of ours, or was left out by a rule."""
    homicides = compiled.homicides
    names = {"RTCI": "rtci", "SHR": "fbi_shr", "CDE": "fbi_cde"}
    found = []
    for geoid, sources in joined.homicide_sources.items():
        for part in filter(None, sources.split(";")):
            year, name = part.split(":")
            source, value = names[name], int(joined.at[geoid, f"homicides_{year}"])
            ours = [c.value for c in homicides.counts.get(geoid, {}).get(int(year), ()) if c.source == source]
            if ours != [value] and (geoid, int(year), source) not in homicides.left_out_rows:
                found.append(f"homicides of {geoid} {year} by {source}: ours {ours}, joined {value}")
    return found + _coverage_faults(joined, compiled)


def _coverage_faults(joined: pd.DataFrame, compiled: Compiled) -> list[str]:
    """Of the 817 places of 50,000 or more, the same 741 have a 2024 figure in the join and here."""
    large = compiled.places.population.index[compiled.places.population[2024] >= 50_000]
    with_figure = [geoid for geoid in large if joined.at[geoid, "homicides_2024"]]
    found = []
    if (len(large), len(with_figure)) != (PLACES_OF_50_000, OF_THEM_WITH_2024):
        found.append(f"{len(with_figure)} of {len(large)} places of 50,000 or more have a 2024 figure in the join")
    lost = [geoid for geoid in with_figure if (geoid, 2024) not in compiled.homicides.judged]
    return found + [f"{geoid} has 50,000 residents or more and has lost its 2024 homicides" for geoid in lost]
