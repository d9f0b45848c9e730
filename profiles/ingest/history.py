"""The history of the facts: `data/history/`, one file a change of the tables, appended and never rewritten.

A row says geoid, year, fact, old, new, why; an empty `old` is a figure not printed before, an empty `new` one that is
printed no more. The first file holds what was printed before the first correction. `loads.csv` dates each file and says
what happened. Replaying the files in order gives the facts at any date.
"""

import csv
import gzip
import hashlib
import io
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from profiles.ingest.tables import Parser, TableError, count, read_table, text, write_table

type Key = tuple[str, int, str]  # GEOID, year, fact
type Facts = Mapping[Key, str]

LOADS: dict[str, Parser] = {
    "file": text, "made_on": text, "what": text, "rows": count, "sha256": text,
}  # fmt: skip
COLUMNS = ("geoid", "year", "fact", "old", "new", "why")
LARGEST_PLAIN_BYTES = 100_000  # a longer file is compressed


@dataclass(frozen=True, slots=True)
class Change:
    """One fact of one year that changed; geoid of a place, town, county or state."""

    geoid: str
    year: int
    fact: str
    old: str
    new: str
    why: str


@dataclass(frozen=True, slots=True)
class Load:
    """A file of changes made at once."""

    file: str
    made_on: date
    what: str
    changes: tuple[Change, ...]


def read_history(folder: Path, *, skip: Collection[str] = ()) -> Iterator[Load]:
    """Every load in order but those to `skip`; raises TableError where a file is not the one that was appended."""
    path = folder / "loads.csv"
    if not path.exists():
        return
    for line, (file, made_on, what, rows, sha256) in read_table(path, LOADS):
        if file in skip:
            continue
        try:
            content = (folder / file).read_bytes()
        except OSError as error:
            raise TableError(path, line, "file", f"{file} cannot be read ({error.strerror})") from None
        if hashlib.sha256(content).hexdigest() != sha256:
            raise TableError(path, line, "sha256", f"{file} has changed since it was appended")
        changes = tuple(_changes(content, compressed=file.endswith(".gz")))
        if len(changes) != rows:
            raise TableError(path, line, "rows", f"{file} has {len(changes):,} rows; {rows:,} were appended")
        yield Load(file, date.fromisoformat(made_on), what, changes)


def replayed(loads: Iterable[Load]) -> dict[Key, str]:
    """The facts after these loads."""
    facts: dict[Key, str] = {}
    for load in loads:
        for change in load.changes:
            key = (change.geoid, change.year, change.fact)
            if change.new == "":
                facts.pop(key, None)
            else:
                facts[key] = change.new
    return facts


def changes_between(before: Facts, after: Facts, why: Callable[[Key], str]) -> tuple[Change, ...]:
    """What differs, by place, year and fact."""
    keys = sorted(key for key in before.keys() | after.keys() if before.get(key) != after.get(key))
    return tuple(Change(*key, before.get(key, ""), after.get(key, ""), why(key)) for key in keys)


def append_load(folder: Path, changes: tuple[Change, ...], *, made_on: date, what: str) -> Path | None:
    """Write one more file and its line in `loads.csv`; nothing where nothing changed."""
    if not changes:
        return None
    loads = [row for _, row in read_table(folder / "loads.csv", LOADS)] if (folder / "loads.csv").exists() else []
    content = _content(changes)
    name = f"{len(loads) + 1:04d}.csv"
    if len(content) > LARGEST_PLAIN_BYTES:
        name, content = f"{name}.gz", gzip.compress(content, compresslevel=9, mtime=0)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)
    sha256 = hashlib.sha256(content).hexdigest()
    write_table(folder / "loads.csv", list(LOADS), [*loads, (name, made_on.isoformat(), what, len(changes), sha256)])
    return folder / name


def _content(changes: Iterable[Change]) -> bytes:
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((c.geoid, c.year, c.fact, c.old, c.new, c.why) for c in changes)
    return lines.getvalue().encode()


def _changes(content: bytes, *, compressed: bool) -> Iterator[Change]:
    plain = gzip.decompress(content) if compressed else content
    reader = csv.reader(io.StringIO(plain.decode(), newline=""))
    next(reader)
    for geoid, year, fact, old, new, why in reader:
        yield Change(geoid, int(year), fact, old, new, why)
