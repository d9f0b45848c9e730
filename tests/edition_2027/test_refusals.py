"""What edition 2027.1 refuses: at its member of the body, at its field of the page, everything at once and nothing lost."""

import json
import re
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
PAGE = "/cities/norfolk-va/calculator/"
BODY = {"population": 238_005, "homicides": 50}
# Where it is asked; what is sent; the members at fault.
REFUSED: list[tuple[str, dict[str, Any], set[str]]] = [
    ("budgets", {"outreach_basis": 2, "outreach_posts": 5_001}, {"/outreach_posts"}),
    ("budgets", {"outreach_basis": 3, "dollars_of": 1999}, {"/outreach_basis", "/dollars_of"}),
    ("budgets", {"mediator_basis": 2, "outreach_basis": 2}, {"/mediator_posts", "/outreach_posts"}),
    ("plans", {"ramp": "typed"}, {"/coverage_by_year"}),
    ("solve", {"amount": -1}, {"/amount"}),
    ("solve", {"amount": 10**18}, {"/amount"}),
    ("solve", {"amount": 10**6, "ramp": "typed"}, {"/coverage_by_year"}),
    ("returns", {"effect": {"low": -0.51}, "constant_year": 2026}, {"/effect/low", "/constant_year"}),
    ("returns", {"effect": {"low": 0.2, "central": 0.1}}, {"/effect/central"}),
    ("returns", {"price_year": 2026}, {"/price_year"}),
    ("sensitivity", {"outreach_basis": 3, "dollars_of": 1999}, {"/outreach_basis", "/dollars_of"}),
]
TERMS = {"years": 2, "current_staff": {"mediators": {"city": 1}}}
TYPED: list[dict[str, str]] = [
    {"outreach_basis": "2", "outreach_posts": "5001"},
    {"outreach_basis": "3", "dollars_of": "1999"},
    {"outreach_basis": "2", "outreach_posts": "", "mediator_basis": "2", "mediator_posts": "2.5"},
    {"solve": "-1"},
    {"solve": "1000000000000000000"},
    {"tab": "return", "effect_low": "-0.51", "constant_year": "2026"},
    {"tab": "return", "price_year": "2026"},
]


@pytest.mark.parametrize(("where", "sent", "members"), REFUSED)
def test_the_api_tells_every_fault_at_its_member(
    client: Client, where: str, sent: dict[str, Any], members: set[str]
) -> None:
    answer = client.post(f"/api/v1/{where}/", json.dumps(BODY | sent), content_type="application/json")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    errors = answer.json()["errors"]
    assert {error["pointer"] for error in errors} == members
    assert all(error["allowed"] for error in errors)


@pytest.mark.parametrize("typed", TYPED)
def test_the_page_keeps_what_was_typed_beside_its_fault(client: Client, typed: dict[str, str]) -> None:
    answer = client.get(f"{PAGE}?{urlencode(typed)}")
    text = answer.content.decode()
    assert answer.status_code == 400
    wrong = {name for name in typed if f'href="#p-{name}"' in text}
    assert wrong >= {name for name in typed if name != "tab" and typed[name] != "2"}
    for name in (name for name in typed if typed[name] == "2"):
        assert re.search(rf'id="p-{name}".*?<option value="2" selected>', text), name
    for name in wrong:
        field = re.search(rf'<(?:input|select)[^>]*id="p-{name}"[^>]*>', text)
        assert field
        assert 'aria-invalid="true"' in field[0], name
        if field[0].startswith("<select"):
            kept = re.search(r'<option value="([^"]*)" selected>', text[field.end() :])
        else:
            kept = re.search(r'value="([^"]*)"', field[0])
        assert (unescape(kept[1]) if kept else "") == typed[name], name


def test_shares_by_year_that_are_missing_are_asked_for_with_steps_to_start_from(client: Client) -> None:
    answer = client.get(f"{PAGE}?tab=years&years=2&ramp=typed")
    text = unescape(answer.content.decode())
    assert answer.status_code == 400
    assert 'href="#p-coverage_by_year-1"' in text
    start = re.search(r'<a href="([^"]*)">Start from even steps: 50%, 100%</a>', text)
    assert start
    assert client.get(f"{PAGE}{start[1]}").status_code == 200


def test_a_return_over_years_needs_no_index_of_the_years_dollars(client: Client) -> None:
    sent = BODY | {"price_year": 2026, "years": 3}
    assert client.post("/api/v1/returns/", json.dumps(sent), content_type="application/json").status_code == 200


def test_a_return_of_many_says_which_scenario_has_no_index(client: Client) -> None:
    sent = {"places": ["norfolk-va"], "answer": "return", "scenarios": [{}, {"price_year": 2030}]}
    answer = client.post("/api/v1/portfolios/", json.dumps(sent), content_type="application/json")
    assert [error["pointer"] for error in answer.json()["errors"]] == ["/scenarios/1/price_year"]


@pytest.mark.parametrize("ending", ["xlsx", "pdf", "docx"])
@pytest.mark.parametrize("asked", ["price_year=2030", "coverage_share=0.01"])
def test_a_file_without_a_return_says_why_and_is_whole(client: Client, ending: str, asked: str) -> None:
    answer = client.get(f"/cities/norfolk-va/budget.{ending}?effect_central=0.2&{asked}")
    assert answer.status_code == 200


def test_a_return_of_too_few_leads_to_a_region(client: Client) -> None:
    text = unescape(client.get("/cities/irvington-va/calculator/?tab=return&homicides=3").content.decode())
    notice = text[text.rindex("With fewer than four frontline workers") :][:600]
    assert 'href="/calculator/?place=' in notice
    assert 'href="/calculator/?county=' in notice


@pytest.mark.parametrize("version", ["2026.1", "2027.1"])
@pytest.mark.parametrize("where", ["budgets", "plans", "returns", "solve", "sensitivity", "grant-budgets", "measures"])
def test_every_room_asks_for_a_figure_that_nobody_reported(client: Client, where: str, version: str) -> None:
    asked: dict[str, Any] = {"population": 90_000, "high_risk_basis": 2, "methodology": f"caps@{version}"}
    money = {"funding": [{"amount": 5}]} if where == "plans" else {}
    for more in ({}, money | TERMS) if where not in ("budgets", "sensitivity") else ({},):
        body = asked | more | ({"amount": 10**6} if where == "solve" else {})
        answer = client.post(f"/api/v1/{where}/", json.dumps(body), content_type="application/json")
        assert answer.status_code == 400, body
        pointers = {error["pointer"] for error in answer.json()["errors"]}
        assert pointers in ({"/homicides"}, {"/methodology"}), answer.json()


def test_a_fault_of_an_organization_writes_its_roles_as_they_are_called(client: Client) -> None:
    typed = {"tab": "grant", "subrecipient_name": "A", "subrecipient_posts_hvip_specialists": "9999"}
    text = unescape(client.get(f"{PAGE}?{urlencode(typed)}").content.decode())
    assert "Organization 1, HVIP violence intervention specialists" in text
    posts = {"supervisors": 1, "outreach_workers": 2}
    body = BODY | {"coverage_share": 0, "subrecipients": [{"name": "A", "posts": posts}]}
    answer = client.post("/api/v1/grant-budgets/", json.dumps(body), content_type="application/json")
    assert {error["message"] for error in answer.json()["errors"]} == {
        "organizations have 1 CVI supervisor, and 0 are asked for",
        "organizations have 2 street outreach workers, and 0 are asked for",
    }


def test_a_population_typed_in_has_no_capital_inside_a_sentence(client: Client) -> None:
    asked = {"population": 2_000, "homicides": 1}
    answer = client.post("/api/v1/returns/", json.dumps(asked), content_type="application/json")
    assert "in a population of 2,000 for" in answer.json()["errors"][0]["message"]


def test_a_loss_has_one_sign_before_the_dollar_wherever_it_is_told(client: Client) -> None:
    for query in ("tab=return&effect_low=-0.5", "tab=return&effect_low=-0.5&methodology=caps@2026.1"):
        text = unescape(client.get(f"{PAGE}?{query}").content.decode())
        assert "−\u2060$" in text or "2026.1" in query
        assert not re.findall(r"\$[-−]\u2060?\d", text)
