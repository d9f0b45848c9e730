"""Signing in is bounded by address, at once and in rows, for a password costs a third of a second and a failure is stored."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from axes.models import AccessAttempt
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from custody import sign_in
from tests.people import PASSWORD, client_of, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def fail(name: str, address: str = "192.0.2.9") -> HttpResponse:
    return Client(REMOTE_ADDR=address).post(reverse("admin:login"), {"username": name, "password": "wrong"})


def test_another_name_each_time_is_counted_before_any_password_is_tried() -> None:
    limit = sign_in.SIGNING_IN.limit
    assert {fail(f"name{number}").status_code for number in range(limit)} == {200}
    with patch("django.contrib.auth.forms.authenticate") as tried:
        refused = fail("one more")
    assert (refused.status_code, tried.called) == (429, False)
    assert 0 < int(refused.headers["Retry-After"]) <= 3600
    assert "attempts to sign in" in refused.content.decode()
    assert fail("ada", "192.0.2.10").status_code == 200
    assert Client(REMOTE_ADDR="192.0.2.9").get(reverse("admin:login")).status_code == 200


@pytest.mark.parametrize("name", ["x" * 151, "x" * 100_000, "\ufdfa" * 100], ids=["long", "endless", "grows"])
def test_a_name_longer_than_any_is_not_tried(name: str) -> None:
    """PostgreSQL has no room for it among the failures: the answer was 500."""
    with patch("django.contrib.auth.forms.authenticate") as tried:
        answer = fail(name)
    assert (answer.status_code, tried.called) == (200, False)
    assert "150 characters" in answer.content.decode()
    assert fail("x" * 150).status_code == 200


def test_one_password_is_tried_at_a_time_and_the_others_come_again() -> None:
    person("ada", "editor")
    with sign_in.gate.passed():
        busy = fail("ada")
    assert busy.status_code == 503
    assert int(busy.headers["Retry-After"]) > 0
    sent = {"username": "ada", "password": PASSWORD}
    assert Client().post(reverse("admin:login"), sent).status_code == 302


def test_ones_own_old_password_is_guessed_no_oftener_than_at_signing_in() -> None:
    """Who holds a session by theft would find it else, and keep the account; and each guess costs as much."""
    thief = client_of(person("ada", "editor"))
    sent = {"old_password": "wrong", "new_password1": "an-unlikely-phrase-7", "new_password2": "an-unlikely-phrase-7"}
    with sign_in.gate.passed():
        assert thief.post("/admin/password_change/", sent).status_code == 503
    tried = sign_in.SIGNING_IN.limit - 1
    assert {thief.post("/admin/password_change/", sent).status_code for _ in range(tried)} == {200}
    refused = thief.post("/admin/password_change/", sent)
    assert (refused.status_code, fail("ada", "127.0.0.1").status_code) == (429, 429)
    assert thief.get("/admin/password_change/").status_code == 200


def test_one_password_is_set_at_a_time() -> None:
    """Both accounts are held for a hash: a dozen at once kept an admin from being closed for as long as they sent them."""
    ann, bob = person("ann", "admin"), person("bob", "editor")
    sent = {"password1": "an-unlikely-phrase-7", "password2": "an-unlikely-phrase-7", "usable_password": "true"}
    page = f"/admin/auth/user/{bob.pk}/password/"
    with sign_in.gate.passed():
        assert client_of(ann).post(page, sent).status_code == 503
    assert client_of(ann).post(page, sent).status_code == 302


def test_a_whole_ipv6_subnet_has_five_guesses_at_a_name() -> None:
    person("ada", "editor")
    answers = [fail("ada", f"2001:db8:1:2::{number:x}").status_code for number in range(1, 7)]
    assert answers[0] == 200
    assert answers[-1] == 429
    assert fail("ada", "2001:db8:1:3::1").status_code == 200


def test_the_oldest_failures_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign_in, "MOST_ATTEMPTS", 3)
    for number in range(6):
        fail(f"name{number}", f"192.0.2.{number}")
    assert sorted(AccessAttempt.objects.values_list("username", flat=True)) == ["name3", "name4", "name5"]
