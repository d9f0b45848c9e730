"""The reference: Norfolk as published, and the check values of two larger cities."""

import pytest

from calculator.engine.errors import MissingFactError
from tests.engine.asking import CAPS, FIELD, budget

NORFOLK = 238_005
NORFOLK_STAFF = {
    "outreach_workers": 16,
    "mediators": 17,
    "case_managers": 10,
    "family_case_managers": 5,
    "victim_advocates": 8,
    "hvip_specialists": 6,
    "supervisors": 12,
    "ovp_directors": 1,
    "assistant_directors": 0,
    "engagement_managers": 1,
    "data_analysts": 1,
    "services_liaisons": 1,
}
NORFOLK_BUDGET = {
    "wraparound_cost": 10_710_225,
    "frontline_cost": 4_836_000,
    "supervision_ovp_cost": 1_719_900,
    "training_cost": 1_638_975,
    "evaluation_cost": 983_385,
}


def test_norfolk_staff_is_the_published_one() -> None:
    answer = budget(CAPS, population=NORFOLK)
    assert {line.role: line.count for line in answer.staffing} == NORFOLK_STAFF
    assert [answer.values[name] for name in ("frontline_staff", "ovp_staff", "all_staff")] == [62, 4, 78]


def test_norfolk_people_at_highest_risk_are_not_rounded() -> None:
    answer = budget(CAPS, population=NORFOLK)
    assert answer.high_risk == answer.people_served == pytest.approx(238.005, abs=1e-9)


def test_norfolk_money_is_the_tabled_one() -> None:
    answer = budget(CAPS, population=NORFOLK)
    assert {line.line: line.amount for line in answer.budget} == NORFOLK_BUDGET
    assert answer.total == sum(NORFOLK_BUDGET.values()) == 19_888_485


@pytest.mark.parametrize(
    ("line", "published", "off_by_percent"),
    [("wraparound_cost", 10_710_225, 0), ("frontline_cost", 4_837_055, -0.02), ("total", 19_889_880, -0.007)],
)
def test_norfolk_is_as_far_from_the_published_figure_as_we_say(
    line: str, published: int, off_by_percent: float
) -> None:
    difference = budget(CAPS, population=NORFOLK).values[line] / published - 1
    assert difference * 100 == pytest.approx(off_by_percent, abs=0.002)


def test_norfolk_homicides_give_the_published_rate() -> None:
    answer = budget(CAPS, population=NORFOLK, homicides=50)
    assert round(50 / NORFOLK * 100_000) == 21
    assert answer.per_homicide == round(19_888_485 / 50)


@pytest.mark.parametrize(
    ("population", "total", "frontline", "supervisors", "ovp"),
    [(568_271, 46_278_335, None, None, None), (2_721_308, 207_620_300, 597, 119, 21)],
    ids=["Baltimore", "Chicago"],
)
def test_larger_cities_give_the_check_values(
    population: int, total: int, frontline: int | None, supervisors: int | None, ovp: int | None
) -> None:
    answer = budget(CAPS, population=population)
    assert answer.total == total
    for name, count in (("frontline_staff", frontline), ("supervisors", supervisors), ("ovp_staff", ovp)):
        assert count is None or answer.values[name] == count


def test_the_second_basis_needs_homicides_and_says_so() -> None:
    with pytest.raises(MissingFactError, match="homicides is not reported") as caught:
        budget(CAPS, population=NORFOLK, high_risk_basis=2)
    assert caught.value.fact == "homicides"
    assert budget(CAPS, population=NORFOLK, high_risk_basis=2, homicides=50).high_risk == 200


def test_the_third_basis_is_the_local_estimate() -> None:
    assert budget(CAPS, population=NORFOLK, high_risk_basis=3, local_high_risk=311).high_risk == 311
    with pytest.raises(MissingFactError) as caught:
        budget(CAPS, population=NORFOLK, high_risk_basis=3)
    assert caught.value.fact == "local_high_risk"


def test_local_pay_needs_a_price_level_and_says_so() -> None:
    with pytest.raises(MissingFactError) as caught:
        budget(FIELD, population=NORFOLK)
    assert caught.value.fact == "price_level"
    dear = budget(FIELD, population=NORFOLK, price_level=110)
    assert dear.staffing[0].salary == 61_567  # 55,970 x 1.10


@pytest.mark.parametrize("population", [0, 1, 2, 500])
def test_a_village_gets_a_whole_answer_and_the_advice_to_plan_together(population: int) -> None:
    answer = budget(CAPS, population=population)
    assert answer.advice[0].code == "plan_as_region"
    assert answer.total == round(population * 0.001 * 45_000)
    assert (answer.per_resident, answer.per_person_served) == ((None, None) if not population else (45, 45_000))


def test_the_working_of_a_line_has_its_formula_values_and_result() -> None:
    steps = {step.line: step for step in budget(CAPS, population=NORFOLK).working}
    assert list(steps) == list(CAPS.lines)
    step = steps["outreach_workers"]
    assert step.formula == "ROUND(workload / outreach_caseload, 0)"
    assert step.values == {"workload": pytest.approx(238.005), "outreach_caseload": 15}
    assert step.result == 16
