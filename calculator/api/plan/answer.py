"""A plan over years as it is answered: dollars whole, shares 0–1."""

from typing import Annotated, Any

from msgspec import Meta

from calculator.api.numbers import numbers, people
from calculator.api.shapes import Count, Dollars, MethodReference, People, Shape, Share, Usd, Year, shaped, told
from calculator.api.subject import Subject, subject_answer
from calculator.asking.question import Question
from calculator.engine.funding import CERTAINTIES
from calculator.engine.funding import Cliff as Fall
from calculator.engine.plan import PlanYear as Computed
from calculator.engine.staff import StaffGap
from calculator.presenters.funding import gap_buys
from calculator.subject import Subject as Asked
from profiles.selectors import place_table

Employer = Annotated[str, Meta(extra_json_schema={"enum": ["city", "community"]})]


class PlanTerms(Shape):
    """The plan's parameters as used."""

    version: Annotated[str, told("Version of the plan's rules")]
    ramp: Annotated[str, told("full, even, sc2 or typed")]
    years: int
    first_year: Annotated[Year, told("Calendar year")]
    pay_growth_share: float
    price_growth_share: float
    hiring_lag_months: float
    vacancy_share: Share
    startup_per_post: Annotated[Dollars, told("USD")]


class PlanPosts(Shape):
    """A role in one year."""

    role: str
    label: str
    group: str
    count: Annotated[Count, told("Posts in the plan")]
    new: Annotated[Count, told("Posts that were not there the year before")]
    given_up: Annotated[Count, told("Posts that were there the year before")]
    salary: Annotated[Usd, told("USD, each")]
    cost: Annotated[Usd, told("USD with benefits, all")]


class PlanLine(Shape):
    """A line of a year's budget."""

    line: str
    label: str
    amount: Annotated[Usd, told("USD")]
    share: Annotated[Share, told("Of the year's total")]


class PlanYear(Shape):
    """A year of a plan."""

    year: Annotated[Year, told("Calendar year")]
    coverage_share: Share
    people_served: People
    pay_index: Annotated[float, told("Pay, year 1 = 1")]
    price_index: Annotated[float, told("Prices of support, year 1 = 1")]
    filled_share: Annotated[Share, told("Share of posts filled through the year")]
    staffing: tuple[PlanPosts, ...]
    all_staff: Count
    new_posts: Count
    posts_given_up: Count
    budget: tuple[PlanLine, ...]
    total: Annotated[Usd, told("USD, start-up of new posts included")]
    funding: Annotated[dict[str, Usd], told(f"USD by certainty: {', '.join(CERTAINTIES)}")]
    gap: Annotated[Usd, told("USD missing if every source comes through; never below 0")]
    gap_committed: Annotated[Usd, told("USD missing if only committed money comes")]
    committed_share: Annotated[Share, told("Of the year's total, at most 1")]
    gap_is: Annotated[str | None, told("What the gap is in workers or people; null where there is none")]


class Cliff(Shape):
    """Committed money that falls by 20 % or more."""

    year: Annotated[Year, told("The year with less")]
    before: Annotated[Usd, told("USD")]
    after: Annotated[Usd, told("USD")]
    share: Annotated[Share, told("The part that goes")]
    ending: Annotated[list[str], told("Sources that end")]


class StaffingGap(Shape):
    """A role: recommended for the one-year budget, in post, missing."""

    role: str
    label: str
    employer: Annotated[Employer, told("Who usually employs the role")]
    recommended: Count
    city: Annotated[Count, told("In post with the city")]
    community: Annotated[Count, told("In post with community organizations")]
    missing: Count
    beyond: Annotated[Count, told("More than recommended")]
    cost: Annotated[Usd, told("USD a year for those missing, pay and benefits")]


class PlanAnswer(Shape):
    """A plan over years."""

    methodology: MethodReference
    data_version: str
    place: Annotated[Subject, told("Whom the plan is for")]
    plan: PlanTerms
    years: tuple[PlanYear, ...]
    cliffs: tuple[Cliff, ...]
    staffing_gap: tuple[StaffingGap, ...]
    total: Annotated[Usd, told("USD over all years")]
    total_gap: Annotated[Usd, told("USD over all years")]


def plan_answer(
    subject: Asked,
    question: Question,
    years: tuple[Computed, ...],
    cliffs: tuple[Fall, ...],
    gaps: tuple[StaffGap, ...],
) -> PlanAnswer:
    """Return the answer of `POST plans/`."""
    return PlanAnswer(
        methodology=shaped(MethodReference, question.scenario.methodology),
        data_version=place_table().version,
        place=subject_answer(subject),
        plan=_terms(question, years),
        years=tuple(year_answer(year) for year in years),
        cliffs=shaped(tuple[Cliff, ...], cliffs),
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
            for gap in gaps
        ),
        total=sum(year.total for year in years),
        total_gap=sum(year.gap for year in years),
    )


def _terms(question: Question, years: tuple[Computed, ...]) -> PlanTerms:
    said: dict[str, Any] = {
        **numbers(question.plan.inputs()),
        "version": question.plan.rules.version,
        "ramp": question.plan.shape,
        "years": len(years),
        "first_year": years[0].year,
    }
    return PlanTerms(**{name: said[name] for name in PlanTerms.__struct_fields__})


def year_answer(year: Computed) -> PlanYear:
    """Return one year of a plan."""
    values, posts = year.values, {each.role: each for each in year.posts}
    return PlanYear(
        year=year.year,
        coverage_share=year.coverage_share,
        people_served=people(year.budget.people_served),
        pay_index=values["pay_index"],
        price_index=values["price_index"],
        filled_share=values["filled_share"],
        staffing=tuple(
            PlanPosts(
                role=line.role,
                label=line.label,
                group=line.group,
                count=line.count,
                new=posts[line.role].new,
                given_up=posts[line.role].given_up,
                salary=line.salary,
                cost=line.cost,
            )
            for line in year.budget.staffing
        ),
        all_staff=int(values["all_staff"]),
        new_posts=year.new_posts,
        posts_given_up=year.posts_given_up,
        budget=shaped(tuple[PlanLine, ...], year.lines),
        total=year.total,
        funding={certainty: year.amount(certainty) for certainty in CERTAINTIES},
        gap=year.gap,
        gap_committed=year.amount("gap_committed"),
        committed_share=round(values["committed_share"], 6),
        gap_is=gap_buys(year, year.gap) if year.gap else None,
    )
