"""Editors correct funders: two people, a history, then page, API and warnings at once."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from profiles.editorial.memory import forget_editorial
from profiles.models import FunderTerms
from tests.people import client_of, person

pytestmark = pytest.mark.django_db
CORRECTION = {
    "key": "bja-cvipi",
    "cap_usd": "3000000",
    "match": "None required in FY2027.",
    "source_title": "Notice of funding, FY2027",
    "source_url": "https://bja.ojp.gov/funding/example",
    "checked_on": "2026-11-20",
}
PLAN = {
    "population": 238_005,
    "years": 2,
    "funding": [
        {"name": "Federal", "kind": "federal_grant", "amount": 1_400_000, "certainty": "asked", "funder": "bja-cvipi"}
    ],
}


@pytest.fixture(autouse=True)
def _read_anew() -> Any:
    forget_editorial()
    yield
    forget_editorial()


def told(client: Client, key: str = "bja-cvipi") -> dict[str, Any] | None:
    forget_editorial()
    results: list[dict[str, Any]] = client.get("/api/v1/funders/").json()["results"]
    return next((row for row in results if row["key"] == key), None)


def act(client: Client, action: str) -> None:
    data = {"action": action, "_selected_action": [FunderTerms.objects.get().pk], "reason": ""}
    client.post(reverse("admin:profiles_funderterms_changelist"), data)


def published(**values: str) -> Client:
    """Return an editor whose words on a funder another person approved."""
    editor = client_of(person("editor", "editor"))
    response = editor.post(reverse("admin:profiles_funderterms_add"), {**CORRECTION, **values})
    assert response.status_code == 302, response.content.decode()
    act(client_of(person("reviewer", "reviewer")), "approve_selected")
    return editor


def test_a_correction_waits_for_a_second_person_and_then_shows_everywhere(client: Client) -> None:
    editor = client_of(person("editor", "editor"))
    editor.post(reverse("admin:profiles_funderterms_add"), CORRECTION)
    act(editor, "approve_selected")
    before = told(client)
    assert before
    assert (before["cap"], before["match"]) == (2_000_000, "not checked")
    assert "above the most" in " ".join(warned(client))

    act(client_of(person("reviewer", "reviewer")), "approve_selected")

    now = told(client)
    assert now
    assert (now["cap"], now["match"], now["months"]) == (3_000_000, "None required in FY2027.", 48)
    assert (now["checked_on"], now["source"]["title"]) == ("2026-11-20", "Notice of funding, FY2027")
    assert "match" not in now["not_checked"]
    assert "$3,000,000" in client.get("/funders/").content.decode()
    assert "above the most" not in " ".join(warned(client))
    assert FunderTerms.objects.get().history.count() == 2


def warned(client: Client) -> list[str]:
    forget_editorial()
    response = client.post("/api/v1/plans/", PLAN, content_type="application/json")
    assert response.status_code == 200, response.content
    found: list[str] = response.json()["warnings"]
    return found


def test_a_change_of_what_is_public_waits_beside_it(client: Client) -> None:
    editor = published()
    editor.post(
        reverse("admin:profiles_funderterms_change", args=[FunderTerms.objects.get().pk]),
        {**CORRECTION, "months": "36"},
    )

    now = told(client)
    assert now
    assert now["months"] == 48


def test_a_funder_can_be_added_and_says_what_nobody_checked(client: Client) -> None:
    published(key="state-fund", name="State fund", kind="state", states="NV, OR", match="")

    added = told(client, "state-fund")
    assert added
    assert (added["name"], added["kind"], added["states"], added["cap"]) == (
        "State fund",
        "state",
        ["NV", "OR"],
        3_000_000,
    )
    assert added["eligible"] == added["match"] == "not checked"
    assert {"eligible", "match", "months"} <= set(added["not_checked"])
    assert 'id="state-fund"' in client.get("/funders/").content.decode()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"match_share": "20"}, "less than or equal to 1"),
        ({"states": "Nevada"}, "Two-letter postal codes"),
        ({"name": "State fund"}, "needs a kind too"),
        ({"checked_on": ""}, "required"),
        ({"source_url": "javascript:alert(1)"}, "Enter a valid URL"),
    ],
)
def test_faulty_terms_are_refused_with_words(values: dict[str, str], words: str) -> None:
    editor = client_of(person("editor", "editor"))
    response = editor.post(reverse("admin:profiles_funderterms_add"), {**CORRECTION, **values})

    assert words in response.content.decode()
    assert not FunderTerms.objects.exists()
