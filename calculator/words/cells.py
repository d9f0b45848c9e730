"""Text as a cell of a CSV file (docs/decisions/0007-csv-text.md)."""

from typing import Any

# A spreadsheet program takes text that begins with one of these for a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_text(text: str) -> str:
    """Return text as a cell that no spreadsheet program runs: an apostrophe goes before what begins a formula."""
    text = text.replace("\0", "")
    begins = text.lstrip(" \u00a0\u200b\ufeff")
    return f"'{text}" if begins.startswith(_FORMULA_STARTS) else text


def as_cell(value: Any) -> Any:
    """Return a value as a cell: text that never runs, booleans as true and false, numbers bare, None empty."""
    if isinstance(value, bool):
        return str(value).lower()
    return as_text(value) if isinstance(value, str) else value
