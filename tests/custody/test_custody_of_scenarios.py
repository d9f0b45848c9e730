"""Saved scenarios in custody: facts stored once, room for everybody bounded, a takedown that says so."""

import json
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.db.models import QuerySet
from django.test import Client

from calculator.keeping.quotas import shelf
from calculator.keeping.saved import find_saved
from calculator.keeping.takedown import set_again, written
from calculator.models import KeptFacts, Scenario, Tombstone
from custody.ledger import lines
from custody.models import LogEntry
from profiles.selectors import place_table

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_shelf(settings, tmp_path: Path) -> Iterator[None]:
    settings.ERASURES_PATH = str(tmp_path / "erasures.jsonl")
    shelf.forget()
    yield
    shelf.forget()


def save(client: Client, **body: object) -> str:
    answer = client.post("/api/v1/scenarios/", json.dumps(body), content_type="application/json")
    assert answer.status_code == 201, answer.content
    return answer.json()["id"]


def stored_bytes() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT subject, query FROM calculator_scenario")
        return sum(len(str(cell)) for row in cursor.fetchall() for cell in row)


def test_five_hundred_places_are_stored_once_however_often_they_are_saved(client: Client) -> None:
    places = [place.geoid for place in place_table().places[:500]]
    first = save(client, methodology="caps", places=places)
    facts = KeptFacts.objects.count()
    assert facts == 500
    before = stored_bytes()
    assert before < 25_000
    total = find_saved(first).budget.total
    for caseload in (11, 12, 13):
        save(client, methodology="caps", places=places, outreach_caseload=caseload)
    assert KeptFacts.objects.count() == facts
    assert stored_bytes() < 4.2 * before
    assert find_saved(first).budget.total == total
    assert len(find_saved(first).subject.places) == 500


def test_the_same_again_takes_no_room(client: Client, settings) -> None:
    settings.SAVED_A_DAY = 1
    first = save(client, methodology="caps", population=50_000)
    assert save(client, methodology="caps", population=50_000) == first
    answer = client.post(
        "/api/v1/scenarios/", json.dumps({"methodology": "caps", "population": 50_001}), content_type="application/json"
    )
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 86_400
    assert Scenario.objects.count() == 1


def test_a_full_shelf_says_so_on_page_and_api_and_loses_nothing(client: Client, settings) -> None:
    settings.SAVED_IN_ALL = 0
    body = json.dumps({"methodology": "caps", "population": 50_001})
    assert client.post("/api/v1/scenarios/", body, content_type="application/json").status_code == 503
    page = client.post("/scenarios/", {"path": "/cities/norfolk-va/calculator/", "query": "outreach_caseload=12"})
    assert page.status_code == 503
    assert "/cities/norfolk-va/calculator/?methodology=caps&amp;outreach_caseload=12" in page.content.decode()
    assert not Scenario.objects.exists()
    assert not KeptFacts.objects.exists()


def test_what_was_taken_down_says_when_and_why_everywhere_and_to_those_who_have_a_copy(client: Client) -> None:
    key = save(client, methodology="caps", population=50_000)
    copy = client.get(f"/s/{key}/")
    call_command("take_down", key, reason="By order of a court.", record="25-CV-1031")
    for path in (f"/s/{key}/", f"/s/{key}/budget.csv", f"/s/{key}/budget.pdf", f"/api/v1/scenarios/{key}/"):
        answer = client.get(path, headers={"If-None-Match": copy["ETag"]})
        assert answer.status_code == 410, path
        assert "By order of a court." in answer.content.decode()
        assert "25-CV-1031" not in answer.content.decode()
    assert LogEntry.objects.first().detail == {"record": "25-CV-1031"}
    call_command("take_down", key, lift=True, record="25-CV-1031, reversed")
    assert client.get(f"/s/{key}/").status_code == 200


def test_whoever_has_a_copy_under_its_own_tag_is_not_told_that_it_still_is_one(client: Client) -> None:
    key = save(client, methodology="caps", population=50_000)
    files = [f"/s/{key}/budget.{ending}" for ending in ("pdf", "docx", "xlsx", "csv", "json")]
    paths = [f"/s/{key}/", f"/s/{key}/?tab=plan", f"/s/{key}/handout.pdf", *files, f"/api/v1/scenarios/{key}/"]
    paths += [f"/{page}?saved={key}" for page in ("calculator/", "cities/norfolk-va/calculator/")]
    paths += [f"/compare/?scenario={key}", f"/verify/?of=/s/{key}/"]
    answers = {path: client.get(path) for path in paths}
    for path in (path for path in paths if not path.startswith("/verify/")):
        assert answers[path]["Cache-Control"] == "public, no-cache", f"{path} is asked about before each use"
    tags = {path: answer.get("ETag", "*") for path, answer in answers.items()}
    for path, tag in tags.items():
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 304, path
    call_command("take_down", key, reason="By order of a court.", record="25-CV-1031")
    for path, tag in tags.items():
        for ask in (client.get, client.head):
            answer = ask(path, headers={"If-None-Match": tag})
            assert answer.status_code == (400 if path.startswith("/compare/") else 410), path


def test_what_was_taken_down_says_so_to_whoever_asks_by_its_id_or_saves_it_again(client: Client) -> None:
    key = save(client, methodology="caps", population=50_000)
    call_command("take_down", key, reason="By order of a court.", record="25-CV-1031")
    told = [client.get(path, {"saved": key}) for path in ("/calculator/", "/cities/norfolk-va/calculator/")]
    again = {"methodology": "caps", "population": 50_000}
    told.append(client.post("/api/v1/scenarios/", json.dumps(again), content_type="application/json"))
    for answer in told:
        assert answer.status_code == 410
        assert "By order of a court." in answer.content.decode()


def test_a_restored_backup_is_told_what_was_taken_down_and_put_back(client: Client) -> None:
    down, lifted, live = (save(client, methodology="caps", population=number) for number in (50_000, 60_000, 70_000))
    for key in (down, lifted, live):
        call_command("take_down", key, reason="By order of a court.", record="25-CV-1031")
    call_command("take_down", lifted, lift=True, record="reversed")
    at = Tombstone.objects.get(pk=down).at
    elsewhere = written(Tombstone.objects.get(pk=live))
    # What a backup held, made when only the second was taken down; and the ledger has lost a line.
    Tombstone.objects.exclude(pk=lifted).delete()
    Tombstone.objects.create(scenario_id=lifted, reason="x", record="y", by="z")
    ledger = Path(settings.ERASURES_PATH)
    ledger.write_text("".join(f"{line}\n" for line in ledger.read_text().splitlines() if live not in line))
    assert set_again(by="the site (restore)", also=[elsewhere]) == 3
    assert set_again(by="the site (restore)", also=[elsewhere]) == 0
    assert Tombstone.objects.get(pk=down).at == at
    assert [client.get(f"/s/{key}/").status_code for key in (down, lifted, live)] == [410, 200, 410]


def test_nothing_is_taken_down_that_cannot_be_noted(client: Client, settings, tmp_path: Path) -> None:
    key = save(client, methodology="caps", population=50_000)
    settings.ERASURES_PATH = str(tmp_path)
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("take_down", key, reason="By order of a court.", record="25-CV-1031")
    assert not Tombstone.objects.exists()
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize(
    ("key", "options", "words"),
    [
        ("nosuchkey0", {"reason": "x", "record": "y"}, "No scenario is saved under “nosuchkey0”"),
        ("nosuchkey0", {}, "Give a reason"),
        ("nosuchkey0", {"lift": True, "record": "y"}, "is not taken down"),
        ("", {}, "Give one saved scenario's id, or --again"),
        ("nosuchkey0", {"again": True}, "Give one saved scenario's id, or --again"),
    ],
)
def test_a_takedown_that_cannot_be_changes_nothing(key: str, options: dict, words: str) -> None:
    with pytest.raises(CommandError, match=words):
        call_command("take_down", key, **options)
    assert not Tombstone.objects.exists()
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"reason": "x", "record": "y" * 201}, "The record is longer than 200 characters. Nothing was changed."),
        ({"reason": "x" * 601, "record": "y"}, "The reason is longer than 600 characters. Nothing was changed."),
        ({"reason": "x\udcff", "record": "y"}, "The reason holds what is no letter of UTF-8. Nothing was changed."),
    ],
)
def test_words_that_no_row_can_hold_are_refused_and_noted_nowhere(client: Client, options: dict, words: str) -> None:
    key = save(client, methodology="caps", population=50_000)
    with pytest.raises(CommandError, match=words):
        call_command("take_down", key, **options)
    assert lines() == []
    call_command("take_down", key, reason="By order of a court.", record="25-CV-1031")
    with pytest.raises(CommandError, match="no letter of UTF-8"):
        call_command("take_down", key, lift=True, record="y\udcff")
    assert [set(line) & {"lifted", "reason"} for line in lines()] == [{"reason"}]


def test_a_decision_that_the_database_refuses_is_not_told_to_a_restored_backup(client: Client) -> None:
    key = save(client, methodology="caps", population=50_000)
    refused = patch("calculator.keeping.takedown.log", side_effect=DatabaseError("read-only"))
    with refused, pytest.raises(DatabaseError):
        call_command("take_down", key, reason="By order of a court.", record="25-CV-1031")
    assert set_again(by="the site (restore)") == 0
    call_command("take_down", key, reason="By order of a court.", record="25-CV-1031")
    with refused, pytest.raises(DatabaseError):
        call_command("take_down", key, lift=True, record="25-CV-1032")
    assert set_again(by="the site (restore)") == 0
    assert client.get(f"/s/{key}/").status_code == 410


def test_a_second_takedown_at_the_same_moment_is_told_and_notes_nothing(client: Client) -> None:
    """What was noted last is what a restored backup is told."""
    key = save(client, methodology="caps", population=50_000)
    hold = QuerySet.select_for_update

    def after_the_other(rows: QuerySet[Scenario]) -> QuerySet[Scenario]:
        with patch.object(QuerySet, "select_for_update", hold):
            call_command("take_down", key, reason="By order of a court.", record="25-CV-1031")
        return hold(rows)

    again = {"reason": "A flood.", "record": "T-7"}
    with (
        patch.object(QuerySet, "select_for_update", after_the_other),
        pytest.raises(CommandError, match="taken down already"),
    ):
        call_command("take_down", key, **again)
    assert [line["record"] for line in lines()] == ["25-CV-1031"]
