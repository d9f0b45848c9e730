"""Money in by year: what sources pay, Medicaid that follows the plan's specialists, and what is carried over."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from calculator.engine.functions import round_half_away
from calculator.engine.funding import CERTAINTIES, FundingSource
from calculator.engine.terms import PlanTerms

NO_MONEY: Mapping[str, float] = {
    **dict.fromkeys((str(certainty) for certainty in CERTAINTIES), 0.0),
    "carried": 0.0,
    "carried_committed": 0.0,
}
SPECIALISTS, SPECIALIST_MONTHS = "hvip_specialists", "hvip_specialist_months"


def resolved(sources: Iterable[FundingSource], years: Mapping[int, Mapping[str, Any]]) -> tuple[FundingSource, ...]:
    """Return the sources with what each pays by year where it follows the plan; `years` holds the lines by year.

    Medicaid = specialists' posts × months / 12 × what one bills in a year.
    """
    worked = {year: values[SPECIALISTS] * values[SPECIALIST_MONTHS] / 12 for year, values in years.items()}
    return tuple(
        replace(
            source, by_year={year: int(round_half_away(part * source.worker_year_usd)) for year, part in worked.items()}
        )
        if source.worker_year_usd
        else source
        for source in sources
    )


def money_by_year(values: Sequence[Mapping[str, Any]], terms: PlanTerms) -> list[dict[str, float]]:
    """Return the money of each year by how sure it is, and what is carried into it, whole USD.

    What sources that allow it leave unspent lowers the next year's need; committed money counts by itself too.
    """
    sources = resolved(terms.sources, dict(zip(terms.calendar_years, values, strict=True)))
    found, carried, committed = [], 0, 0
    for year, of_year in zip(terms.calendar_years, values, strict=True):
        paid = [(source, source.pays_in(year)) for source in sources]
        by_certainty = {
            str(known): float(sum(usd for source, usd in paid if source.certainty == known)) for known in CERTAINTIES
        }
        found.append({**by_certainty, "carried": float(carried), "carried_committed": float(committed)})
        need = int(of_year["year_total"])
        carried = _left(carried, paid, need)
        committed = _left(committed, [(source, usd) for source, usd in paid if source.certainty == "committed"], need)
    return found


def _left(carried: int, paid: Sequence[tuple[FundingSource, int]], need: int) -> int:
    """Return what goes over to the next year: unspent money, of sources that may be carried over."""
    may = carried + sum(usd for source, usd in paid if source.carry_over)
    return min(may, max(0, carried + sum(usd for _, usd in paid) - need))
