"""What people sent is kept no longer than the privacy page says, and given to whoever sent it."""

import json
from datetime import timedelta
from unittest.mock import patch

import pytest
from axes.models import AccessAttempt
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from custody import traces
from custody.models import LogEntry
from custody.proposals import propose
from profiles.models import EvidenceEntry, Submission
from profiles.publishing import PublishError
from profiles.submissions import retention
from tests.custody.sent import SECRET_TEXT, everything_in_the_database
from tests.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh")]


def test_whoever_sent_something_is_given_all_that_is_held(published: Submission, capsys) -> None:
    call_command("export_held", published.reference)
    kept = json.loads(capsys.readouterr().out)
    assert kept["submission"][0]["fields"]["contact"] == "xanthippe@x.org"
    assert len(kept["its versions"]) >= 2
    assert kept["published as"][0]["fields"]["claim"].startswith(SECRET_TEXT)
    entry = published.entry
    entry.claim = "A change that waits"
    propose(entry, ["claim"], author="ann")
    call_command("export_held", published.reference)
    assert "A change that waits" in capsys.readouterr().out
    entry.delete()
    call_command("export_held", published.reference)
    kept = json.loads(capsys.readouterr().out)
    assert kept["published as"] == []
    assert kept["versions of that"][-1]["fields"]["claim"].startswith(SECRET_TEXT), "kept though it was deleted"


def test_a_story_that_was_taken_off_the_site_is_kept_no_longer_than_one_that_never_was_on_it(
    published: Submission,
) -> None:
    years_ago = timezone.now() - timedelta(days=800)
    today = timezone.now().date().isoformat()
    Submission.objects.update(decided_at=years_ago)
    entry = published.entry
    entry.state = "approved"
    entry.save()
    EvidenceEntry.objects.update(updated_at=years_ago)
    call_command("purge", on=today)
    assert Submission.objects.exists(), "as long as it is published"
    entry.state = "rejected"
    entry.save()
    call_command("purge", on=today)
    assert Submission.objects.exists(), "taken off a moment ago"
    EvidenceEntry.objects.update(updated_at=years_ago)
    call_command("purge", on=today)
    assert not Submission.objects.exists()
    assert "Xanthippe" not in everything_in_the_database()


def test_a_purge_of_the_calendars_first_day_removes_nothing(published: Submission, capsys) -> None:
    call_command("purge", on="0001-01-01")
    assert "Removed, as of 0001-01-01: 0 e-mail addresses, 0 submissions" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "words"),
    [({}, "Give the day"), ({"on": "yesterday"}, "is no day"), ({"on": "2999-01-01"}, "still to come")],
)
def test_a_purge_needs_a_day(published: Submission, options: dict[str, str], words: str) -> None:
    with pytest.raises(CommandError, match=words):
        call_command("purge", **options)
    published.refresh_from_db()
    assert published.contact


def test_a_purge_removes_what_outlived_its_time_and_nothing_else(published: Submission, settings, capsys) -> None:
    young = Submission.objects.create(kind="feedback", message="young", contact="y@x.org")
    old = Submission.objects.create(kind="feedback", message="old", contact="o@x.org", state="rejected")
    today = timezone.now()
    Submission.objects.filter(pk=old.pk).update(decided_at=today - timedelta(days=800))
    Submission.objects.filter(pk=published.pk).update(decided_at=today - timedelta(days=200))
    call_command("purge", on=today.date().isoformat(), dry_run=True)
    assert Submission.objects.count() == 3
    call_command("purge", on=today.date().isoformat())
    assert not Submission.objects.filter(pk=old.pk).exists()
    published.refresh_from_db()
    assert (published.contact, published.message[:2]) == ("", "My")
    young.refresh_from_db()
    assert young.contact == "y@x.org"
    assert "2 e-mail addresses, 1 submissions" in capsys.readouterr().out
    row = LogEntry.objects.get(action="purged")
    assert (row.actor, row.detail["contacts"], row.detail["submissions"]) == ("the site (purge)", 2, 1)


def old_feedback(count: int) -> None:
    long_ago = timezone.now() - timedelta(days=800)
    for number in range(count):
        Submission.objects.create(
            kind="feedback", message=f"old {number}", contact="o@x.org", state="rejected", decided_at=long_ago
        )


def test_however_many_are_purged_the_disk_is_overwritten_once(django_capture_on_commit_callbacks) -> None:
    old_feedback(5)
    today = timezone.now().date().isoformat()
    with (
        patch.object(retention, "BATCH", 2),
        patch.object(traces, "_overwrite") as overwrite,
        django_capture_on_commit_callbacks(execute=True),
    ):
        call_command("purge", on=today)
    assert not Submission.objects.exists()
    assert overwrite.call_count == 1


def test_tries_to_sign_in_are_looked_through_once_for_all_that_are_purged_together() -> None:
    """Each look reads every one that is kept: one a submission took hours for many."""
    old_feedback(5)
    Submission.objects.filter(message="old 3").update(contact="Xanthippe@x.org")
    for username in ("xanthippe@X.org ", " o@x.org", "somebody@else.org"):
        AccessAttempt.objects.create(
            username=username, ip_address="fd00::1", user_agent="", path_info="/admin/", failures_since_start=1
        )
    with CaptureQueriesContext(connection) as asked:
        call_command("purge", on=timezone.now().date().isoformat())
    looks = [query["sql"] for query in asked if "axes_accessattempt" in query["sql"] and "TRIM" in query["sql"].upper()]
    assert len(looks) == 1
    assert [tried.username for tried in AccessAttempt.objects.all()] == ["somebody@else.org"]


def test_several_that_are_erased_together_are_overwritten_together(django_capture_on_commit_callbacks) -> None:
    old_feedback(3)
    with patch.object(traces, "_overwrite") as overwrite, django_capture_on_commit_callbacks(execute=True):
        for submission in Submission.objects.all():
            retention.erase(submission, by="ada")
    assert overwrite.call_count == 1


def test_a_purge_that_meets_a_fault_says_so_and_goes_on_the_next_time(django_capture_on_commit_callbacks) -> None:
    old_feedback(5)
    today = timezone.now().date().isoformat()
    whole, told = retention.erase_entry, PublishError("The disk is read-only.")
    fourth = Submission.objects.order_by("pk")[1]  # the newest go first
    fourth.entry = EvidenceEntry.objects.create(place_name="Gary", claim="x", url="https://x.org/", state="rejected")
    fourth.save()
    EvidenceEntry.objects.update(updated_at=fourth.decided_at)
    with (
        patch.object(retention, "BATCH", 2),
        patch.object(retention, "erase_entry", side_effect=told),
        patch.object(traces, "_overwrite") as overwrite,
        django_capture_on_commit_callbacks(execute=True),
        pytest.raises(CommandError, match=r"read-only\. The purge stopped there; once that is mended, the same"),
    ):
        call_command("purge", on=today)
    assert Submission.objects.count() == 3, "a batch was gone, the next is whole"
    assert overwrite.call_count == 1, "what was gone is gone from the disk too"
    with patch.object(retention, "erase_entry", whole):
        call_command("purge", on=today)
    assert not Submission.objects.exists()


def test_a_failed_sign_in_keeps_no_address_in_clear(client: Client) -> None:
    person("ada", "editor")
    client.post(reverse("admin:login"), {"username": "ada", "password": "wrong"}, REMOTE_ADDR="203.0.113.77")
    kept = AccessAttempt.objects.get()
    assert kept.ip_address.startswith("fd")
    assert "203.0.113.77" not in everything_in_the_database()


def test_tries_to_sign_in_with_the_address_are_held_too_and_said_so(published: Submission, capsys) -> None:
    for username in ("Xanthippe@x.org ", "somebody@else.org"):
        AccessAttempt.objects.create(
            username=username, ip_address="fd00::1", user_agent="", path_info="/admin/", failures_since_start=1
        )
    call_command("export_held", published.reference)
    tries = json.loads(capsys.readouterr().out)["tries to sign in with the address"]
    assert [one["fields"]["username"] for one in tries] == ["Xanthippe@x.org "]
    Submission.objects.update(contact="")
    call_command("export_held", published.reference)
    assert json.loads(capsys.readouterr().out)["tries to sign in with the address"] == []
