"""Rows as CSV or JSON text, fast: columns become lists of text once, and one template joins each row."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import batched
from typing import Any

import numpy as np

from calculator.api.bulk.table import PEOPLE, Column

ROWS_A_CHUNK = 5_000
FRACTIONS = (*PEOPLE, "population_covered_share")


def column_texts(name: str, column: Column, *, missing: str) -> list[Any]:
    """Return a column's cells for `%s`: people and shares with a point, the rest without, `missing` for NaN."""
    known = np.isfinite(column)
    filled = column if known.all() else np.where(known, column, 0.0)
    cells: list[Any] = filled.tolist() if name in FRACTIONS else filled.astype(np.int64).tolist()
    for index in np.flatnonzero(~known).tolist():
        cells[index] = missing
    return cells


def csv_cells(values: Sequence[Any]) -> str:
    """Return one CSV record (RFC 4180) without its line end."""
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(values)
    return text.getvalue()


def csv_chunks(
    heads: Sequence[str], head_names: Sequence[str], columns: Mapping[str, Column], tail: Mapping[str, str]
) -> Iterator[bytes]:
    """Yield the CSV in a few large pieces: `heads` begin the rows, `tail` ends each the same."""
    yield (csv_cells([*head_names, *columns, *tail]) + "\r\n").encode()
    cells = [column_texts(name, column, missing="") for name, column in columns.items()]
    template = "%s," + "%s," * len(cells) + csv_cells(list(tail.values())).replace("%", "%%") + "\r\n"
    yield from _rows(template, [heads, *cells], joint="")


def json_chunks(
    opening: Mapping[str, Any],
    heads: Sequence[str],
    columns: Mapping[str, Column],
    tail: Mapping[str, str],
) -> Iterator[bytes]:
    """Yield `opening` with `results`, one object a row: `heads` begin the rows, `tail` ends each the same."""
    start = json.dumps(opening, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    yield (start[:-1] + ',"results":[').encode()
    cells = [column_texts(name, column, missing="null") for name, column in columns.items()]
    members = "".join(f'"{name}":%s,' for name in columns)
    end = json.dumps(tail, ensure_ascii=False, separators=(",", ":"))[1:].replace("%", "%%")
    yield from _rows("{%s," + members + end, [heads, *cells], joint=",")
    yield b"]}"


def _rows(template: str, cells: Iterable[Sequence[Any]], *, joint: str) -> Iterator[bytes]:
    rows = zip(*cells, strict=True)
    between = ""
    for batch in batched(rows, ROWS_A_CHUNK):
        yield (between + joint.join([template % row for row in batch])).encode()
        between = joint
