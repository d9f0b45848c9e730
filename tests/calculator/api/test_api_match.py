"""`POST match/`: names to codes, doubt left open, work bounded."""

import json
import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from calculator.api.match.body import MATCH_POSTED
from profiles.selectors import place_table

pytestmark = pytest.mark.django_db


def match(client: Client, body: Any) -> Any:
    return client.post("/api/v1/match/", json.dumps(body), content_type="application/json")


def test_names_that_leave_no_doubt_get_their_code(client: Client) -> None:
    answer = match(client, next(iter(MATCH_POSTED.values()))).json()
    assert [result["geoid"] for result in answer["results"]] == ["2965000", "24033", None]
    assert answer["matched"] == 2


def test_every_place_is_matched_by_its_own_name_and_state(client: Client) -> None:
    places = place_table().places[:: len(place_table().places) // 300]
    names = [{"name": place.name, "state": place.state} for place in places]
    results = match(client, {"names": names, "kinds": ["place"]}).json()["results"]
    wrong = [
        (place.geoid, result["geoid"])
        for place, result in zip(places, results, strict=True)
        if result["geoid"] not in (place.geoid, None)
    ]
    assert not wrong
    assert sum(result["geoid"] is not None for result in results) > 0.95 * len(results)


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ({}, ["/names"]),
        ({"names": []}, ["/names"]),
        (
            {"names": ["Norfolk", 3, {"nam": "x"}], "kinds": ["galaxy"], "z": 1},
            ["/names/1", "/names/2", "/kinds", "/z"],
        ),
        ({"names": ["a"] * 1_001}, ["/names"]),
        ({"names": ["a" * 71, {"name": "a", "state": "b" * 26}]}, ["/names/0", "/names/1"]),
    ],
)
def test_what_is_wrong_is_told_at_once(client: Client, body: Any, pointers: list[str]) -> None:
    answer = match(client, body)
    assert answer.status_code == 400
    assert [error["pointer"] for error in answer.json()["errors"]] == pointers


def test_a_hundred_thousand_names_are_refused_before_any_work(client: Client) -> None:
    assert match(client, {"names": ["Norfolk"] * 100_000}).status_code in (400, 413)


def test_a_thousand_names_are_charged_as_the_work_they_are(client: Client) -> None:
    names = [f"Sprngfeld {number}" for number in range(1_000)]
    cache.clear()
    sent = match(client, {"names": names}), match(client, {"names": names[:1] * 1_000})
    left = [int(re.search(r'"bulk";r=(\d+)', answer.headers["RateLimit"])[1]) for answer in sent]  # type: ignore[index]
    assert left[0] - left[1] == 1  # sent a thousand times, it is one name
    assert left[0] == int(re.search(r'"bulk";q=(\d+)', sent[0].headers["RateLimit-Policy"])[1]) - 2  # type: ignore[index]
