"""Requests inside a program through the API: they recompute, add up, tie, and say what is wrong at its place."""

import random
from math import prod
from typing import Any

import pytest
from django.test import Client

from tests.reference.rounding import whole

pytestmark = pytest.mark.django_db
NORFOLK = {"methodology": "field@2027.1", "population": 231_105, "price_level": 97.941, "years": 3}
ROLES = ("outreach_workers", "mediators", "case_managers", "supervisors", "ovp_directors", "data_analysts")


def post(client: Client, body: dict[str, Any]) -> Any:
    return client.post("/api/v1/grant-budgets/", body, content_type="application/json")


def answered(client: Client, **body: Any) -> dict[str, Any]:
    response = post(client, {**NORFOLK, **body})
    assert response.status_code == 200, response.content
    found: dict[str, Any] = response.json()
    return found


def faults(client: Client, **body: Any) -> dict[str, str]:
    response = post(client, {**NORFOLK, **body})
    assert response.status_code == 400, response.content
    return {fault["pointer"]: fault["message"] for fault in response.json()["errors"]}


def check_lines(answer: dict[str, Any]) -> None:
    for period in answer["periods"]:
        for line in period["lines"]:
            factors = ((each["value"], each["unit"]) for each in line["factors"])
            product = whole(prod(value / 12 if unit == "months" else value for value, unit in factors))
            assert {each["unit"] for each in line["factors"]} <= {"positions", "usd", "months", "people", "share"}
            if line["pay"] is None:
                assert line["amount"] == product, line
            else:
                assert (line["pay"], line["fringe"]) == (product, whole(product * line["fringe_share"])), line
                assert line["amount"] == line["pay"] + line["fringe"]
            assert f"${line['amount']:,}" in line["computation"]
        classes = period["object_classes"]
        assert sum(each["amount"] for each in period["ojp_categories"]) == classes["k_total"]
    subawards = sum(
        line["amount"] for period in answer["periods"] for line in period["lines"] if line["treatment"] == "subaward"
    )
    assert sum(row["total"] for row in answer["subrecipients"]) == subawards


def test_random_programs_recompute_and_tie(client: Client) -> None:
    chance = random.Random(14)
    for _ in range(25):
        body: dict[str, Any] = {
            "methodology": chance.choice(["caps@2027.1", "field@2027.1"]),
            "population": int(10 ** chance.uniform(3.5, 6.5)),
            "price_level": round(chance.uniform(85, 115), 2),
            "training_share": round(chance.random(), 3),
            "operations_share": round(chance.uniform(0, 0.3), 3),
            "subrecipient_indirect_share": round(chance.uniform(0, 0.2), 3),
        }
        if chance.random() < 0.8:
            body["years"] = chance.randint(1, 5)
        answer = answered(client, **body)
        check_lines(answer)
        assert answer["whole"]["object_classes"]["i_total_direct"] == answer["budget_total"]
        assert answer["rest"] == 0
        staffed = {role: {"community": chance.randint(0, 6)} for role in chance.sample(ROLES, 3)}
        asked = answered(client, **body, current_staff=staffed, request={"cap": 1_500_000, "fit": True})
        check_lines(asked)
        assert asked["request"]["over_by"] == 0
        assert asked["whole"]["object_classes"]["k_total"] <= 1_500_000
        for row in asked["payers"]:
            assert row["planned"] == row["city"] + row["community"] + row["requested"] + row["unpaid"]


def test_a_request_of_two_million_is_a_real_program(client: Client) -> None:
    answer = answered(client, request={"cap": 2_000_000, "fit": True})

    assert 1_700_000 <= answer["whole"]["object_classes"]["k_total"] <= 2_000_000
    posts = answer["request"]["posts"]
    office = ("supervisors", "ovp_directors", "engagement_managers", "data_analysts", "services_liaisons")
    assert sum(count for role, count in posts.items() if role not in office) >= 4
    assert posts["supervisors"] >= 1
    assert answer["rest"] > 0


def test_over_by_is_what_is_above_the_cap(client: Client) -> None:
    whole_award = answered(client)["whole"]["object_classes"]["k_total"]

    assert answered(client, request={"cap": 2_000_000})["request"]["over_by"] == whole_award - 2_000_000


def test_organizations_divide_the_subawards_and_the_rest_is_in_plain_sight(client: Client) -> None:
    rows = [
        {"name": "Peacekeepers", "posts": {"outreach_workers": 3}, "operations_share": 0.2, "indirect_rate": 0.1},
        {"name": "Hospital", "posts": {"hvip_specialists": 1}, "services": 0.25, "documents_due": "Audit"},
    ]
    answer = answered(client, subrecipients=rows)

    check_lines(answer)
    first, second, rest = answer["subrecipients"]
    assert (first["posts"], second["posts"]) == ({"outreach_workers": 3}, {"hvip_specialists": 1})
    assert rest["unassigned"]
    assert (first["in_mtdc"], second["in_mtdc"], rest["in_mtdc"]) == (50_000, 50_000, 50_000)
    assert answer["difference"] != 0
    assert answer["whole"]["object_classes"]["i_total_direct"] == answer["budget_total"] + answer["difference"]


def test_everything_wrong_is_told_at_its_place(client: Client) -> None:
    found = faults(
        client,
        request={"posts": {"outreach_workers": -1, "wizards": 2}, "services": 1.5, "fit": True},
        subrecipients=[
            {"name": "A", "posts": {"wizards": 1}, "services": 0.7, "indirect_rate": 2},
            {"name": "B", "services": 0.6},
        ],
        other_lines=[{"name": "Travel", "amount": 5, "treatment": "gifts"}],
    )

    assert set(found) == {
        "/request/posts/outreach_workers",
        "/request/posts/wizards",
        "/request/services",
        "/request/fit",
        "/subrecipients/0/posts/wizards",
        "/subrecipients/0/indirect_rate",
        "/other_lines/0/treatment",
    }


def test_what_the_program_cannot_give_is_told_beside_what_is_written_wrongly(client: Client) -> None:
    found = faults(
        client,
        indirect_rate=2.0,
        request={"posts": {"outreach_workers": 900, "wizards": 1}},
        subrecipients=[
            {"name": "A", "services": 0.7},
            {"name": "B", "services": 0.6},
            {"name": "C", "posts": {"wizards": 1, "ovp_directors": 1}},
        ],
    )

    assert set(found) == {
        "/indirect_rate",
        "/request/posts/outreach_workers",
        "/request/posts/wizards",
        "/subrecipients/1/services",
        "/subrecipients/2/posts/wizards",
        "/subrecipients/2/posts/ovp_directors",
    }
    assert "900 are more than the" in found["/request/posts/outreach_workers"]
    assert "“wizards” is no role that can stand here" in found["/request/posts/wizards"]


def test_more_than_there_is_is_told_at_the_post(client: Client) -> None:
    too_many = {"outreach_workers": 400}

    assert "planned" in faults(client, request={"posts": too_many})["/request/posts/outreach_workers"]
    passed_on = faults(client, subrecipients=[{"name": "A", "posts": too_many}])
    assert "are asked for" in passed_on["/subrecipients/0/posts/outreach_workers"]
    shares = [{"name": "A", "services": 0.7}, {"name": "B", "services": 0.6}]
    assert "more than all" in faults(client, subrecipients=shares)["/subrecipients/1/services"]


def test_an_old_edition_asks_for_the_whole_and_knows_no_request(client: Client) -> None:
    body = {**NORFOLK, "methodology": "caps@2026.1"}

    assert post(client, body).json()["request"] is None
    assert post(client, {**body, "request": {"cap": 5}}).status_code == 400
