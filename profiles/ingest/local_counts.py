"""Homicides as police, coroners, sheriffs and state police count them: `data/local/homicide_counts.csv`."""

from dataclasses import dataclass
from pathlib import Path

from profiles.homicides.counts import LOCAL, Count
from profiles.ingest.tables import Parser, TableError, code, count, optional, read_table, text, year

COLUMNS: dict[str, Parser] = {
    "geoid": code(7), "year": year, "low": count, "high": optional(count), "what": text, "publisher": text, "url": text,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LocalCount:
    """A cited count; without a high end it says "at least"."""

    what: str
    count: Count


def read_local_counts(path: Path) -> dict[str, dict[int, LocalCount]]:
    """Local counts by GEOID and year; raises TableError where one is malformed, upside down or given twice."""
    found: dict[str, dict[int, LocalCount]] = {}
    for line, (geoid, of_year, low, high, what, publisher, url) in read_table(path, COLUMNS):
        if high is not None and high < low:
            raise TableError(path, line, "high", f"{high} is under the low end, {low}")
        if of_year in found.setdefault(geoid, {}):
            raise TableError(path, line, "year", f"{geoid} {of_year} appears twice")
        found[geoid][of_year] = LocalCount(what, Count(LOCAL, low, high=high, publisher=publisher, url=url))
    return found
