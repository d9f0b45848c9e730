"""The CSV: tidy, whole, and nothing in it that a spreadsheet program would run."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.answer import Answer
from calculator.exports.table import COLUMNS, as_text, table_of
from tests.answers import answer_of
from tests.calculator.exports.test_exports_workbook import NASTY


def rows_of(answer: Answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table_of(answer).decode("utf-8-sig"), newline="")))


def test_norfolk_has_a_row_for_every_line() -> None:
    rows = rows_of(answer_of(population=238_005.0))
    assert list(rows[0]) == list(COLUMNS)
    by_line = {(row["section"], row["line"]): row for row in rows}
    assert len(by_line) == len(rows)
    assert by_line["people", "high_risk"]["value"] == "238.005"
    assert by_line["staffing", "outreach_workers"]["count"] == "16"
    assert by_line["staffing", "outreach_workers"]["salary"] == "55000"
    assert by_line["budget", "wraparound_cost"]["amount"] == "10710225"
    assert by_line["total", "total"]["amount"] == "19888485"
    assert {row["methodology"] for row in rows} == {"caps@2026.1"}


def test_columns_add_up() -> None:
    rows = rows_of(answer_of(population=2_721_308.0))
    amounts = {
        section: sum(int(row["amount"]) for row in rows if row["section"] == section)
        for section in ("staffing", "budget", "wraparound", "total")
    }
    lines = {row["line"]: row["amount"] for row in rows}
    assert amounts["budget"] == amounts["total"] == 207_620_300
    assert amounts["staffing"] == int(lines["frontline_cost"]) + int(lines["supervision_ovp_cost"])
    assert amounts["wraparound"] == int(lines["wraparound_cost"])


def test_what_is_not_reported_is_empty() -> None:
    rows = {row["line"]: row["value"] for row in rows_of(answer_of(population=2.0))}
    assert rows["homicides"] == rows["price_level"] == rows["local_high_risk"] == ""
    assert rows["population"] == "2"
    assert not {"nan", "inf", "None"} & {value for row in rows_of(answer_of(population=2.0)) for value in row.values()}


@pytest.mark.parametrize("text", NASTY, ids=lambda text: text[:12].encode("unicode_escape").decode())
def test_text_of_users_comes_out_whole_behind_an_apostrophe_where_it_would_run(text: str) -> None:
    answer = answer_of(name=text, citation=text, population=1e6, high_risk_basis=3.0, local_high_risk=500.0)
    rows = {row["line"]: row for row in rows_of(answer)}
    for cell in (rows["total"]["place"], rows["local_high_risk"]["source"]):
        assert cell.removeprefix("'") == text.replace("\0", "")
        assert cell[0] not in "=+-@\t\r"


@given(st.text(alphabet=st.characters() | st.sampled_from("=+-@\t\r\n '")))
def test_no_text_begins_as_a_formula(text: str) -> None:
    cell = as_text(text)
    assert not cell.strip().startswith(("=", "+", "-", "@"))
    assert not cell.startswith(("\t", "\r", "\n"))
    assert text.replace("\0", "") in cell


def test_pandas_reads_it_as_numbers() -> None:
    import pandas

    frame = pandas.read_csv(io.BytesIO(table_of(answer_of(population=238_005.0))))
    assert frame.loc[frame["section"] == "budget", "amount"].sum() == 19_888_485
    assert frame.loc[frame["section"] == "staffing", "count"].sum() == 78
    assert frame["share"].dtype == float
