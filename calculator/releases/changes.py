"""What a release changed, cell by cell, against the one before."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

COLUMNS = ("resource", "key", "field", "before", "after")
type Change = tuple[str, str, str, str, str]


def changes(resource: str, key: Sequence[str], before: Path, after: Path) -> Iterator[Change]:
    """Yield each cell that differs; a row that came or went is one change of the field `*`."""
    old, new = _rows(before, key), _rows(after, key)
    for name in sorted({*old, *new}):
        if name not in new:
            yield resource, name, "*", "present", "absent"
        elif name not in old:
            yield resource, name, "*", "absent", "present"
        else:
            for field in dict.fromkeys((*old[name], *new[name])):
                was, now = old[name].get(field, ""), new[name].get(field, "")
                if was != now:
                    yield resource, name, field, was, now


def _rows(path: Path, key: Sequence[str]) -> dict[str, dict[str, str]]:
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {"|".join(row[column] for column in key): row for row in csv.DictReader(file)}
