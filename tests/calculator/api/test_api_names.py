"""The names that edition 2027.1 added to the API are there, with the shapes that their documentation promises."""

from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
PLACE = {"population": 238_005, "homicides": 50}
THREE = {"low", "central", "high"}


def _post(client: Client, path: str, **body: Any) -> dict[str, Any]:
    answer = client.post(f"/api/v1/{path}/", {**PLACE, **body}, content_type="application/json")
    assert answer.status_code == 200, answer.content[:500]
    found: dict[str, Any] = answer.json()
    return found


def test_a_budget_has_its_bases_range_and_every_role(client: Client) -> None:
    answer = _post(client, "budgets", homicides_three_year=40, homicides_five_year=45, outreach_basis=0)
    assert {"dollars_of", "people_reached"} <= answer.keys()
    for basis in answer["bases"]:
        assert {"basis", "label", "source", "usable", "reason", "chosen"} <= basis.keys()
        assert {f"{what}{end}" for what in ("people", "total") for end in ("", "_low", "_high")} <= basis.keys()
    assert answer["bases"][1]["people"] == 45 * 4
    assert set(answer["range"]) == {"people_low", "people_high", "total_low", "total_high", "ratio"}
    assert "community_overhead_cost" in {line["line"] for line in answer["budget"]}
    counts = {row["role"]: row["count"] for row in answer["staffing"]}
    assert len(counts) == 12
    assert counts["outreach_workers"] == 0


def test_a_plan_tells_roles_quarters_and_cash(client: Client) -> None:
    answer = _post(client, "plans", years=2, current_staff={"outreach_workers": {"community": 2}})
    year = answer["years"][0]
    names = "worked_share people_reached startup_cost turnover_cost total_if_filled filled_share"
    assert set(names.split()) <= year.keys()
    assert set(year["dollar_index"]) == {"pay", "price"}
    assert year["pay_index"] == 1
    assert {"count", "new", "given_up", "months", "salary", "wages", "fringe", "cost"} <= year["staffing"][0].keys()
    assert len(answer["quarters"]) == 8
    assert set(answer["quarters"][0]) == {"year", "quarter", "spending", "received", "balance"}
    assert sum(row["spending"] for row in answer["quarters"]) == answer["total"]
    assert {"cash_needed", "warnings"} <= answer.keys()


def test_a_return_shows_every_perspective(client: Client) -> None:
    answer = _post(client, "returns", cost_per_homicide=1_000_000, current_staff={"outreach_workers": {"city": 1}})
    assert {"cost", "constant_year", "baseline", "averted"} <= answer.keys()
    keys = [row["key"] for row in answer["perspectives"]]
    assert keys == ["taxpayer_average", "taxpayer_unit", "social", "own"]
    names = "key label cost_per_homicide cost_per_nonfatal price_year probability_benefit_exceeds_cost"
    for row in answer["perspectives"]:
        assert set(f"{names} break_even_homicides cost_per_shooting_averted".split()) <= row.keys()
        assert set(row["benefit"]) == set(row["benefit_per_dollar"]) == THREE


def test_how_sure_and_the_money_that_there_is(client: Client) -> None:
    sure = _post(client, "sensitivity")
    assert set(sure["parameters"][0]) == {"name", "label", "low", "value", "high", "total_low", "total_high"}
    assert set(sure["joint"]) == {"draws", "people", "total"}
    assert set(sure["joint"]["people"]) == set(sure["joint"]["total"]) == {"p5", "p50", "p95"}
    solved = _post(client, "solve", amount=3_000_000)
    assert {"people_served", "remainder", "staffing", "budget", "smallest"} <= solved.keys()
    assert (solved["coverage_share"], solved["total"]) == (0.105, 2_790_806)
    assert set(solved["next_step"]) == {"coverage_share", "total", "adds"}
    assert set(solved["next_step"]["adds"][0]) == {"role", "count"}
    assert set(_post(client, "solve", amount=200_000)["smallest"]) == {"coverage_share", "total", "staffing"}


def test_lists_answer_results_and_a_city_says_how_its_homicides_stand(client: Client) -> None:
    for path in ("funders", "validation"):
        assert client.get(f"/api/v1/{path}/").json()["results"]
    assert client.get("/api/v1/cities/norfolk-va/").json()["homicides"]["status"]


def test_the_range_stands_beside_every_total_and_a_quiet_city_is_told_so(client: Client) -> None:
    compared = client.get("/compare/?city=irvine-ca&city=norfolk-va").content.decode()
    for words in ("116 to 439 by every way to count", "$10.1 to $36.4 million by every way to count"):
        assert words in compared
    profile = client.get("/cities/irvine-ca/").content.decode()
    assert "No homicide was reported here in 2025" in profile
    assert "No homicide was reported" not in client.get("/cities/norfolk-va/").content.decode()
