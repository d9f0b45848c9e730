"""Money in by year: sources that begin and end, how sure they are, and where they fall away."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, get_args

from calculator.engine.functions import round_half_away

Kind = Literal["federal_grant", "state", "city_general_fund", "philanthropy", "medicaid", "other", "arpa"]
Paid = Literal["year_ahead", "quarter_ahead", "reimbursed"]
Certainty = Literal["committed", "likely", "asked"]
KINDS: tuple[Kind, ...] = get_args(Kind)
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)
PAYMENTS: tuple[Paid, ...] = get_args(Paid)
USUAL_LAG_DAYS = 90
MOST_SOURCES = 60


@dataclass(frozen=True, slots=True)
class FundingSource:
    """A source of money: whole USD in each calendar year from its first to its last, growing from the first.

    `paid` says when a quarter's money arrives; reimbursed money `lag_days` after. What a source with `carry_over` leaves
    unspent lowers the next year's gap.
    """

    name: str
    kind: Kind
    amount: int
    first_year: int
    last_year: int
    certainty: Certainty
    paid: Paid = "quarter_ahead"
    lag_days: int = USUAL_LAG_DAYS
    growth_share: float = 0.0
    carry_over: bool = False
    funder: str = ""  # the key of one of the edition's funders
    applicant: str = ""  # city or community, where it was said who applies
    worker_year_usd: float = 0.0  # Medicaid that follows the plan: USD billed by each hospital specialist a year
    by_year: Mapping[int, int] | None = None  # whole USD by calendar year, in place of amount and growth

    def pays_in(self, year: int) -> int:
        """Return what it pays for `year`, whole USD: ROUND(amount × (1 + growth) ^ years since its first)."""
        if not self.first_year <= year <= self.last_year:
            return 0
        if self.by_year is not None:
            return self.by_year.get(year, 0)
        return int(round_half_away(self.amount * (1 + self.growth_share) ** (year - self.first_year)))


@dataclass(frozen=True, slots=True)
class Cliff:
    """Committed money that falls from the year before to `year`; `share` (0–1) of it goes."""

    year: int
    before: int
    after: int
    share: float
    ending: tuple[str, ...]  # the committed sources whose last year was the one before


def money_in(sources: Iterable[FundingSource], year: int) -> dict[Certainty, int]:
    """Return the sum of what the sources pay in `year` by how sure it is, whole USD."""
    paid: dict[Certainty, int] = dict.fromkeys(CERTAINTIES, 0)
    for source in sources:
        paid[source.certainty] += source.pays_in(year)
    return paid


def cliffs_of(sources: Sequence[FundingSource], years: Sequence[int], *, from_share: float) -> tuple[Cliff, ...]:
    """Return where committed money falls by `from_share` (0–1) or more from one year to the next."""
    committed = [source for source in sources if source.certainty == "committed"]
    found = []
    for earlier, year in pairwise(years):
        before, after = (money_in(committed, when)["committed"] for when in (earlier, year))
        if before and (before - after) / before >= from_share:
            ending = tuple(source.name for source in committed if source.pays_in(earlier) and source.last_year < year)
            found.append(Cliff(year, before, after, round((before - after) / before, 6), ending))
    return tuple(found)
