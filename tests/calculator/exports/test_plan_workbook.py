"""The plan and the return of edition 2026.1 in the workbook: recalculated by a spreadsheet program, the server's figures."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from calculator.answer import Answer
from calculator.asking.question import read_question
from calculator.exports.workbook import workbook_of
from calculator.subject import subject_typed
from tests.recalculation import recalculated_books

SOURCES = (
    "funding_name=A&funding_kind=state&funding_amount=3000000&funding_first_year=2027&funding_last_year=2028"
    "&funding_certainty=committed&funding_name=B&funding_kind=other&funding_amount=999999&funding_first_year=2028"
    "&funding_last_year=2040&funding_certainty=asked"
)
QUERIES = [
    f"methodology=caps@2026.1&years=10&ramp=sc2&perspective=taxpayer_unit&{SOURCES}",
    "methodology=field@2026.1&years=4&coverage_by_year=0.3,1,0.2,0.7&vacancy_share=0&current_mediators_city=30&perspective=social",
    "methodology=caps@2026.1&years=1&hiring_lag_months=0&vacancy_share=0&startup_per_post=0&effect_high=0.4",
]


def answer_of(query: str) -> Answer:
    question = read_question(parse_qs(query))
    assert not question.faults
    subject = subject_typed(238_005.0)
    subject = replace(subject, facts={**subject.facts, "homicides": 37.0})
    link = "https://cvi.example.org/calculator/"
    return Answer(subject=subject, question=question, link=link, data_version="2026-01")


def rows_of(sheet: Worksheet) -> dict[str, list[object]]:
    """Return the cells right of each label."""
    return {str(row[0]): list(row[1:]) for row in sheet.iter_rows(values_only=True) if row[0] is not None}


def test_every_line_of_every_year_recalculates_to_the_dollar(tmp_path: Path) -> None:
    answers = [answer_of(query) for query in QUERIES]
    for answer, book in zip(
        answers, recalculated_books([workbook_of(answer) for answer in answers], tmp_path), strict=True
    ):
        years = answer.plan
        rows = rows_of(book["Plan"])
        for line in years[0].lines:
            assert rows[line.label][1 : 1 + len(years)] == [year.amount(line.line) for year in years]
        for label, name in (
            ("Needed in the year", "year_total"),
            ("Gap if every source comes through", "gap"),
            ("Gap if only committed money comes", "gap_committed"),
            ("New posts", "new_posts"),
            ("All staff", "all_staff"),
        ):
            assert rows[label][1 : 1 + len(years)] == [int(year.values[name]) for year in years], label
        returned = rows_of(book["Return"])
        returns = answer.returns
        three = (returns.low, returns.central, returns.high)
        assert returned["Cost not incurred"][:3] == pytest.approx([each.benefit for each in three], abs=1)
        assert returned["Homicides averted"][:3] == pytest.approx([each.homicides_averted for each in three])
        [label] = [label for label in returned if label.endswith("fatal cases only")]
        assert returned[label][:3] == pytest.approx([returns.break_even_homicides] * 3)


def test_a_file_has_only_the_sheets_that_were_asked_for() -> None:
    names = openpyxl.load_workbook(BytesIO(workbook_of(answer_of("coverage_share=0.5")))).sheetnames
    assert not {"Plan", "Funding", "Return"} & set(names)
    names = openpyxl.load_workbook(BytesIO(workbook_of(answer_of(QUERIES[0])))).sheetnames
    assert {"Plan", "Funding", "Return"} <= set(names)
