"""Rows as CSV or JSON text, fast: columns become lists of text once, and one template joins each row."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import batched
from typing import Any

import numpy as np

from calculator.api.bulk.table import PEOPLE, Column
from calculator.words.cells import as_cell

ROWS_A_CHUNK = 5_000
FRACTIONS = (*PEOPLE, "population_covered_share")
type Cells = Sequence[Any]


@dataclass(frozen=True)
class Side:
    """Columns of text and codes at one end of the rows, written once a data version and kept."""

    names: tuple[str, ...]
    rows: list[list[Any]]

    @cached_property
    def csv(self) -> list[str]:
        """Each row as CSV cells."""
        return [csv_cells(row) for row in self.rows]

    @cached_property
    def json(self) -> list[str]:
        """Each row as the inside of a JSON object."""
        return [_written(dict(zip(self.names, row, strict=True)))[1:-1] for row in self.rows]


@dataclass(frozen=True, slots=True)
class Rows:
    """What is sent: sides and columns in the order of the rows, and what every row says alike."""

    start: Side
    columns: Mapping[str, Column]
    same: Mapping[str, str]
    end: Side
    last: Mapping[str, str | int | None]
    page: list[int]

    @property
    def names(self) -> tuple[str, ...]:
        """Every column, in order."""
        return (*self.start.names, *self.columns, *self.same, *self.end.names, *self.last)


def csv_chunks(rows: Rows, fields: Sequence[str]) -> Iterator[bytes]:
    """Yield the CSV in a few large pieces; only `fields` where there are any."""
    if fields:
        yield (csv_cells(fields) + "\r\n").encode()
        chosen = [_column(rows, name) for name in fields]
        yield from _joined(",".join(["%s"] * len(fields)) + "\r\n", chosen, joint="")
        return
    yield (csv_cells(rows.names) + "\r\n").encode()
    cells = [column_texts(name, column, missing="") for name, column in rows.columns.items()]
    same = _literal(csv_cells([*rows.same.values()]))
    last = _literal(csv_cells([*rows.last.values()]))
    template = "%s," + "%s," * len(cells) + same + ",%s," + last + "\r\n"
    sides = ([side.csv[index] for index in rows.page] for side in (rows.start, rows.end))
    start, end = sides
    yield from _joined(template, [start, *cells, end], joint="")


def json_chunks(opening: Mapping[str, Any], rows: Rows) -> Iterator[bytes]:
    """Yield `opening` with `results`, one object a row."""
    yield (_written(opening)[:-1] + ',"results":[').encode()
    cells = [column_texts(name, column, missing="null") for name, column in rows.columns.items()]
    members = "".join(f'"{name}":%s,' for name in rows.columns)
    same, last = _literal(_written(rows.same)[1:-1]), _literal(_written(rows.last)[1:-1])
    start = [rows.start.json[index] for index in rows.page]
    end = [rows.end.json[index] for index in rows.page]
    template = "{%s," + members + same + ",%s," + last + "}"
    yield from _joined(template, [start, *cells, end], joint=",")
    yield b"]}"


def column_texts(name: str, column: Column, *, missing: str) -> list[Any]:
    """Return a column's cells for `%s`: people and shares with a point, the rest without, `missing` for NaN."""
    known = np.isfinite(column)
    filled = column if known.all() else np.where(known, column, 0.0)
    cells: list[Any] = filled.tolist() if name in FRACTIONS else filled.astype(np.int64).tolist()
    for index in np.flatnonzero(~known).tolist():
        cells[index] = missing
    return cells


def csv_cells(values: Sequence[Any]) -> str:
    """Return one CSV record (RFC 4180) without its line end; see `as_cell`."""
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow([as_cell(value) for value in values])
    return text.getvalue()


def _column(rows: Rows, name: str) -> Cells:
    """Return the cells of one column as CSV."""
    if name in rows.columns:
        return column_texts(name, rows.columns[name], missing="")
    for side in (rows.start, rows.end):
        if name in side.names:
            at = side.names.index(name)
            return [_cell(side.rows[index][at]) for index in rows.page]
    return [_cell({**rows.same, **rows.last}[name])] * len(rows.page)


def _cell(value: Any) -> str:
    """Return one cell; alone in its record, an empty one would be written as two quotes."""
    return "" if value in (None, "") else csv_cells([value])


def _joined(template: str, cells: Iterable[Cells], *, joint: str) -> Iterator[bytes]:
    between = ""
    for batch in batched(zip(*cells, strict=True), ROWS_A_CHUNK):
        yield (between + joint.join([template % row for row in batch])).encode()
        between = joint


def _written(value: Any) -> str:
    if isinstance(value, Mapping):
        value = dict(value)
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _literal(text: str) -> str:
    return text.replace("%", "%%")
