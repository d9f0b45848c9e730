"""The product's own CSV tables: written the same byte for byte every time, read with an exact complaint
when malformed.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

type Parser = Callable[[str], Any]
type Row = tuple[Any, ...]

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class TableError(ValueError):
    """A table cannot be used; says which file, line and column, and why."""

    def __init__(self, path: Path, line: int, column: str | None, reason: str) -> None:
        where = f"{path.parent.name}/{path.name}, line {line}" + (f", column {column}" if column else "")
        super().__init__(f"{where}: {reason}")


def code(*lengths: int) -> Parser:
    """Parser of a code of digits of a fixed length, or of one of several, kept as text."""
    allowed = " or ".join(map(str, lengths))

    def parse(text: str) -> str:
        if len(text) not in lengths or not (text.isascii() and text.isdigit()):
            raise ValueError(f"{text!r} is not a code of {allowed} digits")
        return text

    return parse


def text(value: str) -> str:
    """Parser of text that may not be empty."""
    if not value or value != value.strip():
        raise ValueError(f"{value!r} is empty or has space around it")
    return value


def slug(value: str) -> str:
    """Parser of the last part of an address: lower-case letters, digits and single hyphens."""
    if not _SLUG.fullmatch(value):
        raise ValueError(f"{value!r} is not lower-case letters, digits and hyphens")
    return value


def count(value: str) -> int:
    """Parser of a whole number of zero or more."""
    if not (value.isascii() and value.isdigit()):
        raise ValueError(f"{value!r} is not a whole number of zero or more")
    return int(value)


def number(low: float, high: float) -> Parser:
    """Parser of a number from `low` to `high`."""

    def parse(value: str) -> float:
        try:
            parsed = float(value)
        except ValueError:
            raise ValueError(f"{value!r} is not a number") from None
        if not low <= parsed <= high:
            raise ValueError(f"{value!r} is not between {low:g} and {high:g}")
        return parsed

    return parse


def choice(*allowed: str) -> Parser:
    """Parser of one of a few words."""

    def parse(value: str) -> str:
        if value not in allowed:
            raise ValueError(f"{value!r} is not one of {', '.join(allowed)}")
        return value

    return parse


def optional(parser: Parser) -> Parser:
    """The same parser, with an empty cell meaning None: not reported."""
    return lambda value: None if value == "" else parser(value)


def codes(length: int) -> Parser:
    """Parser of codes separated by spaces; may be empty."""
    one = code(length)
    return lambda value: tuple(one(part) for part in value.split())


def read_table(path: Path, columns: Mapping[str, Parser]) -> Iterator[tuple[int, Row]]:
    """(line, values) of each row; raises TableError on a missing file, a wrong header or a cell that does
    not parse.
    """
    try:
        file = path.open(encoding="utf-8", newline="")
    except OSError as error:
        raise TableError(path, 1, None, f"cannot be read ({error.strerror})") from None
    with file:
        try:
            reader = csv.reader(file, strict=True)
            header = next(reader, [])
            if header != list(columns):
                raise TableError(path, 1, None, f"the columns are {','.join(header)}; expected {','.join(columns)}")
            parsers = list(columns.items())
            for row in reader:
                if len(row) != len(parsers):
                    raise TableError(path, reader.line_num, None, f"{len(row)} cells; expected {len(parsers)}")
                values = []
                for (column, parser), cell in zip(parsers, row, strict=True):
                    try:
                        values.append(parser(cell))
                    except ValueError as error:
                        raise TableError(path, reader.line_num, column, str(error)) from None
                yield reader.line_num, tuple(values)
        except (csv.Error, UnicodeDecodeError) as error:
            raise TableError(path, reader.line_num + 1, None, str(error)) from None


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write rows as UTF-8 CSV with line feeds; None becomes an empty cell. Returns how many rows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow(["" if cell is None else cell for cell in row])
            written += 1
    return written
