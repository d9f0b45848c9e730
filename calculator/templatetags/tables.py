"""What the table component asks of its rows."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from django import template

register = template.Library()

Cell = dict[str, Any]
NOTHING: Cell = {"text": None, "url": None, "numeric": False, "header": False}
HEADING: Cell = {"label": "", "url": None, "sort": None, "numeric": False}


@register.filter
def under(row: Sequence[Cell], headings: Sequence[Cell]) -> Iterator[tuple[Cell, str]]:
    """Pair each cell with its column's words, which narrow screens print beside it.

    A cell says all that the template asks of it: looking in vain for what is not there takes Django as long as ten finds.
    """
    for cell, heading in zip_longest(row, headings, fillvalue=NOTHING):
        yield NOTHING | cell, str(heading.get("label", ""))


@register.filter
def headed(headings: Sequence[Cell]) -> Iterator[Cell]:
    """Return the headings, each with all that the template asks of it."""
    return (HEADING | heading for heading in headings)
