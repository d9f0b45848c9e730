"""Work that bad input can cause is bounded before it is done: names, places, rows and bytes, without any limit of rate."""

import json
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

import pytest
from django.test import Client

from profiles.search import Finder, Findings
from profiles.selectors import place_table

pytestmark = pytest.mark.django_db
UNKNOWN = [f"made-up-town-{number:03d}-{'abcdefghij' * 16}" for number in range(490)]
POSTS = ["budgets", "plans", "returns", "grant-budgets", "scenarios"]
MOST_SEARCHES = 8


def post(path: str, body: Any) -> tuple[int, bytes]:
    answer = Client().post(f"/api/v1/{path}/", json.dumps(body), content_type="application/json")
    return answer.status_code, answer.content


@pytest.mark.parametrize("path", POSTS)
def test_hundreds_of_unknown_places_in_a_body_are_looked_for_a_few_times(path: str) -> None:
    with patch.object(Finder, "find", autospec=True, return_value=Findings("", False, ())) as looked:
        status, content = post(path, {"places": UNKNOWN, "homicides": 5})
    assert (status, looked.call_count) == (400, 3)
    errors = json.loads(content)["errors"]
    assert len(errors) == 21
    assert errors[0]["pointer"] == "/places/0"
    assert errors[-1] == {
        "message": "and 470 more are no places we know",
        "pointer": "/places",
        "allowed": "a GEOID of 7 digits or a slug",
    }


@pytest.mark.parametrize(
    ("path", "name"),
    [("/calculator/", "place"), ("/calculator/budget.xlsx", "place"), ("/compare/", "city"), ("/compare/", "scenario")],
)
def test_hundreds_of_unknown_places_in_an_address_too(path: str, name: str) -> None:
    with patch.object(Finder, "find", autospec=True, return_value=Findings("", False, ())) as looked:
        answer = Client().get(f"{path}?{urlencode([(name, key[:50]) for key in UNKNOWN[:110]])}")
    assert answer.status_code == 400
    assert looked.call_count <= MOST_SEARCHES
    assert b"more are" in answer.content
    assert len(answer.content) < 30_000


def test_a_comparison_asks_the_database_a_few_times(django_assert_max_num_queries: Any) -> None:
    address = f"/compare/?{urlencode([('scenario', f'abcdef{number:04d}') for number in range(300)])}"
    with django_assert_max_num_queries(MOST_SEARCHES + 4):
        assert Client().get(address).status_code == 400


def test_a_form_of_hundreds_of_unknown_places_is_looked_for_a_few_times() -> None:
    query = urlencode([("place", key) for key in UNKNOWN])
    with patch.object(Finder, "find", autospec=True, return_value=Findings("", False, ())) as looked:
        answer = Client().post("/scenarios/", {"path": "/calculator/", "query": query})
    assert (answer.status_code, looked.call_count) == (400, 3)


def test_a_page_of_hundreds_of_places_grows_with_them_not_with_their_square() -> None:
    geoids = [place.geoid for place in place_table().places]
    few, many = (len(Client().get("/calculator/", {"place": geoids[:count]}).content) for count in (100, 400))
    assert many < 4 * few


JUNK = {f"n{number}": 1 for number in range(60_000)}


@pytest.mark.parametrize(
    "sent",
    [
        JUNK,
        {"current_staff": JUNK},
        {"current_staff": {"outreach_worker": JUNK}},
        {"effect": JUNK},
        {"mapping": JUNK},
        {"funding": [JUNK]},
        {"coverage_by_year": [0.5] * 100_000},
        {"subawards": [{"name": "x"}] * 50_000},
    ],
    ids=lambda sent: next(iter(sent)),
)
@pytest.mark.parametrize("path", POSTS)
def test_a_body_of_tens_of_thousands_of_names_is_refused_in_a_line(path: str, sent: dict[str, Any]) -> None:
    status, content = post(path, {"population": 50_000, "homicides": 5, **sent})
    assert status == 400
    assert "at most" in json.loads(content)["detail"]
    assert len(content) < 1_000


@pytest.mark.parametrize(
    "sent",
    [
        {f"n{number}": 1 for number in range(900)},
        {"current_staff": {f"n{number}": 1 for number in range(900)}},
        {"mapping": {f"n{number}": "x" for number in range(900)}},
    ],
    ids=["names", "roles", "mapping"],
)
@pytest.mark.parametrize("path", ["plans", "grant-budgets"])
def test_hundreds_of_faults_are_told_a_hundred_times_and_counted(path: str, sent: dict[str, Any]) -> None:
    status, content = post(path, {"population": 50_000, "homicides": 5, **sent})
    assert status == 400
    assert len(json.loads(content)["errors"]) <= 101
    assert len(content) < 60_000
