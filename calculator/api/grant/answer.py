"""A budget for a federal application as it is answered: classes a to k by period, every line with its computation."""

from typing import Annotated, Any

from calculator.answer import Answer
from calculator.api.grant.parts import (
    GrantCaution,
    GrantRequest,
    OjpCategory,
    Payers,
    Subrecipient,
    cautions_told,
    ojp_of,
    payers_of,
    request_of,
    subrecipient_of,
)
from calculator.api.head import Answered, head
from calculator.api.shapes import Count, DollarsOfYears, Shape, Share, Usd, shaped, told
from calculator.engine.grant_rules import GrantRules
from calculator.engine.grants import Application
from calculator.engine.grants import GrantLine as Computed
from calculator.engine.grants import GrantPeriod as Period
from calculator.words.grant_lines import computation
from calculator.words.grant_whole import indirect_working, narratives


class GrantTerms(Shape):
    """What the applicant decides."""

    subawards: Annotated[Count, told("Subawards to community organizations, taken as equal in size")]
    de_minimis: Annotated[bool, told("Whether the de minimis rate is used")]
    indirect_rate: Annotated[Share, told("The indirect rate as a share: 0.15 is 15%")]
    indirect_base: Annotated[str, told("mtdc, personnel or direct")]
    mapping: Annotated[dict[str, str], told("Treatment by line")]


class GrantFactor(Shape):
    """One factor of a computation."""

    value: Annotated[float, told("The factor, in `unit`")]
    unit: Annotated[
        str, told("positions, usd, months (of 12), people, share; in 2026.1 also time, price_index, staffing")
    ]


class GrantLine(Shape):
    """One line of the worksheet, whole dollars."""

    line: Annotated[str, told("Key of the line, such as outreach_cost")]
    label: Annotated[str, told("What the line is called")]
    treatment: Annotated[
        str, told("How 2 CFR 200 treats it: personnel, subaward, contractual, participant_support and so on")
    ]
    object_class: Annotated[str, told("SF-424A letter; personnel covers a and b")]
    amount: Annotated[Usd, told("USD in the budget period")]
    pay: Annotated[Usd | None, told("Pay before benefits, for staff")]
    fringe: Annotated[Usd | None, told("Benefits, for staff; pay and fringe add up to the amount")]
    fringe_share: Annotated[float | None, told("Benefits as a share of pay", unit="share")]
    factors: Annotated[tuple[GrantFactor, ...], told("What was multiplied, in order")]
    computation: Annotated[str, told("The arithmetic in words")]
    ojp_category: Annotated[str | None, told("Letter of the OJP budget form; personnel covers A and B")]
    subrecipient: Annotated[str | None, told("The one organization whose own line this is")]


class GrantWhole(Shape):
    """Object classes of a budget period, or of all of them."""

    label: Annotated[str, told("Name of the budget period, or Total")]
    object_classes: Annotated[dict[str, Usd], told("a_personnel to k_total, whole dollars")]
    indirect_base: Annotated[Usd, told("Dollars on which indirect charges are taken")]
    ojp_categories: Annotated[tuple[OjpCategory, ...], told("The same dollars by OJP’s categories")]
    dollars_of: DollarsOfYears


class GrantPeriod(GrantWhole):
    """A budget period with its lines."""

    lines: Annotated[tuple[GrantLine, ...], told("The lines of the period, in the order of the worksheet")]


class GrantNarrative(Shape):
    """A line's paragraph of the budget narrative."""

    line: Annotated[str, told("Key of the line it is about")]
    label: Annotated[str, told("What the line is called")]
    text: Annotated[str, told("The paragraph, to be copied into an application")]


class GrantSource(Shape):
    """A rule that is followed."""

    title: Annotated[str, told("What the rule is and where it stands")]
    url: Annotated[str, told("Address of the rule")]
    date: Annotated[str, told("When it took effect or was read; empty where not said")]


class GrantBudget(Answered):
    """A budget for a federal application."""

    budget_total: Annotated[Usd, told("The scenario’s total; i_total_direct of `whole` where all of it is asked for")]
    terms: Annotated[GrantTerms, told("The applicant’s decisions as they were used, defaults filled in")]
    periods: Annotated[tuple[GrantPeriod, ...], told("Budget periods, the first first")]
    whole: Annotated[GrantWhole, told("All budget periods together")]
    indirect_working: Annotated[list[str], told("How indirect charges came about, sentence by sentence")]
    narratives: Annotated[tuple[GrantNarrative, ...], told("A paragraph for each line of the budget narrative")]
    sources: Annotated[tuple[GrantSource, ...], told("The rules that were followed")]
    request: Annotated[GrantRequest | None, told("What part of the program is asked for; null in 2026.1")]
    subrecipients: Annotated[tuple[Subrecipient, ...], told("They add up to the subaward lines of class f")]
    payers: Annotated[tuple[Payers, ...], told("Who pays for each post")]
    difference: Annotated[Usd, told("Direct charges above the scenario’s for the same request")]
    rest: Annotated[Usd | None, told("Dollars of the program that this award does not pay; null in 2026.1")]
    cautions: Annotated[tuple[GrantCaution, ...], told("What a reviewer would send back; empty where nothing is found")]
    dollars_of: DollarsOfYears


def grant_answer(answer: Answer) -> GrantBudget:
    """Return the whole application; dollars are whole, shares 0–1."""
    application = answer.application
    grant = application.grant
    terms = grant.terms
    return GrantBudget(
        **head(answer),
        budget_total=sum(year.budget.total + year.startup for year in application.years),
        terms=GrantTerms(
            subawards=terms.subawards,
            de_minimis=terms.indirect_share is None,
            indirect_rate=grant.share,
            indirect_base=terms.base,
            mapping=dict(grant.mapping),
        ),
        periods=tuple(
            GrantPeriod(
                **_period(application, period, year.budget.dollars_of),
                lines=tuple(_line(line, grant.rules) for line in period.lines),
            )
            for year, period in zip(application.years, grant.years, strict=True)
        ),
        whole=GrantWhole(**_period(application, grant.whole, answer.question.dollars_of)),
        indirect_working=indirect_working(application),
        narratives=tuple(
            GrantNarrative(line=paragraph["line"], label=paragraph["title"], text=paragraph["text"])
            for paragraph in narratives(application, answer.award_measures)
        ),
        sources=shaped(tuple[GrantSource, ...], grant.rules.sources),
        request=request_of(application),
        subrecipients=tuple(subrecipient_of(row) for row in grant.organizations),
        payers=payers_of(application),
        difference=grant.difference_usd,
        rest=grant.rest_usd if grant.payers else None,
        cautions=cautions_told(application),
        dollars_of=answer.question.dollars_of,
    )


def _period(application: Application, period: Period, dollars_of: int | None) -> dict[str, Any]:
    names = application.grant.rules.classes
    return {
        "label": period.label,
        "object_classes": {
            **{_key(letter, names[letter]): amount for letter, amount in period.classes.items()},
            "i_total_direct": period.direct,
            "j_indirect": period.indirect,
            "k_total": period.total,
        },
        "indirect_base": period.base,
        "ojp_categories": ojp_of(application, period),
        "dollars_of": dollars_of,
    }


def _key(letter: str, name: str) -> str:
    return f"{letter}_{name.lower().replace(' ', '_')}"


def _line(line: Computed, rules: GrantRules) -> GrantLine:
    return GrantLine(
        line=line.line,
        label=line.label,
        treatment=line.treatment,
        object_class=line.object_class,
        amount=line.amount,
        pay=line.pay,
        fringe=line.fringe,
        fringe_share=line.fringe_share,
        factors=shaped(tuple[GrantFactor, ...], line.factors),
        computation=computation(line),
        ojp_category=rules.treatments[line.treatment].ojp or None,
        subrecipient=line.subrecipient,
    )
