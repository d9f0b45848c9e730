"""What visitors send: kept, answered with a reference, never public before approval, and not from machines."""

import re
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from django.core import signing
from django.core.cache import cache
from django.test import Client
from django.utils.formats import date_format

from profiles.editorial.memory import forget_editorial, stories
from profiles.models import Submission
from profiles.submissions import throttle as submission_throttle
from profiles.submissions.deciding import DecisionError, approve, reject
from profiles.submissions.retention import erase_contact
from profiles.submissions.ticket import LEAST_SECONDS, MOST_SECONDS, SALT
from web import counting
from web.throttling import Rate

SCRIPT = "<script>alert(1)</script>"
STORY = {
    "place_name": "Norfolk, Virginia",
    "message": f"Shootings fell by half {SCRIPT}",
    "figure": "−50%",
    "period": "2025 against 2024",
    "source_url": "https://www.norfolk.gov/report",
    "contact": "someone@example.org",
}
FEEDBACK = {"message": "The table is hard to read.", "page": "/cities/"}
CORRECTION = {"page": "Homicides", "message": "It was 36.", "source_url": "https://www.norfolk.gov/"}


def ticket(*, seconds_ago: float = LEAST_SECONDS + 60) -> str:
    with patch("django.core.signing.time.time", return_value=__import__("time").time() - seconds_ago):
        return signing.TimestampSigner(salt=SALT).sign("form")


@pytest.fixture(autouse=True)
def fresh(db: None) -> Iterator[None]:
    cache.clear()
    forget_editorial()
    yield
    forget_editorial()
    cache.clear()


@pytest.fixture
def reviewer(db: None) -> User:
    return User.objects.create_user("reviewer")


@pytest.fixture
def second(db: None) -> User:
    return User.objects.create_user("second")


def send(client: Client, path: str, values: dict[str, str], **headers: str):
    return client.post(path, {"ticket": ticket(), **values}, headers=headers)


@pytest.mark.parametrize(
    ("path", "values", "kind"),
    [
        ("/evidence/add/", STORY, "story"),
        ("/feedback/", FEEDBACK, "feedback"),
        ("/cities/norfolk-va/correct/", CORRECTION, "correction"),
    ],
)
def test_what_is_sent_is_kept_and_answered_with_a_reference(client: Client, path: str, values, kind: str) -> None:
    response = send(client, path, values)
    sent = Submission.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"/feedback/{sent.reference}/")
    assert (sent.kind, sent.state, sent.message) == (kind, "waiting", values["message"])
    assert not response.cookies
    page = client.get(response["Location"]).content.decode()
    assert sent.reference in page
    assert values["message"] not in page
    assert "noindex" in page
    if kind != "feedback":
        assert sent.place is not None
        assert sent.place.geoid == "5157000"


def test_what_was_typed_is_kept_beside_what_is_wrong(client: Client) -> None:
    response = send(client, "/evidence/add/", {**STORY, "source_url": "not a link", "period": ""})
    page = response.content.decode()
    assert response.status_code == 400
    assert "error-summary" in page
    assert 'value="not a link"' in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert SCRIPT not in page
    assert re.search(r'id="field-period"[^>]*aria-invalid="true"', page)
    assert not Submission.objects.exists()


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.org/x", "data:text/html,x"])
def test_a_link_that_could_harm_is_refused(client: Client, url: str) -> None:
    assert send(client, "/evidence/add/", {**STORY, "source_url": url}).status_code in (400, 302)
    assert not Submission.objects.filter(source_url__startswith="javascript").exists()
    assert not Submission.objects.filter(source_url__startswith="data").exists()


def test_a_place_without_doubt_only_is_taken_for_one(client: Client) -> None:
    send(client, "/evidence/add/", {**STORY, "place_name": "King County, Washington"})
    send(client, "/evidence/add/", {**STORY, "place_name": "springfield"})
    assert [sent.place for sent in Submission.objects.all()] == [None, None]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"ticket": ""}, "did not reach us whole"),
        ({"ticket": "form:1:forged"}, "did not reach us whole"),
        ({"ticket": ticket(seconds_ago=0)}, "very quick"),
        ({"ticket": ticket(seconds_ago=MOST_SECONDS + 60)}, "more than a day"),
        ({"website": "https://spam.example"}, "field that people do not see"),
    ],
)
def test_machines_are_kept_out_and_people_lose_nothing(client: Client, values: dict[str, str], words: str) -> None:
    if "very quick" in words:
        values = {"ticket": ticket(seconds_ago=0)}
    response = send(client, "/feedback/", {**FEEDBACK, **values})
    page = response.content.decode()
    assert response.status_code == 400
    assert words in page
    assert FEEDBACK["message"] in page
    assert "spam.example" not in page
    assert not Submission.objects.exists()
    new = re.search(r'name="ticket" value="([^"]+)"', page)
    assert new
    assert signing.TimestampSigner(salt=SALT).unsign(new[1]) == "form"


def test_one_address_may_send_so_much(client: Client, monkeypatch) -> None:
    monkeypatch.setattr(submission_throttle, "SENDING", Rate(2, 3600))
    statuses = [send(client, "/feedback/", FEEDBACK).status_code for _ in range(3)]
    assert statuses == [302, 302, 429]
    assert Submission.objects.count() == 2


def test_everybody_together_may_send_so_much(settings) -> None:
    settings.SUBMISSIONS_A_DAY = 2
    answers = [send(Client(REMOTE_ADDR=f"192.0.2.{number}"), "/feedback/", FEEDBACK) for number in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert FEEDBACK["message"] in answers[-1].content.decode()
    assert "tomorrow" in answers[-1].content.decode()
    assert Submission.objects.count() == 2


def test_a_dead_cache_stops_nobody(client: Client, monkeypatch) -> None:
    def dead(*_: object, **__: object) -> None:
        raise ConnectionError("no cache")

    monkeypatch.setattr(counting.cache, "add", dead)
    assert send(client, "/feedback/", FEEDBACK).status_code == 302
    counting.trust_the_cache_again()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 302),
        ({"Sec-Fetch-Site": "none"}, 302),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "http://testserver"}, 302),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 302),
    ],
)
def test_a_form_on_another_site_is_refused(headers: dict[str, str], status: int) -> None:
    client = Client(enforce_csrf_checks=True)
    assert send(client, "/feedback/", FEEDBACK, **headers).status_code == status
    assert Submission.objects.exists() == (status == 302)


def test_a_story_is_public_only_once_approved_and_shows_as_text(client: Client, reviewer: User, second: User) -> None:
    send(client, "/evidence/add/", STORY)
    sent = Submission.objects.get()
    assert not [story for story in stories("5157000") if "Shootings fell by half" in story.claim]
    assert not approve(sent, by=reviewer)
    assert "Shootings fell by half" not in client.get("/evidence/").content.decode()
    assert "Accepted" not in client.get(f"/feedback/{sent.reference}/").content.decode()
    assert approve(sent, by=second)
    for path in ("/evidence/", "/cities/norfolk-va/"):
        page = client.get(path).content.decode()
        assert "Shootings fell by half &lt;script&gt;alert(1)&lt;/script&gt;" in page
        assert SCRIPT not in page
        assert "someone@example.org" not in page
    status = client.get(f"/feedback/{sent.reference}/").content.decode()
    assert "Accepted" in status
    assert date_format(sent.created_at, "F j, Y") in status, "an American date"
    assert f"/evidence/#story-{sent.entry_id}" in status
    reject(sent, by=reviewer, reason="The source was withdrawn.")
    assert "Shootings fell by half" not in client.get("/evidence/").content.decode()
    assert "The source was withdrawn." in client.get(f"/feedback/{sent.reference}/").content.decode()


def test_a_story_approved_twice_is_one_story(client: Client, reviewer: User, second: User) -> None:
    send(client, "/evidence/add/", STORY)
    sent = Submission.objects.get()
    for by in (reviewer, second):
        approve(sent, by=by)
    reject(sent, by=reviewer, reason="A mistake.")
    approve(sent, by=reviewer)
    assert [story.kind for story in stories("5157000") if "Shootings fell by half" in story.claim] == ["announcement"]


def test_rejecting_needs_a_reason(client: Client, reviewer: User) -> None:
    send(client, "/feedback/", FEEDBACK)
    with pytest.raises(DecisionError, match="Give a reason"):
        reject(Submission.objects.get(), by=reviewer, reason="  ")
    assert Submission.objects.get().state == "waiting"


def test_erasing_the_contact_erases_it_everywhere(client: Client, settings, tmp_path: Path) -> None:
    settings.ERASURES_PATH = str(tmp_path / "erasures.jsonl")
    send(client, "/evidence/add/", STORY)
    sent = Submission.objects.get()
    assert sent.contact == "someone@example.org"
    erase_contact(sent, by="ada")
    assert Submission.objects.get().contact == ""
    assert "contact" not in [field.name for field in Submission.history.model._meta.fields]


def test_a_reference_that_is_not_ours_says_nothing(client: Client) -> None:
    assert client.get("/feedback/ABCDE-FGHJK/").status_code == 404
    assert client.get("/cities/nowhere-zz/correct/").status_code == 404


@pytest.mark.browser
def test_a_story_is_sent_by_keyboard_after_mending_a_fault(page, axe, live_server, expected_console) -> None:
    expected_console.append("400")
    with patch("profiles.presenters.submissions.new_ticket", return_value=ticket()):
        page.goto(f"{live_server.url}/evidence/add/")
        axe(page)
        page.focus("#field-place_name")
        page.keyboard.type("Norfolk, Virginia")
        page.keyboard.press("Tab")
        page.keyboard.type("Shootings fell by half")
        page.focus("#field-contact")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_selector(".error-summary")
        axe(page)
        assert page.evaluate("document.activeElement.className") == "error-summary"
        assert page.input_value("#field-place_name") == "Norfolk, Virginia"
        page.fill("#field-period", "2025")
        page.fill("#field-source_url", "https://www.norfolk.gov/")
        page.click("main button.button-primary")
        page.wait_for_selector(".reference")
    axe(page)
    assert page.inner_text(".reference") == Submission.objects.get().reference
