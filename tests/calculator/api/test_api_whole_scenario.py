"""`POST scenarios/` takes the whole question: what is saved reads back as it was sent, and the page shows every tab of it."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from calculator.keeping.saved import find_saved
from calculator.words.labels import TABS

pytestmark = pytest.mark.django_db
WHOLE: dict[str, Any] = {
    "name": "Council draft",
    "note": "Second reading",
    "places": ["5157000"],
    "coverage_share": 0.5,
    "years": 4,
    "first_year": 2027,
    "ramp": "even",
    "funding": [{"name": "City", "kind": "city_general_fund", "amount": 2_000_000, "certainty": "committed"}],
    "current_staff": {"outreach_workers": {"community": 4}},
    "perspective": "social",
    "effect": {"low": 0.05, "central": 0.1, "high": 0.2},
    "subawards": 3,
    "indirect_rate": 0.2,
    "request": {"posts": {"mediators": 1}, "services": 0.5},
    "subrecipients": [{"name": "Neighbors", "posts": {"mediators": 1}, "services": 0.4}],
    "other_lines": [{"name": "Van", "amount": 30_000}],
    "memo_to": "The council",
    "memo_date": "2026-11-26",
    "memo_ask": "Vote for two years",
}


def post(client: Client, body: dict[str, Any], path: str = "scenarios") -> Any:
    cache.clear()
    return client.post(f"/api/v1/{path}/", body, content_type="application/json")


def part(*names: str) -> dict[str, Any]:
    return {name: WHOLE[name] for name in ("places", "coverage_share", "years", "first_year", "ramp", *names)}


def test_every_part_is_saved_and_answers_as_its_own_resource_does(client: Client) -> None:
    answer = post(client, WHOLE)
    assert answer.status_code == 201, answer.json()
    said = answer.json()
    assert (said["name"], said["note"]) == ("Council draft", "Second reading")
    saved = find_saved(said["id"])
    assert not saved.question.faults
    plan = post(client, part("funding", "current_staff"), "plans").json()
    assert sum(year.total for year in saved.answer.plan) == plan["total"]
    assert [year.gap for year in saved.answer.plan] == [year["gap"] for year in plan["years"]]
    grant = part("current_staff", "subawards", "indirect_rate", "request", "subrecipients", "other_lines")
    asked = post(client, grant, "grant-budgets").json()
    whole = saved.answer.application.grant
    assert whole.organizations[0].recipient.name == "Neighbors"
    assert whole.whole.total == asked["whole"]["object_classes"]["k_total"]
    returns = post(client, part("current_staff", "perspective", "effect"), "returns").json()
    assert saved.answer.returns.central.homicides_averted == pytest.approx(
        returns["averted"]["central"]["homicides"], rel=1e-3
    )


def test_the_saved_page_shows_every_tab_and_no_field(client: Client) -> None:
    key = post(client, WHOLE).json()["id"]
    for tab in TABS:
        page = client.get(f"/s/{key}/?tab={tab}").content.decode()
        main = page[page.index("<main") : page.index("</main>")]
        assert "Council draft" in main, tab
        assert "<input" not in main, tab
    assert "2027" in client.get(f"/s/{key}/?tab=years").content.decode()
    assert "Neighbors" in client.get(f"/s/{key}/?tab=grant").content.decode()


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"name": "x" * 121}, "name"),
        ({"funding": [{"name": "City", "amount": -1}]}, "funding"),
        ({"memo_date": "next Tuesday"}, "memo_date"),
        ({"solve": -5}, "solve"),
        ({"request": {"posts": {"mediators": 9_000}}}, "request"),
        ({"effect": 7}, "effect"),
        ({"funding_name": "City"}, "funding_name"),
        ({"nonsense": 1}, "nonsense"),
    ],
)
def test_what_cannot_be_used_is_told_at_its_place_and_nothing_saved(
    client: Client, wrong: dict[str, Any], where: str
) -> None:
    answer = post(client, {**WHOLE, **wrong})
    assert answer.status_code == 400
    assert where in str(answer.json()["errors"])
