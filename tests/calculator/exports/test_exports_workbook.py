"""What is in the workbook: every line live, every input named and checked, no text that runs."""

import math
import re
import zipfile
from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook

from calculator.answer import Answer
from calculator.engine.formula import parse_formula
from calculator.exports.workbook import workbook_of
from calculator.exports.workbook.book import ExactNumber
from calculator.exports.workbook.formulas import ROUNDING_CORRECTION, cell_formula
from tests.answers import answer_of
from tests.engine.asking import METHODS

NORFOLK = answer_of(population=238_005.0, homicides=50.0, price_level=97.3)
NASTY = [
    "=1+1",
    "+1",
    "-1+2",
    "@SUM(A1)",
    '=HYPERLINK("https://example.org")',
    '{=1}"quotes"\\back',
    "O'Fallon & <b>",
    "مدينة \u202eabc",
    "🙂 \x00\x07 _x0041_",
    "A" * 500,
]


def opened(answer: Answer, *, values: bool = False) -> Workbook:
    return openpyxl.load_workbook(BytesIO(workbook_of(answer)), data_only=values)


def cell_of(book: Workbook, name: str):
    sheet, cell = next(book.defined_names[name].destinations)
    return book[sheet][cell.replace("$", "")]


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("a + b", "=a + b"),
        ("ROUND(a / b, 0)", "=ROUND((a / b) * rounding_correction, 0)"),
        ("ROUND(ROUND(a, 0) / (b + 1), 0)", None),
        ("IF(a >= b, 1, 0)", "=IF(GESTEP(a, b) > 0, 1, 0)"),
        ("IF(a < b, 1, 0)", "=IF(GESTEP(a, b) < 1, 1, 0)"),
        ("IF(a <= 2, a, b)", "=IF(GESTEP(-(a), -( 2)) > 0, a, b)"),
        ("IF((a + 1) > (b), ROUND((a), 0), b)", None),
        ("IF(a > 0, MAX(1, ROUND(b / 2, 0)), 0)", None),
    ],
)
def test_a_cell_has_the_formula_s_text_made_exact(text: str, formula: str | None) -> None:
    found = cell_formula(parse_formula(text).text)
    assert formula in (None, found)
    plain = re.sub(r"\((.*?)\) \* rounding_correction", r"\1", found)
    assert text.count("ROUND") == found.count(ROUNDING_CORRECTION)
    assert found.count("(") == found.count(")")
    assert plain.startswith("=")


def test_the_sheets_are_in_their_order_and_open_on_the_answer() -> None:
    book = opened(NORFOLK)
    own = ["Budget", "Staffing", "Inputs", "Working", "Sources", "Read me"]
    assert [name for name in book.sheetnames if name in own] == own
    assert (book.sheetnames[0], book.sheetnames[-1]) == (own[0], own[-1])
    assert book.active.title == "Budget"


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
def test_every_line_is_a_named_live_cell_beside_its_untouched_text(method) -> None:
    answer = answer_of(method.id, population=238_005.0, price_level=97.3)
    book, values = opened(answer), opened(answer, values=True)
    for line in method.lines.values():
        cell = cell_of(book, line.name)
        assert cell.value == cell_formula(line.formula.text)
        assert book["Working"].cell(cell.row, 4).value == line.formula.text
        assert cell_of(values, line.name).value == answer.budget.values[line.name]


def test_every_input_is_a_named_cell_with_its_bounds_and_no_lock() -> None:
    book = opened(NORFOLK)
    sheet = book["Inputs"]
    checked = {str(check.sqref): check for check in sheet.data_validations.dataValidation}
    method = NORFOLK.budget.methodology
    for record in (*method.parameters.values(), *method.facts.values(), *method.indices.values()):
        cell = cell_of(book, record.name)
        value = NORFOLK.budget.inputs[record.name]
        assert cell.value == ("not reported" if math.isnan(value) else value)
        check = checked[cell.coordinate]
        if check.type == "decimal":
            assert (float(check.formula1), float(check.formula2)) == (record.min, record.max)
        else:
            assert f"{record.name} <= {record.max}" in check.formula1
        row = {sheet.cell(1, column).value: sheet.cell(cell.row, column).value for column in range(1, 14)}
        assert (row["Input"], row["Name in formulas"], row["Unit"]) == (record.label, record.name, record.unit)
        assert (row["Least allowed"], row["Evidence from"]) == (record.min, record.low)
        assert row["Source"]
    assert not any(sheet.protection.sheet for sheet in book.worksheets)


def test_a_basis_without_its_figure_cannot_be_chosen() -> None:
    book = opened(answer_of(population=238_005.0))
    checks = {str(check.sqref): check.formula1 for check in book["Inputs"].data_validations.dataValidation}
    assert "OR(high_risk_basis <> 2, ISNUMBER(homicides))" in checks[cell_of(book, "high_risk_basis").coordinate]
    assert "OR(local_pay <> 1, ISNUMBER(price_level))" in checks[cell_of(book, "local_pay").coordinate]


def test_what_is_not_reported_says_so_and_no_cell_is_an_error() -> None:
    answer = answer_of(population=238_005.0)
    values = opened(answer, values=True)
    assert cell_of(values, "homicides").value == "not reported"
    texts = [str(cell.value) for sheet in values.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [text for text in texts if text.startswith("#") or text in ("nan", "inf", "None.0")]
    rows = {row[0].value: row[1].value for row in values["Budget"].iter_rows(max_col=2)}
    assert rows["Dollars per homicide a year"] == "not reported"
    assert rows["Total a year"] == 19_888_485


@pytest.mark.parametrize("population", [0.0, 2.0])
def test_a_village_has_a_workbook_too(population: float) -> None:
    values = opened(answer_of(population=population), values=True)
    rows = {row[0].value: row[1].value for row in values["Budget"].iter_rows(max_col=2)}
    assert rows["Total a year"] == population * 45
    assert any("plan with its county" in str(label) for label in rows)


@pytest.mark.parametrize("text", NASTY, ids=lambda text: text[:12].encode("unicode_escape").decode())
def test_text_of_users_comes_out_whole_and_never_as_a_formula(text: str) -> None:
    answer = answer_of(name=text, citation=text, population=1e6, high_risk_basis=3.0, local_high_risk=500.0)
    book = opened(answer)
    assert book["Budget"]["A1"].data_type == "s"
    written = text.replace("\x00", "_x0000_").replace("\x07", "_x0007_")  # as the format writes controls
    assert book["Budget"]["A1"].value == written
    source = book["Inputs"].cell(cell_of(book, "local_high_risk").row, 11)
    assert (source.data_type, source.value) == ("s", written)


@given(st.floats(allow_nan=False, allow_infinity=False))
@example(0.1 + 0.2)
@example(299.99999999999994)
@example(5e-324)
def test_numbers_read_back_as_the_same_double(value: float) -> None:
    assert float(f"{ExactNumber(value):.16G}") == value


def test_an_input_of_seventeen_digits_reads_back_as_it_is() -> None:
    share = 0.1 + 0.2
    assert f"{share:.16G}" == "0.3"
    book = opened(answer_of(population=1e6, high_risk_share=share))
    assert cell_of(book, "high_risk_share").value == share


def test_the_same_answer_gives_the_same_bytes() -> None:
    assert workbook_of(NORFOLK) == workbook_of(NORFOLK)
    with zipfile.ZipFile(BytesIO(workbook_of(NORFOLK))) as file:
        assert {item.date_time[0] for item in file.infolist()} == {1980}
        assert b"2026-11-22T00:00:00Z" in file.read("docProps/core.xml")


def test_the_read_me_names_the_method_and_links_back() -> None:
    sheet = opened(NORFOLK)["Read me"]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert any("caps@2026.1" in text for text in texts)
    assert texts[-1] == NORFOLK.link
    assert sheet.cell(sheet.max_row, 1).hyperlink.target == NORFOLK.link


def test_a_link_too_long_for_a_spreadsheet_stays_as_text() -> None:
    long = NORFOLK.link + "&local_citation=" + "x" * 2_500
    answer = replace(NORFOLK, link=long)
    sheet = opened(answer)["Read me"]
    assert sheet.cell(sheet.max_row, 1).value == long
