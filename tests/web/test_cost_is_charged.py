"""What costs as much as many files is charged so, before it is computed; what nobody needs is neither read nor held."""

import json
import re
import shutil
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from time import thread_time
from typing import Any
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.test import Client, override_settings

from profiles.releases import chosen
from profiles.releases.shelf import ABOUT, forget_shelf
from profiles.selectors import place_table
from tests.released import NAME, copy_release, shelved

pytestmark = pytest.mark.django_db
OTHER = "2026.12"
PORTFOLIO, MATCH, SOLVE = "/api/v1/portfolios/", "/api/v1/match/", "/api/v1/solve/"


def post(path: str, body: Any, **more: Any) -> Any:
    return Client(**more).post(path, json.dumps(body), content_type="application/json")


def charged(answer: Any, what: str) -> int:
    """Return how many of its allowance a request took that was the first of its caller."""
    assert answer.status_code == 200
    most, left = (
        re.search(rf'"{what}";{letter}=(\d+)', answer.headers[name])
        for letter, name in (("q", "RateLimit-Policy"), ("r", "RateLimit"))
    )
    assert most
    assert left
    return int(most[1]) - int(left[1])


@pytest.mark.parametrize(
    ("method", "answer", "scenarios", "files"),
    [
        ("caps@2027.1", "budget", 1, 1),
        ("caps@2027.1", "return", 10, 5),
        ("caps@2026.1", "plan", 10, 5),
        ("caps@2026.1", "return", 1, 2),  # each subject alone
    ],
)
def test_a_portfolio_is_charged_as_the_work_it_is(method: str, answer: str, scenarios: int, files: int) -> None:
    cache.clear()
    places = [place.geoid for place in place_table().places[:500]]
    sent = {"places": places, "answer": answer, "scenarios": [{"methodology": method}] * scenarios}
    assert charged(post(PORTFOLIO, sent), "portfolio") == files
    cache.clear()


def test_a_number_is_looked_for_as_cheaply_as_a_name() -> None:
    took = []
    for names in ([f"Sprngfeld {number}" for number in range(1_000)], [str(number) for number in range(1_000, 2_000)]):
        began = thread_time()
        assert post(MATCH, {"names": names}).status_code == 200
        took.append(thread_time() - began)
    assert took[1] < 3 * took[0]


def test_ten_years_at_ten_thousand_coverages_are_not_held_at_once() -> None:
    sent = {"places": ["norfolk-va"], "years": 10, "amount": 30_000_000}
    assert post(SOLVE, sent).status_code == 200  # what is made once is made
    tracemalloc.start()
    try:
        assert post(SOLVE, {**sent, "amount": 31_000_000}).status_code == 200
        assert tracemalloc.get_traced_memory()[1] < 70_000_000
    finally:
        tracemalloc.stop()


@pytest.fixture
def two_releases(tmp_path: Path) -> Iterator[None]:
    """Put two releases on the shelf whose facts and words are not those of today."""
    shelf = tmp_path / "shelf"
    copy_release(shelf)
    shutil.copytree(shelf / NAME, shelf / OTHER)
    for name in (NAME, OTHER):
        about = shelf / name / ABOUT
        told = {**json.loads(about.read_text()), "name": name, "data_version": f"{name}-of-then"}
        about.write_text(json.dumps({**told, "editorial_version": f"{name}-of-then"}))
    with shelved(shelf):
        yield
    forget_shelf()


@override_settings(FILE_RATE="10/h")
@pytest.mark.parametrize("path", ["/cities/norfolk-va/", "/api/v1/cities/norfolk-va/", "/verify/"])
def test_releases_by_turns_are_read_so_often_for_one_caller(two_releases: None, path: str) -> None:
    cache.clear()
    forget_kept()

    def ask(name: str, **more: Any) -> int:
        of = f"http://testserver/cities/norfolk-va/calculator/?data={name}"
        query = {"of": of, "check": "1"} if path == "/verify/" else {"data": name}
        answer = Client(**more).get(path, query)
        assert (answer.status_code == 429) == ("Retry-After" in answer.headers)
        return answer.status_code

    assert [ask(name) for name in (NAME, NAME, OTHER, OTHER, NAME)] == [200, 200, 200, 200, 429]
    assert ask(OTHER) == 200  # it is in memory
    assert ask(NAME, REMOTE_ADDR="192.0.2.11") == 200
    cache.clear()
    forget_kept()


def test_of_a_release_with_the_facts_of_today_only_the_words_are_read(two_releases: None) -> None:
    forget_kept()
    with patch(
        "profiles.releases.chosen.read_place_table", side_effect=AssertionError("a second table of every place")
    ):
        held = chosen.answering_from(
            chosen.find_release(NAME), table_version=f"{NAME}-of-then", editorial_version="others since"
        )
        with held:
            answering = chosen.chosen()
            assert answering
            assert (answering.table, answering.editorial is not None) == (None, True)
    forget_kept()


def forget_kept() -> None:
    for kept in (chosen._facts, chosen._words):
        kept.name, kept.found = "", None
