"""Everything that homicides rest on, from the raw extracts and the tables that are kept by hand."""

from pathlib import Path

from profiles.ingest.exceptions import read_exceptions
from profiles.ingest.homicide_tables import EXCEPTIONS, LOCAL_COUNTS, HomicideTables, StoredCount
from profiles.ingest.homicides import Homicides, compile_homicides, compile_state_homicides
from profiles.ingest.local_counts import read_local_counts
from profiles.ingest.national import compile_national
from profiles.ingest.places import PlaceTables


def compile_homicide_tables(source: Path, folder: Path, places: PlaceTables) -> tuple[Homicides, HomicideTables]:
    """Judge every year of the places; local counts and exceptions lie in `folder` already."""
    states = compile_state_homicides(source, dict(places.states.usps))
    national = compile_national(source)
    local = {
        geoid: known
        for geoid, known in read_local_counts(folder / LOCAL_COUNTS).items()
        if geoid in places.population.index
    }
    exceptions = read_exceptions(folder / EXCEPTIONS)
    homicides = compile_homicides(
        source,
        population=places.population,
        census_names=dict(places.places.census_name),
        national=national,
        state_totals=states,
        local=local,
        exceptions=exceptions,
    )
    tables = HomicideTables(_stored(homicides), national, states, _agencies(homicides), local, exceptions)
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
