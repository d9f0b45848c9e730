"""An award inside a program: its budget by period and organization, and the largest part that its cap pays for."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from calculator.engine.grant_rules import GrantRules
from calculator.engine.grants import GrantBudget, GrantTerms
from calculator.engine.rules_2027_1.grant_organizations import organizations_of, shares_of
from calculator.engine.rules_2027_1.grant_period import lines_of, period_of, whole_of
from calculator.engine.rules_2027_1.grant_program import ProgramYear
from calculator.engine.rules_2027_1.grant_request import asked_for

STEPS = 10_000  # a request is fitted to a hundredth of a percent


def award_of(
    program: Sequence[ProgramYear],
    *,
    terms: GrantTerms,
    mapping: Mapping[str, str],
    rules: GrantRules,
    in_post: Mapping[str, int],
    without: Sequence[ProgramYear] = (),
    scale: float = 1.0,
) -> GrantBudget:
    """Return the budget of `scale` (0–1) of the request; `in_post` are people whom somebody pays today, by role.

    `mapping` holds the treatment of every line; `without` is the same program with nobody in post.
    """
    asked = asked_for(program, terms.request, in_post, scale=scale, without=without)
    of_years = list(zip(program, asked, strict=True))
    lines = [
        lines_of(year, want, terms, mapping, rules, place=place, periods=len(program))
        for place, (year, want) in enumerate(of_years)
    ]
    shares = [
        shares_of(year, want, own, terms.subrecipients) for (year, want), own in zip(of_years, lines, strict=True)
    ]
    organizations, firsts = organizations_of(shares, terms.subrecipients, terms.subawards, rules)
    years = tuple(
        period_of(year.label, own, first, terms, rules, want)
        for (year, want), own, first in zip(of_years, lines, firsts, strict=True)
    )
    whole, cap = whole_of(years), terms.request.cap_usd
    return GrantBudget(
        terms=terms,
        share=rules.de_minimis_share if terms.indirect_share is None else terms.indirect_share,
        mapping=mapping,
        years=years,
        whole=whole,
        rules=rules,
        organizations=organizations,
        over_by=None if cap is None else max(0, whole.total - cap),
        scale=scale,
    )


def fitted_award(
    program: Sequence[ProgramYear],
    *,
    terms: GrantTerms,
    mapping: Mapping[str, str],
    rules: GrantRules,
    in_post: Mapping[str, int],
    without: Sequence[ProgramYear] = (),
) -> GrantBudget:
    """Return the award as asked, or where its cap is to be fitted the largest scale of it within the cap.

    A larger scale never costs less, so the scales 0.0000 to 1.0000 are halved; nothing is asked for where even the
    smallest is above the cap.
    """

    def at(step: int) -> GrantBudget:
        return award_of(
            program, terms=terms, mapping=mapping, rules=rules, in_post=in_post, without=without, scale=step / STEPS
        )

    whole = at(STEPS)
    if not terms.request.fit or not whole.over_by:
        return whole
    lowest, exceeds, fits = 0, STEPS, at(0)
    while exceeds - lowest > 1:
        middle = (lowest + exceeds) // 2
        tried = at(middle)
        if tried.over_by:
            exceeds = middle
        else:
            lowest, fits = middle, tried
    return fits


def without_own(terms: GrantTerms) -> GrantTerms:
    """Return the terms as the scenario has them: no rates or amounts of organizations, no lines typed in."""
    rows = tuple(
        replace(row, operations_share=None, indirect_rate=None) for row in terms.subrecipients if row.amount_usd is None
    )
    return replace(terms, subrecipients=rows, others=())
