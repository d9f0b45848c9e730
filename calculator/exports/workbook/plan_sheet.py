"""The plan sheet: each year a column, each line the methodology's or the plan's own text over that column's cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from calculator.answer import Answer
from calculator.asking.plan import OWN
from calculator.engine.formula import substitute
from calculator.engine.funding import CERTAINTIES
from calculator.engine.plan import PlanYear
from calculator.exports.workbook.book import Book, put_formula, put_number, put_row
from calculator.exports.workbook.formulas import cell_formula
from calculator.exports.workbook.funding_sheet import money_formula

SHEET = "Plan"
FIRST = 2  # the column of year 1, from 0
NOTE = (
    "Yellow cells may be edited: growth, hiring, vacancies, each year’s coverage, who is in post. Every other cell "
    "follows, and takes the scenario from the Inputs sheet."
)
ANSWERS = ("people_served", "all_staff", "new_posts", "posts_given_up", "filled_share")
ENDINGS = ("startup_cost", "year_total", "gap", "gap_committed", "committed_share")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands: rows from 0, by name."""

    parameters: Mapping[str, int]
    rows: Mapping[str, int]
    years: int

    def cell(self, name: str, index: int) -> str:
        """Return the address of a line in the year of that index, or of a parameter."""
        if name in self.parameters:
            return f"$B${self.parameters[name] + 1}"
        return f"{column_letter(index)}{self.rows[name] + 1}"

    def across(self, name: str) -> str:
        """Return the address of a line in all years, seen from another sheet."""
        row = self.rows[name] + 1
        return f"'{SHEET}'!${column_letter(0)}${row}:${column_letter(self.years - 1)}${row}"


def column_letter(index: int) -> str:
    """Return the letter of the column of a year, by its index from 0."""
    return "CDEFGHIJKL"[index]


def has_plan(answer: Answer) -> bool:
    """Whether the plan belongs into the file: years or money were asked about."""
    asked = answer.question.plan.asked or bool(answer.question.funding.sources)
    return asked and hasattr(answer.edition.plan, "formulas")


def layout_of(answer: Answer) -> Layout:
    """Return where the parameters and lines of this answer's plan stand."""
    method = answer.budget.methodology
    formulas = answer.question.plan.rules.formulas(method)
    parameters = [name for name in answer.question.plan.rules.parameters if name not in OWN]
    top = 4 + len(parameters)
    first = ["coverage_share", *ANSWERS, *method.budget, *ENDINGS]
    brought = [name for name in formulas.inputs if name not in first]
    rest = [name for name in formulas.lines if name not in (*first, *brought)]
    rows, row = {}, top + 2
    for group in (first, brought, rest):
        for name in group:
            rows[name] = row
            row += 1
        row += 2
    return Layout(
        parameters={name: 4 + number for number, name in enumerate(parameters)},
        rows=rows,
        years=len(answer.question.plan.calendar_years),
    )


def write_plan_sheet(book: Book, answer: Answer) -> None:
    """Write the plan where one was asked for: parameters, then a row a line and a column a year."""
    if not has_plan(answer):
        return
    layout = layout_of(answer)
    years = answer.plan
    sheet = book.sheet(SHEET, widths=(46, 14, *[15] * len(years), 60), printed=2 + len(years))
    sheet.write_string(0, 0, f"{answer.subject.name}: {years[0].year}–{years[-1].year}", book.look("title"))
    sheet.write_string(1, 0, NOTE)
    put_row(sheet, 3, ("What a year changes", "Value: edit this"), book.look("head"))
    inputs = answer.question.plan.inputs()
    for name, row in layout.parameters.items():
        record = answer.question.plan.rules.parameters[name]
        sheet.write_string(row, 0, record.label, book.look("label"))
        put_number(sheet, row, 1, inputs[name], book.look(f"input {record.unit}"))
        sheet.write_string(row, 2, record.note, book.look("text"))
    for title, name in (("Each year", "coverage_share"), ("What each year starts from", "year_index")):
        _heads(book, sheet, layout.rows[name] - 1, title, years)
    formulas = answer.question.plan.rules.formulas(answer.budget.methodology)
    _heads(book, sheet, _first_of_rest(layout, formulas.inputs) - 1, "Working", years)
    for name in layout.rows:
        _write_line(book, sheet, answer, layout, years, name)


def _first_of_rest(layout: Layout, brought: Sequence[str]) -> int:
    last = max(layout.rows[name] for name in brought if name in layout.rows)
    return min(row for row in layout.rows.values() if row > last)


def _heads(book: Book, sheet: Worksheet, row: int, title: str, years: tuple[PlanYear, ...]) -> None:
    put_row(sheet, row, (title, "Unit"), book.look("head"))
    for index, year in enumerate(years):
        put_number(sheet, row, FIRST + index, year.year, book.look("head_number"))


def _write_line(
    book: Book, sheet: Worksheet, answer: Answer, layout: Layout, years: tuple[PlanYear, ...], name: str
) -> None:
    formulas = answer.question.plan.rules.formulas(answer.budget.methodology)
    line = formulas.lines.get(name)
    row = layout.rows[name]
    sheet.write_string(row, 0, line.label if line else _label(answer, name), book.look("label"))
    sheet.write_string(row, 1, line.unit if line else "", book.look("text"))
    for index, year in enumerate(years):
        column = FIRST + index
        if line:
            text = substitute(cell_formula(line.formula.text), _places(layout, line.formula.names, index))
            put_formula(sheet, row, column, text, book.look(_look(line.unit)), year.values[name])
        else:
            _write_brought(book, sheet, answer, layout, year, index, name)
    if line and name in formulas.own:
        sheet.write_string(row, FIRST + len(years), line.formula.text, book.look("code"))


def _places(layout: Layout, names: Sequence[str], index: int) -> dict[str, str]:
    """Return the cells of the names that differ by year; the others are the workbook's own names."""
    return {name: layout.cell(name, index) for name in names if name in layout.parameters or name in layout.rows}


def _write_brought(
    book: Book, sheet: Worksheet, answer: Answer, layout: Layout, year: PlanYear, index: int, name: str
) -> None:
    """Write what a year starts from: its coverage, its place in the plan, money in, and the posts before it."""
    row, column = layout.rows[name], FIRST + index
    if name == "coverage_share":
        put_number(sheet, row, column, year.coverage_share, book.look("input share"))
    elif name == "year_index":
        put_number(sheet, row, column, index, book.look("number"))
    elif name in CERTAINTIES:
        formula = money_formula(answer, name, f"{column_letter(index)}${layout.rows['coverage_share']}")
        put_formula(sheet, row, column, formula, book.look("money"), year.values[name])
    else:
        role = name.removesuffix("_before")
        before = next(posts.before for posts in year.posts if posts.role == role)
        if index == 0:
            put_number(sheet, row, column, before, book.look("input staff"))
        else:
            put_formula(sheet, row, column, f"={layout.cell(role, index - 1)}", book.look("count"), before)


def _label(answer: Answer, name: str) -> str:
    if name == "coverage_share":
        return answer.budget.methodology.parameters[name].label
    plurals = {f"{role.key}_before": role.plural for role in answer.budget.methodology.roles}
    if name in plurals:
        return f"{plurals[name]} before"
    return {"year_index": "Years since the first", "asked": "Asked for"}.get(name, name.capitalize())


def _look(unit: str) -> str:
    if unit == "staff":
        return "count"
    return "money" if unit.startswith("USD") else unit if unit in ("share", "multiplier") else "number"
