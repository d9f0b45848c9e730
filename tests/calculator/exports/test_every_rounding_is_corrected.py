"""Spreadsheets do not agree about 10.499999999999998: every ROUND of a workbook has what they need to agree with the server."""

import re
from io import BytesIO
from urllib.parse import parse_qs

import openpyxl
import pytest

from calculator.answer import Answer
from calculator.asking.question import read_question
from calculator.exports.workbook import workbook_of
from calculator.subject import subject_typed

SOURCES = (
    "funding_name=A&funding_kind=state&funding_amount=3000005&funding_first_year=2027&funding_last_year=2030"
    "&funding_certainty=committed"
)
PAID = "&funding_growth_share=0.02&funding_paid=reimbursed&funding_lag_days=60"
# A quotient of two cells is as exact as it can be; figures in a sentence and shares of a line are no dollars.
EXACT = re.compile(
    r"ROUND\(total / \w+, 0\)|ROUND\([A-Z]+\d+ \* 100, 8\)|ROUND\(SUM(PRODUCT)?\([^()]*\) / SUM(PRODUCT)?\([^()]*\), 4\)"
)
WHOLE = "years=4&population=238005&homicides=37&perspective=social&subawards=3"


@pytest.mark.parametrize(
    "query",
    [f"methodology=caps&{WHOLE}&{SOURCES}{PAID}", f"methodology=caps@2026.1&{WHOLE}&{SOURCES}"],
    ids=["newest", "2026.1"],
)
def test_every_rounding_in_a_workbook_is_corrected(query: str) -> None:
    question = read_question(parse_qs(query))
    assert not question.faults
    answer = Answer(subject_typed(238_005.0), question, link="https://cvi.example.org/", data_version="2026-01")
    book = openpyxl.load_workbook(BytesIO(workbook_of(answer)))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    formulas = {f"{cell.parent.title}!{cell.coordinate}": EXACT.sub("", str(cell.value)) for cell in cells}
    rounding = {place: text for place, text in formulas.items() if re.search(r"\bROUND\(", text)}
    assert len({place.partition("!")[0] for place in rounding}) > 1
    bare = {
        place: text
        for place, text in rounding.items()
        if len(re.findall(r"\bROUND\(", text)) != text.count("rounding_correction")
    }
    assert bare == {}
