"""Plans and returns through the API: the same figures as the pages, every fault at its pointer."""

import json
from typing import Any

import pytest
from django.test import Client

from calculator.api.guide.examples import FOLDER
from tests.plan_examples import answers

pytestmark = pytest.mark.django_db
STILL = {
    "pay_growth_share": 0,
    "price_growth_share": 0,
    "hiring_lag_months": 0,
    "vacancy_share": 0,
    "startup_per_post": 0,
    "rehire_cost": 0,
}


def post(client: Client, what: str, body: Any) -> Any:
    return client.post(f"/api/v1/{what}/", json.dumps(body), content_type="application/json")


def pointers(answer: Any) -> list[str]:
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    return [error["pointer"] for error in answer.json()["errors"]]


def test_the_examples_are_todays_answers(client: Client) -> None:
    for name, answer in answers(client).items():
        kept = json.loads((FOLDER / name).read_text(encoding="utf-8"))
        assert {**kept, "data_version": ""} == {**answer, "data_version": ""}, "run python -m tests.plan_examples"


def test_year_one_of_a_still_plan_is_the_budget(client: Client) -> None:
    plan = post(client, "plans", {"places": ["5157000"], "years": 1, "ramp": "full", **STILL}).json()
    budget = post(client, "budgets", {"places": ["5157000"]}).json()
    assert plan["total"] == plan["years"][0]["total"] == budget["total"]
    assert [row["count"] for row in plan["years"][0]["staffing"]] == [row["count"] for row in budget["staffing"]]


def test_a_plan_sets_money_and_staff_against_need(client: Client) -> None:
    body = {
        "population": 238_005,
        "years": 3,
        "coverage_by_year": [0.2, 0.5, 1],
        "funding": [
            {
                "name": "Grant",
                "kind": "federal_grant",
                "amount": 3_000_000,
                "last_year": 2028,
                "certainty": "committed",
            },
            {"amount": 1_000_000, "first_year": 2029},
        ],
        "current_staff": {"mediators": {"city": 2, "community": 3}},
    }
    answer = post(client, "plans", body).json()
    first, second, third = answer["years"]
    assert [year["year"] for year in answer["years"]] == [2027, 2028, 2029]
    assert [year["coverage_share"] for year in answer["years"]] == [0.2, 0.5, 1]
    assert first["funding"] == {"committed": 3_000_000, "likely": 0, "asked": 0}
    assert third["gap"] == third["total"] - 1_000_000
    assert answer["cliffs"] == [{"year": 2029, "before": 3_000_000, "after": 0, "share": 1, "ending": ["Grant"]}]
    mediators = next(row for row in answer["staffing_gap"] if row["role"] == "mediators")
    assert (mediators["recommended"], mediators["missing"]) == (17, 12)
    assert mediators["cost"] == round(12 * 58_000 * 1.3)
    for year in answer["years"]:
        assert sum(line["amount"] for line in year["budget"]) == year["total"]
        assert sum(row["count"] for row in year["staffing"]) == year["all_staff"]
    assert second["new_posts"] == sum(row["new"] for row in second["staffing"])


def test_every_fault_of_a_plan_is_at_its_pointer(client: Client) -> None:
    body = {
        "population": 238_005,
        "years": 2,
        "coverage_by_year": [0.5, 1.5],
        "funding": [
            {"amount": -5, "first_year": 2030, "last_year": 2027, "certainty": "sure", "since": 1},
            {"name": "no amount"},
        ],
        "current_staff": {"wizards": {}, "mediators": {"city": "3", "county": 1}, "supervisors": 4},
        "edit": "add",
    }
    assert sorted(pointers(post(client, "plans", body))) == [
        "/coverage_by_year/1",
        "/current_staff/mediators/city",
        "/current_staff/mediators/county",
        "/current_staff/supervisors",
        "/current_staff/wizards",
        "/edit",
        "/funding/0/amount",
        "/funding/0/certainty",
        "/funding/0/last_year",
        "/funding/0/since",
        "/funding/1/amount",
    ]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"funding": [{"amount": 1}] * 12_000}, "/funding"),
        ({"funding": {"amount": 1}}, "/funding"),
        ({"funding": [7]}, "/funding/0"),
        ({"current_staff": [1]}, "/current_staff"),
        ({"coverage_by_year": [0.5], "years": 3}, "/coverage_by_year"),
        ({"coverage_by_year": 0.5}, "/coverage_by_year"),
        ({"coverage_by_year": [0.1] * 5, "ramp": "even"}, "/coverage_by_year"),
        ({"funding_name": "A"}, "/funding_name"),
        ({"current_mediators_city": 1}, "/current_mediators_city"),
        ({"years": 0}, "/years"),
        ({"ramp": "steep"}, "/ramp"),
        ({"ramp": "typed"}, "/coverage_by_year"),
        ({"ramp": "typed", "coverage_by_year": None, "years": 3}, "/coverage_by_year"),
        ({"ramp": "typed", "coverage_by_year": []}, "/coverage_by_year"),
    ],
)
def test_a_body_that_cannot_be_used_says_where(client: Client, body: dict[str, Any], pointer: str) -> None:
    assert pointers(post(client, "plans", {"population": 238_005, **body})) == [pointer]


def test_the_return_is_that_of_the_method(client: Client) -> None:
    body = {"methodology": "caps@2026.1", "population": 238_005, "homicides": 50, "perspective": "taxpayer_unit"}
    body |= {"effect": {"high": 0.4}}
    answer = post(client, "returns", body).json()
    assert answer["effect"] == {"low": 0, "central": 0.15, "high": 0.4}
    assert answer["cost"] == 19_888_485
    assert answer["break_even_homicides"] == pytest.approx(13.259, abs=0.001)
    assert answer["averted"]["central"]["homicides"] == pytest.approx(7.5)
    assert answer["benefit"]["central"] == round(7.5 * 1_500_000 + 22.5 * 783_000)
    assert 0 < answer["probability_benefit_exceeds_cost"] < 1
    assert sum(answer["distribution"]["counts"]) == 10_000
    assert answer["perspectives"] == []
    assert answer == post(client, "returns", body).json()
    assert len(answer["study_notes"]) == 5


def test_a_ramp_carries_through_to_the_return(client: Client) -> None:
    scenario = {"methodology": "caps@2026.1", "population": 238_005, "years": 10, "ramp": "sc2"}
    plan = post(client, "plans", scenario).json()
    answer = post(client, "returns", {**scenario, "homicides": 40}).json()
    assert (answer["years_counted"], answer["cost"]) == (10, plan["total"])
    reached = sum(year["coverage_share"] for year in plan["years"])
    assert answer["averted"]["high"]["homicides"] == pytest.approx(40 * reached * 0.3)


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/homicides"),
        ({"homicides": 3, "effect": {"low": 0.9}}, "/effect/low"),
        ({"homicides": 3, "effect": {"middle": 0.9}}, "/effect/middle"),
        ({"homicides": 3, "effect": 0.2}, "/effect"),
        ({"homicides": 3, "effect_low": 0.1}, "/effect_low"),
        ({"homicides": 3, "perspective": "mine"}, "/perspective"),
        ({"homicides": 3, "seed": -1}, "/seed"),
    ],
)
def test_a_return_that_cannot_be_given_says_why(client: Client, body: dict[str, Any], pointer: str) -> None:
    assert pointers(post(client, "returns", {"population": 238_005, **body})) == [pointer]


def test_a_return_is_told_from_every_perspective(client: Client) -> None:
    answer = post(client, "returns", {"population": 238_005, "homicides": 50, "cost_per_homicide": 2_000_000}).json()
    found = {view["key"]: view for view in answer["perspectives"]}
    assert list(found) == ["taxpayer_average", "taxpayer_unit", "social", "own"]
    central = {key: round(view["benefit_per_dollar"]["central"], 3) for key, view in found.items()}
    assert central == {"taxpayer_average": 0.112, "taxpayer_unit": 0.91, "social": 3.067, "own": 0.441}
    assert (answer["constant_year"], answer["cost"], answer["baseline"]) == (2025, 20_411_804, 50)
    assert answer["benefit_per_dollar"] == found["taxpayer_average"]["benefit_per_dollar"]


def test_three_million_dollars_pay_for_a_tenth(client: Client) -> None:
    answer = post(client, "solve", {"population": 238_005, "amount": 3_000_000}).json()
    assert (answer["coverage_share"], answer["total"], answer["remainder"]) == (0.105, 2_790_806, 209_194)
    assert sum(line["amount"] for line in answer["budget"]) == answer["total"]
    assert answer["next_step"]["adds"]
    assert answer["smallest"] is None


@pytest.mark.parametrize(
    ("path", "body", "pointer"),
    [
        ("solve", {"amount": -1}, "/amount"),
        ("solve", {"amount": 10**18}, "/amount"),
        ("solve", {}, "/amount"),
        ("solve", {"amount": 10**6, "coverage_by_year": [0.2, 0.5]}, "/coverage_by_year"),
        ("solve", {"amount": 10**6, "methodology": "caps@2026.1"}, "/methodology"),
        ("sensitivity", {"outreach_basis": 3}, "/outreach_basis"),
        ("budgets", {"outreach_basis": 2, "outreach_posts": 5_001}, "/outreach_posts"),
        ("budgets", {"outreach_basis": 2}, "/outreach_posts"),
        ("budgets", {"dollars_of": 1999}, "/dollars_of"),
        ("returns", {"homicides": 9, "effect": {"low": -0.6}}, "/effect/low"),
        ("returns", {"homicides": 9, "constant_year": 1999}, "/constant_year"),
        ("returns", {"homicides": 9, "perspective": "own"}, "/cost_per_homicide"),
        ("returns", {"homicides": 9, "coverage_share": 0.01}, "/coverage_share"),
    ],
)
def test_what_the_new_edition_cannot_use_says_where(
    client: Client, path: str, body: dict[str, Any], pointer: str
) -> None:
    assert pointers(post(client, path, {"population": 238_005, **body})) == [pointer]
