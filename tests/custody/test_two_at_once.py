"""Two people, or one with two windows, act on one record at the same moment: each request here has read it before the other."""

from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import pytest
from django.urls import reverse
from simple_history.admin import SimpleHistoryAdmin

from custody.models import LogEntry
from profiles.admin.review import ReviewedAdmin
from profiles.models import EvidenceEntry, LocalHomicides, Place, PlaceLink, Submission
from profiles.submissions.deciding import DecisionError, approve, reject
from profiles.submissions.retention import erase, erase_contact
from tests.custody.test_roles_attacked import act
from tests.people import OFFICE, client_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh")]


@pytest.fixture
def story(norfolk: Place) -> Submission:
    return Submission.objects.create(
        kind="story", place=norfolk, place_name="Norfolk", message="Xanthippe tells", period="2024",
        source_url="https://x.org/", contact="xanthippe@x.org",
    )  # fmt: skip


def after_reading(then: Callable[[], Any]) -> Any:
    """Let something else happen between a form's reading of its record and its writing."""
    read = SimpleHistoryAdmin.get_object

    def reading(*args: Any, **kwargs: Any) -> Any:
        found = read(*args, **kwargs)
        then()
        return found

    return patch.object(SimpleHistoryAdmin, "get_object", reading)


def test_an_edit_that_meets_a_rejection_does_not_become_public(link: PlaceLink) -> None:
    """The edit was read while the record was public, and is written when it no longer is."""
    ann = client_of(person("ann", "editor"))
    address = reverse("admin:profiles_placelink_change", args=[link.pk])
    with after_reading(lambda: PlaceLink.objects.filter(pk=link.pk).update(state="rejected")):
        ann.post(address, OFFICE)
    link.refresh_from_db()
    assert (link.title, link.state) == ("Office, moved", "rejected")


def test_a_note_that_meets_an_approval_leaves_what_was_approved(link: PlaceLink) -> None:
    bob = client_of(person("bob", "reviewer"))
    address = reverse("admin:profiles_placelink_change", args=[link.pk])
    with after_reading(lambda: PlaceLink.objects.filter(pk=link.pk).update(title="Office, moved")):
        bob.post(address, {**OFFICE, "url": link.url, "state": "approved", "note": "asked them"})
    link.refresh_from_db()
    assert (link.title, link.state, link.note) == ("Office, moved", "approved", "asked them")


def test_a_story_is_taken_on_once(story: Submission) -> None:
    ann, bob = person("ann", "reviewer"), person("bob", "reviewer")
    first, second, third = (Submission.objects.get(pk=story.pk) for _ in range(3))
    assert not approve(first, by=ann)
    with pytest.raises(DecisionError, match="somebody else"):
        approve(second, by=ann)
    assert approve(third, by=bob)
    assert EvidenceEntry.objects.filter(claim="Xanthippe tells").count() == 1


@pytest.mark.parametrize("decide", [approve, lambda one, by: reject(one, by=by, reason="no")])
def test_a_decision_writes_back_nothing_that_was_erased_meanwhile(story: Submission, decide: Callable) -> None:
    bob, read = person("bob", "reviewer"), Submission.objects.get(pk=story.pk)
    erase_contact(Submission.objects.get(pk=story.pk), by="ann")
    decide(read, by=bob)
    assert not Submission.objects.get(pk=story.pk).contact

    read = Submission.objects.get(pk=story.pk)
    erase(Submission.objects.get(pk=story.pk), by="ann")
    with pytest.raises(DecisionError, match="erased meanwhile"):
        decide(read, by=bob)
    assert not Submission.objects.filter(reference=story.reference).exists()
    assert not EvidenceEntry.history.filter(claim="Xanthippe tells").exists()


def test_an_address_that_is_erased_twice_brings_nothing_back(story: Submission) -> None:
    read = Submission.objects.get(pk=story.pk)
    erase(Submission.objects.get(pk=story.pk), by="ann")
    erase_contact(read, by="ann")
    assert not Submission.objects.filter(reference=story.reference).exists()
    erase(read, by="ann")
    assert not Submission.objects.filter(reference=story.reference).exists()
    assert not Submission.history.filter(reference=story.reference).exists()


def test_an_entry_that_was_erased_meanwhile_is_not_written_back(story: Submission) -> None:
    approve(story, by=person("ann", "reviewer"))
    entry = story.entry
    eve = client_of(person("eve", "editor"))
    form = {
        "place_name": "Norfolk",
        "period": "2024",
        "claim": "Xanthippe tells",
        "kind": "announcement",
        "source": "x",
    }
    sent = {**form, "place": "", "url": "https://x.org/", "measure": "share", "caution": "", "note": ""}
    with after_reading(lambda: erase(Submission.objects.get(pk=story.pk), by="ann")):
        eve.post(reverse("admin:profiles_evidenceentry_change", args=[entry.pk]), sent)
    assert not EvidenceEntry.objects.filter(pk=entry.pk).exists()
    assert not EvidenceEntry.history.filter(id=entry.pk).exists()


def test_a_list_is_held_to_the_rules_of_its_records(norfolk: Place) -> None:
    """A second count of a year is refused in the form; approving from the list is no way around."""
    count = {"place": norfolk, "year": 1999, "low": 5, "high": 5, "what": "homicides", "publisher": "Police"}
    rejected = LocalHomicides.objects.create(**count, url="https://x.org/", state="rejected")
    LocalHomicides.objects.create(**{**count, "low": 9, "high": 9}, url="https://x.org/", state="approved")
    said = act(client_of(person("bob", "reviewer")), rejected, "approve_selected")
    assert "There is a count of 1999 for this place" in said
    assert LocalHomicides.objects.filter(year=1999, place=norfolk, state="approved").count() == 1


def test_a_change_that_no_longer_fits_is_refused_in_words(norfolk: Place) -> None:
    count = {"place": norfolk, "low": 5, "high": 5, "what": "homicides", "publisher": "Police", "url": "https://x.org/"}
    public = LocalHomicides.objects.create(**count, year=1999, state="approved")
    ann, bob = client_of(person("ann", "editor")), client_of(person("bob", "reviewer"))
    sent = {**count, "place": norfolk.pk, "year": 1998, "note": ""}
    ann.post(reverse("admin:profiles_localhomicides_change", args=[public.pk]), sent)
    LocalHomicides.objects.create(**count, year=1998, state="waiting")
    assert "There is a count of 1998 for this place" in act(bob, public, "approve_selected")
    public.refresh_from_db()
    assert public.year == 1999


def test_a_record_is_deleted_once_and_by_one(link: PlaceLink) -> None:
    """Both lists had found it; the log and the history say who took it away."""
    ann, bob = client_of(person("ann", "reviewer")), client_of(person("bob", "reviewer"))
    sent = {"action": "delete_selected", "_selected_action": [link.pk], "post": "yes"}
    page, hold, done = reverse("admin:profiles_placelink_changelist"), ReviewedAdmin.hold, []

    def after_another(admin: ReviewedAdmin, record: Any) -> Any:
        if not done:
            done.append(True)
            bob.post(page, sent)
        return hold(admin, record)

    with patch.object(ReviewedAdmin, "hold", after_another):
        ann.post(page, sent)
    assert list(LogEntry.objects.filter(action="deleted").values_list("actor", flat=True)) == ["bob"]
    assert PlaceLink.history.filter(id=link.pk, history_type="-").count() == 1


def test_a_reason_that_is_changed_after_a_decision_is_in_the_log(story: Submission) -> None:
    reject(story, by=person("ann", "reviewer"), reason="not ours")
    page = reverse("admin:profiles_submission_change", args=[story.pk])
    client_of(person("bob", "reviewer")).post(page, {"decision": "", "reason": "other words"})
    newest = LogEntry.objects.first()
    assert newest is not None
    assert (newest.actor, newest.action) == ("bob", "changed the reason of")
    story.refresh_from_db()
    assert story.reason == "other words"
