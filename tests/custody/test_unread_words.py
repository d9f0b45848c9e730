"""Words that were changed after a reviewer looked: nobody approves what nobody but its writer has read."""

import re

import pytest
from django.urls import reverse

from custody.models import Proposal
from profiles.admin.worklist import work_list
from profiles.models import EvidenceEntry, Place, PlaceLink, Submission
from profiles.submissions.deciding import DecisionError, approve
from tests.custody.test_roles_attacked import act
from tests.people import OFFICE, client_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh")]
LIST = "admin:profiles_placelink_changelist"
NEWER = "It was changed after you looked at it"


def change_page(link: PlaceLink) -> str:
    return reverse("admin:profiles_placelink_change", args=[link.pk])


@pytest.mark.parametrize("state", ["waiting", "approved"], ids=["a new record", "a change of a public one"])
def test_a_list_that_was_loaded_before_a_change_approves_nothing_of_it(link: PlaceLink, state: str) -> None:
    PlaceLink.objects.filter(pk=link.pk).update(state=state)
    eve, bob = client_of(person("eve", "editor")), client_of(person("bob", "reviewer"))
    eve.post(change_page(link), OFFICE)
    page = bob.get(reverse(LIST)).content.decode()
    listed = re.search(r'name="listed" value="([^"]+)"', page)
    assert listed is not None
    eve.post(change_page(link), {**OFFICE, "title": "Swapped"})
    sent = {"action": "approve_selected", "_selected_action": [link.pk], "listed": listed[1]}
    assert NEWER in bob.post(reverse(LIST), sent, follow=True).content.decode()
    assert PlaceLink.objects.filter(title="Swapped", state="approved").count() == 0
    listed = re.search(r'name="listed" value="([^"]+)"', bob.get(reverse(LIST)).content.decode())
    assert listed is not None
    assert "Approved: 1" in bob.post(reverse(LIST), {**sent, "listed": listed[1]}, follow=True).content.decode()


def test_a_record_that_was_changed_after_its_page_was_read_is_read_again_first(link: PlaceLink) -> None:
    eve, bob = client_of(person("eve", "editor")), client_of(person("bob", "reviewer"))
    eve.post(change_page(link), OFFICE)
    assert "Office, moved" in bob.get(change_page(link)).content.decode()
    eve.post(change_page(link), {**OFFICE, "title": "Swapped"})
    assert NEWER in act(bob, link, "approve_selected")
    assert "Swapped" in bob.get(change_page(link)).content.decode()
    assert "Approved: 1" in act(bob, link, "approve_selected")


@pytest.mark.parametrize("listed", ["yesterday", "2099-01-01", "2099-13-01T00:00:00+00:00"])
def test_a_moment_that_is_none_approves_nothing(link: PlaceLink, listed: str) -> None:
    PlaceLink.objects.filter(pk=link.pk).update(state="waiting")
    sent = {"action": "approve_selected", "_selected_action": [link.pk], "listed": listed}
    assert NEWER in client_of(person("bob", "reviewer")).post(reverse(LIST), sent, follow=True).content.decode()


def test_a_story_that_was_rewritten_is_not_published_where_only_the_visitors_words_stand(norfolk: Place) -> None:
    story = Submission.objects.create(
        kind="story", place=norfolk, place_name="Norfolk", message="Fewer were shot", period="2024", source_url="https://x.org/"
    )  # fmt: skip
    approve(story, by=person("ann", "reviewer"))
    entry, bob = EvidenceEntry.objects.get(pk=story.entry_id), person("bob", "reviewer")
    entry.claim = "Something else"
    entry.save()
    with pytest.raises(DecisionError, match="edited since it was taken on"):
        approve(story, by=bob)
    assert "edited since it was taken on" in act(client_of(bob), story, "approve_selected")
    assert "Approved: 1" in act(client_of(bob), entry, "approve_selected")
    story.refresh_from_db()
    assert story.state == "approved"


def test_a_change_of_a_record_goes_with_it(link: PlaceLink) -> None:
    client_of(person("eve", "editor")).post(change_page(link), OFFICE)
    assert Proposal.objects.count() == 1
    client_of(person("bob", "reviewer")).post(
        reverse("admin:profiles_placelink_delete", args=[link.pk]), {"post": "yes"}
    )
    assert not PlaceLink.objects.filter(pk=link.pk).exists()
    assert Proposal.objects.count() == 0
    assert "changes" not in str(work_list())


def test_the_order_of_writing_counts_and_no_clock(link: PlaceLink) -> None:
    """A machine whose clock is behind writes versions that look older than the approval before them."""
    eve = client_of(person("eve", "reviewer"))
    PlaceLink.objects.filter(pk=link.pk).update(state="rejected")
    eve.post(change_page(link), {**OFFICE, "state": "rejected"})
    link.history.filter(state="rejected").update(history_date="2001-01-01T00:00:00Z")
    assert "You wrote this" in act(eve, link, "approve_selected")
