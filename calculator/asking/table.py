"""Tables of a question: lists of objects in a JSON body, one name a column and one value a row in a form or an address."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from calculator.asking.where import Where, flat_name

Row = dict[str, str]
Extra = Callable[[int], Row]  # the row that a button of its own adds, such as medicaid-6


@dataclass(frozen=True, slots=True)
class Table:
    """A table's place in the question, its columns, the name of its buttons, and how many rows it may have."""

    member: str
    columns: tuple[str, ...]
    most: int
    what: str  # sources of money, organizations
    button: str = "edit"
    always: tuple[str, ...] = field(default=())  # columns that a query names even where no row says anything
    inner: str = ""  # a member of each row that is an object; its members are the columns that begin with its name

    @property
    def prefix(self) -> str:
        """What its names in a URL begin with."""
        return flat_name((self.member,))

    @property
    def members(self) -> tuple[str, ...]:
        """The members of a row in a body: the columns, those of the inner object as one."""
        return tuple(dict.fromkeys(str(self._steps(column)[0]) for column in self.columns))

    def cell(self, column: str, number: int) -> Where:
        """Return where a column stands in a row (from 1)."""
        return (self.member, number - 1, *self._steps(column))

    def name(self, column: str, number: int | None = None) -> str:
        """Return a column's name in a URL, or with `number` (from 1) the name of one of its cells."""
        return f"{self.prefix}_{column}" if number is None else flat_name(self.cell(column, number))

    def names(self) -> tuple[str, ...]:
        """Return every name that a URL may hold for the table."""
        return (*(self.name(column) for column in self.columns), self.button)

    def query(self, rows: Sequence[Row]) -> list[tuple[str, str]]:
        """Return the pairs that read back as these rows; of columns beside the first ones, those that a row uses.

        An empty row is one that somebody is about to fill.
        """
        if not rows:
            return []
        used = [column for column in self.columns if column in self.always or any(row[column] for row in rows)]
        return [(self.name(column), row[column]) for row in rows for column in used]

    def _steps(self, column: str) -> tuple[str, ...]:
        inner = f"{self.inner}_"
        return (self.inner, column.removeprefix(inner)) if self.inner and column.startswith(inner) else (column,)
