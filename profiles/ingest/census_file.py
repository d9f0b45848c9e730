"""The Census Bureau's subcounty population file: read, and believed only when its shape and a few known
places are right.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from profiles.ingest.tables import TableError, encoding_of, refuse_a_cut_end, refuse_a_web_page

FIRST_YEAR = 2020
PLACE_LEVEL, PLACE_PART_LEVEL = "162", "157"
FEWEST_PLACES, MOST_PLACES = 19_000, 20_500
FEWEST_RESIDENTS, MOST_RESIDENTS = 190_000_000, 260_000_000

# (rows, residents of known places in the vintage's own year); other vintages must at least have these places.
KNOWN: Mapping[int, tuple[int, dict[str, int]]] = {
    2024: (19_479, {"5157000": 231_105, "3651000": 8_478_072, "1714000": 2_721_308, "2404000": 568_271}),
    2025: (19_483, {"5363000": 784_777, "0100124": 2_378}),
}
ALWAYS_THERE = ("3651000", "0644000", "1714000", "4835000", "5157000", "5363000", "0100124")


@dataclass(frozen=True, slots=True)
class CensusPlaces:
    """A vintage: the published name, residents by year, and counties (most residents first) of each place
    by GEOID.
    """

    vintage: int
    names: dict[str, str]
    population: dict[str, dict[int, int]]
    counties: dict[str, tuple[str, ...]]


def file_url(vintage: int) -> str:
    """Where the Bureau publishes a vintage; no key is needed."""
    return f"https://www2.census.gov/programs-surveys/popest/datasets/2020-{vintage}/cities/totals/sub-est{vintage}.csv"


def read_census_places(path: Path, *, vintage: int) -> CensusPlaces:
    """Places of a downloaded file; raises TableError with the line, or ValueError when the whole is not
    believable.
    """
    years = range(FIRST_YEAR, vintage + 1)
    names: dict[str, str] = {}
    population: dict[str, dict[int, int]] = {}
    parts: dict[str, list[tuple[int, str]]] = {}
    for line, row in _rows(path, years):
        level = row["SUMLEV"].zfill(3)
        if level not in {PLACE_LEVEL, PLACE_PART_LEVEL}:
            continue
        geoid = _code(path, line, row, "STATE", 2) + _code(path, line, row, "PLACE", 5)
        residents = {year: _residents(path, line, row, f"POPESTIMATE{year}") for year in years}
        if level == PLACE_PART_LEVEL:
            county = geoid[:2] + _code(path, line, row, "COUNTY", 3)
            parts.setdefault(geoid, []).append((-residents[vintage], county))
            continue
        if geoid in population:
            raise TableError(path, line, "PLACE", f"{geoid} appears twice")
        if not row["NAME"]:
            raise TableError(path, line, "NAME", "is empty")
        names[geoid], population[geoid] = row["NAME"], residents
    _check_whole(population, vintage)
    counties = {geoid: tuple(county for _, county in sorted(group)) for geoid, group in parts.items()}
    return CensusPlaces(vintage, names, population, counties)


def _rows(path: Path, years: range) -> Iterator[tuple[int, dict[str, str]]]:
    """(line, row) of the file; a page, a folder, a cell without an end and a last line without one are TableErrors."""
    refuse_a_web_page(path)
    with path.open(encoding=encoding_of(path), newline="") as file:
        reader = csv.DictReader(file)
        try:
            _check_header(path, reader.fieldnames or [], years)
            for row in reader:
                yield reader.line_num, row
        except csv.Error as error:
            raise TableError(path, reader.line_num + 1, None, str(error)) from None
    refuse_a_cut_end(path, reader.line_num)


def _check_header(path: Path, columns: Sequence[str], years: range) -> None:
    needed = ["SUMLEV", "STATE", "COUNTY", "PLACE", "NAME", *(f"POPESTIMATE{year}" for year in years)]
    missing = [column for column in needed if column not in columns]
    if missing:
        raise TableError(path, 1, missing[0], f"the header lacks {', '.join(missing)}; is this vintage {years[-1]}?")
    if f"POPESTIMATE{years[-1] + 1}" in columns:
        raise TableError(path, 1, f"POPESTIMATE{years[-1] + 1}", f"the file is of a later vintage than {years[-1]}")


def _code(path: Path, line: int, row: dict[str, str], column: str, length: int) -> str:
    code = (row[column] or "").zfill(length)
    if len(code) != length or not (code.isascii() and code.isdigit()):
        raise TableError(path, line, column, f"{row[column]!r} is not a code of {length} digits")
    return code


def _residents(path: Path, line: int, row: dict[str, str], column: str) -> int:
    text = row[column] or ""
    if not (text.isascii() and text.isdigit()):
        raise TableError(path, line, column, f"{text!r} is not a whole number of zero or more")
    return int(text)


def _check_whole(population: dict[str, dict[int, int]], vintage: int) -> None:
    rows, known = KNOWN.get(vintage, (None, {}))
    count, total = len(population), sum(by_year[vintage] for by_year in population.values())
    if not FEWEST_PLACES <= count <= MOST_PLACES or (rows is not None and count != rows):
        expected = f"{rows:,}" if rows else f"{FEWEST_PLACES:,} to {MOST_PLACES:,}"
        raise ValueError(f"the file has {count:,} places; expected {expected}")
    if not FEWEST_RESIDENTS <= total <= MOST_RESIDENTS:
        raise ValueError(f"the places of the file have {total:,} residents in all, which cannot be")
    absent = [geoid for geoid in ALWAYS_THERE if geoid not in population]
    if absent:
        raise ValueError(f"the file lacks places that must be in it: {', '.join(absent)}")
    for geoid, residents in known.items():
        if population[geoid][vintage] != residents:
            raise ValueError(
                f"the file gives {geoid} {population[geoid][vintage]:,} residents in {vintage}; "
                f"known to be {residents:,}"
            )
