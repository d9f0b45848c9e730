"""The return from every perspective side by side, live over the plan's years or the one year; the draws stay as they were."""

import math

from xlsxwriter.worksheet import Worksheet

from calculator.answer import Answer
from calculator.asking.given import FaultyError
from calculator.engine.formula import substitute
from calculator.engine.returns import Returns, View
from calculator.exports.workbook.book import Book, fit_height, put_formula, put_label, put_number, put_row
from calculator.exports.workbook.formulas import cell_formula
from calculator.exports.workbook.views_years import rules_of, write_years_of_work
from calculator.exports.workbook.years_layout import has_years

SHEET = "Return"
NOTE = (
    "What the program might return, from every perspective side by side. A range to weigh, not a forecast: it says "
    "nothing about cause. Yellow cells may be edited; gray ones stay as they were downloaded."
)
TOP = 4  # row of the first parameter, from 0
WIDTHS = (48, 14, *[12] * 10, 70)
NARROWEST = 7  # columns on paper, so that notes and studies have room
NOTE_WIDTH = 55  # characters over the last five of them
EFFECTS = ("effect_low", "effect_central", "effect_high")


def write_views_sheet(book: Book, answer: Answer) -> None:
    """Write the return where it was asked about and homicides are known."""
    inputs = answer.budget.inputs
    known = not all(math.isnan(inputs.get(name, math.nan)) for name in ("homicides", "homicides_three_year"))
    if not answer.question.returns.asked or not known or not hasattr(answer.edition.returns, "prices"):
        return
    sheet = book.sheet(SHEET, widths=WIDTHS, printed=max(NARROWEST, 2 + len(answer.planned)))
    sheet.write_string(0, 0, f"{answer.subject.name}: what it might return", book.look("title"))
    try:
        returns = answer.returns
    except FaultyError as error:
        reasons = " ".join(f"{fault.name} {fault.message}." for fault in error.faults)
        sheet.merge_range(1, 0, 1, 6, f"There is no answer: {reasons}", book.look("lede"))
        sheet.set_row(1, 32)
        return
    sheet.merge_range(1, 0, 1, 6, NOTE, book.look("lede"))
    sheet.set_row(1, 32)
    row = _parameters(book, sheet, answer)
    row = write_years_of_work(book, sheet, answer, row + 1, planned=has_years(answer) and answer.question.plan.asked)
    for view in returns.views.values():
        row = _view(book, sheet, answer, returns, view, row + 1)
    sheet.merge_range(row + 1, 0, row + 1, 6, rules_of(answer).reconciled, book.look("lede"))
    sheet.set_row(row + 1, 48)
    _studies(book, sheet, answer, row + 3)


def _parameters(book: Book, sheet: Worksheet, answer: Answer) -> int:
    put_row(sheet, TOP - 1, ("What is assumed", "Value: edit this"), book.look("head"))
    values = answer.question.returns.inputs()
    row = TOP
    for name, record in answer.edition.returns.parameters.items():
        sheet.write_string(row, 0, record.label, book.look("paragraph"))
        fixed = name in ("seed", "vary_homicides")
        look = book.look("fixed" if fixed else f"input {record.unit}")
        if math.isnan(values[name]):
            sheet.write_string(row, 1, "not given", look)
        else:
            put_number(sheet, row, 1, values[name], look)
        sheet.merge_range(row, 2, row, NARROWEST - 1, record.note, book.look("wrapped"))
        fit_height(sheet, row, {record.label: WIDTHS[0], record.note: NOTE_WIDTH})
        book.name_cell(name, sheet, row, 1)
        row += 1
    return row


def _view(book: Book, sheet: Worksheet, answer: Answer, returns: Returns, view: View, row: int) -> int:
    """Write one perspective: its unit costs, then each line at the low, central and high effect."""
    perspective, rules = view.perspective, answer.edition.returns
    put_row(sheet, row, (perspective.label, "Low", "Central", "High"), book.look("head"))
    for offset, (label, own, usual, value) in enumerate(
        (
            ("A homicide costs", "cost_per_homicide", perspective.cost_per_homicide, view.homicide_cost),
            ("A nonfatal shooting costs", "cost_per_nonfatal", perspective.cost_per_nonfatal, view.nonfatal_cost),
        ),
        start=1,
    ):
        sheet.write_string(row + offset, 0, f"{label}, dollars of the year above", book.look("label"))
        formula = f"=N({own})" if perspective.key == "own" else f"={usual or 0!r} * {_rise(perspective.price_year)}"
        put_formula(sheet, row + offset, 1, formula, book.look("money"), value)
    costs = {"homicide_cost": f"$B${row + 2}", "nonfatal_cost": f"$B${row + 3}"}
    sheet.write_string(row + 3, 0, "Shootings fall by", book.look("label"))
    outcomes = (returns.low, returns.central, returns.high)
    lines = {name: row + 4 + number for number, name in enumerate(rules.lines)}
    for column, (name, outcome) in enumerate(zip(EFFECTS, outcomes, strict=True), start=1):
        put_formula(sheet, row + 3, column, f"={name}", book.look("share"), outcome.effect)
    for name, at in lines.items():
        line = rules.lines[name]
        put_label(book, sheet, at, line.label, WIDTHS[0])
        for column in (1, 2, 3):
            letter = "ABCD"[column]
            places = costs | {each: f"{letter}{there + 1}" for each, there in lines.items()}
            text = substitute(cell_formula(line.formula.text), places | {"effect": f"{letter}{row + 4}"})
            put_formula(sheet, at, column, text, book.look("money" if line.unit == "USD" else "number"), 0)
        sheet.write_string(at, 12, line.formula.text, book.look("code"))
        fit_height(sheet, at, {line.formula.text: 70})
    end = row + 4 + len(lines)
    if view.probability_benefit_exceeds_cost is not None:
        text = f"Benefit exceeds cost in {view.probability_benefit_exceeds_cost:.1%} of draws, as downloaded"
        sheet.write_string(end, 0, text, book.look("fixed"))
    return end + 1


def _rise(price_year: int | None) -> str:
    return f"(price_constant / price_{price_year})"


def _studies(book: Book, sheet: Worksheet, answer: Answer, row: int) -> None:
    put_row(sheet, row, ("Study", "Place"), book.look("head"))
    sheet.merge_range(row, 2, row, NARROWEST - 1, "What was found, and why to be careful", book.look("head"))
    for number, study in enumerate(answer.edition.returns.studies, start=row + 1):
        found = f"{study.finding} {study.caution} {study.design_label}, {study.year}. {study.url}"
        sheet.write_string(number, 0, study.title, book.look("wrapped"))
        sheet.write_string(number, 1, study.place, book.look("wrapped"))
        sheet.merge_range(number, 2, number, NARROWEST - 1, found, book.look("wrapped"))
        fit_height(sheet, number, {study.title: WIDTHS[0], study.place: WIDTHS[1] - 2, found: NOTE_WIDTH})
