"""The tables under `data/`, read and checked against each other before anything is written to the
database.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from profiles.ingest import homicide_tables, schema
from profiles.ingest.homicide_tables import HomicideTables, read_homicide_tables
from profiles.ingest.tables import Parser, Row, TableError, read_table, refuse_a_web_page, year

# Records that come with the site and editors may change.
SHIPPED = tuple(f"local/{name}.csv" for name in ("estimates", "spending", "links", "costs", "pay"))
TABLE_FILES = (
    "sources.csv", "census/states.csv", "census/metros.csv", "census/counties.csv", "census/places.csv",
    "census/population.csv", "census/towns.csv", "census/cdps.csv", "census/municipios.csv", "census/zips.csv",
    "bea/price_levels.csv", *homicide_tables.FILES, *SHIPPED,
)  # fmt: skip
# What a column's check answers: a complaint, or nothing.
type Check = Callable[[Any], str | None]
type Checks = Mapping[str, Check]

TOWN_CELLS = 7  # of a town's row, before its residents by year


@dataclass(frozen=True, slots=True)
class Dataset:
    """Rows of every table in the columns of `profiles.ingest.schema`, and the hash of the files they came
    from.
    """

    folder: Path
    data_hash: str
    census_vintage: int
    sources: list[Row]
    states: list[Row]
    metros: list[Row]
    counties: list[Row]
    places: list[Row]
    towns: list[Row]  # without their residents, which are in `population` too
    population: dict[str, dict[int, int]]  # GEOID → year → residents
    homicides: HomicideTables
    price_levels: dict[str, tuple[str, int, float]]  # area code → area, year, U.S. = 100

    def price_areas(self) -> dict[str, str]:
        """The area whose price level each place and town has: its metropolitan area, else its state's nonmetropolitan part."""
        kind: dict[str | None, str] = {cbsa: kind for cbsa, _, _, kind in self.metros}
        metro_of_county = {county[0]: county[3] for county in self.counties}
        first_county = {place[0]: place[5][0] if place[5] else None for place in self.places}
        first_county |= {town[0]: town[5] for town in self.towns}
        areas = {}
        for geoid, county in first_county.items():
            metro = metro_of_county[county] if county else None
            areas[geoid] = metro if metro is not None and kind[metro] == "metro" else f"{geoid[:2]}999"
        return areas


def data_hash(folder: Path) -> str:
    """Hash of the content of the tables, the same wherever they lie."""
    digest = hashlib.sha256()
    for name in TABLE_FILES:
        try:
            content = (folder / name).read_bytes()
        except OSError as error:
            raise TableError(folder / name, 1, None, f"cannot be read ({error.strerror})") from None
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def read_dataset(folder: Path) -> Dataset:
    """Every table of `folder`; raises TableError at the first cell, repeat or reference that cannot be
    right.
    """
    whole = data_hash(folder)
    vintage = _vintage(folder / "census/population.csv")
    sources = _unique(folder / "sources.csv", schema.SOURCES)
    states = _unique(folder / "census/states.csv", schema.STATES)
    metros = _unique(folder / "census/metros.csv", schema.METROS)
    fips = {row[0] for row in states}
    counties = _unique(
        folder / "census/counties.csv",
        schema.COUNTIES,
        {"geoid": _known("state", fips, length=2), "metro": _known("metro", {row[0] for row in metros})},
    )
    places = _unique(
        folder / "census/places.csv",
        schema.PLACES,
        {
            "geoid": _known("state", fips, length=2),
            "counties": _known("county", {row[0] for row in counties}),
        },
    )
    town_rows = _unique(
        folder / "census/towns.csv",
        schema.town_columns(vintage),
        {"county": _known("county", {row[0] for row in counties})},
    )
    towns = [row[:TOWN_CELLS] for row in town_rows]
    _no_repeats(folder / "census/places.csv", "slug", (row[1] for row in places))
    _no_repeats(folder / "census/towns.csv", "slug", (row[1] for row in (*places, *towns)), after=len(places))
    for name, known in (("metros", metros), ("counties", counties)):
        _no_repeats(folder / f"census/{name}.csv", "slug", (row[1] for row in known))
    _check_names(folder, {row[0] for row in counties})
    geoids = {row[0] for row in places}
    place = {"geoid": _known("place", geoids)}
    population = {
        row[0]: dict(zip(range(2020, vintage + 1), row[1:], strict=True))
        for row in _unique(folder / "census/population.csv", schema.population_columns(vintage), place)
    }
    for line, row in enumerate(places, start=2):
        if row[0] not in population:
            raise TableError(folder / "census/places.csv", line, "geoid", f"{row[0]} has no row in population.csv")
    population |= {row[0]: dict(zip(range(2020, vintage + 1), row[TOWN_CELLS:], strict=True)) for row in town_rows}
    homicides = read_homicide_tables(
        folder,
        geoids=geoids | {row[0] for row in towns},
        counties={row[0] for row in counties},
        fips=fips,
        sources={row[0] for row in sources},
    )
    prices = {row[0]: row[1:] for row in _unique(folder / "bea/price_levels.csv", schema.PRICE_LEVELS)}
    return Dataset(
        folder,
        whole,
        vintage,
        sources,
        states,
        metros,
        counties,
        places,
        towns,
        population,
        homicides,
        prices,
    )


def _vintage(path: Path) -> int:
    """The last year of the population table's header."""
    refuse_a_web_page(path)
    with path.open(encoding="utf-8", errors="replace") as file:
        years = re.findall(r"population_(\d{4})", file.readline())
    if not years:
        raise TableError(path, 1, "population_YEAR", "the column is missing")
    try:
        return year(years[-1])
    except ValueError as error:
        raise TableError(path, 1, f"population_{years[-1]}", str(error)) from None


def _known(what: str, keys: set[str], *, length: int | None = None) -> Check:
    """Check that a cell's codes (or their first `length` digits) are known."""

    def check(cell: object) -> str | None:
        for key in cell if isinstance(cell, tuple) else (cell,):
            if key is not None and key[:length] not in keys:
                return f"{key!r} names a {what} that no table knows"
        return None

    return check


def _checked(path: Path, columns: Mapping[str, Parser], checks: Checks) -> Iterable[tuple[int, Row]]:
    positions = [(list(columns).index(column), column, check) for column, check in checks.items()]
    for line, row in read_table(path, columns):
        for position, column, check in positions:
            if complaint := check(row[position]):
                raise TableError(path, line, column, complaint)
        yield line, row


def _unique(path: Path, columns: Mapping[str, Parser], checks: Checks | None = None) -> list[Row]:
    """Rows of a table whose first column may not repeat."""
    rows = [row for _, row in _checked(path, columns, checks or {})]
    _no_repeats(path, next(iter(columns)), (row[0] for row in rows))
    return rows


def _check_names(folder: Path, counties: set[str]) -> None:
    """Read the names that have no population here, which pages read from their files: raises TableError."""
    county = {"county": _known("county", counties)}
    _unique(folder / "census/cdps.csv", schema.CDPS, county)
    _unique(folder / "census/municipios.csv", schema.MUNICIPIOS)
    path = folder / "census/zips.csv"
    seen: set[str] = set()
    for line, (_, _, zips) in _checked(path, schema.ZIPS, county):
        if twice := seen & set(zips):
            raise TableError(path, line, "zips", f"{min(twice)!r} appears twice")
        seen |= set(zips)


def _no_repeats(path: Path, column: str, keys: Iterable[object], *, after: int = 0) -> None:
    """Raise TableError at a key that was there before; the first `after` keys are of another table."""
    seen = set()
    for line, key in enumerate(keys, start=2 - after):
        if key in seen:
            raise TableError(path, line, column, f"{key!r} appears twice")
        seen.add(key)
