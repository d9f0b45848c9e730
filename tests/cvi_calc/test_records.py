"""A released edition's numbers never change: every door answers the questions on record as on the day of release."""

from typing import Any

import pytest
from django.test import Client

from calculator import models
from tests.records import doors
from tests.records.questions import QUESTIONS, Asked
from tests.records.recording import read_record, saved_numbers

pytestmark = pytest.mark.django_db
EDITIONS = ("2026.1",)
BY_NAME = {asked.name: asked for asked in QUESTIONS}
CASES = [pytest.param(edition, asked, id=f"{edition}-{asked.name}") for edition in EDITIONS for asked in QUESTIONS]
SAVED = [pytest.param(edition, key, id=key) for edition in EDITIONS for key in read_record(edition, "saved")]


@pytest.mark.parametrize(("edition", "asked"), CASES)
def test_answers_and_files_of_an_edition_keep_their_numbers(client: Client, edition: str, asked: Asked) -> None:
    method = f"{asked.method}@{edition}"
    answers = read_record(edition, "answers")[asked.name]
    assert doors.missing(answers, doors.answers_of(client, asked, method)) == []
    query = f"?{doors.query_of(asked, method)}"
    table = doors.table_of(client, "/calculator/", query)
    assert isinstance(table, list)
    assert [row for row in read_record(edition, "tables")[asked.name] if row not in table] == []
    _same_sheets(read_record(edition, "workbooks")[asked.name], doors.workbook_of(client, "/calculator/", query))


@pytest.mark.parametrize(("edition", "asked"), CASES[::3])
def test_pages_of_an_edition_lead_with_the_same_totals(client: Client, edition: str, asked: Asked) -> None:
    method = f"{asked.method}@{edition}"
    totals = doors.totals_in(read_record(edition, "answers")[asked.name])
    for tab, recorded in read_record(edition, "pages")[asked.name].items():
        shown = doors.page_of(client, "/calculator/", doors.query_of(asked, method, ("tab", tab)))
        assert isinstance(shown, list), tab
        assert (totals & set(recorded)) - set(shown) == set(), tab


@pytest.mark.parametrize(
    ("edition", "name"), [(edition, name) for edition in EDITIONS for name in read_record(edition, "memos")]
)
def test_memos_of_an_edition_lead_with_the_same_totals(client: Client, edition: str, name: str) -> None:
    asked = BY_NAME[name]
    totals = doors.totals_in(read_record(edition, "answers")[name]) & set(read_record(edition, "memos")[name])
    query = doors.query_of(asked, f"{asked.method}@{edition}")
    assert totals - set(doors.memo_of(client, "/calculator/", f"?{query}")) == set()


@pytest.mark.parametrize(("edition", "key"), SAVED)
def test_scenarios_saved_under_an_edition_keep_their_numbers(client: Client, edition: str, key: str) -> None:
    recorded = read_record(edition, "saved")[key]
    models.Scenario.objects.bulk_create([models.Scenario(**recorded["row"])])
    answered = saved_numbers(client, f"/s/{key}/")
    for part in ("document", "insides"):
        assert doors.missing(recorded[part], answered[part]) == []
    assert [row for row in recorded["table"] if row not in answered["table"]] == []
    _same_sheets(recorded["workbook"], answered["workbook"])
    total = f"${recorded['row']['total']:,}"
    for part in ("page", "memo"):
        assert total not in recorded[part] or total in answered[part]


def _same_sheets(recorded: dict[str, Any], answered: Any) -> None:
    assert set(recorded) <= set(answered)
    for sheet, numbers in recorded.items():
        assert doors.missing_in_order(numbers, answered[sheet]) == [], sheet


def test_the_comparison_finds_a_number_that_changed() -> None:
    recorded = read_record("2026.1", "answers")["plan-2-caps"]
    assert doors.missing(recorded, recorded) == []
    changed = {**recorded, "budget": {**recorded["budget"], "total": recorded["budget"]["total"] + 1}}
    assert doors.missing(recorded, changed) == ["/budget/total: 19888485 became 19888486"]
    assert doors.missing_in_order([1, 2, 2], [1, 5, 2]) == [2]
