"""Commands that decide about people or about what is public leave a row in the log, or change nothing."""

from pathlib import Path
from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db.utils import OperationalError
from django_otp.plugins.otp_static.models import StaticToken

from custody.models import LogEntry
from tests.people import person

pytestmark = pytest.mark.django_db
NEW = "another long enough password"


def rows() -> list[tuple[str, str, str]]:
    return list(LogEntry.objects.order_by("number").values_list("actor", "action", "subject"))


def make_superuser(monkeypatch: pytest.MonkeyPatch) -> User:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", NEW)
    call_command("createsuperuser", username="root", email="", interactive=False, verbosity=0)
    return User.objects.get(username="root")


def set_password(name: str) -> None:
    with patch("getpass.getpass", return_value=NEW):
        call_command("changepassword", name, verbosity=0)


def test_a_superuser_is_made_in_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_superuser(monkeypatch)
    assert root.is_superuser
    assert rows() == [("the site (command)", "made a superuser", f"auth.user {root.pk}")]
    assert LogEntry.objects.get().detail == {"name": "root"}
    User.objects.create_user("later")
    assert len(rows()) == 1, "only what the command itself does"


def test_a_password_is_set_in_the_log() -> None:
    ann = person("ann", "editor")
    set_password("ann")
    ann.refresh_from_db()
    assert ann.check_password(NEW)
    assert rows() == [("the site (command)", "set the password of", f"auth.user {ann.pk}")]


def test_a_code_is_given_in_the_log() -> None:
    ann = person("ann", "editor")
    call_command("addstatictoken", "ann", token="abcdefgh")
    assert StaticToken.objects.get().token == "abcdefgh"
    assert rows() == [("the site (command)", "gave a printed code to", f"auth.user {ann.pk}")]


def test_the_account_to_try_with_is_in_the_log() -> None:
    call_command("demo_editor")
    call_command("demo_editor", password=NEW)
    assert [action for _, action, _ in rows()] == ["made an account", "set the password of"]


def test_pages_are_published_in_the_log(tmp_path: Path) -> None:
    with patch("profiles.management.commands.publish.locations", lambda section: ["/privacy/"]):
        call_command("publish", to=tmp_path / "pages", section=["pages"], quiet=True)
    assert rows() == [("the site (command)", "published", "pages as files in pages")]
    detail = LogEntry.objects.get().detail
    assert (detail["pages"], detail["sections"], len(detail["sha256"])) == (1, ["pages"], 64)


def test_nothing_is_made_or_set_that_the_log_cannot_keep(monkeypatch: pytest.MonkeyPatch) -> None:
    person("ann", "editor")
    full = patch("custody.accounts.log", side_effect=OperationalError("disk full"))
    with full, pytest.raises(OperationalError):
        make_superuser(monkeypatch)
    with full, pytest.raises(OperationalError):
        set_password("ann")
    assert not User.objects.filter(username="root").exists()
    assert not User.objects.get(username="ann").check_password(NEW)
    assert rows() == []
