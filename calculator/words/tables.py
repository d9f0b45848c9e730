"""What the table component asks of its rows."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

NOTHING: Mapping[str, Any] = {"text": None}


def under(row: Sequence[Mapping[str, Any]], headings: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Any, str]]:
    """Pair each cell with its column's words, which narrow screens print beside it."""
    for cell, heading in zip_longest(row, headings, fillvalue=NOTHING):
        yield cell, str(heading.get("label", ""))
