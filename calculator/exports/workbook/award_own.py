"""The last rows of a budget period: organizations with rates of their own, amounts agreed with them, lines typed in."""

from collections.abc import Iterator, Sequence

from calculator.engine.grants import GrantLine
from calculator.engine.rules_2027_1.grant_lines import INDIRECT, LABELS, OPERATIONS, SUBAWARD
from calculator.engine.rules_2027_1.grant_organizations import COMMUNITY, own_rates
from calculator.engine.rules_2027_1.grant_shares import by_period
from calculator.exports.workbook.award_block import AwardRow, Block
from calculator.exports.workbook.formulas import ROUNDING_CORRECTION


def pay_formula(block: Block, place: int) -> str:
    """Return the pay and benefits of the organization at `place`: posts go first come, first served, by steps of a running sum."""
    grant = block.answer.application.grant
    rows, parts = grant.terms.subrecipients, []
    for number, role in enumerate(block.roles):
        if role.employer != COMMUNITY or grant.mapping[role.cost_line] != SUBAWARD:
            continue
        before = sum(row.posts.get(role.key, 0) for row in rows[:place])
        upto = before + rows[place].posts.get(role.key, 0)
        if upto == before:
            continue
        count, amount = f"C{block.first + number}", f"K{block.first + number}"
        ends = [
            f"ROUND({amount} * MIN({count}, {most}) / {count} * {ROUNDING_CORRECTION}, 0)" for most in (upto, before)
        ]
        parts.append(f"IF({count} = 0, 0, {ends[0]} - {ends[1]})" if before else f"IF({count} = 0, 0, {ends[0]})")
    return " + ".join(parts) or "0"


def pay_of_own_rates(block: Block) -> str:
    """Return the formula of what all organizations with rates of their own pay; empty where there is none."""
    rows = block.answer.application.grant.terms.subrecipients
    found = [pay_formula(block, place) for place, row in enumerate(rows) if own_rates(row)]
    return " + ".join(found)


def own_rows(block: Block, lines: Sequence[GrantLine], first: int) -> Iterator[AwardRow]:
    """Yield these rows, the first of them in row `first` (from 1) of the sheet."""
    grant = block.answer.application.grant
    for place, row in enumerate(grant.terms.subrecipients):
        if not own_rates(row):
            continue
        pay = pay_formula(block, place)
        operations = _rate(row.operations_share, "operations_share")
        indirect = _rate(row.indirect_rate, "subrecipient_indirect_share")
        yield _around(block, lines, place, OPERATIONS, {"share": operations, "usd": pay})
        base = f"{pay} + K{first} * (1 - rent_share)"
        yield _around(block, lines, place, INDIRECT, {"share": indirect, "usd": base})
        first += 2
    for place, row in enumerate(grant.terms.subrecipients):
        if row.amount_usd is not None:
            line = next((line for line in lines if line.line == "agreed" and line.subrecipient == row.name), None)
            yield AwardRow(
                "agreed", row.name, SUBAWARD, "each", {"usd": _by_period(block, row.amount_usd)}, line, of=place
            )
    typed = iter([line for line in lines if line.line == "other"])
    for other in grant.terms.others:
        there = block.index < len(grant.years)
        now = by_period(other.amount_usd, place=block.index, periods=len(grant.years)) if there else 0
        amount = {"usd": _by_period(block, other.amount_usd)}
        yield AwardRow("other", other.name, other.treatment, "each", amount, next(typed) if now else None)


def _around(block: Block, lines: Sequence[GrantLine], place: int, name: str, cells: dict[str, str]) -> AwardRow:
    row = block.answer.application.grant.terms.subrecipients[place]
    line = next((line for line in lines if line.line == name and line.subrecipient == row.name), None)
    treatment = block.answer.application.grant.mapping[name]
    return AwardRow(name, f"{LABELS[name]}, {row.name}", treatment, "share", cells, line, of=place)


def _rate(own: float | None, common: str) -> str:
    return common if own is None else repr(own)


def _by_period(block: Block, amount: int) -> str:
    """Return the even part of an amount over the award that falls into the period; none after the plan's last year."""
    if not block.planned:
        return str(amount)
    upto, before = (f"ROUND({amount} * {block.index + more} / years * {ROUNDING_CORRECTION}, 0)" for more in (1, 0))
    return f"IF({block.index} < years, {upto} - {before}, 0)"
