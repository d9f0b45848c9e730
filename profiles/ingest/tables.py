"""The product's own CSV tables: written the same byte for byte every time, read with an exact complaint
when malformed.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

type Parser = Callable[[str], Any]
type Row = tuple[Any, ...]

EARLIEST_YEAR = 1980
LONGEST_HEAD = 4_096
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


def year(value: str) -> int:
    """Parser of a calendar year that has begun."""
    newest = datetime.now(tz=UTC).year
    if not EARLIEST_YEAR <= (parsed := count(value)) <= newest:
        raise ValueError(f"{value} is not a year from {EARLIEST_YEAR} to {newest}")
    return parsed


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


def refuse_a_web_page(path: Path, what: str = "CSV table") -> None:
    """Raise TableError where a file cannot be read, or is a page in place of what it should be."""
    try:
        with path.open("rb") as file:
            head = file.read(LONGEST_HEAD).lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    except OSError as error:
        raise TableError(path, 1, None, f"cannot be read ({error.strerror})") from None
    if head.startswith(b"<"):
        raise TableError(path, 1, None, f"is a web page, not a {what}")


def encoding_of(path: Path) -> str:
    """Latin-1, as the Census Bureau writes, unless the file reads as UTF-8, with or without a byte order mark: no Latin-1 text
    with an accent does by chance.
    """
    try:
        path.read_text(encoding="utf-8")
    except (UnicodeDecodeError, OSError):
        return "latin-1"
    return "utf-8-sig"


def refuse_a_cut_end(path: Path, line: int) -> None:
    """Raise TableError where the last line, `line`, has no end."""
    with path.open("rb") as file:
        file.seek(0, 2)
        if file.tell() and file.seek(file.tell() - 1) >= 0 and file.read(1) not in (b"\n", b"\r"):
            raise TableError(path, line, None, "the last line has no end: is the file cut off?")


def read_table(path: Path, columns: Mapping[str, Parser]) -> Iterator[tuple[int, Row]]:
    """(line, values) of each row; raises TableError on a missing file, a wrong header or a cell that does
    not parse.
    """
    refuse_a_web_page(path)
    with path.open(encoding="utf-8", newline="") as file:
        try:
            reader = csv.reader(file, strict=True)
            header = next(reader, [])
            for column in columns:
                if column not in header:
                    raise TableError(path, 1, column, f"the column is missing; the columns are {','.join(header)}")
            if header != list(columns):
                raise TableError(path, 1, None, f"the columns are {','.join(header)}; expected {','.join(columns)}")
            parsers = list(columns.items())
            for row in reader:
                if len(row) != len(parsers):
                    column = parsers[min(len(row), len(parsers) - 1)][0]
                    reason = f"{len(row)} cells; expected {len(parsers)}: is the file cut off?"
                    raise TableError(path, reader.line_num, column, reason)
                values = []
                for (column, parser), cell in zip(parsers, row, strict=True):
                    try:
                        values.append(parser(cell))
                    except ValueError as error:
                        raise TableError(path, reader.line_num, column, str(error)) from None
                yield reader.line_num, tuple(values)
            refuse_a_cut_end(path, reader.line_num)
        except (csv.Error, UnicodeDecodeError) as error:
            raise TableError(path, reader.line_num + 1, None, str(error)) from None


def read_once(path: Path, columns: Mapping[str, Parser], *key: str) -> Iterator[tuple[int, Row]]:
    """`read_table`, where the cells of these columns may stand together once."""
    places = [list(columns).index(name) for name in key]
    seen: set[Row] = set()
    for line, row in read_table(path, columns):
        cells = tuple(row[place] for place in places)
        if cells in seen:
            raise TableError(path, line, key[-1], f"{' '.join(map(str, cells))} appears twice")
        seen.add(cells)
        yield line, row


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
