"""What a release changed, cell by cell, against the one before: old, new, and why, from the appended history."""

import csv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from calculator.words.cells import as_text

COLUMNS = ("resource", "key", "field", "old", "new", "why")
type Change = tuple[str, str, str, str, str, str]
type Why = Callable[[str, str, str], str]


def changes(resource: str, key: Sequence[str], before: Path, after: Path, why: Why) -> Iterator[Change]:
    """Yield each cell that differs; of a row that came or went each cell that is not empty. `why` is asked with the
    resource, the row's key and the field.
    """
    old, new = _rows(before, key), _rows(after, key)
    for name in sorted({*old, *new}):
        was, now = old.get(name, {}), new.get(name, {})
        for field in dict.fromkeys((*was, *now)):
            if was.get(field, "") != now.get(field, ""):
                yield resource, name, field, was.get(field, ""), now.get(field, ""), as_text(why(resource, name, field))


def _rows(path: Path, key: Sequence[str]) -> dict[str, dict[str, str]]:
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {"|".join(row[column] for column in key): row for row in csv.DictReader(file)}
