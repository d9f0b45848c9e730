"""When committed money arrives, and the lowest point of the account."""

import math
from collections.abc import Iterable, Mapping, Sequence

from calculator.engine.cash import Cash, CashQuarter
from calculator.engine.funding import FundingSource
from calculator.engine.plan import PlanYear
from calculator.engine.rules_2027_1.grant_shares import divided
from calculator.engine.rules_2027_1.money import resolved

DAYS_A_QUARTER = 91.25
EVENLY, AHEAD = (1.0, 1.0, 1.0, 1.0), (1.0, 0.0, 0.0, 0.0)


def arrivals(source: FundingSource, years: Sequence[int]) -> list[int]:
    """Return whole USD received in each quarter of `years`.

    Reimbursed money comes CEIL(lag_days / 91.25) quarters after the one it is for; what would come after the last year
    does not count.
    """
    late = math.ceil(source.lag_days / DAYS_A_QUARTER) if source.paid == "reimbursed" else 0
    received = [0] * (4 * len(years))
    for place, year in enumerate(years):
        weights = AHEAD if source.paid == "year_ahead" else EVENLY
        for quarter, part in enumerate(divided(source.pays_in(year), weights)):
            when = 4 * place + quarter + late
            if when < len(received):
                received[when] += part
    return received


def cash_of_plan(plan: Sequence[PlanYear], sources: Iterable[FundingSource]) -> Cash:
    """Return the account of a plan."""
    spending = {year.year: year.quarters or (0, 0, 0, 0) for year in plan}
    return cash_of(spending, resolved(sources, {year.year: year.values for year in plan}))


def cash_of(spending: Mapping[int, Sequence[int]], sources: Iterable[FundingSource]) -> Cash:
    """Return the account from an opening balance of 0: `spending` holds four quarters of whole USD for each year.

    Only committed money counts. `needed` = −MIN(0, lowest balance).
    """
    years = sorted(spending)
    committed = [arrivals(source, years) for source in sources if source.certainty == "committed"]
    quarters, balance = [], 0
    for place, spent in enumerate(amount for year in years for amount in spending[year]):
        received = sum(source[place] for source in committed)
        balance += received - spent
        quarters.append(CashQuarter(years[place // 4], place % 4 + 1, spent, received, balance))
    return Cash(tuple(quarters), -min(0, *(quarter.balance for quarter in quarters)))
