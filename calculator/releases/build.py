"""Making a release: every file in a folder aside, then the folder put on the shelf in one move."""

import csv
import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from calculator.releases.about import CHANGES, DATABASE, MAP, PACKAGE, SUMS
from calculator.releases.changes import COLUMNS, changes
from calculator.releases.describe import fields_of, package, table_described
from calculator.releases.files import cells, write_csv, write_geojson, write_parquet, write_sqlite
from calculator.releases.rows import Resource, resources
from profiles.editorial.memory import editorial_version
from profiles.releases.facts_file import write_facts
from profiles.releases.reasons import Reasons, loads_held
from profiles.releases.shelf import ABOUT, FACTS, Release, forget_shelf, parts, releases, shelf
from profiles.releases.unrecorded import unrecorded
from profiles.selectors import place_table


class ReleaseExists(ValueError):  # noqa: N818 (named for what it says)
    """A release of this name is on the shelf already, and never changes."""

    def __init__(self, name: str) -> None:
        super().__init__(f"release {name} exists already; releases never change")


class NotInTheHistory(ValueError):  # noqa: N818 (named for what it says)
    """Facts are loaded that the appended history does not lead to."""

    def __init__(self, found: int, first: str) -> None:
        super().__init__(f"{found:,} facts are not what the appended history says, the first {first}")


def make_release(name: str, *, date: str, told: Callable[[str], None] = lambda step: None) -> Release:
    """Write the release of the facts that the appended history leads to. Raises ReleaseExists, NotInTheHistory."""
    if (shelf() / name).exists():
        raise ReleaseExists(name)
    told("history")
    _held_against_the_history()
    aside = shelf() / f".making-{name}"
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    before = next((known for known in releases() if parts(known.name) < parts(name)), None)
    tables = _write_tables(aside, before, told)
    table = place_table()
    _write_json(
        aside / PACKAGE,
        package(name=name, date=date, data_version=table.version, tables=tables, sources=table.sources),
    )
    told("facts")
    write_facts(aside / FACTS)
    sums = {path.name: sha256(path) for path in sorted(aside.iterdir())}
    (aside / SUMS).write_text(_sums(sums), encoding="utf-8")
    release = Release(
        name=name,
        date=date,
        data_version=table.version,
        editorial_version=editorial_version(),
        files={**sums, SUMS: sha256(aside / SUMS)},
        before=before.name if before else None,
        history=loads_held(),
    )
    (aside / ABOUT).write_bytes(msgspec.json.format(msgspec.json.encode(release), indent=2))
    aside.rename(shelf() / name)
    forget_shelf()
    return release


def sha256(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def reproducible(sums: dict[str, str]) -> str:
    """Return the sums that any machine gets from the same data; SQLite writes its own version into its files."""
    return _sums({name: digest for name, digest in sums.items() if not name.endswith((".sqlite", ABOUT, SUMS))})


def _sums(sums: dict[str, str]) -> str:
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items()))


def _held_against_the_history() -> None:
    """Let nothing into a release that changed without a row of the history."""
    if found := unrecorded():
        first = found[0]
        told = f"{first.fact} of {first.geoid} in {first.year}: {first.old or 'nothing'} there, {first.new or 'nothing'} here"
        raise NotInTheHistory(len(found), told)


def _write_tables(folder: Path, before: Release | None, told: Callable[[str], None]) -> list[dict[str, Any]]:
    described = []
    database = sqlite3.connect(folder / DATABASE)
    reasons = Reasons(before.history) if before else None
    with (folder / CHANGES).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for resource in resources(place_table()):
            told(resource.name)
            described.append(_write_table(folder, database, resource))
            if before and reasons:
                path = f"{resource.name}.csv"
                old, new = before.folder / path, folder / path
                writer.writerows(changes(resource.name, resource.key, old, new, reasons.why))
    database.commit()
    database.close()
    return described


def _write_table(folder: Path, database: sqlite3.Connection, resource: Resource) -> dict[str, Any]:
    fields = fields_of(resource.shape)
    rows = cells(fields, list(resource.rows()))
    path = folder / f"{resource.name}.csv"
    write_csv(path, fields, rows)
    write_parquet(path.with_suffix(".parquet"), fields, rows)
    write_sqlite(database, resource.name, fields, resource.key, rows)
    if resource.name == "places":
        write_geojson(folder / MAP, fields, rows)
    return table_described(
        name=resource.name, title=resource.title, fields=fields, key=resource.key, sha256=sha256(path),
        size=path.stat().st_size,
    )  # fmt: skip


def _write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
