"""The rows of one budget period on the grant sheet: live factors, whose product is each row's amount."""

from collections.abc import Iterator, Mapping

from calculator.engine.award import Asked
from calculator.engine.grants import GrantLine
from calculator.engine.methodology import Role
from calculator.engine.plan import PlanYear
from calculator.engine.rules_2027_1.grant_lines import (
    EVALUATION,
    INDIRECT,
    LABELS,
    OPERATIONS,
    STARTUP,
    TRAINING,
    TURNOVER,
)
from calculator.engine.rules_2027_1.grant_organizations import COMMUNITY
from calculator.engine.rules_2027_1.grant_program import FRINGE_SHARES
from calculator.exports.workbook.award_block import AwardRow, Block, Kind
from calculator.exports.workbook.award_own import own_rows, pay_of_own_rates
from calculator.exports.workbook.formulas import ROUNDING_CORRECTION
from calculator.exports.workbook.years_layout import SHEET as PLAN
from calculator.exports.workbook.years_layout import years_layout


def rows_of(block: Block) -> list[AwardRow]:
    """Return the rows of a period: every role and overhead that may have money, then what was typed in."""
    grant = block.answer.application.grant
    lines = list(grant.years[block.index].lines) if block.index < len(grant.years) else []
    known = {line.line: line for line in lines if line.subrecipient is None}
    rows = [_staff(block, role, known.get(role.cost_line)) for role in block.roles]
    rows += _around(block, known)
    rows += _services(block, lines, known)
    return [*rows, *own_rows(block, lines, block.first + len(rows))]


def _staff(block: Block, role: Role, line: GrantLine | None) -> AwardRow:
    row = block.first + block.roles.index(role)
    terms, scale = block.answer.application.grant.terms, block.answer.application.grant.scale
    free = f"MAX(0, {block.cell('planned', row)} - {_in_post(block, role)})"
    if role.key in terms.request.posts:
        free = f"MIN({terms.request.posts[role.key]}, {free})"
    asked = _asked(block)
    months, fixed = block.cell("of_role", row), frozenset[str]()
    if line and asked and not _same(asked.months[role.key], block.answer.planned, block.index, role):
        months, fixed = repr(asked.months[role.key]), frozenset({"months"})
    cells = {
        "count": free if scale == 1 else f"MIN({_team(block, role)}, {free})",
        "usd": block.of(role.pay_line),
        "months": months,
        "share": FRINGE_SHARES[role.employer],
        "planned": block.of(role.key),
        "of_role": block.of(f"{role.stem}_months") if block.planned else "12",
    }
    treatment = block.answer.application.grant.mapping[role.cost_line]
    return AwardRow(role.cost_line, role.plural, treatment, "staff", cells, line, fixed)


def _team(block: Block, role: Role) -> int:
    """Return the posts of a role in this year, or after the last in that, of a request that was made to fit."""
    years = block.answer.application.grant.years
    asked = years[min(block.index, len(years) - 1)].asked
    return asked.posts[role.key] if asked else 0


def _same(months: float, plan: tuple[PlanYear, ...], index: int, role: Role) -> bool:
    return not plan or plan[index].values[f"{role.stem}_months"] == months


def _in_post(block: Block, role: Role) -> str:
    if block.planned:
        return f"'{PLAN}'!${years_layout(block.answer).cell(f'{role.key}_before', 0)}"
    there = block.answer.question.current_staff.in_post.get(role.key)
    return str(there.all if there else 0)


def _asked(block: Block) -> Asked | None:
    years = block.answer.application.grant.years
    return years[block.index].asked if block.index < len(years) else None


def _part(block: Block, said: float | None) -> str:
    """Return the part asked for of services or an overhead: as said, or the asked posts' share of all worked months."""
    scale = block.answer.application.grant.scale
    if said is not None:
        return f"ROUND({said!r} * {scale!r}, 4)"
    worked = f"SUMPRODUCT({block.over_roles('planned')}, {block.over_roles('of_role')})"
    of = f"SUMPRODUCT({block.over_roles('count')}, {block.over_roles('months')})"
    posts = f"SUM({block.over_roles('planned')})"
    some = f"IF({posts} > 0, ROUND(SUM({block.over_roles('count')}) / {posts}, 4), 1)"
    return f"IF({worked} > 0, ROUND({of} / {worked}, 4), {some})"


def _around(block: Block, known: Mapping[str, GrantLine]) -> Iterator[AwardRow]:
    grant = block.answer.application.grant
    first = block.first + len(block.roles)  # the row of operations
    community = [block.first + place for place, role in enumerate(block.roles) if role.employer == COMMUNITY]
    pay = " + ".join(f"K{row}" for row in community)
    own = pay_of_own_rates(block)
    pay = f"{pay} - ({own})" if own else pay
    request = grant.terms.request

    def row(name: str, kind: Kind, fixed: bool = False, **cells: str) -> AwardRow:
        kept = frozenset({"usd"} if fixed else ())
        return AwardRow(name, LABELS[name], grant.mapping[name], kind, cells, known.get(name), kept)

    yield row(OPERATIONS, "share", share="operations_share", usd=pay)
    yield row(INDIRECT, "share", share="subrecipient_indirect_share", usd=f"{pay} + K{first} * (1 - rent_share)")
    for name, said in ((TRAINING, request.training_share_of), (EVALUATION, request.evaluation_share_of)):
        share = name.replace("_cost", "_share")
        usd, fixed = _base(block, "staffing_full_cost", name.replace("_cost", "_base_usd"))
        yield row(name, "share", fixed, asked=_part(block, said), share=share, usd=usd)
    if not block.planned:
        return
    price = block.of("price_index")
    new = []
    for place, role in enumerate(block.roles):
        now = block.cell("count", block.first + place)
        then = block.cell("count", block.before + place) if block.before else "0"
        new.append(f"MIN({block.of(f'{role.key}_new')}, MAX(0, {now} - {then}))")
    rate = f"ROUND({{}} * {price} * {ROUNDING_CORRECTION}, 0)"
    yield row(STARTUP, "each", count=" + ".join(new), usd=rate.format("startup_per_post"))
    posts = f"SUM({block.over_roles('count')})"
    yield row(TURNOVER, "each", count=posts, share="turnover_share", usd=rate.format("rehire_cost"))


def _base(block: Block, line: str, name: str) -> tuple[str, bool]:
    """Return the cell that a share is of, or the lower figure as downloaded that staff in post make of it, and which it is."""
    asked, plan = _asked(block), block.answer.planned
    if asked and plan and getattr(asked, name) != plan[block.index].values[line]:
        return repr(getattr(asked, name)), True
    return block.of(line), False


def _services(block: Block, lines: list[GrantLine], known: Mapping[str, GrantLine]) -> Iterator[AwardRow]:
    grant, method = block.answer.application.grant, block.answer.budget.methodology
    passed_on = sum(row.services_share for row in grant.terms.subrecipients)
    for name in method.wraparound:
        treatment, label = grant.mapping[name], method.lines[name].label
        people, fixed = _base(block, "people_reached", "people")
        kept_as = frozenset({"count"} if fixed else ())
        cells = {
            "count": people,
            "usd": block.of(name.removesuffix("_cost") + "_rate"),
            "asked": _part(block, grant.terms.request.services_share),
        }
        if not passed_on or treatment == "subaward":
            yield AwardRow(name, label, treatment, "people", cells, known.get(name), kept_as)
            continue
        parts = [line for line in lines if line.line == name]
        passed = next((line for line in parts if line.treatment == "subaward"), None)
        kept = next((line for line in parts if line.treatment != "subaward"), None)
        passed_cells = {**cells, "share": repr(passed_on)}
        yield AwardRow(name, f"{label}, through organizations", "subaward", "people", passed_cells, passed, kept_as)
        rest = f"ROUND({cells['count']} * {cells['asked']} * {cells['usd']} * {ROUNDING_CORRECTION}, 0)"
        yield AwardRow(name, f"{label}, what remains", treatment, "rest", {"usd": f"{rest} - K{{above}}"}, kept)
