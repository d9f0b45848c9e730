"""What a program might return: closed forms, draws, break-even."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.engine.errors import MissingFactError
from calculator.engine.returns import Effect, Returns
from calculator.engine.rules_2026_1.returns import drawn, estimate_of
from calculator.methods import editions

RULES = editions()["2026.1"].returns
USUAL = Effect(0.0, 0.15, 0.3)


def returns(perspective: str = "taxpayer_average", **given: object) -> Returns:
    usual: dict[str, object] = {
        "homicides": 37.0,
        "coverage_by_year": (1.0,),
        "cost": 19_889_880,
        "effect": USUAL,
        "nonfatal_per_homicide": 3.0,
        "seed": 2026,
    }
    return estimate_of(RULES, perspective=RULES.perspectives[perspective], **{**usual, **given})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("perspective", "homicides"), [("taxpayer_average", 73.6), ("taxpayer_unit", 13.3), ("social", 2.2)]
)
def test_norfolks_published_total_breaks_even_where_the_method_says(perspective: str, homicides: float) -> None:
    assert returns(perspective).break_even_homicides == pytest.approx(homicides, abs=0.05)


def test_the_central_answer_is_homicides_times_coverage_times_effect() -> None:
    central = returns(coverage_by_year=(0.2, 0.5)).central
    assert central.homicides_averted == pytest.approx(37 * 0.7 * 0.15)
    assert central.nonfatal_averted == pytest.approx(3 * 37 * 0.7 * 0.15)
    worth = central.homicides_averted * 270_399 + central.nonfatal_averted * 52_585
    assert central.benefit == round(worth)
    assert central.benefit_per_dollar == pytest.approx(worth / 19_889_880)


def test_society_has_no_figure_for_a_nonfatal_shooting_and_takes_none_from_another_perspective() -> None:
    social = returns("social")
    assert social.central.benefit == round(37 * 0.15 * 9_000_000)
    assert social.break_even_with_nonfatal == social.break_even_homicides


def test_break_even_is_a_year_however_many_years_are_counted() -> None:
    one, five = returns(), returns(coverage_by_year=(1.0,) * 5, cost=5 * 19_889_880)
    assert five.break_even_homicides == pytest.approx(one.break_even_homicides)
    assert five.central.benefit_per_dollar == pytest.approx(one.central.benefit_per_dollar or 0)


def test_draws_are_the_same_for_the_same_seed_and_others_for_another() -> None:
    assert returns("taxpayer_unit") == returns("taxpayer_unit")
    assert returns("taxpayer_unit", seed=1).distribution != returns("taxpayer_unit").distribution


def test_there_are_ten_thousand_draws_between_the_bounds_shaped_as_triangles() -> None:
    inputs = {
        "homicides": 37.0,
        "coverage_years": 1.0,
        "cost": 1e6,
        "years_counted": 1.0,
        "cost_per_homicide": 270_399.0,
        "cost_per_nonfatal": 52_585.0,
        "nonfatal_per_homicide": 3.0,
    }
    lines = drawn(RULES, inputs, Effect(0.1, 0.15, 0.3), seed=7)
    averted = lines["homicides_averted"] / 37
    ratio = lines["nonfatal_averted"] / lines["homicides_averted"]
    assert averted.shape == (10_000,)
    assert 0.1 <= averted.min() < averted.max() <= 0.3
    assert 2 <= ratio.min() < ratio.max() <= 5
    # Mean (low + peak + high) / 3; 10,000 draws of this spread are within 0.005 but for once in many lifetimes.
    assert averted.mean() == pytest.approx(0.55 / 3, abs=0.005)
    assert ratio.mean() == pytest.approx(10 / 3, abs=0.05)
    assert np.count_nonzero(averted <= 0.15) / 10_000 == pytest.approx(0.25, abs=0.03)  # (peak − low) / (high − low)


def test_the_chance_of_exceeding_the_cost_is_the_closed_form_where_only_the_effect_is_drawn() -> None:
    # Society counts homicides alone: benefit > cost where effect > cost / (homicides * 9,000,000).
    needed = 19_889_880 / (37 * 9_000_000)
    closed = 1 - needed**2 / (0.3 * 0.15)
    found = returns("social").distribution
    assert found is not None
    assert found.probability_benefit_exceeds_cost == pytest.approx(closed, abs=0.02)
    assert sum(found.counts) == found.draws == 10_000
    assert found.percentile_five < found.median < found.percentile_ninety_five


effects = st.tuples(*[st.floats(0, 1)] * 3).map(lambda three: Effect(*sorted(three)))


@given(effects, st.floats(0, 1), st.floats(0, 500), st.sampled_from(list(RULES.perspectives)))
def test_a_larger_effect_never_lowers_the_benefit(
    effect: Effect, more: float, homicides: float, perspective: str
) -> None:
    larger = Effect(*(min(1.0, share + more) for share in (effect.low, effect.central, effect.high)))
    before = returns(perspective, effect=effect, homicides=homicides)
    after = returns(perspective, effect=larger, homicides=homicides)
    for name in ("low", "central", "high"):
        assert getattr(after, name).benefit >= getattr(before, name).benefit
    assert before.distribution is not None
    assert after.distribution is not None
    assert after.distribution.median >= before.distribution.median * (1 - 1e-12)
    assert before.low.benefit <= before.central.benefit <= before.high.benefit


def test_homicides_that_are_not_reported_are_asked_for_not_taken_as_zero() -> None:
    with pytest.raises(MissingFactError) as refused:
        returns(homicides=math.nan)
    assert refused.value.fact == "homicides"


@pytest.mark.parametrize("given", [{"homicides": 0.0}, {"effect": Effect(0, 0, 0)}, {"coverage_by_year": (0.0,)}])
def test_nothing_averted_is_an_answer(given: dict[str, object]) -> None:
    found = returns(**given)
    assert (found.low.benefit, found.central.benefit, found.high.benefit) == (0, 0, 0)
    assert found.distribution is not None
    assert found.distribution.probability_benefit_exceeds_cost == 0


def test_a_program_that_costs_nothing_has_no_benefit_for_each_dollar() -> None:
    found = returns(cost=0)
    assert found.distribution is None
    assert found.central.benefit_per_dollar is None
    assert found.break_even_homicides == 0


@pytest.mark.parametrize("three", [(0.2, 0.1, 0.3), (-0.1, 0, 0), (0, 0.5, 1.1)])
def test_an_effect_out_of_order_is_refused(three: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="low ≤ central ≤ high"):
        Effect(*three)


def test_every_study_says_its_design_and_a_caution() -> None:
    assert {study.design for study in RULES.studies} == {"quasi_experimental", "randomized", "before_after"}
    for study in RULES.studies:
        assert study.url.startswith("https://")
        assert len(study.caution) > 20
