"""The plan of an edition whose years follow from posts: ten columns, of which as many count as `years` says."""

from xlsxwriter.worksheet import Worksheet

from calculator.answer import Answer
from calculator.engine.functions import SCALAR_FUNCTIONS
from calculator.engine.methodology import Line
from calculator.engine.plan import PlanYear
from calculator.engine.rules_2027_1.coverage import frontline_in_post
from calculator.engine.rules_2027_1.years import vacant_share, with_posts_filled
from calculator.exports.workbook.book import LINE_HEIGHT, Book, fit_height, put_formula, put_label, put_number, put_row
from calculator.exports.workbook.years_formulas import floor_formula, formula_of
from calculator.exports.workbook.years_layout import (
    FILLED,
    FIRST,
    MOST_YEARS,
    SHEET,
    TYPED,
    YearsLayout,
    has_years,
    years_layout,
)

WIDTHS = (48, 11, *[12] * MOST_YEARS, 70)
FEWEST_PRINTED = 5  # years on paper, so that notes and headings have room
PARAMETERS_FROM = 4  # row from 0
NOTE = (
    "Yellow cells may be edited: years, ramp, hiring, turnover, who is in post. Every other cell follows, and takes the "
    "scenario from the Inputs sheet. Columns after the last year stay gray and empty of money; printed are the years as downloaded."
)
LABELS = {
    "coverage_share": "Share of people at highest risk who are reached",
    TYPED: "Share by year, where the ramp is typed",
    "total_if_filled": "Needed with every post filled all year",
    "committed": "Committed",
    "likely": "Likely",
    "asked": "Asked for",
    "carried": "Carried over from the year before",
    "carried_committed": "Carried over, of committed money",
    "may_carry": "Paid by sources that may be carried over",
    "may_carry_committed": "Of these, committed",
}


def write_years_sheet(book: Book, answer: Answer) -> None:
    """Write the plan where one was asked for: its parameters, then a row a line and a column a year."""
    if not has_years(answer):
        return
    layout, years = years_layout(answer), answer.plan
    on_paper = max(len(years), FEWEST_PRINTED)  # formulas word for word are for the screen
    sheet = book.sheet(SHEET, widths=WIDTHS, printed=FIRST + on_paper)
    title = f"{answer.subject.name}: {years[0].year}" + (f"–{years[-1].year}" if len(years) > 1 else "")
    put_formula(sheet, 0, 0, _title_formula(answer.subject.name), book.look("title"), title)
    sheet.merge_range(1, 0, 1, FIRST + FEWEST_PRINTED - 1, NOTE, book.look("lede"))
    sheet.set_row(1, 32)
    _parameters(book, sheet, answer, layout)
    known = [_values(answer, layout, year) for year in years]
    for title, row in layout.heads.items():
        put_row(sheet, row, (title, "Unit"), book.look("head"))
        for index in range(MOST_YEARS):
            calendar = answer.question.plan.calendar_years[0] + index
            put_formula(sheet, row, FIRST + index, f"=first_year + {index}", book.look("head_year"), calendar)
    for name, row in layout.rows.items():
        _line(book, sheet, answer, layout, known, name, row)
    last = max(layout.rows.values())
    beyond = {"type": "formula", "criteria": f"=COLUMN() > {FIRST} + years", "format": book.look("beyond")}
    sheet.conditional_format(min(layout.heads.values()), FIRST, last, FIRST + MOST_YEARS - 1, beyond)


def _title_formula(name: str) -> str:
    """Return the formula of the sheet's title, whose years follow the cells that shape them."""
    words = name.replace('"', '""')
    return f'="{words}: "&first_year&IF(years > 1, "–"&(first_year + years - 1), "")'


def _parameters(book: Book, sheet: Worksheet, answer: Answer, layout: YearsLayout) -> None:
    put_row(sheet, PARAMETERS_FROM - 1, ("What shapes the years", "Value: edit this"), book.look("head"))
    sheet.set_row(PARAMETERS_FROM - 1, 2 * LINE_HEIGHT)
    inputs = answer.terms.parameters
    row = PARAMETERS_FROM
    for name, record in answer.edition.plan.parameters.items():
        sheet.write_string(row, 0, record.label, book.look("paragraph"))
        value = float(len(answer.terms.calendar_years)) if name == "years" else inputs[name]
        value = float(answer.terms.calendar_years[0]) if name == "first_year" else value
        if value == value:
            put_number(sheet, row, 1, value, book.look(f"input {record.unit}"))
        else:
            sheet.write_string(row, 1, "not given", book.look("input"))
        sheet.merge_range(row, FIRST, row, FIRST + FEWEST_PRINTED - 1, record.note, book.look("wrapped"))
        fit_height(sheet, row, {record.label: WIDTHS[0], record.note: FEWEST_PRINTED * WIDTHS[FIRST] - 4})
        book.name_cell(name, sheet, row, 1)
        bounds = {"validate": "decimal", "criteria": "between", "minimum": record.min, "maximum": record.max}
        sheet.data_validation(row, 1, row, 1, bounds)
        row += 1
    sheet.write_string(row, 0, "How coverage grows", book.look("label"))
    sheet.write_string(row, 1, answer.terms.ramp, book.look("input"))
    sheet.data_validation(row, 1, row, 1, {"validate": "list", "source": list(answer.edition.plan.ramps)})
    book.name_cell("ramp", sheet, row, 1)
    put_label(book, sheet, row + 1, "Share of the year that an established post stands empty", WIDTHS[0])
    empty = "=IF(ISNUMBER(vacancy_share), vacancy_share, turnover_share * refill_months / 12)"
    put_formula(sheet, row + 1, 1, empty, book.look("share"), vacant_share(inputs))
    book.name_cell("vacant_share", sheet, row + 1, 1)
    sheet.write_string(row + 2, 0, "Share that staff in post already reach", book.look("label"))
    put_formula(sheet, row + 2, 1, floor_formula(answer, layout), book.look("share"), _floor(answer))
    book.name_cell("coverage_floor", sheet, row + 2, 1)


def _floor(answer: Answer) -> float:
    in_post = {role: there.all for role, there in answer.terms.in_post.items()}
    recommended = answer.budget.values["frontline_staff"]
    present = frontline_in_post(answer.budget.methodology, in_post)
    return answer.inputs["coverage_share"] * min(1.0, present / recommended) if recommended else 0.0


def _values(answer: Answer, layout: YearsLayout, year: PlanYear) -> dict[str, float]:
    """Return what every cell of a year shows before anything is recalculated."""
    values = dict(year.values)
    inputs = {**year.budget.inputs, **answer.terms.parameters, "coverage_share": year.coverage_share}
    filled = with_posts_filled(layout.lines, {**inputs, "dollars_of": float(year.year)}, values, SCALAR_FUNCTIONS)
    values |= {name + FILLED: filled[name] for name in layout.lines.moving.lines}
    values |= {"coverage_share": year.coverage_share, TYPED: year.coverage_share}
    values["total_if_filled"] = float(year.total_if_filled or 0)
    return values


def _line(
    book: Book,
    sheet: Worksheet,
    answer: Answer,
    layout: YearsLayout,
    known: list[dict[str, float]],
    name: str,
    row: int,
) -> None:
    line = _of(layout, name)
    label, unit = _label(answer, layout, name), line.unit if line else _unit(name)
    put_label(book, sheet, row, label, WIDTHS[0])
    sheet.write_string(row, 1, unit, book.look("paragraph"))
    fit_height(sheet, row, {label: WIDTHS[0], unit: WIDTHS[1]})
    for index in range(MOST_YEARS):
        value = known[index].get(name, 0.0) if index < len(known) else 0.0
        formula = formula_of(answer, layout, name, index)
        if formula:
            put_formula(sheet, row, FIRST + index, formula, book.look(_look(unit)), value)
        else:
            held = known[min(index, len(known) - 1)].get(name, 0.0) if name == TYPED else value
            put_number(sheet, row, FIRST + index, held, book.look(f"input {unit}"))
    if line and name in {**layout.lines.posts.lines, **layout.lines.money.lines}:
        sheet.write_string(row, FIRST + MOST_YEARS, line.formula.text, book.look("code_line"))


def _of(layout: YearsLayout, name: str) -> Line | None:
    lines = layout.lines.lines
    return lines.get(name.removesuffix(FILLED)) or lines.get(name.removesuffix("_recommended"))


def _unit(name: str) -> str:
    if name in ("coverage_share", TYPED, "worked_share" + FILLED):
        return "share"
    return "staff" if name.endswith(("_before", "_most")) else "USD"


def _label(answer: Answer, layout: YearsLayout, name: str) -> str:
    if name in LABELS:
        return LABELS[name]
    plurals = {role.key: role.plural for role in answer.budget.methodology.roles}
    for ending, words in (("_recommended", "asked for"), ("_before", "before"), ("_most", "at most")):
        if name.endswith(ending):
            return f"{plurals.get(name.removesuffix(ending), 'Frontline staff')}: {words}"
    line = _of(layout, name)
    label = line.label if line else name
    return f"{label}, every post filled" if name.endswith(FILLED) else label


def _look(unit: str) -> str:
    if unit == "staff":
        return "count"
    return "money" if unit.startswith("USD") else unit if unit in ("share", "multiplier") else "number"
