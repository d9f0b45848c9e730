"""Tables in a URL: one name a column, one value a row; and the buttons that add, remove and move rows."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from calculator.asking.given import Fault, Given

Row = dict[str, str]
Extra = Callable[[int], Row]  # the row that a button of its own adds, such as medicaid-6


@dataclass(frozen=True, slots=True)
class Table:
    """A table's columns, its names in a URL (`prefix_column`), the name of its buttons, and how many rows it may have."""

    prefix: str
    columns: tuple[str, ...]
    most: int
    what: str  # sources of money, organizations
    button: str = "edit"
    always: tuple[str, ...] = field(default=())  # columns that a query names even where no row says anything

    def name(self, column: str, number: int | None = None) -> str:
        """Return a column's name in a URL, or with `number` (from 1) the name of one of its cells."""
        return f"{self.prefix}_{column}" if number is None else f"{self.prefix}_{column}-{number}"

    def names(self) -> tuple[str, ...]:
        """Return every name that a URL may hold for the table."""
        return (*(self.name(column) for column in self.columns), self.button)

    def read(self, given: Given, extra: Mapping[str, Extra] | None = None) -> tuple[Row, ...]:
        """Return the rows after the button that was pressed, each cell given under its own name.

        A column given for other than every row, or not at all, is a fault, as are more rows than there may be.
        """
        given.keeps(self.names())
        rows = self._edited(given, self._typed(given), extra or {})
        if len(rows) > self.most:
            message = f"has {len(rows):,} {self.what}"
            given.fault(Fault(self.prefix, message, f"at most {self.most}; put small ones together"))
            rows = rows[: self.most]
        for number, row in enumerate(rows, start=1):
            for column, raw in row.items():
                given.put(self.name(column, number), raw)
        return rows

    def query(self, rows: Sequence[Row]) -> list[tuple[str, str]]:
        """Return the pairs that read back as these rows; of columns beside the first ones, those that a row uses.

        An empty row is one that somebody is about to fill.
        """
        used = [column for column in self.columns if column in self.always or any(row[column] for row in rows)]
        return [(self.name(column), row[column]) for row in rows for column in used]

    def _typed(self, given: Given) -> list[Row]:
        columns = {column: [str(cell) for cell in given.column(self.name(column))] for column in self.columns}
        count = max(len(cells) for cells in columns.values())
        for column, cells in columns.items():
            if cells and len(cells) != count:
                message = f"is given {len(cells):,} times for {count:,} {self.what}"
                given.fault(Fault(self.name(column), message, "once for each row, or for none"))
                columns[column] = []
        return [{column: cells[index] if cells else "" for column, cells in columns.items()} for index in range(count)]

    def _edited(self, given: Given, rows: list[Row], extra: Mapping[str, Extra]) -> tuple[Row, ...]:
        pressed = given.one(self.button)
        if pressed is None:
            return tuple(rows)
        match = re.fullmatch(r"([a-z]+)(?:-(\d{1,5}))?", str(pressed))
        action, number = (match[1], int(match[2] or 0)) if match else ("", 0)
        at = number - 1
        if action == "add":
            return (*rows, dict.fromkeys(self.columns, ""))
        if action in extra:
            return (*rows, {**dict.fromkeys(self.columns, ""), **extra[action](number)})
        if action in ("remove", "up", "down") and 0 <= at < len(rows):
            to = {"remove": at, "up": at - 1, "down": at + 1}[action]
            row = rows.pop(at)
            if action != "remove":
                rows.insert(min(max(to, 0), len(rows)), row)
            return tuple(rows)
        shown = str(pressed)[:80]
        allowed = ", ".join(("add", "remove-1", "up-2", "down-1", *(f"{name}-6" for name in extra)))
        given.fault(Fault(self.button, f"{shown!r} is nothing that can be done", allowed, shown))
        return tuple(rows)
