"""Answers are remembered, and never longer than they are true."""

from typing import Any

import pytest
from django.test import Client

from calculator import versions
from calculator.api.places import view as cities

NORFOLK = "/api/v1/cities/norfolk-va/budget/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Return a list that grows by one with each budget that is computed."""
    counted: list[Any] = []

    def counting(*arguments: Any, **options: Any) -> Any:
        counted.append(arguments)
        return compute(*arguments, **options)

    compute = cities.budget_answer
    monkeypatch.setattr(cities, "budget_answer", counting)
    return counted


def test_the_same_question_is_computed_once_and_answered_alike(client: Client, computed: list[Any]) -> None:
    first, second = client.get(NORFOLK), client.get(NORFOLK)
    assert len(computed) == 1
    assert first.content == second.content
    own = {"RateLimit": "", "X-Request-ID": ""}
    assert dict(first.headers) | own == dict(second.headers) | own
    assert client.get(NORFOLK, headers={"if-none-match": first["ETag"]}).status_code == 304
    assert len(computed) == 1


def test_another_question_or_host_is_computed(client: Client, computed: list[Any]) -> None:
    client.get(NORFOLK)
    client.get(f"{NORFOLK}?outreach_caseload=12")
    client.get(NORFOLK, headers={"host": "localhost"})
    assert len(computed) == 3


def test_a_new_version_of_the_facts_is_computed(
    client: Client, computed: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get(NORFOLK)
    newer = type("Newer", (), {"version": "newer"})()
    monkeypatch.setattr(versions, "place_table", lambda: newer)
    client.get(NORFOLK)
    assert len(computed) == 2


def test_refusals_are_not_remembered(client: Client) -> None:
    refused = [client.get(f"{NORFOLK}?population=-1") for _ in range(2)]
    assert [answer.status_code for answer in refused] == [400, 400]
    assert refused[0]["Cache-Control"] == "no-store"
