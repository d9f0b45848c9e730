"""Cells and tables of the pages about places, as components/table.html takes them."""

from collections.abc import Sequence
from typing import Any


def header(text: str, url: str = "") -> dict[str, Any]:
    """Return the first cell of a row, a link where there is an address."""
    return {"text": text, "url": url, "header": True}


def number(text: str | None) -> dict[str, Any]:
    """Return a cell of a column of numbers; None is said to be not reported."""
    return {"text": text, "numeric": True}


def table(
    key: str, caption: str, heads: Sequence[str], rows: list[list[dict[str, Any]]], *, numeric: bool = True
) -> dict[str, Any]:
    """Return a table whose caption only a screen reader says; `numeric` tells of every column but the first."""
    return {
        "id": key,
        "caption": caption,
        "hide_caption": True,
        "headings": [{"label": heads[0]}, *({"label": head, "numeric": numeric} for head in heads[1:])],
        "rows": rows,
    }
