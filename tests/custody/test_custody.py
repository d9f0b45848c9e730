"""The log of decisions, two people to publish, roles that cannot climb, a second factor, forgetting for good."""

import base64
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from custody.chain import check, daily_roots, record
from custody.models import LogEntry, Proposal, SealedError
from profiles.editorial.memory import forget_editorial
from profiles.models import Place, PlaceLink, Submission
from tests.people import PASSWORD, client_of, person

SECRET_TEXT = "My cousin Xanthippe was shot on Quarrel Street"


@pytest.fixture(autouse=True)
def fresh_editorial(db: None, settings, tmp_path: Path) -> Iterator[None]:
    settings.ERASURES_PATH = str(tmp_path / "erasures.jsonl")
    forget_editorial()
    yield
    forget_editorial()


# The log


def test_the_log_holds_while_it_is_whole_and_names_the_row_that_was_changed() -> None:
    for number in range(5):
        record("ada", "approved", f"thing {number}", {"fields": ["people"]})
    assert check().whole
    with pytest.raises(SealedError):
        LogEntry.objects.filter(number=3).update(actor="eve")
    with pytest.raises(SealedError):
        LogEntry.objects.get(number=3).delete()
    with connection.cursor() as cursor:  # somebody with the database itself
        cursor.execute("UPDATE custody_logentry SET actor = 'eve' WHERE number = 3")
    assert check().broken_at == 3
    with pytest.raises(CommandError, match="row 3"):
        call_command("verify_log")


@pytest.mark.parametrize("number", [1, 3, 5])
def test_a_row_taken_out_is_missed_wherever_it_stood(number: int) -> None:
    for index in range(5):
        record("ada", "approved", f"thing {index}")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM custody_logentry WHERE number = %s", [number])
    assert check().broken_at == number


def test_a_day_has_the_seal_of_its_last_row_as_root() -> None:
    record("ada", "approved", "thing 1")
    last = record("ada", "approved", "thing 2")
    root = daily_roots()[0]
    assert (root.number, root.digest, root.day) == (2, last.digest, timezone.now().date())


# Two people to publish


@pytest.fixture
def link(norfolk: Place) -> PlaceLink:
    return PlaceLink.objects.create(
        place=norfolk, kind="office", title="Office", url="https://www.norfolk.gov/", state="approved"
    )


CHANGED = {
    "place": "5157000",
    "kind": "office",
    "title": "Office, moved",
    "origin": "official",
    "url": "https://www.norfolk.gov/o",
    "note": "",
}


@pytest.mark.parametrize("role", ["editor", "reviewer"])
def test_a_change_of_what_is_public_waits_beside_it(link: PlaceLink, role: str) -> None:
    address = reverse("admin:profiles_placelink_change", args=[link.pk])
    client = client_of(person("ada", role))
    answer = client.post(address, {**CHANGED, "state": "approved"}, follow=True).content.decode()
    assert "waits beside what is public" in answer
    assert "was changed successfully" not in answer
    link.refresh_from_db()
    assert (link.title, link.state) == ("Office", "approved")
    shown = client.get(address).content.decode()
    assert "<del>Office</del>" in shown
    assert "<ins>Office, moved</ins>" in shown


def test_whoever_wrote_it_does_not_approve_it_and_somebody_else_does(link: PlaceLink) -> None:
    ada, bob = person("ada", "reviewer"), person("bob", "reviewer")
    client_of(ada).post(reverse("admin:profiles_placelink_change", args=[link.pk]), {**CHANGED, "state": "approved"})
    act = {"action": "approve_selected", "_selected_action": [link.pk], "reason": ""}
    address = reverse("admin:profiles_placelink_changelist")
    assert "somebody else has to approve" in client_of(ada).post(address, act, follow=True).content.decode()
    assert Proposal.objects.count() == 1
    assert "Approved: 1" in client_of(bob).post(address, act, follow=True).content.decode()
    link.refresh_from_db()
    assert (link.title, link.state) == ("Office, moved", "approved")
    assert not Proposal.objects.exists()
    row = LogEntry.objects.first()
    assert (row.actor, row.action, row.detail["written by"]) == ("bob", "approved a change of", ["ada"])


def test_a_new_record_of_a_reviewer_waits_for_another(norfolk: Place) -> None:
    ada = person("ada", "reviewer")
    client_of(ada).post(reverse("admin:profiles_placelink_add"), {**CHANGED, "state": "approved"})
    added = PlaceLink.objects.get(title=CHANGED["title"])
    assert added.state == "waiting"
    change = reverse("admin:profiles_placelink_change", args=[added.pk])
    client_of(ada).post(change, {**CHANGED, "state": "approved"})
    added.refresh_from_db()
    assert added.state == "waiting"
    client_of(person("bob", "reviewer")).post(change, {**CHANGED, "state": "approved"})
    added.refresh_from_db()
    assert added.state == "approved"


def test_a_proposal_that_the_record_outran_is_refused(link: PlaceLink) -> None:
    client_of(person("ada", "editor")).post(reverse("admin:profiles_placelink_change", args=[link.pk]), CHANGED)
    PlaceLink.objects.filter(pk=link.pk).update(title="Office of today")
    act = {"action": "approve_selected", "_selected_action": [link.pk], "reason": ""}
    answer = client_of(person("bob", "reviewer")).post(reverse("admin:profiles_placelink_changelist"), act, follow=True)
    assert "changed since this was proposed" in answer.content.decode()
    link.refresh_from_db()
    assert link.title == "Office of today"


def test_the_first_page_of_the_admin_says_what_waits(link: PlaceLink) -> None:
    ada = client_of(person("ada", "editor"))
    assert "Changes of public" not in ada.get(reverse("admin:index")).content.decode()
    ada.post(reverse("admin:profiles_placelink_change", args=[link.pk]), CHANGED)
    Submission.objects.create(kind="feedback", message="x")
    Submission.objects.update(created_at=timezone.now() - timedelta(days=4, hours=1))
    shown = ada.get(reverse("admin:index")).content.decode()
    assert "1 waiting, oldest 4 days" in shown
    assert "Changes of public links of places</a>: 1 waiting, oldest today" in shown


# Roles


def test_an_admin_makes_no_superuser_and_touches_none() -> None:
    root = User.objects.create_superuser("root", password=PASSWORD)
    boss = person("boss", "admin")
    client = client_of(boss)
    reader = person("reader")
    address = reverse("admin:auth_user_change", args=[reader.pk])
    everything = [str(pk) for pk in Group.objects.values_list("pk", flat=True)]
    client.post(address, {
        "username": "reader", "is_active": "on", "is_staff": "on", "is_superuser": "on", "groups": everything,
        "user_permissions": ["1", "2"], "date_joined_0": "2026-01-01", "date_joined_1": "00:00",
    })  # fmt: skip
    reader.refresh_from_db()
    assert not reader.is_superuser
    assert not reader.user_permissions.exists()
    for name in ("change", "delete"):
        assert client.get(reverse(f"admin:auth_user_{name}", args=[root.pk])).status_code in (302, 403, 404)
    client.post(
        reverse("admin:auth_user_password_change", args=[root.pk]), {"password1": "x" * 20, "password2": "x" * 20}
    )
    root.refresh_from_db()
    assert root.check_password(PASSWORD)
    assert client.get(reverse("admin:auth_group_changelist")).status_code == 200
    assert client.get(reverse("admin:auth_group_add")).status_code == 403


def test_nobody_changes_their_own_roles() -> None:
    boss = person("boss", "admin")
    client_of(boss).post(reverse("admin:auth_user_change", args=[boss.pk]), {
        "username": "boss", "is_active": "on", "is_staff": "on", "groups": [],
        "date_joined_0": "2026-01-01", "date_joined_1": "00:00",
    })  # fmt: skip
    assert list(boss.groups.values_list("name", flat=True)) == ["admin"]


def test_roles_that_were_dropped_come_back_with_the_next_migration_and_people_keep_them() -> None:
    ada = person("ada", "reviewer")
    reviewer = Group.objects.get(name="reviewer")
    reviewer.permissions.clear()
    Group.objects.filter(name="editor").delete()
    call_command("migrate", verbosity=0)
    assert Group.objects.filter(name="editor").exists()
    assert User.objects.get(pk=ada.pk).has_perm("profiles.review_editorial")


# A second factor


def test_a_password_alone_opens_nothing_where_a_second_factor_is_asked_for(settings) -> None:
    settings.SECOND_FACTOR = True
    user = person("ada", "editor")
    client = client_of(user)
    first = client.get(reverse("admin:index"))
    assert first.url == "/admin/second-factor/?next=/admin/"
    page = client.get(first.url).content.decode()
    assert "data:image/svg+xml" in page
    assert "CVI Budget: editors" in page, "the frame of the editors' other pages"
    device = TOTPDevice.objects.get(user=user)
    typed = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    assert base64.b32decode(typed + "=" * (-len(typed) % 8)) == device.bin_key, "what an app takes that cannot scan"
    assert "does not fit" in client.post(first.url, {"code": "000000"}).content.decode()
    device.refresh_from_db()
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    printed = client.post(first.url, {"code": f"{totp(device.bin_key):06d}"}).content.decode()
    codes = re.findall(r"<li><code>(\w+)</code>", printed)
    assert len(codes) == 10
    assert client.get(reverse("admin:index")).status_code == 200

    again = client_of(user)
    assert again.get(reverse("admin:index")).status_code == 302
    assert again.post(first.url, {"code": codes[0]}).status_code == 302
    assert again.get(reverse("admin:index")).status_code == 200
    twice = client_of(user)
    assert twice.post(first.url, {"code": codes[0]}).status_code == 400


def test_a_path_that_is_said_to_begin_later_is_asked_for_it_too(settings) -> None:
    settings.SECOND_FACTOR = True
    client = client_of(person("ada", "admin"))
    assert client.get("/admin/auth/user/", SCRIPT_NAME="/x").status_code == 302


def test_a_session_stolen_before_the_second_step_opens_nothing_after_it(settings) -> None:
    settings.SECOND_FACTOR = True
    user = person("ada", "editor")
    client = client_of(user)
    client.get("/admin/second-factor/")
    stolen = client.cookies["sessionid"].value
    device = TOTPDevice.objects.get(user=user)
    assert client.post("/admin/second-factor/", {"code": f"{totp(device.bin_key):06d}"}).status_code == 200
    assert client.get("/admin/").status_code == 200
    thief = Client()
    thief.cookies["sessionid"] = stolen
    assert thief.get("/admin/").status_code == 302


def test_nobody_reads_anothers_second_factor() -> None:
    device = TOTPDevice.objects.create(user=person("ada", "editor"), name="app", confirmed=True)
    root = client_of(User.objects.create_superuser("root", password=PASSWORD))
    for page in (f"/admin/otp_totp/totpdevice/{device.pk}/change/", f"/admin/otp_totp/totpdevice/{device.pk}/config/"):
        assert device.key not in root.get(page).content.decode()
        assert base64.b32encode(device.bin_key).decode() not in root.get(page).content.decode()


def test_an_open_redirect_is_not_to_be_had(settings) -> None:
    settings.SECOND_FACTOR = True
    page = client_of(person("ada", "editor")).get("/admin/second-factor/?next=https://evil.example/")
    assert "evil.example" not in page.content.decode()


def test_a_lost_second_factor_is_set_up_anew() -> None:
    user = person("ada", "editor")
    TOTPDevice.objects.create(user=user, name="app", confirmed=True)
    with pytest.raises(CommandError, match="No account is called 'eve'"):
        call_command("forget_second_factor", "eve")
    call_command("forget_second_factor", "ada")
    assert not TOTPDevice.objects.filter(user=user).exists()
    assert LogEntry.objects.first().action == "forgot the second factor of"
