"""What was posted is what its permanent address asks: every part of the question is in it."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from tests.calculator.api.test_api_bodies import WHOLE

pytestmark = pytest.mark.django_db


def asked_at(client: Client, path: str, body: dict[str, Any]) -> dict[str, list[str]]:
    answer = client.post(f"/api/v1/{path}/", {"places": ["norfolk-va"], **body}, content_type="application/json")
    assert answer.status_code == 200, answer.content
    return parse_qs(urlsplit(answer.json()["permalink"]).query)


def test_the_address_of_a_return_names_its_effects(client: Client) -> None:
    asked = asked_at(client, "returns", {"effect": {"low": 0.05, "high": 0.29}})
    assert (asked["effect_low"], asked["effect_high"]) == (["0.05"], ["0.29"])


def test_the_address_of_a_grant_names_organizations_and_own_lines(client: Client) -> None:
    asked = asked_at(client, "grant-budgets", WHOLE["grant-budgets/"])
    assert asked["subrecipient_name"] == ["Peace Partners", "Hospital"]
    assert asked["subrecipient_posts_outreach_workers"][0] == "2"
    assert asked["other_amount"] == ["30000"]


@pytest.mark.parametrize(
    ("path", "name", "member"),
    [
        ("grant-budgets", "request_cap", "request"),
        ("grant-budgets", "subrecipient_name-1", "subrecipients"),
        ("measures", "current_outreach_workers_city", "current_staff"),
        ("plans", "funding_amount", "funding"),
        ("returns", "effect_low", "effect"),
    ],
)
def test_a_name_of_a_form_is_refused_with_its_place_in_a_body(
    client: Client, path: str, name: str, member: str
) -> None:
    body = {"places": ["norfolk-va"], name: 1}
    [fault] = client.post(f"/api/v1/{path}/", body, content_type="application/json").json()["errors"]
    assert (fault["pointer"], fault["suggestion"]) == (f"/{name}", member)


def test_faults_inside_the_scenarios_of_a_portfolio_stand_where_they_are(client: Client) -> None:
    scenario = {"funding": [{"amount": "much"}], "current_staff": {"chief": {"city": 1}}}
    body = {"places": ["norfolk-va"], "answer": "plan", "scenarios": [{}, scenario]}
    errors = client.post("/api/v1/portfolios/", body, content_type="application/json").json()["errors"]
    assert [error["pointer"] for error in errors] == [
        "/scenarios/1/funding/0/amount",
        "/scenarios/1/current_staff/chief",
    ]
