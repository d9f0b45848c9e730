"""A budget period on the grant sheet: where its rows stand, and what one of them holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from calculator.answer import Answer
from calculator.engine.grants import GrantLine
from calculator.engine.methodology import Role
from calculator.exports.workbook.years_layout import SHEET as PLAN
from calculator.exports.workbook.years_layout import years_layout

COLUMNS: Mapping[str, int] = {"count": 2, "usd": 3, "months": 4, "asked": 5, "share": 6, "planned": 11, "of_role": 12}
LETTERS = "ABCDEFGHIJKLMN"
Kind = Literal["staff", "share", "each", "people", "rest"]  # rest: of the row above, what it leaves


@dataclass(frozen=True, slots=True)
class AwardRow:
    """One row: the formulas of its cells by column, without the sign of equality; `line` is what it came to, if it did.

    `key` is the line that it is; `of` the place of the one organization whose it is.
    """

    key: str
    label: str
    treatment: str
    kind: Kind
    cells: Mapping[str, str]
    line: GrantLine | None
    fixed: frozenset[str] = frozenset()  # columns that stay as downloaded
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One budget period by its index from 0: where its rows begin (from 1) and where those of the period before did."""

    answer: Answer
    index: int
    first: int
    before: int | None
    planned: bool

    def of(self, name: str) -> str:
        """Return the cell of a line of the method in this period."""
        if not self.planned:
            return name
        layout = years_layout(self.answer)
        return f"'{PLAN}'!{layout.cell(name, self.index)}" if name in layout.rows else name

    def cell(self, column: str, row: int) -> str:
        """Return the address of a column's cell."""
        return f"{LETTERS[COLUMNS[column]]}{row}"

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles, which are the first rows of every period."""
        return self.answer.budget.methodology.roles

    def over_roles(self, column: str) -> str:
        """Return the range of a column over the rows of the roles."""
        return f"{self.cell(column, self.first)}:{self.cell(column, self.first + len(self.roles) - 1)}"
