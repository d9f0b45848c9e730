"""Money in against need."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.engine.funding import CERTAINTIES, KINDS, FundingSource, cliffs_of, money_in
from calculator.engine.plan import PlanYear
from calculator.engine.rules_2026_1.plan import years_of
from calculator.methods import editions
from calculator.presenters.plan.funding import gap_buys
from tests.engine.asking import CAPS, inputs_of

RULES = editions()["2026.1"].plan
YEARS = tuple(range(2027, 2032))


def source(**given: object) -> FundingSource:
    """Return a committed source of a million a year through the plan, with what is given."""
    usual = {
        "name": "A",
        "kind": "state",
        "amount": 1_000_000,
        "first_year": 2027,
        "last_year": 2031,
        "certainty": "committed",
    }
    return FundingSource(**{**usual, **given})  # type: ignore[arg-type]


def funded(*sources: FundingSource, coverage: float = 1.0) -> tuple[PlanYear, ...]:
    usual = {name: float(record.value or 0) for name, record in RULES.parameters.items()}
    return years_of(
        RULES.formulas(CAPS),
        {**inputs_of(CAPS, population=238_005.0), **usual},
        coverage_by_year=[coverage] * 5,
        first_year=YEARS[0],
        in_post={},
        sources=sources,
    )


sources = st.builds(
    FundingSource,
    name=st.just("A"),
    kind=st.sampled_from(KINDS),
    amount=st.integers(0, 40_000_000),
    first_year=st.integers(2024, 2033),
    last_year=st.integers(2024, 2036),
    certainty=st.sampled_from(CERTAINTIES),
)


@given(st.lists(sources, max_size=5), sources)
def test_more_money_never_widens_a_gap(some: list[FundingSource], more: FundingSource) -> None:
    for before, after in zip(funded(*some), funded(*some, more), strict=True):
        assert 0 <= after.gap <= before.gap
        assert 0 <= after.amount("gap_committed") <= before.amount("gap_committed")
        assert 1 >= after.values["committed_share"] >= before.values["committed_share"] >= 0
        assert after.gap <= after.amount("gap_committed")


def test_a_gap_is_need_less_every_source_and_a_source_pays_from_its_first_to_its_last_year() -> None:
    years = funded(
        source(amount=3_000_000, last_year=2028),
        source(amount=2_000_000, certainty="asked", first_year=2028),
        source(amount=50_000_000, certainty="likely", first_year=2031),
    )
    assert [year.amount("committed") for year in years] == [3_000_000, 3_000_000, 0, 0, 0]
    assert [year.amount("asked") for year in years] == [0, 2_000_000, 2_000_000, 2_000_000, 2_000_000]
    assert [year.gap for year in years[:4]] == [
        year.total - paid for year, paid in zip(years, (3_000_000, 5_000_000, 2_000_000, 2_000_000), strict=False)
    ]
    assert years[4].gap == 0
    assert years[4].amount("gap_committed") == years[4].total


@pytest.mark.parametrize(("after", "falls"), [(800_000, True), (800_001, False), (0, True), (1_200_000, False)])
def test_a_cliff_is_committed_money_that_falls_by_a_fifth(after: int, falls: bool) -> None:
    stack = [
        source(last_year=2028, name="Grant"),
        source(first_year=2029, amount=after),
        source(certainty="likely", last_year=2027),
    ]
    cliffs = cliffs_of(stack, YEARS, from_share=0.2)
    assert [cliff.year for cliff in cliffs] == ([2029] if falls else [])
    if falls:
        assert (cliffs[0].before, cliffs[0].after, cliffs[0].ending) == (1_000_000, after, ("Grant",))


def test_money_is_kept_apart_by_how_sure_it_is() -> None:
    stack = [source(amount=1), source(amount=2, certainty="likely"), source(amount=4, certainty="asked")]
    assert money_in(stack, 2027) == {"committed": 1, "likely": 2, "asked": 4}
    assert money_in(stack, 2026) == {"committed": 0, "likely": 0, "asked": 0}


def test_a_gap_is_said_in_workers_where_the_plan_has_as_many_else_in_people() -> None:
    year = funded()[0]
    worker = year.values["outreach_worker_year"]
    assert worker == pytest.approx(55_000 * 1.3)
    assert gap_buys(year, int(worker * 9.5)) == "9 street outreach workers"
    assert gap_buys(year, int(worker * 1.01)) == "1 street outreach worker"
    assert gap_buys(year, year.total // 2) == "support for 119 of 238 people"
    assert gap_buys(year, year.total) == "the year’s whole cost"


def test_medicaid_pays_hours_at_the_states_rate_for_the_patients_it_covers() -> None:
    rules = RULES.medicaid
    assert rules.income(workers=6, hours=1_000, rate=53.32, covered_share=0.4) == 127_968
    assert {state: (rate.low, rate.high) for state, rate in rules.rates.items() if rate} == {
        "CA": (53.32, 53.32),
        "CO": (95.0, 95.0),
        "CT": (50.6, 50.6),
        "IL": (139.36, 152.0),
    }
    assert [state for state, rate in rules.rates.items() if rate is None] == ["MD", "NY", "NC", "OR"]
