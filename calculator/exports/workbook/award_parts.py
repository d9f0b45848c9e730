"""Who gets what of the subaward lines, as formulas: the parts of each organization by period, and where its sheet has them."""

from collections.abc import Sequence
from dataclasses import dataclass

from calculator.answer import Answer
from calculator.engine.award import Subrecipient
from calculator.engine.methodology import Role
from calculator.engine.rules_2027_1.grant_lines import INDIRECT, OPERATIONS, SUBAWARD
from calculator.engine.rules_2027_1.grant_organizations import COMMUNITY, UNASSIGNED, own_rates
from calculator.exports.workbook.award_block import AwardRow, Block
from calculator.exports.workbook.award_rows import rows_of
from calculator.exports.workbook.formulas import ROUNDING_CORRECTION
from calculator.exports.workbook.organization_names import sheet_name

GRANT = "'Grant budget'!"
TOP = 9  # row of the first part on an organization's sheet, from 1


@dataclass(frozen=True, slots=True)
class Parts:
    """The sheet of the organization at `place`, the last of all for what is not yet assigned; rows are counted from 1.

    Each period has a row a role, one of their sum, one a line, one of all, and one of what enters the base of indirect costs.
    """

    answer: Answer
    place: int
    roles: tuple[tuple[int, Role], ...]  # with their places in the period's rows
    lines: tuple[tuple[int, AwardRow], ...]

    @property
    def rows(self) -> tuple[Subrecipient, ...]:
        """The organizations named."""
        return self.answer.application.grant.terms.subrecipients

    @property
    def recipient(self) -> Subrecipient:
        """Whose sheet it is."""
        return UNASSIGNED if self.unassigned else self.rows[self.place]

    @property
    def unassigned(self) -> bool:
        """Whether it is for what nobody named gets."""
        return self.place == len(self.rows)

    @property
    def name(self) -> str:
        """The name of the sheet."""
        return sheet_name(self.place + 1, self.recipient.name)

    @property
    def length(self) -> int:
        """How many rows a period has."""
        return len(self.roles) + len(self.lines) + 3

    def first(self, index: int) -> int:
        """Return the row of the first part in the period at `index`."""
        return TOP + index * self.length

    def pay(self, index: int) -> str:
        """Return the cell of all pay and benefits in a period."""
        return f"'{self.name}'!$E${self.first(index) + len(self.roles)}"

    def total(self, index: int) -> str:
        """Return the cell of a period's total."""
        return f"'{self.name}'!$E${self.first(index) + self.length - 2}"

    def in_base(self, index: int) -> str:
        """Return the cell of what enters the base of indirect costs in a period."""
        return f"'{self.name}'!$E${self.first(index) + self.length - 1}"

    def posts(self, block: Block, number: int, role: Role) -> tuple[str, str]:
        """Return the formulas of the organization's posts of a role and of their pay and benefits: first come, first served."""
        before, upto = self._wanted(role)
        count, amount = f"{GRANT}$C${block.first + number}", f"{GRANT}$K${block.first + number}"
        given = (
            f"{count} - MIN({count}, {before})" if upto is None else f"MIN({count}, {upto}) - MIN({count}, {before})"
        )
        reached = amount if upto is None else _step(amount, f"MIN({count}, {upto})", count)
        return given, f"IF({count} = 0, 0, {reached} - {_step(amount, f'MIN({count}, {before})', count)})"

    def part(self, block: Block, number: int, row: AwardRow, everybody: "Sequence[Parts]") -> str:
        """Return the formula of the organization's part of a line."""
        amount = f"{GRANT}$K${block.first + number}"
        if row.of is not None:
            return amount
        weights = self._weights(block, row, everybody)
        before, whole = " + ".join(weights[: self.place]) or "0", " + ".join(weights)
        reached = (
            amount if self.unassigned else _step(amount, f"({' + '.join(weights[: self.place + 1])})", f"({whole})")
        )
        some = f"{reached} - {_step(amount, f'({before})', f'({whole})')}"
        return f"IF(({whole}) = 0, {amount if self.unassigned else 0}, {some})"

    def _wanted(self, role: Role) -> tuple[int, int | None]:
        """Return how many posts of a role those before want, and they and this one; no limit to the last."""
        before = sum(row.posts.get(role.key, 0) for row in self.rows[: self.place])
        return before, None if self.unassigned else before + self.recipient.posts.get(role.key, 0)

    def _weights(self, block: Block, row: AwardRow, everybody: "Sequence[Parts]") -> list[str]:
        """Return what a line is divided by: services by their shares, common operations by pay without rates, else by pay."""
        if row.kind == "people":
            return [*(repr(float(each.services_share)) for each in self.rows), "0"]
        pay = [each.pay(block.index) for each in everybody]
        if row.key not in (OPERATIONS, INDIRECT):
            return pay
        grant = self.answer.application.grant
        elsewhere = [
            f"{GRANT}$K${block.first + number}"
            for number, role in enumerate(block.roles)
            if role.employer == COMMUNITY and grant.mapping[role.cost_line] != SUBAWARD
        ]
        named = ["0" if own_rates(each) else cell for each, cell in zip(self.rows, pay, strict=False)]
        return [*named, " + ".join([pay[-1], *elsewhere])]


def parts_of(answer: Answer, block: Block) -> tuple[Parts, ...]:
    """Return every organization's sheet, and the last of what is not yet assigned; none where nobody is named."""
    grant = answer.application.grant
    if not grant.terms.subrecipients:
        return ()
    rows = [(place, row) for place, row in enumerate(rows_of(block)) if row.treatment == SUBAWARD]
    staff = [(number, block.roles[number]) for number, row in rows if row.kind == "staff"]
    found = []
    for place, recipient in enumerate((*grant.terms.subrecipients, UNASSIGNED)):
        unassigned = recipient is UNASSIGNED
        roles = tuple((number, role) for number, role in staff if unassigned or recipient.posts.get(role.key))
        lines = tuple(
            (number, row) for number, row in rows if row.kind != "staff" and (row.of is None or row.of == place)
        )
        found.append(Parts(answer, place, roles, lines))
    return tuple(found)


def _step(amount: str, reached: str, whole: str) -> str:
    """Return a step of a rounded running sum."""
    return f"ROUND({amount} * {reached} / {whole} * {ROUNDING_CORRECTION}, 0)"
