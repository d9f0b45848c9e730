"""The cells to edit: every fact, parameter and index by name, with what is allowed and where it comes from."""

import math

from xlsxwriter.worksheet import Worksheet

from calculator.answer import Answer
from calculator.asking.scenario import number_for
from calculator.engine.methodology import Methodology, Parameter
from calculator.exports.workbook.book import (
    LINE_HEIGHT,
    NOT_REPORTED,
    Book,
    fit_height,
    put_formula,
    put_number,
    put_row,
)
from calculator.exports.workbook.formulas import ROUNDING_CORRECTION
from calculator.words.sources import THE_USER

HEADS = (
    *("Input", "Value: edit this", "Unit", "Preset or published", "Changed", "Least allowed", "Most allowed"),
    *("Evidence from", "Evidence to", "Confidence", "Source", "Note", "Name in formulas"),
)
WIDTHS = (40, 15, 18, 12, 9, 10, 10, 9, 9, 13, 60, 90, 32)
GROUPS = {
    "facts": "The place",
    "reach": "Who is reached",
    "scale": "Economies of scale",
    "caseloads": "Caseloads",
    "office": "Office of Violence Prevention",
    "pay": "Pay",
    "fringe": "Benefits",
    "pay_rules": "Rules of pay",
    "overheads": "Training and evaluation",
    "dollars": "Whose dollars",
    "roles": "Roles left out or set by hand: 0 out, 1 by caseload, 2 posts typed in",
    "wraparound": "Wraparound services",
    "indices": "A year of a plan (all 1 in a one-year budget)",
}
VALUE = 1
PRINTED = 9  # columns on paper: sources have a sheet of their own, notes are for the screen


def write_inputs_sheet(book: Book, answer: Answer) -> None:
    """Write one named, checked, unprotected cell for every input, in groups."""
    sheet = book.sheet("Inputs", widths=WIDTHS, printed=PRINTED, frozen_rows=1)
    put_row(sheet, 0, HEADS, book.look("head"))
    sheet.set_row(0, 2 * LINE_HEIGHT)
    method = answer.budget.methodology
    row = 1
    group = None
    for record in (*method.facts.values(), *method.parameters.values(), *method.indices.values()):
        if record.group != group:
            group = record.group
            sheet.write_string(row, 0, GROUPS.get(group, group.replace("_", " ").capitalize()), book.look("section"))
            row += 1
        _write_input(book, sheet, answer, row, record)
        row += 1
    sheet.write_string(row, 0, "Arithmetic", book.look("section"))
    _write_rounding(book, sheet, row + 1)


PLAIN_LOOKS = {"share": "percent", "year": "year"}


def _write_input(book: Book, sheet: Worksheet, answer: Answer, row: int, record: Parameter) -> None:
    value = answer.budget.inputs[record.name]
    published = answer.subject.facts.get(record.name, record.value)
    sheet.write_string(row, 0, record.label, book.look("paragraph"))
    _write_value(book, sheet, row, VALUE, value, look=f"input {record.unit}")
    book.name_cell(record.name, sheet, row, VALUE)
    sheet.data_validation(row, VALUE, row, VALUE, _validation(record, answer.budget.methodology))
    sheet.write_string(row, 2, record.unit, book.look("wrapped"))
    plain = PLAIN_LOOKS.get(record.unit, "number")
    _write_value(book, sheet, row, 3, published, look=plain)
    changed = "changed" if _given(value) != _given(published) else ""
    put_formula(sheet, row, 4, f'=IF(B{row + 1} = D{row + 1}, "", "changed")', book.look("text"), changed)
    for column, bound in ((5, record.min), (6, record.max), (7, record.low), (8, record.high)):
        if bound is not None:
            put_number(sheet, row, column, bound, book.look(plain))
    sheet.write_string(row, 9, record.confidence if record.group != "facts" else "", book.look("text"))
    source = _source(answer, record)
    sheet.write_string(row, 10, source, book.look("wrapped"))
    sheet.write_string(row, 11, record.note, book.look("wrapped"))
    texts = {record.label: WIDTHS[0], record.unit: WIDTHS[2] - 2, source: WIDTHS[10], record.note: WIDTHS[11]}
    fit_height(sheet, row, texts)
    sheet.write_string(row, 12, record.name, book.look("code"))


def _write_value(book: Book, sheet: Worksheet, row: int, column: int, value: float | None, *, look: str) -> None:
    if _given(value) is None or value is None:
        sheet.write_string(row, column, NOT_REPORTED, book.look(look))
    else:
        put_number(sheet, row, column, value, book.look(look))


def _given(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else value


def _source(answer: Answer, record: Parameter) -> str:
    if record.name in answer.budget.methodology.facts:
        return answer.fact_sources[record.name]
    if record.name == "local_high_risk" and (citation := answer.question.scenario.citation):
        return citation
    if record.source.publisher == THE_USER:
        return record.source.title
    year = f", {record.source.year}" if record.source.year else ""
    return f"{record.source.title} ({record.source.publisher}{year})"


def _validation(record: Parameter, method: Methodology) -> dict[str, object]:
    allowed = number_for(record).allowed
    check: dict[str, object] = {
        "error_title": "Outside what is allowed",
        "error_message": f"{record.label[:120]}: {allowed}.",
        "input_title": record.name[:32],
        "input_message": f"Allowed: {allowed}.",
    }
    needed = _needs(record, method)
    if not needed:
        bounds = {"criteria": "between", "minimum": record.min, "maximum": record.max}
        return {**check, **bounds, "validate": "decimal"}
    name = record.name
    conditions = [f"{name} >= {record.min}", f"{name} <= {record.max}", f"{name} = INT({name})"]
    conditions += [f"OR({name} <> {choice}, ISNUMBER({figure}))" for choice, figure in needed]
    needs = "; ".join(f"{choice} needs {figure}" for choice, figure in needed)
    check["error_message"] = f"{record.label[:80]}: {allowed}; {needs}."
    return {**check, "validate": "custom", "value": f"=AND({', '.join(conditions)})"}


def _needs(record: Parameter, method: Methodology) -> tuple[tuple[int, str], ...]:
    """Return the choices that cannot be made without a figure nobody gave: (the choice, the figure it needs)."""
    if record.name == "high_risk_basis":
        counted = "homicides_five_year" if "homicides_five_year" in method.facts else "homicides"
        return ((2, counted), (3, "local_high_risk"))
    if record.name == "local_pay" and method.facts["price_level"].value is None:
        return ((1, "price_level"),)
    by_hand = record.name.removesuffix("_basis") + "_posts"
    return ((2, by_hand),) if by_hand in method.parameters else ()


def _write_rounding(book: Book, sheet: Worksheet, row: int) -> None:
    sheet.write_string(row, 0, "Rounding correction, 1 + 2^-50", book.look("text"))
    put_formula(sheet, row, VALUE, "=1+POWER(2,-50)", book.look("number"), 1 + 2.0**-50)
    book.name_cell(ROUNDING_CORRECTION, sheet, row, VALUE)
    sheet.write_string(row, 11, "Not to be edited; the Read me sheet explains it.", book.look("wrapped"))
    sheet.write_string(row, 12, ROUNDING_CORRECTION, book.look("code"))
