"""Conditional requests behave alike wherever something is read: pages, files, pictures, the API from work and from memory."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

pytestmark = pytest.mark.django_db
READ = [
    "/cities/norfolk-va/",
    "/cities/norfolk-va/calculator/?coverage_share=0.5",
    "/evidence/",
    "/embed/norfolk-va/",
    "/cities/norfolk-va/budget.csv",
    "/cities/norfolk-va/budget.pdf?coverage_share=0.5",
    "/cities/norfolk-va/budget.svg",
    "/calculator/budget.json?population=5000",
    "/api/v1/cities/norfolk-va/budget/",
    "/api/v1/budgets/?state=VA",
]
MISSING = ["/cities/nowhere-xx/", "/cities/nowhere-xx/budget.csv", "/s/2222222222/", "/api/v1/cities/nowhere-xx/"]


@pytest.fixture(autouse=True)
def uncounted() -> None:
    cache.clear()


def asked(client: Client, url: str, known: str) -> Any:
    return client.get(url, headers={"If-None-Match": known})


@pytest.mark.parametrize("url", READ)
def test_who_has_the_bytes_gets_304_however_the_tag_is_written(client: Client, url: str) -> None:
    first = client.get(url)
    assert first.status_code == 200
    tag = first["ETag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}', f'W/"other" ,W/{tag}', "*", " * "):
        again = asked(client, url, known)
        assert (again.status_code, b"".join(again)) == (304, b""), known
        assert again["ETag"].removeprefix("W/") == tag
        assert again["Cache-Control"] == first["Cache-Control"]


@pytest.mark.parametrize("url", READ)
def test_other_tags_and_parts_of_a_tag_are_no_match(client: Client, url: str) -> None:
    tag = client.get(url)["ETag"]
    for known in ('"other"', tag.strip('"'), f'"x{tag[1:]}', f'"{tag[1:-1]}x"', '"*"', ""):
        assert asked(client, url, known).status_code == 200, known


@pytest.mark.parametrize("url", MISSING)
def test_what_does_not_exist_is_404_under_any_condition(client: Client, url: str) -> None:
    for known in ("*", '"any"'):
        assert asked(client, url, known).status_code == 404


@pytest.mark.parametrize("url", ["/cities/norfolk-va/budget.csv", "/api/v1/cities/norfolk-va/budget/"])
def test_a_question_that_cannot_be_answered_is_400_under_any_condition(client: Client, url: str) -> None:
    assert asked(client, f"{url}?population=-1", "*").status_code == 400
