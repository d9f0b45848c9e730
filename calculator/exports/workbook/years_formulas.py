"""The formula of each cell of the plan's years: the method's and the plan's own text over that column's cells."""

from collections.abc import Iterable

from calculator.answer import Answer
from calculator.engine.formula import substitute
from calculator.engine.methodology import Line
from calculator.exports.workbook.formulas import cell_formula
from calculator.exports.workbook.years_layout import FILLED, MOST_YEARS, TYPED, YearsLayout, letter_of, rules_of
from calculator.exports.workbook.years_money import money_formula

RECOMMENDED = "_recommended"


def formula_of(answer: Answer, layout: YearsLayout, name: str, index: int) -> str:
    """Return the formula of a line in the year of that index (from 0); empty where the cell is typed in."""
    lines = layout.lines
    if name == "coverage_share":
        return _coverage(answer, layout, index)
    if name == "total_if_filled":
        return f"={layout.cell('total' + FILLED, index)} + {layout.cell('startup_cost', index)}"
    if name.endswith(FILLED):
        return _filled(layout, name.removesuffix(FILLED), index)
    if name.endswith(RECOMMENDED):
        return _recommended(layout, name.removesuffix(RECOMMENDED), index)
    if name.endswith("_most"):
        cell = layout.cell(name.removesuffix("_most") + RECOMMENDED, index)
        return f"=MAX({cell}:${letter_of(MOST_YEARS - 1)}{cell.lstrip('CDEFGHIJKL')})"
    if name.endswith("_before"):
        cell = layout.cell(name.removesuffix("_before"), index - 1)
        return "" if index == 0 else f"=IF({index + 1} > years, 0, {cell})"
    if name == TYPED:
        return ""
    for line in (lines.posts.lines.get(name), layout.moving.get(name), lines.money.lines.get(name)):
        if line is not None:
            return _written(layout, line, index)
    return money_formula(answer, layout, name, index)


def _written(layout: YearsLayout, line: Line, index: int) -> str:
    return substitute(cell_formula(line.formula.text), layout.places(line.formula.names, index))


def _recommended(layout: YearsLayout, name: str, index: int) -> str:
    """Return the posts asked for at the year's coverage; none after the plan's last year."""
    line = layout.lines.recommended.lines[name]
    places = layout.places(line.formula.names, index)
    roles = [role.key for role in layout.lines.methodology.roles]
    for used in (*roles, "frontline_staff"):
        if used in line.formula.names:
            places[used] = layout.cell(used + RECOMMENDED, index)
    text = substitute(cell_formula(line.formula.text), places).removeprefix("=")
    return f"=IF({index + 1} > years, 0, {text})"


def _filled(layout: YearsLayout, name: str, index: int) -> str:
    if name == "worked_share":
        return f"=IF({layout.cell('frontline_planned', index)} > 0, 1, 0)"
    line = layout.lines.moving.lines[name]
    places = layout.places(line.formula.names, index) | dict.fromkeys(layout.lines.months, "12")
    for used in (*layout.lines.moving.lines, "worked_share"):
        places[used] = layout.cell(used + FILLED, index)
    return substitute(cell_formula(line.formula.text), places)


def _coverage(answer: Answer, layout: YearsLayout, index: int) -> str:
    """Return the ramp chosen at the top, never below what staff in post already reach; none after the last year."""
    shapes = rules_of(answer).shapes
    number = {"plan_year": str(index + 1)}
    texts = {
        key: substitute(cell_formula(ramp.lines.lines["coverage"].formula.text), number).removeprefix("=")
        for key, ramp in shapes.items()
    }
    floored = ", ".join(f'ramp = "{key}"' for key, ramp in shapes.items() if ramp.floor)
    chosen = _choice((key, text) for key, text in texts.items())
    share = f"MAX({chosen}, IF(OR({floored}), coverage_floor, 0))"
    return f'=IF({index + 1} > years, 0, IF(ramp = "typed", {layout.cell(TYPED, index)}, {share}))'


def _choice(options: Iterable[tuple[str, str]]) -> str:
    """Return nested IFs over the ramps; one that is none of them is the last."""
    *others, (_, text) = options
    for key, other in reversed(others):
        text = f'IF(ramp = "{key}", {other}, {text})'
    return text


def floor_formula(answer: Answer, layout: YearsLayout) -> str:
    """Return the formula of the share that staff in post already reach."""
    line = rules_of(answer).floor.lines["floor"]
    frontline = [role.key for role in layout.lines.methodology.roles if role.group == "frontline"]
    present = ", ".join(layout.cell(f"{role}_before", 0) for role in frontline)
    return substitute(cell_formula(line.formula.text), {"frontline_before": f"SUM({present})"})
