"""Faults of a source that no rule finds, reviewed one by one: `data/exceptions.csv`, kept by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from profiles.homicides.status import SET_ASIDE
from profiles.ingest.tables import Parser, TableError, choice, code, optional, read_table, text, year

COLUMNS: dict[str, Parser] = {
    "geoid": code(7), "place": text, "year": year, "use": choice(*SET_ASIDE), "why": text, "address": optional(text),
    "reviewed_on": date.fromisoformat,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Exceptions:
    """(use, why) by GEOID and year."""

    by_place: Mapping[str, Mapping[int, tuple[str, str]]]
    rows: tuple[tuple[str, int, str, str, str, date], ...] = ()  # geoid, year, use, why, address, reviewed on

    def of_place(self, geoid: str) -> Mapping[int, tuple[str, str]]:
        """The exceptions of a place by year."""
        return self.by_place.get(geoid, {})


def read_exceptions(path: Path) -> Exceptions:
    """The reviewed exceptions; raises TableError where one is malformed or appears twice."""
    found: dict[str, dict[int, tuple[str, str]]] = {}
    rows = []
    for line, (geoid, _, of_year, use, why, address, reviewed_on) in read_table(path, COLUMNS):
        if of_year in found.setdefault(geoid, {}):
            raise TableError(path, line, "year", f"{geoid} {of_year} appears twice")
        found[geoid][of_year] = (use, why)
        rows.append((geoid, of_year, use, why, address or "", reviewed_on))
    return Exceptions(found, tuple(rows))
