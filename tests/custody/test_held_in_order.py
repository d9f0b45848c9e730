"""What several people decide at once is held in one order, submission, entry, end of the log: nobody waits in a ring with an
erasure, which the database would end by refusing one of them."""

from collections.abc import Callable, Iterator
from datetime import date
from io import StringIO
from typing import Any
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from profiles.models import EvidenceEntry, LocalHomicides, Place, PlaceLink, Submission
from profiles.submissions.deciding import approve, reject
from profiles.submissions.retention import erase, erase_contact, purge
from tests.custody.test_roles_attacked import act
from tests.people import OFFICE, client_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh")]
ORDER = ["User", "Submission", "EvidenceEntry", "EditorialVersion", "LogHead"]
ENTRY = {
    "place_name": "Norfolk", "period": "2024", "claim": "Otherwise", "kind": "announcement", "source": "x", "place": "",
    "url": "https://x.org/", "measure": "share", "caution": "", "note": "",
}  # fmt: skip


def sent(place: Place) -> Submission:
    return Submission.objects.create(
        kind="story", place=place, place_name="Norfolk", message="Xanthippe tells", period="2024",
        source_url="https://x.org/", contact="xanthippe@x.org",
    )  # fmt: skip


@pytest.fixture
def taken_on(norfolk: Place) -> Submission:
    story = sent(norfolk)
    approve(story, by=person("ann", "reviewer"))
    return story


@pytest.fixture
def held() -> Iterator[list[str]]:
    """The kinds of rows that are held, in order."""
    names: list[str] = []
    hold = QuerySet.select_for_update

    def noting(rows: QuerySet[Any], *args: Any, **kwargs: Any) -> Any:
        names.append(rows.model.__name__)
        return hold(rows, *args, **kwargs)

    with patch.object(QuerySet, "select_for_update", noting):
        yield names


@pytest.fixture
def bob() -> Client:
    return client_of(person("bob", "reviewer"))


def in_order(held: list[str]) -> list[str]:
    return [name for name in dict.fromkeys(held) if name in (*ORDER, "PlaceLink")]


def edited(story: Submission, bob: Client) -> None:
    bob.post(reverse("admin:profiles_evidenceentry_change", args=[story.entry_id]), {**ENTRY, "state": "waiting"})


def approved_on_its_page(story: Submission, bob: Client) -> None:
    own = {"claim": "Xanthippe tells", "source": "x.org", "caution": story.entry.caution, "state": "approved"}
    form = {**ENTRY, **own, "place": story.entry.place_id}
    bob.post(reverse("admin:profiles_evidenceentry_change", args=[story.entry_id]), form)


def deleted(story: Submission, bob: Client) -> None:
    act(bob, story.entry, "delete_selected")
    sent = {"action": "delete_selected", "_selected_action": [story.entry_id], "post": "yes"}
    bob.post(reverse("admin:profiles_evidenceentry_changelist"), sent)
    assert not EvidenceEntry.objects.filter(pk=story.entry_id).exists()


@pytest.mark.parametrize(
    "decide",
    [
        lambda story, bob: act(bob, story.entry, "approve_selected"),
        lambda story, bob: act(bob, story.entry, "reject_selected", "no"),
        lambda story, bob: act(bob, story, "approve_selected"),
        lambda story, bob: reject(story, by=person("carl", "reviewer"), reason="no"),
        lambda story, bob: erase(story, by="carl"),
        edited,
        approved_on_its_page,
        deleted,
    ],
)
def test_a_submission_is_held_before_its_entry_and_both_before_the_log(
    taken_on: Submission, bob: Client, held: list[str], decide: Callable[[Submission, Client], object]
) -> None:
    held.clear()
    decide(taken_on, bob)
    assert in_order(held) == [name for name in ORDER if name in held]
    assert {"Submission", "EvidenceEntry"} <= set(held)


def test_a_record_is_held_before_its_deletion_is_in_the_log(link: PlaceLink, bob: Client, held: list[str]) -> None:
    chosen = {"action": "delete_selected", "_selected_action": [link.pk], "post": "yes"}
    bob.post(reverse("admin:profiles_placelink_changelist"), chosen)
    assert in_order(held) == ["User", "PlaceLink", "EditorialVersion", "LogHead"]


@pytest.mark.parametrize("state", ["approved", "waiting"])
@pytest.mark.parametrize("changed", [{"note": "ask again"}, {}, {"note": "ask again", "title": "Office"}])
def test_a_note_that_comes_with_a_change_is_saved_before_the_change_is_in_the_log(
    link: PlaceLink, bob: Client, held: list[str], state: str, changed: dict[str, str]
) -> None:
    """Somebody who approves another record meanwhile holds the editors' version and waits for the log's end."""
    PlaceLink.objects.filter(pk=link.pk).update(state=state)
    bob.post(reverse("admin:profiles_placelink_change", args=[link.pk]), {**OFFICE, "state": state, **changed})
    assert in_order(held) == [name for name in ("User", "PlaceLink", "EditorialVersion", "LogHead") if name in held]


def test_a_local_count_is_taken_over_before_the_editors_version_is_held(
    norfolk: Place, bob: Client, held: list[str]
) -> None:
    """A load of facts holds them in that order too."""
    facts = ("DatasetVersion", "EditorialVersion", "LogHead")
    count = LocalHomicides(place=norfolk, year=2001, low=5, high=5, what="all", publisher="x", url="https://x.org/")
    count.save()
    chosen = {"_selected_action": [count.pk], "reason": "no", "post": "yes"}
    for action in ("approve_selected", "reject_selected", "delete_selected"):
        held.clear()
        bob.post(reverse("admin:profiles_localhomicides_changelist"), {**chosen, "action": action})
        assert [name for name in dict.fromkeys(held) if name in facts] == list(facts)
    held.clear()
    call_command("load_data", force=True, stdout=StringIO())
    assert held[0] == "DatasetVersion"
    assert "EditorialVersion" in held


def chosen_in_the_list(stories: list[Submission], bob: Client, action: str) -> None:
    form = {"action": action, "_selected_action": [story.pk for story in stories], "reason": "no", "post": "yes"}
    bob.post(reverse("admin:profiles_submission_changelist"), form)


def purged(stories: list[Submission], bob: Client) -> None:
    Submission.objects.update(state="rejected", decided_at="2026-01-01T00:00:00Z")
    purge(on=date(2036, 1, 1))


@pytest.mark.parametrize(
    "decide",
    [
        *(
            lambda stories, bob, action=action: chosen_in_the_list(stories, bob, action)
            for action in ("approve_selected", "reject_selected", "erase_selected")
        ),
        lambda stories, bob: chosen_in_the_list(stories, client_of(person("boss", "admin")), "delete_selected"),
        purged,
    ],
)
def test_several_are_held_before_the_first_is_in_the_log(
    norfolk: Place, bob: Client, held: list[str], decide: Callable[[list[Submission], Client], None]
) -> None:
    stories = [sent(norfolk), sent(norfolk)]
    Submission.objects.filter(pk=stories[0].pk).update(kind="feedback")
    with CaptureQueriesContext(connection) as asked:
        decide(stories, bob)
    assert next(name for name in in_order(held) if name != "User") == "Submission"
    assert in_order(held)[-2:] == ["EditorialVersion", "LogHead"]
    statements = [query["sql"] for query in asked.captured_queries]
    log = next(number for number, sql in enumerate(statements) if "custody_loghead" in sql)
    assert any(
        "profiles_submission" in sql and 'ORDER BY "profiles_submission"."id" ASC' in sql for sql in statements[:log]
    )


def test_an_address_that_was_erased_does_not_come_back_with_the_approval_of_its_entry(
    taken_on: Submission, bob: Client
) -> None:
    """The approval reads the submission when it holds it, not before."""
    taken_on.entry.state = "approved"
    read = Submission.objects.select_for_update
    erased: list[bool] = []

    def erasing() -> Any:
        if not erased:
            erased.append(True)
            erase_contact(Submission.objects.get(pk=taken_on.pk), by="carl")
        return read()

    with patch.object(Submission.objects, "select_for_update", erasing):
        act(bob, taken_on.entry, "approve_selected")
    taken_on.refresh_from_db()
    assert (taken_on.state, taken_on.contact, erased) == ("approved", "", [True])
