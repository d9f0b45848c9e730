"""A plan over years as it is answered: dollars whole, shares 0–1."""

import math
from typing import Annotated, Any

from msgspec import Meta

from calculator.answer import Answer
from calculator.api.head import Answered, head
from calculator.api.numbers import numbers, people_to_millionth
from calculator.api.shapes import (
    Count,
    Dollars,
    DollarsOf,
    DollarsOfYears,
    People,
    Shape,
    Share,
    Usd,
    Year,
    shaped,
    told,
)
from calculator.asking.question import Question
from calculator.engine.funding import CERTAINTIES
from calculator.engine.plan import PlanYear as Computed
from calculator.words.gap import gap_buys
from calculator.words.warnings import warnings_of

GROWTH = ("pay_growth_share", "price_growth_share")
Employer = Annotated[str, Meta(extra_json_schema={"enum": ["city", "community"]})]


class PlanTerms(Shape):
    """The plan's parameters as used."""

    version: Annotated[str, told("Version of the plan’s rules")]
    ramp: Annotated[str, told("full, even, sc2 or typed")]
    years: Annotated[int, told("Years the plan covers", unit="years")]
    first_year: Annotated[Year, told("The calendar year that year 1 of the plan is")]
    pay_growth_share: Annotated[float, told("Growth of pay a year, as a share: 0.03 is 3%", unit="share")]
    price_growth_share: Annotated[float, told("Growth of other prices a year, as a share: 0.025 is 2.5%", unit="share")]
    hiring_lag_months: Annotated[float, told("Months until a new post is filled", unit="months")]
    vacancy_share: Annotated[Share | None, told("Null: from turnover and the months to refill")]
    startup_per_post: Annotated[Dollars, told("USD for each new post, once")]
    turnover_share: Annotated[
        Share | None, told("Posts that change hands in a year; null where the edition knows none")
    ] = None
    refill_months: Annotated[
        float | None, told("Months until a post that somebody leaves is filled", unit="months")
    ] = None
    rehire_cost: Annotated[Dollars | None, told("USD to fill a post again")] = None
    keep_staff: Annotated[float | None, told("1: nobody is dismissed to be hired again later")] = None


class PlanPosts(Shape):
    """A role in one year."""

    role: Annotated[str, told("Key of the role, such as outreach_workers")]
    label: Annotated[str, told("What the role is called")]
    group: Annotated[str, told("frontline, supervision or ovp (the city’s office)")]
    count: Annotated[Count, told("Posts in the plan", unit="posts")]
    new: Annotated[Count, told("Posts that were not there the year before", unit="posts")]
    given_up: Annotated[Count, told("Posts that were there the year before", unit="posts")]
    salary: Annotated[Usd, told("USD a year for each post, before benefits")]
    cost: Annotated[Usd, told("USD in this year for all posts, with benefits")]
    months: Annotated[
        float | None, told("Months paid of each post; null where the edition does not tell roles apart", unit="months")
    ]
    wages: Annotated[Usd | None, told("USD of pay, all")]
    fringe: Annotated[Usd | None, told("USD of benefits, all")]
    recommended: Annotated[Count | None, told("Posts that the year’s coverage asks for", unit="posts")]


class DollarIndex(Shape):
    """What a dollar of the preset's year has become in this one."""

    pay: Annotated[float, told("Pay in this year over pay in the preset’s year: 1.09 is 9% more", unit="multiplier")]
    price: Annotated[float, told("Other prices in this year over those in the preset’s year", unit="multiplier")]


class PlanLine(Shape):
    """A line of a year's budget."""

    line: Annotated[str, told("Key of the line, such as wraparound_cost")]
    label: Annotated[str, told("What the line is called")]
    amount: Annotated[Usd, told("USD in this year, in dollars of the year’s `dollars_of`")]
    share: Annotated[Share, told("Of the year’s total")]


class PlanYear(Shape):
    """A year of a plan."""

    year: Annotated[Year, told("The calendar year")]
    coverage_share: Annotated[Share, told("Share of the people at highest risk who are reached in this year")]
    people_served: Annotated[People, told("People at highest risk who are reached in this year, not rounded")]
    pay_index: Annotated[float, told("Pay, year 1 = 1", unit="multiplier")]
    price_index: Annotated[float, told("Prices of support, year 1 = 1", unit="multiplier")]
    filled_share: Annotated[Share, told("Share of posts filled through the year")]
    staffing: Annotated[tuple[PlanPosts, ...], told("Every role, also those without a post")]
    all_staff: Annotated[Count, told("Posts in the plan, all roles together", unit="posts")]
    new_posts: Annotated[
        Count,
        told(
            "Posts that were not there the year before, nor in post before the plan, all roles together", unit="posts"
        ),
    ]
    posts_given_up: Annotated[Count, told("Posts that were there the year before, all roles together", unit="posts")]
    budget: Annotated[tuple[PlanLine, ...], told("Lines that add up to the year’s total")]
    total: Annotated[Usd, told("USD in this year, start-up of new posts included, in dollars of `dollars_of`")]
    funding: Annotated[dict[str, Usd], told(f"USD by certainty: {', '.join(CERTAINTIES)}")]
    gap: Annotated[Usd, told("USD missing if every source comes through; never below 0")]
    gap_committed: Annotated[Usd, told("USD missing if only committed money comes")]
    committed_share: Annotated[Share, told("Of the year’s total, at most 1")]
    gap_is: Annotated[str | None, told("What the gap is in workers or people; null where there is none")]
    worked_share: Annotated[Share | None, told("Of the frontline’s year; services and return follow it")]
    people_reached: Annotated[People, told("People served, by the share of the year worked")]
    startup_cost: Annotated[Usd, told("USD for new posts, once")]
    turnover_cost: Annotated[Usd, told("USD to fill posts again")]
    total_if_filled: Annotated[Usd | None, told("USD with every post filled all year: what a council appropriates")]
    dollar_index: Annotated[DollarIndex, told("Against the dollars that the scenario is given in")]
    dollars_of: DollarsOf


class PlanQuarter(Shape):
    """A quarter of a plan, USD: spent, received from committed sources, and what is left at its end."""

    year: Annotated[Year, told("Calendar year of the quarter")]
    quarter: Annotated[Count, told("Quarter of the calendar year, 1 to 4")]
    spending: Annotated[Usd, told("USD spent in the quarter")]
    received: Annotated[Usd, told("USD that committed sources pay in the quarter")]
    balance: Annotated[int, told("USD; below 0 where money is spent before it comes", unit="USD")]


class Cliff(Shape):
    """Committed money that falls by 20% or more."""

    year: Annotated[Year, told("The year with less")]
    before: Annotated[Usd, told("USD of committed money in the year before")]
    after: Annotated[Usd, told("USD of committed money in this year")]
    share: Annotated[Share, told("The part that goes")]
    ending: Annotated[list[str], told("Sources that end")]


class StaffingGap(Shape):
    """A role: recommended for the one-year budget, in post, missing."""

    role: Annotated[str, told("Key of the role, such as outreach_workers")]
    label: Annotated[str, told("What the role is called")]
    employer: Annotated[Employer, told("Who usually employs the role")]
    recommended: Annotated[Count, told("Posts that the one-year budget asks for", unit="posts")]
    city: Annotated[Count, told("In post with the city", unit="posts")]
    community: Annotated[Count, told("In post with community organizations", unit="posts")]
    missing: Annotated[Count, told("Recommended, less those in post; never below 0", unit="posts")]
    beyond: Annotated[Count, told("More than recommended", unit="posts")]
    cost: Annotated[Usd, told("USD a year for those missing, pay and benefits")]


class PlanAnswer(Answered):
    """A plan over years."""

    plan: Annotated[PlanTerms, told("The plan’s terms as they were used, defaults filled in")]
    years: Annotated[tuple[PlanYear, ...], told("Year by year, the first first")]
    cliffs: Annotated[
        tuple[Cliff, ...], told("Years in which committed money falls by 20% or more; empty where none does")
    ]
    staffing_gap: Annotated[
        tuple[StaffingGap, ...], told("By role, what the one-year budget asks for and who is in post")
    ]
    total: Annotated[Usd, told("USD over all years")]
    total_gap: Annotated[Usd, told("USD over all years")]
    quarters: Annotated[tuple[PlanQuarter, ...], told("Empty where the edition does not know them")]
    cash_needed: Annotated[Usd | None, told("USD that must be advanced so that the account never falls below 0")]
    warnings: Annotated[tuple[str, ...], told("What a careful colleague would say")]
    dollars_of: DollarsOfYears


def plan_answer(answer: Answer) -> PlanAnswer:
    """Return the answer of `POST plans/`."""
    years, cash = answer.plan, answer.cash
    return PlanAnswer(
        **head(answer),
        plan=_terms(answer.question, years),
        years=tuple(year_answer(year, years[0]) for year in years),
        cliffs=tuple(shaped(Cliff, cliff) for cliff in answer.cliffs),
        staffing_gap=tuple(
            StaffingGap(
                role=gap.role,
                label=gap.label,
                employer=gap.employer,
                recommended=gap.recommended,
                city=gap.in_post.city,
                community=gap.in_post.community,
                missing=gap.missing,
                beyond=gap.beyond,
                cost=gap.cost,
            )
            for gap in answer.staff_gap
        ),
        total=sum(year.total for year in years),
        total_gap=sum(year.gap for year in years),
        quarters=tuple(PlanQuarter(*quarter) for quarter in (cash.quarters if cash else ())),
        cash_needed=cash.needed if cash else None,
        warnings=(*answer.warnings, *warnings_of(years, answer.cliffs, cash)),
        dollars_of=years[0].budget.dollars_of if len(years) == 1 else None,
    )


def _terms(question: Question, years: tuple[Computed, ...]) -> PlanTerms:
    said: dict[str, Any] = {
        **dict.fromkeys(PlanTerms.__struct_fields__),
        **numbers({name: years[0].budget.inputs.get(name, math.nan) for name in GROWTH}),
        **numbers(question.plan.inputs()),
        "version": question.plan.rules.version,
        "ramp": question.plan.shape,
        "years": len(years),
        "first_year": years[0].year,
    }
    return PlanTerms(**{name: said[name] for name in PlanTerms.__struct_fields__})


def year_answer(year: Computed, first: Computed) -> PlanYear:
    """Return one year of a plan; `first` is the plan's first, which growth is told against."""
    values, roles = year.values, year.budget.methodology.roles
    return PlanYear(
        year=year.year,
        coverage_share=year.coverage_share,
        people_served=people_to_millionth(year.budget.people_served),
        pay_index=values["pay_index"] / first.values["pay_index"],
        price_index=values["price_index"] / first.values["price_index"],
        filled_share=values["filled_share"],
        staffing=tuple(
            PlanPosts(
                role=role.key,
                label=role.label,
                group=role.group,
                count=posts.count,
                new=posts.new,
                given_up=posts.given_up,
                salary=round(values[role.pay_line]),
                cost=int(values[role.cost_line]),
                months=posts.months,
                wages=posts.wages,
                fringe=posts.fringe,
                recommended=posts.recommended,
            )
            for role, posts in zip(roles, year.posts, strict=True)
        ),
        all_staff=int(values["all_staff"]),
        new_posts=year.new_posts,
        posts_given_up=year.posts_given_up,
        budget=tuple(PlanLine(*line) for line in year.lines),
        total=year.total,
        funding={certainty: year.amount(certainty) for certainty in CERTAINTIES},
        gap=year.gap,
        gap_committed=year.amount("gap_committed"),
        committed_share=round(values["committed_share"], 6),
        gap_is=gap_buys(year, year.gap) if year.gap else None,
        worked_share=values.get("worked_share"),
        people_reached=people_to_millionth(year.budget.people_reached),
        startup_cost=year.amount("startup_cost"),
        turnover_cost=int(values.get("turnover_cost", 0)),
        total_if_filled=year.total_if_filled,
        dollar_index=DollarIndex(pay=values["pay_index"], price=values["price_index"]),
        dollars_of=year.budget.dollars_of,
    )
