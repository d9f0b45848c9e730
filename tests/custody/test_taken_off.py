"""What one person took off the site: its writer does not put it back alone."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from profiles.models import Place, PlaceLink
from tests.custody.test_roles_attacked import act, public
from tests.people import OFFICE, client_of, person, publish_story, visitors_story

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh")]


def test_a_writer_does_not_put_back_what_another_took_off(link: PlaceLink) -> None:
    """Approved by a second person once, who then saw the mistake: the writer alone would stand behind it."""
    eve, bob, ann = (client_of(person(name, "reviewer")) for name in ("eve", "bob", "ann"))
    address = reverse("admin:profiles_placelink_change", args=[link.pk])
    eve.post(address, {**OFFICE, "state": "approved"})
    assert "Approved: 1" in act(bob, link, "approve_selected")
    assert public(link) == ("Office, moved", "approved")
    act(bob, link, "reject_selected", "not so")
    act(eve, link, "reject_selected", "as if it were mine to take back")
    assert "somebody else has to approve" in act(eve, link, "approve_selected")
    eve.post(address, {**OFFICE, "state": "approved"})
    assert public(link)[1] != "approved"
    assert "Approved: 1" in act(ann, link, "approve_selected"), "who wrote none of it"
    act(eve, link, "reject_selected", "a mistake of my own")
    assert "Approved: 1" in act(eve, link, "approve_selected"), "and nobody else's hand was in it"
    act(eve, link, "reject_selected", "not so")
    assert "Approved: 1" in act(bob, link, "approve_selected"), "who took a change over wrote none of it"


def test_a_story_that_another_took_off_is_not_put_back_by_who_took_it_on(norfolk: Place) -> None:
    story = visitors_story(norfolk)
    publish_story(story)
    first, second = (client_of(User.objects.get(username=f"{which}-reviewer")) for which in ("first", "second"))
    act(second, story, "reject_selected", "not so")
    assert "somebody else has to publish" in act(first, story, "approve_selected")
    assert "somebody else has to approve" in act(first, story.entry, "approve_selected")
    assert "Approved: 1" in act(second, story, "approve_selected"), "their own decision"
