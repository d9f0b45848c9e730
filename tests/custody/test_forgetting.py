"""What people left is forgotten for good: rows, histories, the admin's own lists, backups; kept no longer than is said."""

from pathlib import Path
from unittest.mock import patch

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from custody import traces
from custody.chain import check
from custody.ledger import LedgerError
from custody.models import LogEntry
from custody.proposals import propose
from cvi_calc.restoring import _decided_since
from profiles.editorial.memory import stories_of_a_release
from profiles.models import County, EvidenceEntry, Metro, Place, State, Submission
from profiles.publishing import MARK, PublishError, publish, withdraw
from profiles.releases import facts_file
from profiles.submissions.retention import WRITTEN_BY_PEOPLE, erase, erase_again, erase_contact
from tests.custody.sent import SECRET_TEXT, everything_in_the_database
from tests.people import client_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh")]


def test_what_is_erased_is_found_nowhere(published: Submission, client: Client) -> None:
    assert everything_in_the_database().count("Xanthippe") >= 4
    call_command("erase", published.reference)
    left = everything_in_the_database()
    assert "Xanthippe" not in left
    assert "xanthippe" not in left
    assert not EvidenceEntry.objects.filter(place_id="5157000").exists()
    assert "Xanthippe" not in client.get("/evidence/").content.decode()
    assert check().whole


def test_tries_to_sign_in_with_the_senders_address_are_forgotten_too(published: Submission) -> None:
    for name in ("Xanthippe@x.org", " xanthippe@x.org ", "ann"):
        AccessAttempt.objects.create(username=name, ip_address="fd00::1", user_agent="", failures_since_start=1)
    erase_contact(published, by="ada")
    assert list(AccessAttempt.objects.values_list("username", flat=True)) == ["ann"]
    row = LogEntry.objects.order_by("-number")[0]
    assert (row.actor, row.action) == ("ada", "erased the address of")
    assert row.subject == f"submission {published.reference}"
    assert "xanthippe" not in everything_in_the_database().lower().replace(SECRET_TEXT.lower(), "")


def test_words_to_a_reviewer_are_kept_in_no_session(published: Submission) -> None:
    """A message not yet shown names the entry; it waits in the reviewer's own browser alone."""
    entry = published.entry
    sent = {"action": "approve_selected", "_selected_action": [entry.pk]}
    entry.state = "rejected"
    entry.save()
    reviewer = client_of(person("rita", "reviewer"))
    for _ in range(40):
        reviewer.post(
            reverse("admin:profiles_evidenceentry_changelist"), {**sent, "action": "reject_selected", "reason": ""}
        )
    call_command("erase", published.reference)
    assert "Xanthippe" not in repr([one.get_decoded() for one in Session.objects.all()])


def test_published_pages_that_showed_it_are_withdrawn(
    published: Submission, settings, tmp_path: Path, django_capture_on_commit_callbacks
) -> None:
    target, pages = tmp_path / "site", ("/evidence/", "/cities/norfolk-va/", "/cities/richmond-va/", "/faq/")
    publish(pages, target)
    assert "Xanthippe" in (target / "evidence" / "index.html").read_text(encoding="utf-8")
    settings.PUBLISHED_DIR = str(target)
    with django_capture_on_commit_callbacks(execute=True):
        call_command("erase", published.reference)
    left = {str(path.relative_to(target)) for path in target.rglob("*") if path.is_file()}
    kept = ("cities/richmond-va/index.html", "faq/index.html")
    assert left == {MARK, *(f"{name}{form}" for name in kept for form in ("", ".br", ".gz"))}


def test_an_erasure_that_is_cut_off_after_its_rows_has_withdrawn_the_pages_before(
    published: Submission, settings, tmp_path: Path
) -> None:
    """What a transaction does once it is committed is not done here, as where the process is killed."""
    target = tmp_path / "site"
    publish(["/evidence/"], target)
    settings.PUBLISHED_DIR = str(target)
    call_command("erase", published.reference)
    assert not Submission.objects.filter(reference=published.reference).exists()
    assert [path.name for path in target.rglob("*") if path.is_file()] == [MARK]


def test_an_erasure_that_was_cut_off_before_the_disk_was_overwritten_is_finished_by_the_same_command(
    published: Submission, capsys, django_capture_on_commit_callbacks
) -> None:
    call_command("erase", published.reference)
    connection.run_on_commit.clear()  # what follows its commit is not done
    with patch.object(traces, "_overwrite") as overwrite, django_capture_on_commit_callbacks(execute=True):
        call_command("erase", published.reference.lower())
    (of_tables, *_), _ = overwrite.call_args
    assert (overwrite.call_count, of_tables) == (1, WRITTEN_BY_PEOPLE)
    assert "erased before" in capsys.readouterr().out
    with pytest.raises(CommandError, match="Nothing is kept under"):
        call_command("erase", "22222-22222")


def test_an_erasure_that_cannot_withdraw_says_so_and_can_be_done_again(
    published: Submission, settings, tmp_path: Path
) -> None:
    settings.PUBLISHED_DIR = str(tmp_path / "site")
    page = tmp_path / "site" / "evidence" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text(SECRET_TEXT, encoding="utf-8")
    with pytest.raises(CommandError, match=r"was not published from here\. Nothing was erased"):
        call_command("erase", published.reference)
    boss = client_of(person("boss", "admin"))
    address = reverse("admin:profiles_submission_delete", args=[published.pk])
    assert "Nothing was erased" in boss.post(address, {"post": "yes"}, follow=True).content.decode()
    assert Submission.objects.filter(reference=published.reference).exists()
    (page.parents[1] / MARK).write_text("{}", encoding="utf-8")
    boss.post(address, {"post": "yes"})
    assert not Submission.objects.filter(reference=published.reference).exists()
    assert not page.exists()


def test_a_folder_that_was_not_published_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "evidence" / "index.html"
    page.parent.mkdir()
    page.write_text("mine", encoding="utf-8")
    with pytest.raises(PublishError, match="was not published from here"):
        withdraw(["/evidence/"], tmp_path)
    assert page.read_text(encoding="utf-8") == "mine"


def test_a_release_which_never_changes_holds_no_word_of_a_visitor(published: Submission, tmp_path: Path) -> None:
    approved = EvidenceEntry.objects.create(
        state="approved", place_id="5157000", place_name="Norfolk", kind="announcement", claim="Quarrel Street is paved",
        period="2024", source="City", url="https://x.org/",
    )  # fmt: skip
    tables = [State, Metro, County, Place, EvidenceEntry]
    with patch.object(facts_file, "kept_models", return_value=tables):
        facts_file.write_facts(tmp_path / "facts.sqlite")
    kept = (tmp_path / "facts.sqlite").read_bytes()
    assert approved.claim.encode() in kept
    assert b"Xanthippe" not in kept
    slugs = {story.slug for story in stories_of_a_release()}
    assert f"story-{approved.pk}" in slugs
    assert f"story-{published.entry_id}" not in slugs


def test_what_the_admin_noted_of_an_edited_and_deleted_entry_is_forgotten_too(published: Submission) -> None:
    """The admin keeps how each record it changed was called, and an entry is called by how its claim begins."""
    editor = client_of(person("cat", "reviewer"))
    entry = published.entry
    assert entry is not None
    editor.post(reverse("admin:profiles_evidenceentry_delete", args=[entry.pk]), {"post": "yes"})
    assert not EvidenceEntry.objects.exists()
    assert everything_in_the_database().count("Xanthippe") >= 4
    client_of(person("dan", "admin")).post(
        reverse("admin:profiles_submission_delete", args=[published.pk]), {"post": "yes"}
    )
    assert not Submission.objects.exists()
    assert "Xanthippe" not in everything_in_the_database()


def test_what_reviewers_said_of_it_is_forgotten_with_it(published: Submission) -> None:
    """The log of decisions is never changed, so no reason that may quote a visitor is put there."""
    entry, bob = published.entry, client_of(person("bob", "reviewer"))
    address = reverse("admin:profiles_evidenceentry_changelist")
    changed = EvidenceEntry.objects.get(pk=entry.pk)
    changed.claim = "Xanthippe, told otherwise"
    propose(changed, ["claim"], author="eve")
    for quoted in ("Xanthippe wrote again", "Xanthippe asks to be left out"):
        bob.post(address, {"action": "reject_selected", "_selected_action": [entry.pk], "reason": quoted})
        assert quoted in str(list(entry.history.values_list("history_change_reason", flat=True)))
    assert LogEntry.objects.first().action == "rejected"
    call_command("erase", published.reference)
    assert "Xanthippe" not in everything_in_the_database()


def test_nothing_is_erased_that_cannot_be_noted(published: Submission, settings, tmp_path: Path) -> None:
    """Else a restore would bring it back, with nobody to know."""
    settings.ERASURES_PATH = str(tmp_path)  # a folder
    before = everything_in_the_database()
    with pytest.raises(CommandError, match=r"ERASURES_PATH\) cannot be written: Is a directory; nothing was changed"):
        call_command("erase", published.reference)
    with pytest.raises(LedgerError):
        erase_contact(published, by="ada")
    assert everything_in_the_database() == before
    admin = client_of(person("dan", "admin"))
    for path, sent in (
        (reverse("admin:profiles_submission_delete", args=[published.pk]), {"post": "yes"}),
        (
            reverse("admin:profiles_submission_changelist"),
            {"action": "delete_selected", "_selected_action": published.pk, "post": "yes"},
        ),
        (
            reverse("admin:profiles_submission_changelist"),
            {"action": "erase_selected", "_selected_action": published.pk},
        ),
    ):
        assert "Nothing was erased: " in admin.post(path, sent, follow=True).content.decode(), path
        assert Submission.objects.get().contact


def test_a_restored_backup_forgets_an_address_again(published: Submission) -> None:
    erase_contact(published, by="ada")
    Submission.objects.update(contact="xanthippe@x.org")  # the backup held it
    call_command("erase", again=True)
    assert Submission.objects.get().contact == ""


def test_an_address_is_forgotten_again_where_only_the_database_that_served_knows_of_it(published: Submission) -> None:
    """As a story is: the list may be lost, or have been written under another key."""
    erase_contact(published, by="ada")
    Path(settings.ERASURES_PATH).unlink()
    Submission.objects.update(contact="xanthippe@x.org")  # the backup held it
    since = _decided_since()
    assert since["senders"] == [published.reference]
    assert erase_again(by="the site", also=since["erased"], senders_also=since["senders"]) == 1
    assert Submission.objects.get().contact == ""


def test_a_restored_backup_is_made_to_forget_it_again(published: Submission) -> None:
    kept = {name: getattr(published, name) for name in ("reference", "kind", "message", "contact")}
    erase(published, by="ada")
    Submission.objects.create(**kept)  # the backup held it
    Submission.objects.create(kind="feedback", message="Somebody else's")
    call_command("erase", again=True)
    assert "Xanthippe" not in everything_in_the_database()
    assert Submission.objects.get().message == "Somebody else's"


def test_a_spoilt_list_of_erasures_is_named_and_nothing_is_erased(published: Submission, settings) -> None:
    path = Path(settings.ERASURES_PATH)
    path.write_text('{"mark": "0"}\nnot json\n', encoding="utf-8")
    with pytest.raises(CommandError, match="line 2"):
        call_command("erase", again=True)
    assert Submission.objects.count() == 1


def test_a_database_that_was_busy_is_said_to_hold_it_still(caplog: pytest.LogCaptureFixture) -> None:
    with patch.object(traces, "connection") as busy:
        busy.vendor = "sqlite"
        busy.cursor.return_value.__enter__.return_value.fetchone.return_value = (1, 5, 5)
        traces._overwrite(WRITTEN_BY_PEOPLE)
    assert "may still hold what was erased" in caplog.text
