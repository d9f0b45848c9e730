"""The first sheet: the answer, live, beside the figures as they were downloaded."""

from xlsxwriter.worksheet import Worksheet

from calculator.answer import Answer
from calculator.engine.results import MoneyLine
from calculator.exports.workbook.book import (
    NEEDS_A_FIGURE,
    NOT_REPORTED,
    Book,
    fit_height,
    put_formula,
    put_number,
    put_row,
)
from calculator.words.colors import line_color

HEADS = ("Line", "Dollars a year", "Share of total", "As downloaded", "Changed by")
PEOPLE = ("high_risk", "people_served", "workload")
CHART_ROWS = 11
WIDTHS = (40, 14, 14, 14, 14)
STAFF = ("frontline_staff", "supervisors", "ovp_staff", "all_staff")


def shown(expression: str) -> str:
    """Return the formula of a cell that shows `expression`, and says so where a figure is missing."""
    return f'=IFERROR({expression}, "{NEEDS_A_FIGURE}")'


def write_budget_sheet(book: Book, answer: Answer) -> None:
    """Write people, staff, the budget's lines with their total, and the wraparound split."""
    sheet = book.sheet("Budget", widths=WIDTHS, one_page=True)
    sheet.write_string(0, 0, answer.subject.name, book.look("title"))
    method = answer.budget.methodology
    sheet.write_string(1, 0, f"A year of community violence intervention, by {method.title}, version {method.version}")
    row = _quantities(book, sheet, answer, 3)
    first = row + 2
    row = _money(book, sheet, answer, row + 1, "Budget", answer.budget.budget)
    _total(book, sheet, answer, row)
    row = _ratios(book, sheet, answer, row + 2)
    row = _money(book, sheet, answer, row + 1, "Wraparound support, by service", answer.budget.wraparound)
    for advice in answer.budget.advice:
        row += 1
        sheet.merge_range(row, 0, row + 2, 4, "", book.look("lede"))
        sheet.write_string(row, 0, advice.text, book.look("lede"))
        row += 3
    _chart(book, sheet, answer, first, row + 1)


def _quantities(book: Book, sheet: Worksheet, answer: Answer, row: int) -> int:
    lines, values = answer.budget.methodology.lines, answer.budget.values
    for name in (*PEOPLE, *STAFF):
        look = book.look("people" if name in PEOPLE else "count")
        sheet.write_string(row, 0, lines[name].label, book.look("label"))
        put_formula(sheet, row, 1, shown(name), look, values[name])
        row += 1
    return row


def _money(book: Book, sheet: Worksheet, answer: Answer, row: int, title: str, lines: tuple[MoneyLine, ...]) -> int:
    put_row(sheet, row, ("", *HEADS[1:]), book.look("head_number"))
    sheet.write_string(row, 0, title, book.look("head"))
    for line in lines:
        row += 1
        sheet.write_string(row, 0, line.label, book.look("paragraph"))
        fit_height(sheet, row, {line.label: WIDTHS[0]})
        put_formula(sheet, row, 1, shown(line.line), book.look("money"), line.amount)
        share = f"IF(total > 0, {line.line} / total, 0)"
        put_formula(sheet, row, 2, shown(share), book.look("share"), line.share)
        _compared(book, sheet, row, line.line, line.amount)
    return row + 1


def _total(book: Book, sheet: Worksheet, answer: Answer, row: int) -> None:
    total = answer.budget.total
    label, year = answer.budget.methodology.lines["total"].label, answer.budget.dollars_of
    if year is None:
        sheet.write_string(row, 0, label, book.look("strong"))
    else:
        live = f'="{label}, in "&dollars_of&" dollars"'
        put_formula(sheet, row, 0, live, book.look("strong"), f"{label}, in {year} dollars")
    put_formula(sheet, row, 1, shown("total"), book.look("strong_money"), total)
    _compared(book, sheet, row, "total", total)


def _compared(book: Book, sheet: Worksheet, row: int, line: str, amount: int) -> None:
    put_number(sheet, row, 3, amount, book.look("money"))
    put_formula(sheet, row, 4, shown(f"{line} - D{row + 1}"), book.look("change"), 0)


def _ratios(book: Book, sheet: Worksheet, answer: Answer, row: int) -> int:
    budget = answer.budget
    ratios = (
        ("Dollars per resident", "population", budget.per_resident),
        ("Dollars per person served", "people_served", budget.per_person_served),
        ("Dollars per homicide a year", "homicides", budget.per_homicide),
    )
    for label, divisor, value in ratios:
        ratio = f'IF(ISNUMBER({divisor}), IF({divisor} > 0, ROUND(total / {divisor}, 0), "none"), "{NOT_REPORTED}")'
        missing = NOT_REPORTED if budget.inputs.get(divisor, 0) != budget.inputs.get(divisor, 0) else "none"
        sheet.write_string(row, 0, label, book.look("label"))
        put_formula(sheet, row, 1, shown(ratio), book.look("money"), missing if value is None else value)
        row += 1
    return row


def _chart(book: Book, sheet: Worksheet, answer: Answer, first: int, row: int) -> None:
    chart = book.chart("bar", "percent_stacked")
    for offset, line in enumerate(answer.budget.budget):
        chart.add_series(
            {
                "name": line.label,
                "values": ["Budget", first + offset, 1, first + offset, 1],
                "fill": {"color": line_color(line.line)},
                "gap": 40,
            }
        )
    chart.set_title({"name": "Where the money goes", "name_font": {"size": 11}})
    chart.set_legend({"position": "bottom"})
    chart.set_y_axis({"visible": False})
    chart.set_size({"width": 690, "height": 220})
    sheet.insert_chart(row, 0, chart, {"description": "The budget’s lines as shares of the total"})
    sheet.write_blank(row + CHART_ROWS, 0, None, book.look("label"))  # paper ends below the chart
