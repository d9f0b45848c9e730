"""The tables of homicides under `data/fbi/`: written from what was compiled, read back and checked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from profiles.homicides.counts import LOCAL, Count, NationalYear, Status
from profiles.ingest import schema
from profiles.ingest.exceptions import Exceptions, read_exceptions
from profiles.ingest.local_counts import LocalCount, read_local_counts
from profiles.ingest.tables import TableError, read_once, read_table, write_table

COUNTS, YEARS, STATES, AGENCIES = (
    "fbi/homicides.csv", "fbi/homicide_years.csv", "fbi/state_homicides.csv", "fbi/agencies.csv",
)  # fmt: skip
COUNTY_COUNTS, COUNTY_AGENCIES, MUNICIPIOS = (
    "fbi/county_homicides.csv", "fbi/county_agencies.csv", "fbi/municipio_homicides.csv",
)  # fmt: skip
LOCAL_COUNTS, EXCEPTIONS = "local/homicide_counts.csv", "exceptions.csv"
FILES = (
    COUNTS, YEARS, STATES, AGENCIES, COUNTY_COUNTS, COUNTY_AGENCIES, MUNICIPIOS, LOCAL_COUNTS, EXCEPTIONS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StoredCount:
    """A count of a place (GEOID) and year; the status stands at the one that leads its year."""

    geoid: str
    year: int
    count: Count
    status: Status | None


@dataclass(frozen=True, slots=True)
class AgencyCount:
    """A count of a county's agency (ORI) and year; the status stands at the one that leads its year."""

    fips: str
    ori: str
    agency: str
    year: int
    count: Count
    status: Status | None


@dataclass(frozen=True, slots=True)
class HomicideTables:
    """Everything under `data/` that homicides rest on."""

    counts: tuple[StoredCount, ...]
    years: Mapping[int, NationalYear]
    states: Mapping[str, Mapping[int, int]]  # state FIPS: year: the FBI's estimate
    agencies: tuple[tuple[str, str, str, str, str], ...]  # ori, geoid, agency, state, how
    local: Mapping[str, Mapping[int, LocalCount]]
    exceptions: Exceptions
    county_agencies: tuple[AgencyCount, ...] = ()
    municipios: Mapping[str, Mapping[int, int]] = field(default_factory=dict)  # name: year: the index's count


def write_homicide_tables(folder: Path, tables: HomicideTables) -> None:
    """Write what is compiled; local counts and exceptions are kept by hand."""
    write_table(folder / COUNTS, list(schema.HOMICIDES), (
        (row.geoid, row.year, row.count.source, row.count.value, row.count.high, row.count.months, row.count.firearm,
         row.count.area_population, row.status or "")
        for row in tables.counts
    ))  # fmt: skip
    write_table(folder / YEARS, list(schema.HOMICIDE_YEARS), (
        (year, f"{known.index:.3f}", int(known.unfinished), int(known.shown)) for year, known in tables.years.items()
    ))  # fmt: skip
    write_table(folder / STATES, list(schema.STATE_HOMICIDES), (
        (fips, year, value) for fips, by_year in tables.states.items() for year, value in by_year.items()
    ))  # fmt: skip
    write_table(folder / AGENCIES, list(schema.AGENCIES), tables.agencies)
    write_table(folder / COUNTY_COUNTS, list(schema.COUNTY_HOMICIDES), (
        (row.ori, row.year, row.count.source, row.count.value, row.count.months, row.status or "")
        for row in tables.county_agencies
    ))  # fmt: skip
    agencies = {row.ori: (row.fips, row.agency) for row in tables.county_agencies}
    write_table(
        folder / COUNTY_AGENCIES, list(schema.COUNTY_AGENCIES), ((ori, *known) for ori, known in agencies.items())
    )
    write_table(folder / MUNICIPIOS, list(schema.MUNICIPIO_HOMICIDES), (
        (name, year, value) for name, by_year in tables.municipios.items() for year, value in by_year.items()
    ))  # fmt: skip


def read_homicide_tables(
    folder: Path, *, geoids: set[str], counties: set[str], fips: set[str], sources: set[str]
) -> HomicideTables:
    """Read them; raises TableError at the first cell, repeat or reference that cannot be right."""
    local = read_local_counts(folder / LOCAL_COUNTS)
    years = {
        year: NationalYear(index, unfinished == "1", shown == "1")
        for _, (year, index, unfinished, shown) in read_once(folder / YEARS, schema.HOMICIDE_YEARS, "year")
    }
    return HomicideTables(
        tuple(_counts(folder / COUNTS, local, geoids=geoids, sources=sources, years=set(years))),
        years,
        _states(folder / STATES, fips),
        tuple(row for _, row in read_once(folder / AGENCIES, schema.AGENCIES, "ori")),
        local,
        read_exceptions(folder / EXCEPTIONS),
        tuple(_county_agencies(folder, counties)),
        _municipios(folder / MUNICIPIOS),
    )


def _county_agencies(folder: Path, counties: set[str]) -> Iterable[AgencyCount]:
    agencies = {}
    for line, (ori, fips, agency) in read_once(folder / COUNTY_AGENCIES, schema.COUNTY_AGENCIES, "ori"):
        if fips not in counties:
            raise TableError(folder / COUNTY_AGENCIES, line, "fips", f"{fips!r} names a county that no table knows")
        agencies[ori] = (fips, agency)
    path = folder / COUNTY_COUNTS
    counts = read_once(path, schema.COUNTY_HOMICIDES, "ori", "year", "source")
    for line, (ori, year, source, value, months, status) in counts:
        if ori not in agencies:
            raise TableError(path, line, "ori", f"{ori!r} is not in county_agencies.csv")
        fips, agency = agencies[ori]
        count = Count(source, value, months=months)
        yield AgencyCount(fips, ori, agency, year, count, Status(status) if status else None)


def _municipios(path: Path) -> dict[str, dict[int, int]]:
    found: dict[str, dict[int, int]] = {}
    for _, (name, year, value) in read_once(path, schema.MUNICIPIO_HOMICIDES, "municipio", "year"):
        found.setdefault(name, {})[year] = value
    return found


def _counts(
    path: Path,
    local: Mapping[str, Mapping[int, LocalCount]],
    *,
    geoids: set[str],
    sources: set[str],
    years: set[int],
) -> Iterable[StoredCount]:
    """One row a place, year and source; at most one of a place and year has a status."""
    known: dict[str, set[Any]] = {"geoid": geoids, "year": years, "source": sources}
    seen: set[tuple[object, ...]] = set()
    for line, row in read_table(path, schema.HOMICIDES):
        geoid, year, source, value, high, months, firearm, area_population, status = row
        cells = dict(zip(schema.HOMICIDES, row, strict=True))
        for column, allowed in known.items():
            if cells[column] not in allowed:
                raise TableError(path, line, column, f"{cells[column]!r} is a {column} that no table knows")
        cited = local.get(geoid, {}).get(year) if source == LOCAL else None
        if complaint := _complaint(cells, cited):
            raise TableError(path, line, *complaint)
        keys: tuple[tuple[str, tuple[object, ...]], ...] = (
            ("source", (geoid, year, source)),
            ("status", (geoid, year)),
        )
        for column, key in keys if status else keys[:1]:
            if key in seen:
                raise TableError(path, line, column, f"{' '.join(map(str, key))} appears twice")
            seen.add(key)
        found = Count(
            source, value, high, months, firearm, area_population,
            publisher=cited.count.publisher if cited else "", url=cited.count.url if cited else "",
        )  # fmt: skip
        yield StoredCount(geoid, year, found, Status(status) if status else None)


def _complaint(cells: Mapping[str, Any], cited: LocalCount | None) -> tuple[str, str] | None:
    """The column of a row that contradicts the others, and why; None where none does."""
    value, high, firearm = cells["value"], cells["high"], cells["firearm"]
    if firearm is not None and firearm > value:
        return "firearm", f"{firearm} firearm victims among {value}"
    if high is not None and high < value:
        return "high", f"{high} is under the low end, {value}"
    if cells["area_population"] == 0:
        return "area_population", "0 residents; leave it empty for the place's own figure"
    if cells["source"] == LOCAL and (cited is None or (cited.count.value, cited.count.high) != (value, high)):
        return "source", f"{cells['geoid']} {cells['year']}: {LOCAL_COUNTS} has no such count"
    return None


def _states(path: Path, fips: set[str]) -> dict[str, dict[int, int]]:
    found: dict[str, dict[int, int]] = {}
    for line, (state, year, value) in read_once(path, schema.STATE_HOMICIDES, "fips", "year"):
        if state not in fips:
            raise TableError(path, line, "fips", f"{state!r} names a state that no table knows")
        found.setdefault(state, {})[year] = value
    return found
