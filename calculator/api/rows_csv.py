"""Short lists as CSV; `bulk.text` writes the long ones."""

import csv
import io
from collections.abc import Sequence

from calculator.api.shapes import Shape
from calculator.words.cells import as_cell


def csv_text(names: Sequence[str], rows: Sequence[Shape]) -> str:
    """Return rows as CSV (RFC 4180) with a header; see `as_cell`."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(names)
    writer.writerows([as_cell(getattr(row, name)) for name in names] for row in rows)
    return text.getvalue()
