"""Cash by quarter against the second implementation, and the cases a treasurer asks about."""

import random
from typing import Any

import pytest

from calculator.engine.cash import Cash
from calculator.engine.funding import CERTAINTIES, PAYMENTS, FundingSource
from calculator.engine.rules_2027_1.cash import cash_of
from tests.engine.awards import random_question
from tests.reference.plan import plan
from tests.reference.quarters import cash, quarterly

EVEN = {2027: [25_000] * 4, 2028: [25_000] * 4}


def source(**given: Any) -> FundingSource:
    """Return a committed source of what EVEN spends, with what is given."""
    usual: dict[str, Any] = {"name": "A", "kind": "state", "amount": 100_000, "first_year": 2027, "last_year": 2028}
    return FundingSource(**{**usual, "certainty": "committed", **given})


def balances(found: Cash) -> list[int]:
    return [quarter.balance for quarter in found.quarters]


def test_every_quarter_is_the_reference_s() -> None:
    chance = random.Random(5)
    for _ in range(60):
        q = random_question(chance)
        rows = [
            {
                "amount": chance.randint(0, 9_000_000),
                "first_year": chance.randint(2024, 2029),
                "last_year": chance.randint(2029, 2032),
                "certainty": chance.choice(CERTAINTIES),
                "paid": chance.choice(PAYMENTS),
                "lag_days": chance.choice([0, 1, 91, 92, 255, 400]),
                "growth_share": round(chance.uniform(-0.2, 0.2), 3),
            }
            for _ in range(chance.randint(0, 4))
        ]
        years = plan(q)
        spending = {int(y["year"]): quarterly(q, y) for y in years}
        wanted, needed = cash({**q, "funding": rows}, years)

        found = cash_of(spending, [source(**row) for row in rows])

        assert [
            {name: getattr(quarter, name) for name in ("year", "quarter", "spending", "received", "balance")}
            for quarter in found.quarters
        ] == wanted
        assert found.needed == needed


@pytest.mark.parametrize(
    ("paid", "lag_days", "needed"),
    [("year_ahead", 90, 0), ("quarter_ahead", 90, 0), ("reimbursed", 90, 25_000), ("reimbursed", 255, 75_000)],
)
def test_the_advance_is_what_comes_late(paid: str, lag_days: int, needed: int) -> None:
    assert cash_of(EVEN, [source(paid=paid, lag_days=lag_days)]).needed == needed


def test_money_only_likely_or_asked_for_pays_nothing() -> None:
    hoped = [source(certainty="likely"), source(certainty="asked")]

    assert cash_of(EVEN, hoped).needed == 200_000
    assert balances(cash_of(EVEN, hoped))[0] == -25_000


def test_growth_counts_from_the_source_s_own_first_year() -> None:
    grown = source(first_year=2025, amount=100_000, growth_share=0.1)

    assert [grown.pays_in(year) for year in (2024, 2025, 2027, 2028, 2029)] == [0, 100_000, 121_000, 133_100, 0]
