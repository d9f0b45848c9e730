"""A year-end count that an editor types: what the form refuses, at which field, in which words."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from profiles.editorial.memory import forget_editorial
from profiles.models import LocalHomicides
from profiles.selectors import find_place

ADD = "admin:profiles_localhomicides_add"


@pytest.fixture(autouse=True)
def in_november(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 11, 26))
    forget_editorial()
    yield
    forget_editorial()


@pytest.fixture
def editor() -> Client:
    user = User.objects.create_user("editor", is_staff=True)
    user.groups.set(Group.objects.filter(name="editor"))
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def count(**changed: str) -> dict[str, str]:
    typed = {
        "place": find_place("norfolk-va").geoid, "year": "2025", "low": "28", "high": "28",
        "what": "homicides, police", "publisher": "Norfolk Police", "url": "https://example.org/2025", "note": "",
    }  # fmt: skip
    return typed | changed


def post(editor: Client, **changed: str) -> dict[str, list[str]]:
    response = editor.post(reverse(ADD), count(**changed))
    return {} if response.status_code == 302 else response.context["adminform"].form.errors


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"low": "-1"}, "low", "greater than or equal to 0"),
        ({"low": "27.5"}, "low", "whole number"),
        ({"high": "-1"}, "high", "greater than or equal to 0"),
        ({"high": "27"}, "high", "under the low end, 28"),
        ({"year": "2027"}, "year", "2027 has not begun; the newest year is 2026"),
        ({"year": "1889"}, "year", "greater than or equal to 1990"),
        ({"year": "2026"}, "high", "2026 is not over"),
        ({"year": ""}, "year", "required"),
        ({"publisher": ""}, "publisher", "required"),
        ({"url": ""}, "url", "required"),
        ({"url": "the newspaper"}, "url", "valid URL"),
        ({"place": "9999999"}, "place", "valid choice"),
    ],
)  # fmt: skip
def test_a_count_that_cannot_be_is_refused_at_its_field(
    editor: Client, changed: dict[str, str], field: str, words: str
) -> None:
    before = LocalHomicides.objects.count()
    errors = post(editor, **changed)
    assert list(errors) == [field]
    assert words in errors[field][0]
    assert LocalHomicides.objects.count() == before


def test_a_second_count_of_a_year_is_refused_until_the_first_is_rejected(editor: Client) -> None:
    assert post(editor) == {}
    errors = post(editor, low="30", high="30")
    assert "There is a count of 2025 for this place, 28, Norfolk Police (waiting" in errors["year"][0]
    LocalHomicides.objects.filter(place=count()["place"], year=2025).update(state="rejected")
    assert post(editor, low="30", high="30") == {}


def test_a_count_so_far_of_the_year_that_runs_is_taken(editor: Client) -> None:
    assert post(editor, year="2026", high="") == {}
    assert LocalHomicides.objects.get(year=2026, place=count()["place"]).high is None
