"""One budget period: its lines in the order a worksheet prints them, its classes, its indirect charges."""

from collections.abc import Mapping, Sequence

from calculator.engine.award import Asked
from calculator.engine.functions import round_half_away
from calculator.engine.grant_rules import STAFF_ONLY, GrantRules
from calculator.engine.grants import GrantLine, GrantPeriod, GrantTerms
from calculator.engine.rules_2027_1.grant_lines import (
    SUBAWARD,
    Treatments,
    agreed_lines,
    community_lines,
    overhead_lines,
    service_lines,
    staff_lines,
)
from calculator.engine.rules_2027_1.grant_organizations import COMMUNITY, own_rates, staff_pieces
from calculator.engine.rules_2027_1.grant_program import ProgramYear


def lines_of(
    year: ProgramYear,
    asked: Asked,
    terms: GrantTerms,
    mapping: Mapping[str, str],
    rules: GrantRules,
    *,
    place: int,
    periods: int,
) -> tuple[GrantLine, ...]:
    """Return the lines with money of the period at `place` (from 0) of so many."""
    treatments = {line: rules.treatments[key] for line, key in mapping.items()}
    staff = staff_lines(year, asked, treatments)
    found = [*staff, *_around_staff(year, asked, terms, treatments, staff)]
    found += overhead_lines(year, asked, treatments)
    passed_on = sum(row.services_share for row in terms.subrecipients)
    found += service_lines(year, asked, treatments, rules.treatments[SUBAWARD], passed_on=passed_on)
    found += agreed_lines(terms.subrecipients, terms.others, rules.treatments, place=place, periods=periods)
    return tuple(line for line in found if line.amount)


def _around_staff(
    year: ProgramYear, asked: Asked, terms: GrantTerms, treatments: Treatments, staff: Sequence[GrantLine]
) -> list[GrantLine]:
    """Return operations and indirect costs: of the organizations with rates of their own each, of the rest together."""
    found: list[GrantLine] = []
    community = {post.role.key for post in year.posts if post.role.employer == COMMUNITY}
    rest = sum(line.amount for line in staff if line.role in community)
    for row, own in zip(terms.subrecipients, staff_pieces(year, asked, staff, terms.subrecipients), strict=False):
        if own_rates(row):
            pay = sum(piece.amount for piece in own)
            rest -= pay
            found += community_lines(year, pay, treatments, row)
    return [*community_lines(year, rest, treatments, None), *found]


def period_of(
    label: str, lines: tuple[GrantLine, ...], first: int, terms: GrantTerms, rules: GrantRules, asked: Asked
) -> GrantPeriod:
    """Return the classes and indirect charges of these lines; `first` is what of subawards enters the base.

    Indirect = ROUND(rate × base).
    """
    classes = dict.fromkeys(rules.classes, 0)
    for line in lines:
        if line.treatment == STAFF_ONLY:
            classes["a"] += line.pay or 0
            classes["b"] += line.fringe or 0
        else:
            classes[line.object_class] += line.amount
    counted = sum(line.amount for line in lines if rules.treatments[line.treatment].counts == "all")
    bases = {"mtdc": counted + first, "personnel": classes["a"] + classes["b"], "direct": sum(classes.values())}
    rate = rules.de_minimis_share if terms.indirect_share is None else terms.indirect_share
    base = bases[terms.base]
    return GrantPeriod(label, lines, classes, base, int(round_half_away(rate * base)), asked)


def whole_of(periods: Sequence[GrantPeriod]) -> GrantPeriod:
    """Return the award: its periods added up."""
    classes = {key: sum(period.classes[key] for period in periods) for key in periods[0].classes}
    base, indirect = sum(period.base for period in periods), sum(period.indirect for period in periods)
    return GrantPeriod("Total", (), classes, base, indirect)
