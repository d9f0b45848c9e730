"""Rows of a table in a URL: one name a column, one value a row; and the buttons that add, remove and move them."""

import re
from collections.abc import Callable

from calculator.asking.given import Fault, Given

COLUMNS = ("name", "kind", "amount", "first_year", "last_year", "certainty")
Row = dict[str, str]


def prefixed(column: str, number: int | None = None) -> str:
    """Return a column's name in a URL, or with `number` (from 1) the name of one of its cells."""
    return f"funding_{column}" if number is None else f"funding_{column}-{number}"


def rows_of(given: Given) -> list[Row]:
    """Return the rows as typed; a column given for other than every row, or not at all, is a fault."""
    columns = {column: [str(cell) for cell in given.column(prefixed(column))] for column in COLUMNS}
    count = max(len(cells) for cells in columns.values())
    for column, cells in columns.items():
        if cells and len(cells) != count:
            message = f"is given {len(cells):,} times for {count:,} sources"
            given.fault(Fault(prefixed(column), message, "once for each source, or for none"))
            columns[column] = []
    return [{column: cells[index] if cells else "" for column, cells in columns.items()} for index in range(count)]


def edited(given: Given, rows: list[Row], medicaid_row: Callable[[int], Row]) -> tuple[Row, ...]:
    """Return the rows after the button that was pressed: add, remove-2, up-2, down-2, or medicaid-6 (for 6 workers)."""
    pressed = given.one("edit")
    if pressed is None:
        return tuple(rows)
    match = re.fullmatch(r"(add|remove|up|down|medicaid)(?:-(\d{1,5}))?", str(pressed))
    action, number = (match[1], int(match[2] or 0)) if match else ("", 0)
    at = number - 1
    if action == "add":
        return (*rows, dict.fromkeys(COLUMNS, ""))
    if action == "medicaid":
        return (*rows, medicaid_row(number))
    if action in ("remove", "up", "down") and 0 <= at < len(rows):
        to = {"remove": at, "up": at - 1, "down": at + 1}[action]
        row = rows.pop(at)
        if action != "remove":
            rows.insert(min(max(to, 0), len(rows)), row)
        return tuple(rows)
    shown = str(pressed)[:80]
    given.fault(
        Fault("edit", f"{shown!r} is nothing that can be done", "add, remove-1, up-2, down-1, medicaid-6", shown)
    )
    return tuple(rows)
