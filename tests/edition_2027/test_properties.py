"""What must hold for every question to edition 2027.1."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calculator.engine.errors import TooFewWorkersError
from calculator.engine.evaluate import evaluate, evaluate_arrays
from calculator.engine.rules_2027_1.quarters import laid_over, upto
from calculator.engine.rules_2027_1.returns import WorkYear
from calculator.engine.rules_2027_1.sensitivity import joint_of, sensitivity_of, uncertain_of
from calculator.engine.rules_2027_1.solve import coverages, one_year_grid, solution_of
from calculator.methods import released
from tests.edition_2027.asking import CAPS, METHODS, PLAN, budget, inputs_of, plan, returns
from tests.edition_2027.scenarios import questions
from tests.engine.asking import inputs_of as inputs_of_before
from tests.engine.scenarios import Scenario

Question = tuple[str, Scenario]
FRONTLINE = [role.stem for role in CAPS.roles if role.group == "frontline"]


@given(st.integers(0, 20_000_000))
def test_with_nothing_moved_caps_gives_the_staff_and_dollars_of_the_edition_before(population: int) -> None:
    before = evaluate(released()["caps@2026.1"], inputs_of_before(released()["caps@2026.1"], population=population))
    now = evaluate(CAPS, inputs_of(CAPS, population=float(population)))
    shared = ["total", "staffing_cost", "training_cost", "evaluation_cost", "all_staff", *(r.key for r in CAPS.roles)]
    assert {name: now[name] for name in shared} == {name: before[name] for name in shared}


@given(questions())
def test_money_and_posts_are_whole_and_printed_columns_add_up(question: Question) -> None:
    method, inputs = METHODS[question[0]], question[1]
    values = evaluate(method, inputs)
    whole = [name for name, line in method.lines.items() if line.unit in ("staff", "USD")]
    assert all(values[name] == int(values[name]) >= 0 for name in whole)
    assert values["total"] == sum(values[name] for name in method.budget)
    assert values["staffing_cost"] == sum(values[role.cost_line] for role in method.roles)
    for role in method.roles:
        assert values[f"{role.stem}_wages"] == values[role.key] * values[role.pay_line]


@given(questions(), st.floats(0, 1))
def test_one_years_total_never_falls_with_coverage(question: Question, share: float) -> None:
    name, inputs = question
    if inputs["scale_threshold_first"] > inputs["scale_threshold_second"]:
        inputs = {**inputs, "scale_threshold_first": inputs["scale_threshold_second"]}
    less, more = sorted((share, inputs["coverage_share"]))
    totals = [evaluate(METHODS[name], {**inputs, "coverage_share": each})["total"] for each in (less, more)]
    assert totals[0] <= totals[1]


@given(questions(), st.sampled_from([role.stem for role in CAPS.roles]), st.integers(0, 5_000), st.integers(0, 5_000))
def test_one_years_total_never_falls_with_a_typed_post(question: Question, stem: str, one: int, other: int) -> None:
    name, inputs = question
    typed = [{**inputs, f"{stem}_basis": 2.0, f"{stem}_posts": float(posts)} for posts in sorted((one, other))]
    less, more = (evaluate(METHODS[name], each)["total"] for each in typed)
    assert less <= more


@settings(max_examples=40)
@given(st.lists(questions(), min_size=1, max_size=10))
def test_arrays_and_floats_agree(asked: list[Question]) -> None:
    for name, method in METHODS.items():
        rows = [inputs for of, inputs in asked if of == name]
        if rows:
            arrays = evaluate_arrays(method, {key: np.array([row[key] for row in rows]) for key in rows[0]})
            for index, row in enumerate(rows):
                for line, value in evaluate(method, row).items():
                    found = float(np.broadcast_to(arrays[line], (len(rows),))[index])
                    assert found == value or (line in POWERS and found == pytest.approx(value, rel=1e-15)), line


POWERS = ("pay_index", "price_index")  # a power may differ in the last binary digit from one machine to another


@settings(max_examples=25)
@given(questions(), st.integers(0, 400_000_000))
def test_solving_finds_the_largest_coverage_of_its_grid(question: Question, amount: int) -> None:
    name, inputs = question
    solution = solution_of(one_year_grid(METHODS[name], inputs), amount)
    totals = evaluate_arrays(METHODS[name], {**inputs, "coverage_share": coverages()})["total"]
    within = coverages()[np.broadcast_to(totals, (10_001,)) <= amount]
    assert solution.coverage_share == (max(within) if within.size else None)
    if solution.coverage_share is not None:
        alone = evaluate(METHODS[name], {**inputs, "coverage_share": solution.coverage_share})
        assert alone["total"] == solution.total
        assert amount - alone["total"] == solution.remainder


PLANS = {
    "ramp": st.sampled_from(list(PLAN.shapes)),
    "years": st.integers(1, 6).map(float),
    "hiring_lag_months": st.integers(0, 24).map(lambda halves: halves / 2),
    "turnover_share": st.integers(0, 100).map(lambda percent: percent / 100),
    "keep_staff": st.sampled_from([0.0, 1.0]),
}


@settings(max_examples=30)
@given(
    questions(),
    st.fixed_dictionaries(PLANS),
    st.dictionaries(st.sampled_from([r.key for r in CAPS.roles]), st.integers(0, 60)),
)
def test_quarters_tie_to_years_and_posts_to_each_other(
    question: Question, terms: dict, in_post: dict[str, int]
) -> None:
    name, inputs = question
    ramp = terms.pop("ramp") if "ramp" in terms else "even"
    years = plan(name, ramp, in_post=in_post, **{**inputs, **terms})
    before = {role.key: in_post.get(role.key, 0) for role in CAPS.roles}
    for year in years:
        assert sum(year.quarters) == year.total == sum(line.amount for line in year.lines)
        assert min(year.quarters) >= 0
        for posts in year.posts:
            assert posts.before == before[posts.role]
            assert posts.count == posts.before + posts.new - posts.given_up
            assert posts.count >= posts.recommended
        before = {posts.role: posts.count for posts in year.posts}


def test_a_plan_without_lag_turnover_or_growth_is_the_one_year_budget() -> None:
    nothing = dict.fromkeys(
        [
            "pay_growth_share",
            "price_growth_share",
            "hiring_lag_months",
            "turnover_share",
            "startup_per_post",
            "rehire_cost",
        ],
        0.0,
    )
    [first, *_] = plan("caps", "full", population=238_005.0, first_year=2024.0, **nothing)
    assert first.total == first.total_if_filled == budget(CAPS, population=238_005.0).total


def test_nobody_is_dismissed_to_be_hired_again() -> None:
    kept = plan("caps", population=238_005.0, in_post={"mediators": 12})
    assert [year.posts[1].count for year in kept] == [12, 12, 12, 14, 17]
    let_go = plan("caps", population=238_005.0, in_post={"mediators": 12}, keep_staff=0.0)
    assert let_go[0].posts[1].given_up > 0


@given(st.integers(1, 10_000_000), st.lists(st.integers(0, 50), min_size=4, max_size=4))
def test_a_line_by_quarter_adds_up(amount: int, weights: list[int]) -> None:
    assert sum(laid_over(float(amount), upto(weights))) == amount


def test_no_return_without_workers() -> None:
    with pytest.raises(TooFewWorkersError):
        returns([WorkYear(1.0, 1.0, 3, 500_000, 2024)], homicides=50.0)


@given(st.floats(0, 0.4), st.floats(0, 0.3), st.floats(0.01, 0.3), st.integers(4, 400), st.integers(10**6, 10**8))
def test_certain_inputs_give_the_closed_form(low: float, up: float, more: float, homicides: int, cost: int) -> None:
    central, high = low + up, low + up + more
    assume(central < high <= 1)
    found = returns(
        [WorkYear(1.0, 1.0, 40, cost, 2024)],
        homicides=float(homicides),
        sent=(),
        vary_homicides=0.0,
        nonfatal_per_homicide=0.0,
        share_connected=0.6,
        effect_low=low,
        effect_central=central,
        effect_high=high,
    )
    view = found.views["social"]
    needed = (
        cost * 321.943 / 313.689 / (homicides * 0.6 * view.homicide_cost)
    )  # the effect at which benefit equals cost
    assert view.probability_benefit_exceeds_cost == pytest.approx(
        1 - triangular_below(needed, low, central, high), abs=2e-4
    )


def triangular_below(x: float, low: float, peak: float, high: float) -> float:
    """Return the chance that a triangular number lies below `x`."""
    if x <= low:
        return 0.0
    if x >= high:
        return 1.0
    if x < peak:
        return (x - low) ** 2 / ((high - low) * (peak - low))
    return 1 - (high - x) ** 2 / ((high - low) * (high - peak))


def test_what_was_sent_stays_put_in_the_joint_band() -> None:
    inputs = inputs_of(CAPS, population=238_005.0, high_risk_share=0.002)
    found = sensitivity_of(CAPS, inputs, sent={"high_risk_share"})
    assert "high_risk_share" not in [swing.name for swing in found.swings]
    assert found.people.p_five == found.people.p_ninety_five == pytest.approx(476.01)
    sizes = [swing.size for swing in found.swings]
    assert sizes == sorted(sizes, reverse=True)
    drawn = joint_of(CAPS, inputs, uncertain_of(CAPS, inputs, sent={"high_risk_share"}))
    one = {name: float(np.broadcast_to(value, (10_000,))[7]) for name, value in drawn.items()}
    assert found.total.p_five < one["total"] < found.total.p_ninety_five * 2
