"""How long somebody stays signed in, what an admin may say of it, and what the log says of an account."""

import time

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from custody.models import LogEntry
from custody.sessions import SINCE
from profiles.models import PlaceLink
from tests.people import client_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh")]
HOUR = 3600


@pytest.mark.parametrize(("hours", "stays"), [(7.9, True), (8, False), (-1, False), (None, False)])
def test_a_session_ends_hours_after_the_password_however_much_is_done_in_it(
    link: PlaceLink, hours: float | None, stays: bool
) -> None:
    """Opening a record writes the session, which renews it: one that was stolen lasted for good."""
    client = client_of(person("eve", "reviewer"))
    page = reverse("admin:profiles_placelink_change", args=[link.pk])
    assert client.get(page).status_code == 200
    session = client.session
    if hours is None:
        del session[SINCE]
    else:
        session[SINCE] = time.time() - hours * HOUR
    session.save()
    answer = client.get(page)
    assert (answer.status_code == 200) is stays
    assert stays or answer["Location"].startswith("/admin/login/")
    assert (client.get("/admin/").status_code == 200) is stays


@pytest.mark.parametrize("rights", [{}, {"is_superuser": True}])
def test_nobody_says_when_somebody_was_here(rights: dict[str, bool]) -> None:
    ann, bob = person("ann", "admin", **rights), person("bob", "editor")
    client_of(bob)
    before = User.objects.values_list("last_login", "date_joined").get(pk=bob.pk)
    sent = {
        "is_staff": "on", "is_active": "on", "last_login_0": "2001-01-01", "last_login_1": "00:00",
        "date_joined_0": "2001-01-01", "date_joined_1": "00:00",
    }  # fmt: skip
    assert client_of(ann).post(f"/admin/auth/user/{bob.pk}/change/", sent).status_code == 302
    assert User.objects.values_list("last_login", "date_joined").get(pk=bob.pk) == before


def test_the_log_says_what_an_account_was_given_and_what_taken() -> None:
    root, bob = person("root", is_superuser=True), person("bob", "editor")
    page = f"/admin/auth/user/{bob.pk}/change/"
    right = Permission.objects.get(codename="view_scenario")
    client_of(root).post(page, {"is_active": "on", "is_superuser": "on", "user_permissions": [right.pk]})
    details = dict(LogEntry.objects.values_list("action", "detail"))
    assert (details["changed an account"]["is_staff"], details["changed an account"]["is_superuser"]) == (False, True)
    assert "is_active" not in details["changed an account"]
    assert details["gave single rights to"] == {"rights": ["view_scenario"]}
    assert details["gave roles to"] == {"roles": []}
