"""Reading a publisher's table as it comes: every fault names the file, the line, the column and the reason."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.timezone import localdate

from profiles.ingest.tables import TableError, count, refuse_a_cut_end, refuse_a_web_page

FIRST_YEAR = 2017


@dataclass(frozen=True, slots=True)
class AgencyYear:
    """What one source counts of an agency (ORI of seven characters) in a year."""

    ori: str
    year: int
    value: int
    months: int | None = None
    firearm: int | None = None
    policed: int | None = None


class Table:
    """A publisher's CSV, read row by row; raises TableError at the first thing that cannot be right."""

    def __init__(
        self,
        path: Path,
        needed: Sequence[str],
        *,
        notes: str = "",
        separator: str = ",",
        open_end: bool = False,
        encoding: str = "utf-8-sig",
    ) -> None:
        """`notes` begins the publisher's notes under the table, which are no rows; a table with notes must have them.
        `open_end`: the publisher leaves the last line without an end.
        """
        self.path, self.needed, self.notes, self.line = path, needed, notes, 1
        self.separator, self.open_end, self.encoding = separator, open_end, encoding

    def rows(self) -> Iterator[dict[str, str]]:
        """Each row by column. A web page, a missing column, a cut or broken row is a TableError."""
        refuse_a_web_page(self.path)
        with self.path.open(encoding=self.encoding, newline="") as file:
            reader = csv.reader(
                file, delimiter=self.separator, strict=not self.notes, skipinitialspace=bool(self.notes)
            )
            try:
                header = next(reader, [])
                for column in self.needed:
                    if column not in header:
                        raise TableError(self.path, 1, column, "the column is missing")
                for cells in reader:
                    self.line = reader.line_num
                    if self.notes and cells and cells[0].startswith(self.notes):
                        return
                    if len(cells) != len(header):
                        reason = f"{len(cells)} cells; expected {len(header)}: is the file cut off?"
                        raise TableError(self.path, self.line, header[min(len(cells), len(header) - 1)], reason)
                    yield dict(zip(header, cells, strict=True))
            except (csv.Error, UnicodeDecodeError) as error:
                raise TableError(self.path, reader.line_num + 1, None, str(error)) from None
        if self.notes:
            raise TableError(self.path, self.line, None, f"ends without {self.notes!r}: is the file cut off?")
        if not self.open_end:
            refuse_a_cut_end(self.path, self.line)

    def whole(self, row: dict[str, str], column: str) -> int:
        """A cell as a whole number of zero or more."""
        try:
            return count(row[column].strip())
        except ValueError as error:
            raise TableError(self.path, self.line, column, str(error)) from None

    def optional(self, row: dict[str, str], column: str) -> int | None:
        """The same; an empty cell is None."""
        return None if row.get(column, "").strip() in ("", "NA") else self.whole(row, column)

    def year(self, row: dict[str, str], column: str = "year", *, today: date | None = None) -> int:
        """A calendar year that has begun."""
        year, newest = self.whole(row, column), (today or localdate()).year
        if not FIRST_YEAR - 7 <= year <= newest:
            raise TableError(self.path, self.line, column, f"{year} is not a year from {FIRST_YEAR - 7} to {newest}")
        return year

    def fault(self, column: str, reason: str) -> TableError:
        """A TableError at the present line."""
        return TableError(self.path, self.line, column, reason)
