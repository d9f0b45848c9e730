"""What a form sent or an address says: names with every value given for each, rows as columns that stand side by side."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from calculator.asking.given import Fault, Given, Number
from calculator.asking.table import Extra, Row, Table
from calculator.asking.where import Where, flat_name
from web.quoting import quoted

YES_OR_NO = {"1": True, "yes": True, "true": True, "on": True, "0": False, "no": False, "false": False}


class Pairs(Given):
    """Flat names with what was given for each; remembers which were read, and what cannot be used.

    `blank_is_absent` suits forms, where an empty box means nothing was typed.
    """

    def __init__(self, values: Mapping[str, Sequence[object]], *, blank_is_absent: bool = True) -> None:
        super().__init__()
        self._values = {
            name: kept
            for name, items in values.items()
            if (kept := [item for item in items if not (blank_is_absent and item == "")]) or not blank_is_absent
        }
        self.deliberate = not blank_is_absent
        self._columns = {name: list(items) for name, items in values.items()}
        self._known: dict[str, object] = {}
        self._kept: set[str] = set()

    @property
    def names(self) -> tuple[str, ...]:
        """What was given, read or not."""
        return tuple(self._values)

    def one(self, where: Where) -> object | None:
        """Return the one thing given there, or None; given twice is a fault."""
        items = self.all(where)
        if len(items) > 1:
            self.fault(Fault(where, f"is given {len(items)} times", "one value"))
        return items[0] if items else None

    def all(self, where: Where) -> list[object]:
        """Return everything given there."""
        name = flat_name(where)
        self._known[name] = None
        return list(self._values.get(name, ()))

    def column(self, where: Where) -> list[object]:
        """Return everything given there, empty boxes too."""
        name = flat_name(where)
        self._known[name] = None
        return list(self._columns.get(name, ()))

    def among(self, places: tuple[Where, ...]) -> list[Where]:
        """Return those of the places, all of them known here, at which something was given; their order kept."""
        named = _by_name(places)
        self._known |= named
        return [place for name, place in named.items() if name in self._values]

    def cells(self, where: Where, *, most: int) -> int:
        """Return how many values are given there: boxes of one name, or one text with commas."""
        cells = [part for raw in self.column(where) for part in str(raw).split(",")]
        if len(cells) <= most:
            for position, cell in enumerate(cells):
                self._put((flat_name(where), position), cell.strip())
        return len(cells)

    def rows(self, table: Table, extra: Mapping[str, Extra] | None = None) -> tuple[Row, ...]:
        """Return the rows after the button that was pressed.

        A column given for other than every row, or not at all, is a fault, as are more rows than there may be.
        """
        self._kept.update(table.names())
        rows = self._edited(table, self._typed(table), extra or {})
        if len(rows) > table.most:
            message = f"has {len(rows):,} {table.what}"
            self.fault(Fault(table.prefix, message, f"at most {table.most}; put small ones together"))
            rows = rows[: table.most]
        for number, row in enumerate(rows, start=1):
            for column, raw in row.items():
                self._put(table.cell(column, number), raw)
        return rows

    def holds(self, where: Where, allowed: str, *, keys: Collection[str] = (), stranger: str = "") -> None:
        """Find nothing: neither a form nor an address has objects."""

    def read(self, field: Number, raw: object) -> float | Fault:
        """Return the number in `raw`; a form takes what people type."""
        return field.read(raw, typed=not self.deliberate)

    def yes(self, where: Where) -> bool | None:
        """Return the yes or no given there, as forms and links say it."""
        raw = self.one(where)
        if raw is None:
            return None
        said = YES_OR_NO.get(str(raw).lower())
        if said is None:
            self.fault(Fault(where, f"{quoted(str(raw)[:80])} is neither yes nor no", "yes or no", str(raw)[:80]))
        return said

    def unread(self) -> tuple[tuple[str, str], ...]:
        """Return what was typed into boxes we know and cannot be used, so that it stays with its fault.

        A table's rows keep their own cells; one cell of a list keeps the whole list, for its cells are told by their place.
        """
        names = dict.fromkeys([*(fault.name for fault in self.faults), *self._left])
        lists = dict.fromkeys(name.rpartition("-")[0] for name in names if name not in self._columns)
        known = [name for name in (*names, *lists) if name in self._known and name not in self._kept]
        return tuple((name, str(cell)) for name in known for cell in self._columns.get(name, ()))

    def refuse_unknown(self, also_known: Iterable[str] = ()) -> None:
        """Make a fault of every name that nothing has asked for, with the nearest known name."""
        self._known.update(dict.fromkeys(also_known))
        self._refuse([(name[:80], self._known) for name in self._values if name not in self._known])

    def _put(self, where: Where, raw: object) -> None:
        """Give a cell its own name; an empty box is not given."""
        if self.deliberate or raw != "":
            self._values[flat_name(where)] = [raw]

    def _typed(self, table: Table) -> list[Row]:
        columns = {column: [str(cell) for cell in self.column(table.name(column))] for column in table.columns}
        count = max(len(cells) for cells in columns.values())
        for column, cells in columns.items():
            if cells and len(cells) != count:
                message = f"is given {len(cells):,} times for {count:,} {table.what}"
                self.fault(Fault(table.name(column), message, "once for each row, or for none"))
                columns[column] = []
        return [{column: cells[index] if cells else "" for column, cells in columns.items()} for index in range(count)]

    def _edited(self, table: Table, rows: list[Row], extra: Mapping[str, Extra]) -> tuple[Row, ...]:
        pressed = self.one(table.button)
        if pressed is None:
            return tuple(rows)
        match = re.fullmatch(r"([a-z]+)(?:-(\d{1,5}))?", str(pressed))
        action, number = (match[1], int(match[2] or 0)) if match else ("", 0)
        at = number - 1
        if action == "add":
            return (*rows, dict.fromkeys(table.columns, ""))
        if action in extra:
            return (*rows, {**dict.fromkeys(table.columns, ""), **extra[action](number)})
        if action in ("remove", "up", "down") and 0 <= at < len(rows):
            to = {"remove": at, "up": at - 1, "down": at + 1}[action]
            row = rows.pop(at)
            if action != "remove":
                rows.insert(min(max(to, 0), len(rows)), row)
            return tuple(rows)
        shown = str(pressed)[:80]
        allowed = ", ".join(("add", "remove-1", "up-2", "down-1", *(f"{name}-6" for name in extra)))
        self.fault(Fault(table.button, f"{quoted(shown)} is nothing that can be done", allowed, shown))
        return tuple(rows)


@lru_cache(256)
def _by_name(places: tuple[Where, ...]) -> Mapping[str, Where]:
    """Return the places by what a form or an address calls them."""
    return {flat_name(place): place for place in places}
