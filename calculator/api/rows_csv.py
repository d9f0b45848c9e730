"""Short lists as CSV; `bulk.text` writes the long ones."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from calculator.api.shapes import Shape


def csv_text(names: Sequence[str], rows: Sequence[Shape]) -> str:
    """Return rows as CSV (RFC 4180) with a header; None is an empty cell, booleans are true and false."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(names)
    writer.writerows([_cell(getattr(row, name)) for name in names] for row in rows)
    return text.getvalue()


def _cell(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value
