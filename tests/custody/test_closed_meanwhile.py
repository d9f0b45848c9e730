"""An account that is closed or demoted while it acts: whichever of the two comes first in the log is what happened."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from custody import ledger
from custody.accounts import close_again, decided, note
from custody.chain import record
from custody.models import LogEntry, Proposal
from profiles.models import Place, PlaceLink, Resource, Submission
from tests.people import OFFICE, PASSWORD, client_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh")]
ACCOUNT = {"is_staff": "on", "is_active": "on", "date_joined_0": "2026-01-01", "date_joined_1": "00:00"}


def closed(account: User) -> None:
    User.objects.filter(pk=account.pk).update(is_active=False)


def demoted(account: User) -> None:
    account.groups.clear()


def before_it_writes(then: Callable[[], object]) -> AbstractContextManager[Any]:
    """Let something happen once a request has found its account in order, and before it holds anything."""
    hold, done = QuerySet.select_for_update, []

    def holding(rows: QuerySet[Any], *args: Any, **kwargs: Any) -> Any:
        if not done:
            done.append(True)
            then()
        return hold(rows, *args, **kwargs)

    return patch.object(QuerySet, "select_for_update", holding)


def listed(client: Client, record: Any, action: str) -> int:
    sent = {"action": action, "_selected_action": [record.pk], "reason": "no", "post": "yes"}
    return client.post(reverse(f"admin:profiles_{record._meta.model_name}_changelist"), sent).status_code


@pytest.mark.parametrize("meanwhile", [closed, demoted])
@pytest.mark.parametrize("action", ["approve_selected", "reject_selected", "delete_selected"])
@pytest.mark.parametrize("kind", ["link", "story"])
def test_nothing_is_decided_after_it(
    link: PlaceLink, norfolk: Place, kind: str, action: str, meanwhile: Callable[[User], None]
) -> None:
    PlaceLink.objects.filter(pk=link.pk).update(state="waiting")
    story = Submission.objects.create(kind="feedback", message="Xanthippe tells")
    eve = person("eve", "admin")
    with before_it_writes(lambda: meanwhile(eve)):
        assert listed(client_of(eve), link if kind == "link" else story, action) == 403
    assert PlaceLink.objects.get(pk=link.pk).state == "waiting"
    assert Submission.objects.get(pk=story.pk).state == "waiting"
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize("meanwhile", [closed, demoted])
def test_nothing_is_proposed_after_it(link: PlaceLink, meanwhile: Callable[[User], None]) -> None:
    eve = person("eve", "editor")
    with before_it_writes(lambda: meanwhile(eve)):
        client_of(eve).post(reverse("admin:profiles_placelink_change", args=[link.pk]), OFFICE)
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("page", ["change", "password_change"])
def test_of_two_admins_who_close_each_other_one_stays(page: str) -> None:
    eve, bob = person("eve", "admin"), person("bob", "admin")
    new = "an-unlikely-pass-phrase-7"
    form = {"username": "bob", **ACCOUNT, "password1": new, "password2": new, "usable_password": "true"}
    with before_it_writes(lambda: closed(eve)):
        answer = client_of(eve).post(reverse(f"admin:auth_user_{page}", args=[bob.pk]), form)
    assert answer.status_code == 403
    bob.refresh_from_db()
    assert (bob.groups.get().name, bob.check_password(new)) == ("admin", False)


def test_an_account_that_is_opened_again_is_not_open_where_it_was_before() -> None:
    boss, eve = client_of(person("boss", "admin")), person("eve", "editor")
    stolen, page = client_of(eve), reverse("admin:auth_user_change", args=[eve.pk])
    form = {**ACCOUNT, "groups": [Group.objects.get(name="editor").pk]}
    boss.post(page, {name: value for name, value in form.items() if name != "is_active"})
    boss.post(page, form)
    eve.refresh_from_db()
    assert eve.is_active
    assert stolen.get("/admin/").status_code == 302
    assert boss.get("/admin/").status_code == 200


def test_what_a_backup_brings_back_of_a_closed_account_is_no_session_either() -> None:
    eve = person("eve", "editor")
    session = client_of(eve)
    eve.is_active = False
    note(eve)
    assert close_again(by="the site") == 1
    User.objects.update(is_active=True)
    assert session.get("/admin/").status_code == 302


def test_a_number_that_another_had_before_a_restore_closes_nobody_else() -> None:
    """A backup knows nothing of accounts made since: the next one gets the number of one of them."""
    dan = person("dan", "editor")
    dan.is_active = False
    note(dan)
    User.objects.filter(pk=dan.pk).update(username="fay")  # as after a restore, where Dan never was
    assert close_again(by="the site") == 0
    fay = User.objects.get(pk=dan.pk)
    note(fay)
    User.objects.filter(pk=dan.pk).update(username="dan")  # the restore of a later backup, which has him
    assert close_again(by="the site") == 1
    ledger.note({"account": str(dan.pk), "is": "open"})  # as it was written before there were names
    User.objects.update(is_active=True)
    assert close_again(by="the site") == 0


def test_a_superuser_keeps_their_name_too(link: PlaceLink) -> None:
    """A change that waits knows its writer by name, and so does the log."""
    root = person("root", is_superuser=True)
    client = client_of(root)
    client.post(reverse("admin:profiles_placelink_change", args=[link.pk]), {**OFFICE, "state": "approved"})
    client.post(
        reverse("admin:auth_user_change", args=[root.pk]), {**ACCOUNT, "username": "other", "is_superuser": "on"}
    )
    listed(client, link, "approve_selected")
    assert PlaceLink.objects.get(pk=link.pk).title == "Office"
    assert User.objects.filter(username="root").exists()


@pytest.mark.parametrize("meanwhile", [closed, demoted])
@pytest.mark.parametrize("page", ["auth/user", "profiles/resource"])
def test_nothing_is_added_after_it(page: str, meanwhile: Callable[[User], None]) -> None:
    """A closed admin's last request made an account that outlived them."""
    eve, secret = person("eve", "admin"), "an-unlikely-pass-phrase-7"
    sent = {
        "username": "puppet", "usable_password": "true", "password1": secret, "password2": secret, "kind": "data",
        "title": "Too late", "text": "Too late", "url": "https://x.org/", "state": "waiting", "note": "",
    }  # fmt: skip
    with before_it_writes(lambda: meanwhile(eve)):
        assert client_of(eve).post(f"/admin/{page}/add/", sent).status_code == 403
    assert not User.objects.filter(username="puppet").exists()
    assert not Resource.objects.exists()


def not_staff(account: User) -> None:
    User.objects.filter(pk=account.pk).update(is_staff=False)


@pytest.mark.parametrize("meanwhile", [closed, not_staff])
def test_a_password_of_ones_own_opens_no_account_again(meanwhile: Callable[[User], None]) -> None:
    """It took 8 of 8 closings back: the account was written as it had been read, a password's hash before."""
    eve, new = person("eve", "editor"), "an-unlikely-pass-phrase-7"
    sent = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    with before_it_writes(lambda: meanwhile(eve)):
        answer = client_of(eve).post("/admin/password_change/", sent)
    assert answer["Location"].startswith("/admin/login/")
    eve.refresh_from_db()
    assert not (eve.is_active and eve.is_staff)
    assert eve.check_password(PASSWORD)


def test_a_password_that_an_operator_types_opens_no_account_again() -> None:
    eve, new = person("eve", "editor"), "an-unlikely-pass-phrase-7"

    def typed(*args: object, **kwargs: object) -> str:
        closed(eve)
        return new

    with patch("getpass.getpass", typed):
        call_command("changepassword", "eve", verbosity=0)
    eve.refresh_from_db()
    assert eve.check_password(new)
    assert not eve.is_active


def test_what_was_decided_about_accounts_is_told_also_of_a_broken_log() -> None:
    """A backup is restored just then."""
    eve = person("eve", "editor")
    record("root", "changed an account", f"auth.user {eve.pk}", {"name": "eve", "is_staff": False})
    record("root", "set the password of", f"auth.user {eve.pk}")
    told = [words.partition(", ")[2] for _, words in decided()]
    assert told == ["root: changed an account eve (is_staff False)", "root: set the password of eve"]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE custody_logentry SET detail = '[]' WHERE number = 2")
    assert [words for _, words in decided()][1] == "and what cannot be read: the log of the former database is broken"
