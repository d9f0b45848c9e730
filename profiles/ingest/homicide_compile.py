"""Everything that homicides rest on, from the raw extracts and the tables that are kept by hand."""

from pathlib import Path

import pandas as pd

from profiles.ingest.county_agencies import compile_county_agencies, compile_municipios
from profiles.ingest.exceptions import read_exceptions
from profiles.ingest.homicide_tables import EXCEPTIONS, LOCAL_COUNTS, HomicideTables, StoredCount
from profiles.ingest.homicides import Homicides, compile_homicides, compile_state_homicides
from profiles.ingest.local_counts import read_local_counts
from profiles.ingest.national import compile_national
from profiles.ingest.places import PlaceTables
from profiles.ingest.town_agencies import town_crosswalk


def compile_homicide_tables(
    source: Path, folder: Path, places: PlaceTables, towns: pd.DataFrame
) -> tuple[Homicides, HomicideTables]:
    """Judge every year of the places, the towns and the counties' agencies; local counts and exceptions lie in `folder`
    already.
    """
    years = list(places.population.columns)
    population = pd.concat([places.population, towns[years]])
    states = compile_state_homicides(source, dict(places.states.usps))
    national = compile_national(source)
    local = {
        geoid: known for geoid, known in read_local_counts(folder / LOCAL_COUNTS).items() if geoid in population.index
    }
    exceptions = read_exceptions(folder / EXCEPTIONS)
    homicides = compile_homicides(
        source,
        crosswalks=(places.population.index, town_crosswalk(source, towns, places.places)),
        population=population,
        census_names=dict(places.places.census_name) | dict(towns.census_name),
        national=national,
        state_totals=states,
        local=local,
        exceptions=exceptions,
    )
    beside = source.parent / "local"
    county_agencies = compile_county_agencies(
        source,
        beside,
        counties=places.counties,
        of_places=frozenset(homicides.agencies.ori),
        national=national,
        state_totals=states,
    )
    tables = HomicideTables(
        _stored(homicides),
        national,
        states,
        _agencies(homicides),
        local,
        exceptions,
        county_agencies,
        compile_municipios(beside),
    )
    return homicides, tables


def _stored(homicides: Homicides) -> tuple[StoredCount, ...]:
    """Every count, with its year's status where it leads."""
    leading = {(*key, judged.leading.source): judged.status for key, judged in homicides.judged.items()}
    return tuple(
        StoredCount(geoid, year, count, leading.get((geoid, year, count.source)))
        for geoid, by_year in homicides.counts.items()
        for year, counts in by_year.items()
        for count in counts
    )


def _agencies(homicides: Homicides) -> tuple[tuple[str, str, str, str, str], ...]:
    agencies = homicides.agencies
    known = agencies[agencies.ori != ""].drop_duplicates("ori").sort_values("ori")
    return tuple(known[["ori", "geoid", "agency", "state", "how"]].itertuples(index=False, name=None))
