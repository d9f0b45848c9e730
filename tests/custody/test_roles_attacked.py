"""Editors, reviewers and admins who mean harm: each tries, through the admin alone, what their role must not do."""

from pathlib import Path
from unittest.mock import patch

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import get_resolver, reverse

from custody.accounts import close_again
from custody.chain import check
from custody.models import LogEntry
from profiles.admin.people import NewAccount
from profiles.models import EvidenceEntry, Place, PlaceLink, Submission
from profiles.submissions.deciding import DecisionError, approve
from tests.people import OFFICE, client_of, person, publish_story

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh")]


def act(client: Client, record: PlaceLink | Submission | EvidenceEntry, action: str, reason: str = "") -> str:
    """Do an action of the list; return what the page then says."""
    sent = {"action": action, "_selected_action": [record.pk], "reason": reason}
    address = reverse(f"admin:profiles_{record._meta.model_name}_changelist")
    return client.post(address, sent, follow=True).content.decode()


def public(link: PlaceLink) -> tuple[str, str]:
    return PlaceLink.objects.values_list("title", "state").get(pk=link.pk)


def test_a_reviewer_cannot_publish_their_own_words_by_rejecting_them_first(link: PlaceLink) -> None:
    eve, address = client_of(person("eve", "reviewer")), reverse("admin:profiles_placelink_change", args=[link.pk])
    act(eve, link, "reject_selected", "out of date")
    eve.post(address, {**OFFICE, "state": "rejected"})
    assert public(link) == ("Office, moved", "rejected")
    assert "somebody else has to approve" in act(eve, link, "approve_selected")
    eve.post(address, {**OFFICE, "state": "waiting"})
    eve.post(address, {**OFFICE, "state": "approved"})
    act(eve, link, "approve_selected")
    assert public(link)[1] != "approved"
    assert "Approved: 1" in act(client_of(person("bob", "reviewer")), link, "approve_selected")


def test_who_only_rejected_may_approve_after_all(link: PlaceLink) -> None:
    bob = client_of(person("bob", "reviewer"))
    act(bob, link, "reject_selected", "a mistake")
    assert "Approved: 1" in act(bob, link, "approve_selected")
    assert public(link) == ("Office", "approved")


@pytest.mark.parametrize("role", ["editor", "reviewer", "admin"])
def test_history_puts_nothing_back(link: PlaceLink, role: str) -> None:
    """An old version that nobody approved would else be public at one person's click."""
    link.title, link.state = "Never approved", "waiting"
    link.save()
    old = link.history.first()
    PlaceLink.objects.filter(pk=link.pk).update(title="Office", state="approved")
    eve = client_of(person("eve", role))
    address = reverse("admin:profiles_placelink_simple_history", args=[link.pk, old.pk])
    assert "Never approved" in eve.get(address).content.decode()
    for state in ("approved", "waiting"):
        sent = {**OFFICE, "title": "Never approved", "url": link.url, "state": state}
        assert eve.post(address, sent).status_code == 403
    assert public(link) == ("Office", "approved")


def test_a_reviewer_cannot_publish_a_story_of_their_own_that_came_as_a_visitors(norfolk: Place) -> None:
    """Nothing tells such a visitor from any other, so whoever takes a story on counts as its writer."""
    story = Submission.objects.create(
        kind="story", place=norfolk, place_name="Norfolk", message="All is well", period="2024", contact="eve@x.org",
        source_url="https://x.org/",
    )  # fmt: skip
    eve, bob = client_of(person("eve", "reviewer")), client_of(person("bob", "reviewer"))
    assert "Taken on" in act(eve, story, "approve_selected")
    story.refresh_from_db()
    entry = story.entry
    assert (story.state, entry.state) == ("waiting", "waiting")
    assert "somebody else has to publish" in act(eve, story, "approve_selected")
    assert "somebody else has to approve" in act(eve, entry, "approve_selected")
    decide = reverse("admin:profiles_submission_change", args=[story.pk])
    assert "somebody else has to publish" in eve.post(decide, {"decision": "approve"}, follow=True).content.decode()
    assert "All is well" not in Client().get("/evidence/").content.decode()
    assert "Approved: 1" in act(bob, entry, "approve_selected")
    story.refresh_from_db()
    assert (story.state, story.decided_by.get_username()) == ("approved", "bob")
    assert "All is well" in Client().get("/evidence/").content.decode()


def test_a_story_rewritten_by_a_reviewer_is_not_published_by_the_same(norfolk: Place) -> None:
    bob, eve = person("bob", "reviewer"), person("eve", "reviewer")
    story = Submission.objects.create(
        kind="story", place=norfolk, place_name="Norfolk", message="As sent", period="2024", source_url="https://x.org/"
    )
    publish_story(story)
    hers = client_of(eve)
    assert "Rejected" in act(hers, story, "reject_selected", "to be mended")
    entry = story.entry
    entry.refresh_from_db()
    entry.claim, entry._history_user = "As Eve would have it", eve
    entry.save()
    story.refresh_from_db()
    with pytest.raises(DecisionError, match="somebody else"):
        approve(story, by=eve)
    assert "somebody else has to publish" in act(hers, story, "approve_selected")
    address = reverse("admin:profiles_submission_change", args=[story.pk])
    assert "somebody else has to publish" in hers.post(address, {"decision": "approve"}, follow=True).content.decode()
    entry.refresh_from_db()
    assert entry.state == "rejected"
    assert "edited since it was taken on" in act(client_of(bob), story, "approve_selected"), "where he has not read it"
    assert "Approved: 1" in act(client_of(bob), entry, "approve_selected")


def test_an_admin_keeps_their_name_so_that_what_they_wrote_stays_theirs(link: PlaceLink) -> None:
    boss = person("boss", "admin")
    client = client_of(boss)
    client.post(reverse("admin:profiles_placelink_change", args=[link.pk]), {**OFFICE, "state": "approved"})
    client.post(reverse("admin:auth_user_change", args=[boss.pk]), {
        "username": "somebody-else", "is_active": "on", "is_staff": "on",
        "date_joined_0": "2026-01-01", "date_joined_1": "00:00",
    })  # fmt: skip
    boss.refresh_from_db()
    assert boss.username == "boss"
    assert "somebody else has to approve" in act(client, link, "approve_selected")
    assert public(link) == ("Office", "approved")


def test_a_record_is_not_taken_back_while_a_change_of_it_waits(link: PlaceLink) -> None:
    """Else whoever applies the change would count as its writer, and its writer as somebody else."""
    eve, address = client_of(person("eve", "reviewer")), reverse("admin:profiles_placelink_change", args=[link.pk])
    eve.post(address, {**OFFICE, "state": "approved"})
    asked = {**OFFICE, "title": "Office", "url": link.url, "state": "waiting"}
    assert "approve or reject that first" in eve.post(address, asked, follow=True).content.decode()
    assert public(link) == ("Office", "approved")
    PlaceLink.objects.filter(pk=link.pk).update(state="waiting")
    bob = client_of(person("bob", "reviewer"))
    assert "reject the change first" in act(bob, link, "approve_selected")
    assert public(link) == ("Office", "waiting")


def test_a_rejected_story_whose_entry_is_published_later_is_approved(norfolk: Place) -> None:
    story = Submission.objects.create(
        kind="story", place=norfolk, place_name="Norfolk", message="As sent", period="2024", source_url="https://x.org/"
    )
    publish_story(story)
    bob = client_of(person("bob", "reviewer"))
    act(bob, story, "reject_selected", "a mistake")
    act(bob, story.entry, "approve_selected")
    story.refresh_from_db()
    assert (story.state, story.decided_by.get_username()) == ("approved", "bob")


@pytest.mark.parametrize("name", ["\u0430nn", "ANN", "ann\u0301", "\uff41nn"])
def test_no_account_is_made_whose_name_looks_like_another(name: str) -> None:
    person("ann", "editor")
    boss, password = client_of(person("boss", "admin")), "long-enough-7531"
    sent = {"username": name, "usable_password": "true", "password1": password, "password2": password}
    assert boss.post(reverse("admin:auth_user_add"), sent).status_code == 200
    assert User.objects.count() == 2


def test_of_two_accounts_of_one_name_that_are_made_at_once_one_is() -> None:
    """Each form is read before the other account is there; whoever saves second sees it."""
    boss, password = client_of(person("boss", "admin")), "long-enough-7531"
    sent = {"username": "Eve", "usable_password": "true", "password1": password, "password2": password}
    with patch.object(
        NewAccount, "clean_username", lambda form: person("eve", "editor") and form.cleaned_data["username"]
    ):
        assert boss.post(reverse("admin:auth_user_add"), sent).status_code == 403
    assert not User.objects.filter(username="Eve").exists()


def test_an_account_is_closed_not_deleted_and_a_restore_closes_it_again() -> None:
    boss, eve = client_of(person("boss", "admin")), person("eve", "reviewer")
    assert boss.post(reverse("admin:auth_user_delete", args=[eve.pk]), {"post": "yes"}).status_code == 403
    boss.post(
        reverse("admin:auth_user_changelist"),
        {"action": "delete_selected", "_selected_action": [eve.pk], "post": "yes"},
    )
    form = {"username": "eve", "is_staff": "on", "date_joined_0": "2026-01-01", "date_joined_1": "00:00"}
    boss.post(reverse("admin:auth_user_change", args=[eve.pk]), form)
    eve.refresh_from_db()
    assert not eve.is_active
    User.objects.update(is_active=True)  # the backup is older
    assert (close_again(by="the site"), close_again(by="the site")) == (1, 0)
    eve.refresh_from_db()
    assert not eve.is_active
    boss.post(reverse("admin:auth_user_change", args=[eve.pk]), {**form, "is_active": "on"})
    assert close_again(by="the site") == 0
    assert LogEntry.objects.filter(action="changed an account")[0].detail["name"] == "eve"


def test_an_account_stays_open_where_its_closing_cannot_be_noted(settings, tmp_path: Path) -> None:
    settings.ERASURES_PATH = str(tmp_path)
    boss, eve = client_of(person("boss", "admin")), person("eve", "reviewer")
    form = {"username": "eve", "is_staff": "on", "date_joined_0": "2026-01-01", "date_joined_1": "00:00"}
    said = boss.post(reverse("admin:auth_user_change", args=[eve.pk]), form, follow=True)
    assert "Nothing was changed: " in said.content.decode()
    eve.refresh_from_db()
    assert eve.is_active


@pytest.mark.parametrize("given", ["a right", "a group"])
def test_an_admin_does_not_become_who_was_given_more_than_roles(given: str) -> None:
    above, more = person("above", "editor"), Permission.objects.get(codename="change_permission")
    if given == "a right":
        above.user_permissions.add(more)
    else:
        above.groups.add(Group.objects.create(name="keepers"))
    boss, plain = client_of(person("boss", "admin")), person("plain", "editor")
    new = "a password of the admin's"
    for user in (above, plain):
        boss.post(reverse("admin:auth_user_password_change", args=[user.pk]), {"password1": new, "password2": new})
        user.refresh_from_db()
    assert (above.check_password(new), plain.check_password(new)) == (False, True)
    assert "above" not in boss.get(reverse("admin:auth_user_changelist")).content.decode()


def test_a_note_that_comes_with_a_change_is_kept_at_once(link: PlaceLink) -> None:
    address = reverse("admin:profiles_placelink_change", args=[link.pk])
    client_of(person("ann", "editor")).post(address, {**OFFICE, "note": "asked them"})
    link.refresh_from_db()
    assert (link.title, link.note) == ("Office", "asked them")


def test_an_account_that_is_made_to_help_is_in_the_log() -> None:
    """An admin keeps accounts, so a second one cannot be prevented; it cannot be hidden either."""
    boss = client_of(person("boss", "admin"))
    boss.post(reverse("admin:auth_user_add"), {
        "username": "helper", "usable_password": "true", "password1": "long-enough-7531", "password2": "long-enough-7531",
    })  # fmt: skip
    helper = User.objects.get(username="helper")
    boss.post(reverse("admin:auth_user_change", args=[helper.pk]), {
        "username": "helper", "is_active": "on", "is_staff": "on", "is_superuser": "on",
        "groups": [Group.objects.get(name="reviewer").pk], "date_joined_0": "2026-01-01", "date_joined_1": "00:00",
    })  # fmt: skip
    said = list(LogEntry.objects.order_by("number").values_list("actor", "action", "subject"))
    named = f"auth.user {helper.pk}"
    assert [row for row in said if row[1] in ("made an account", "gave roles to")] == [
        ("boss", "made an account", named), ("boss", "gave roles to", named),
    ]  # fmt: skip
    helper.refresh_from_db()
    assert not helper.is_superuser


WRITES = ("add", "change", "delete")


@pytest.mark.parametrize(
    ("role", "shut"),
    [
        ("editor", ("auth_user", "auth_group", "custody_logentry", "calculator_scenario", "calculator_tombstone")),
        ("reviewer", ("auth_user", "auth_group", "custody_logentry", "calculator_scenario", "calculator_tombstone")),
        ("admin", ("auth_group", "custody_logentry", "calculator_scenario", "calculator_tombstone")),
    ],
)
def test_nobody_writes_log_roles_or_what_was_saved(role: str, shut: tuple[str, ...]) -> None:
    from custody.chain import record

    number = record("ada", "approved", "thing").pk
    client = client_of(person("eve", role))
    for kind in shut:
        for verb in WRITES:
            key = Group.objects.get(name="admin").pk if kind == "auth_group" else number
            address = reverse(f"admin:{kind}_{verb}", args=[] if verb == "add" else [key])
            assert client.post(address, {"post": "yes", "actor": "eve"}).status_code in (302, 403), (kind, verb)
        sent = {"action": "delete_selected", "_selected_action": [number], "post": "yes"}
        client.post(reverse(f"admin:{kind}_changelist"), sent)
    assert Group.objects.filter(name="admin").exists()
    assert LogEntry.objects.get(pk=number).actor == "ada"
    assert check().whole


def test_every_page_of_the_admin_asks_who_is_there() -> None:
    """Whatever the admin offers, a visitor and an account without a role see none of it."""
    stranger = client_of(User.objects.create_user("nobody", password="x", is_staff=False))
    nameless = client_of(person("ada"))
    names = [key for key in get_resolver().namespace_dict["admin"][1].reverse_dict if isinstance(key, str)]
    lists = [name for name in names if name.endswith("_changelist")]
    assert len(lists) > 20
    for name in lists:
        address = reverse(f"admin:{name}")
        assert Client().get(address).status_code == 302, name
        assert stranger.get(address).status_code == 302, name
        assert nameless.get(address).status_code == 403, name
