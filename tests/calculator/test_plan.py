"""A program over years: what must always hold, and the figures known beforehand."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.engine.plan import PlanYear
from calculator.engine.rules_2026_1.plan import coverage_on, years_of
from calculator.methods import editions, released
from tests.engine.asking import CAPS, budget, inputs_of

RULES = editions()["2026.1"].plan
STILL = {
    "pay_growth_share": 0.0,
    "price_growth_share": 0.0,
    "hiring_lag_months": 0.0,
    "vacancy_share": 0.0,
    "startup_per_post": 0.0,
}


def plan(
    *coverage: float,
    methodology: str = "caps@2026.1",
    in_post: dict[str, int] | None = None,
    years_from: int = 2027,
    **given: float,
) -> tuple[PlanYear, ...]:
    """Return the plan with the usual assumptions and what is given."""
    usual = {name: float(record.value or 0) for name, record in RULES.parameters.items()}
    inputs = {**usual, **inputs_of(released()[methodology], **{"population": 238_005.0, "price_level": 100.0, **given})}
    return years_of(
        RULES.formulas(released()[methodology]),
        inputs,
        coverage_by_year=coverage,
        first_year=years_from,
        in_post=in_post or {},
    )


@given(
    population=st.integers(0, 3_000_000),
    methodology=st.sampled_from([name for name in released() if name.endswith("@2026.1")]),
    caseload=st.integers(1, 60),
)
def test_a_full_first_year_without_growth_lag_vacancy_or_startup_is_the_one_year_budget(
    population: int, methodology: str, caseload: int
) -> None:
    asked = {"population": float(population), "price_level": 104.5, "outreach_caseload": float(caseload)}
    [year] = plan(1.0, methodology=methodology, **asked, **STILL)
    assert year.total == budget(released()[methodology], **asked).total
    assert year.budget.staffing == budget(released()[methodology], **asked).staffing


def test_norfolk_without_growth_is_the_published_budget() -> None:
    assert plan(1.0, **STILL)[0].total == 19_888_485


shares = st.lists(st.floats(0, 1), min_size=1, max_size=10)


@given(coverage=shares, population=st.integers(0, 1_000_000), lag=st.floats(0, 12), vacancy=st.floats(0, 1))
def test_every_years_lines_add_up(coverage: list[float], population: int, lag: float, vacancy: float) -> None:
    years = plan(*coverage, population=float(population), hiring_lag_months=lag, vacancy_share=vacancy)
    for year in years:
        assert sum(line.amount for line in year.lines) == year.total >= 0
        assert sum(posts.count for posts in year.posts) == year.values["all_staff"]
        assert 0 <= year.values["filled_share"] <= 1


@given(coverage=shares, there=st.integers(0, 40))
def test_posts_of_a_year_are_those_before_with_the_new_and_without_the_given_up(
    coverage: list[float], there: int
) -> None:
    before = {"mediators": there}
    for year in plan(*coverage, in_post=before):
        for posts in year.posts:
            assert posts.count == posts.before + posts.new - posts.given_up
            assert posts.before == before.get(posts.role, 0)
            assert 0 in (posts.new, posts.given_up)
        assert year.new_posts == sum(posts.new for posts in year.posts)
        before = {posts.role: posts.count for posts in year.posts}


def test_chicagos_shape_serves_half_in_year_five_and_three_quarters_in_year_ten() -> None:
    coverage = [coverage_on(RULES.shapes["sc2"], year) for year in range(1, 11)]
    years = plan(*coverage, high_risk_basis=3.0, local_high_risk=20_000.0)
    assert years[0].budget.people_served == pytest.approx(4_000)
    assert years[4].budget.people_served == pytest.approx(10_000)
    assert years[9].budget.people_served == pytest.approx(15_000)
    assert coverage == sorted(coverage)


def test_a_program_of_life_coaches_alone_costs_what_they_cost() -> None:
    # 200 people, ten for each coach, 85,000 dollars each with benefits: 20 coaches, 1.7 million before overheads.
    others = {
        f"{role}_caseload": 1_000_000.0
        for role in ("outreach", "mediator", "family_case_manager", "victim_advocate", "hvip_specialist")
    }
    [year] = plan(
        1.0,
        high_risk_basis=3.0,
        local_high_risk=200.0,
        case_manager_caseload=10.0,
        case_manager_salary=85_000.0,
        fringe_share_community=0.0,
        **others,
        **STILL,
    )
    assert year.values["case_managers"] == year.values["frontline_staff"] == 20
    assert year.amount("frontline_cost") == 1_700_000


def test_pay_and_prices_grow_from_the_second_year_on() -> None:
    first, second, third = plan(1.0, 1.0, 1.0, **{**STILL, "pay_growth_share": 0.03, "price_growth_share": 0.025})
    assert first.total == 19_888_485
    assert [year.values["pay_index"] for year in (first, second, third)] == pytest.approx([1, 1.03, 1.0609])
    assert second.amount("wraparound_cost") == pytest.approx(10_710_225 * 1.025, abs=5)
    assert second.amount("frontline_cost") == pytest.approx(4_836_000 * 1.03, abs=6)


def test_new_posts_stand_empty_for_the_lag_and_any_post_for_the_vacancy() -> None:
    first, second = plan(
        1.0, 1.0, **{**STILL, "hiring_lag_months": 3.0, "vacancy_share": 0.1, "startup_per_post": 3_000.0}
    )
    assert first.values["filled_share"] == pytest.approx(0.9 * 0.75)
    assert second.values["filled_share"] == pytest.approx(0.9)
    assert (first.amount("startup_cost"), second.amount("startup_cost")) == (78 * 3_000, 0)


def test_staff_in_post_are_not_hired_again() -> None:
    everyone = {line.role: line.count for line in budget(CAPS, population=238_005.0).staffing}
    [year] = plan(1.0, in_post=everyone)
    assert (year.new_posts, year.posts_given_up, year.amount("startup_cost")) == (0, 0, 0)
    [year] = plan(1.0, in_post={**everyone, "mediators": 20})
    assert (year.new_posts, year.posts_given_up) == (0, 3)


def test_a_shape_is_flat_beyond_its_ends() -> None:
    shape = replace(RULES.shapes["sc2"], points=((2, 0.2), (4, 0.4)))
    assert [coverage_on(shape, year) for year in range(1, 7)] == pytest.approx([0.2, 0.2, 0.3, 0.4, 0.4, 0.4])
