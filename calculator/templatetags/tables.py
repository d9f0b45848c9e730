"""What the table component asks of its rows."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from django import template

register = template.Library()

Cell = Mapping[str, Any]


@register.filter
def under(row: Sequence[Cell], headings: Sequence[Cell]) -> Iterator[tuple[Cell, str]]:
    """Pair each cell with its column's words, which narrow screens print beside it."""
    nothing: Cell = {}
    for cell, heading in zip_longest(row, headings, fillvalue=nothing):
        yield cell, str(heading.get("label", ""))
