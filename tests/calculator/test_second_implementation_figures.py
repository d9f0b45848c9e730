"""The second implementation gives every check value that ../shared/METHODOLOGY-2027.md prints."""

import pytest

from tests.reference.bases import bases, spread
from tests.reference.one_year import budget
from tests.reference.plan import plan
from tests.reference.presets import filled_in
from tests.reference.returns import returns
from tests.reference.solve import solve

POPULATION = filled_in({"population": 238_005})
NORFOLK = {"population": 231_105, "price_level": 97.941}
IN_POST = {"outreach": {"community": 10}, "supervisor": {"community": 2}, "ovp_director": {"city": 1}}


def test_one_year_is_the_published_profile() -> None:
    assert budget(POPULATION)["total"] == 19_888_485
    assert budget(filled_in(NORFOLK | {"methodology": "field"}))["total"] == 16_283_529


def test_the_default_plan() -> None:
    years = plan(POPULATION)

    assert [y["total"] for y in years] == [3_288_391, 7_453_056, 11_813_851, 16_324_493, 20_874_499]
    assert [round(y["worked_share"], 4) for y in years] == [0.6, 0.7499, 0.7895, 0.828, 0.8419]


def test_a_plan_with_people_in_post() -> None:
    years = plan(filled_in(NORFOLK | {"methodology": "field", "current_staff": IN_POST}))

    assert [y["total"] for y in years] == [3_872_249, 6_861_348, 10_006_667, 13_313_239, 17_119_652]


def test_what_a_dollar_returns() -> None:
    question = filled_in({"population": 238_005, "homicides": 50})

    found = returns(question, sent={"homicides"}, planned=False)["perspectives"]

    assert {key: round(row["benefit_per_dollar"]["central"], 3) for key, row in found.items()} == {
        "taxpayer_average": 0.112,
        "taxpayer_unit": 0.910,
        "social": 3.067,
    }


def test_what_three_million_pays_for() -> None:
    found = solve(POPULATION, 3_000_000, step=10)

    assert found is not None
    assert (found["coverage_share"], found["total"]) == (0.1050, 2_790_806)


def test_the_two_ways_of_estimating_norfolk() -> None:
    question = filled_in(NORFOLK) | {"homicides_five_year": 46.6}

    share, homicides = bases(question, [])

    assert [round(share[name], 1) for name in ("people", "people_low", "people_high")] == [231.1, 115.6, 439.1]
    assert [share[name] for name in ("total", "total_low", "total_high")] == [19_359_585, 10_062_016, 36_386_111]
    assert [homicides[name] for name in ("people", "people_low", "people_high")] == pytest.approx([186.4, 116.5, 279.6])
    assert [homicides[name] for name in ("total", "total_low", "total_high")] == [15_521_491, 10_104_631, 23_117_071]
    assert spread(question, [share, homicides])["total_high"] == 36_386_111


def test_a_plan_of_one_full_year_is_the_one_year_budget() -> None:
    terms = {"years": 1, "first_year": 2024, "ramp": "full", "turnover_share": 0, "hiring_lag_months": 0}
    still = {"startup_per_post": 0, "rehire_cost": 0, "pay_growth_share": 0, "price_growth_share": 0}

    for population in (9_000, 238_005, 2_700_000):
        question = filled_in({"population": population} | terms | still)
        assert plan(question)[0]["total"] == budget(question)["total"]
