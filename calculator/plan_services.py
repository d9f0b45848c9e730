"""Answer a plan and its return for a subject: the join of facts, method, years and money."""

from collections.abc import Mapping

from calculator.engine.errors import MissingFactError
from calculator.engine.funding import Cliff, cliffs_of
from calculator.engine.plan import PlanYear, plan_of
from calculator.engine.returns import Returns, returns_of
from calculator.engine.staff import StaffGap, staff_gap_of
from calculator.given import Fault, FaultyError
from calculator.plan_registry import plan_rules, returns_rules, year_formulas
from calculator.question import Question
from calculator.scenario import Scenario, number_for
from calculator.services import budget_for
from calculator.subject import Subject


def plan_for(subject: Subject, question: Question) -> tuple[PlanYear, ...]:
    """Return the years of the question's plan, its sources of money set against each year's need.

    Raises FaultyError where the scenario needs a fact that nobody reported.
    """
    try:
        return years_of(question, question.scenario.inputs(subject.facts))
    except MissingFactError as error:
        raise _missing(subject, question.scenario, error.fact) from None


def years_of(question: Question, inputs: Mapping[str, float]) -> tuple[PlanYear, ...]:
    """Return the years of the plan for these one-year inputs. Raises MissingFactError."""
    plan = question.plan
    return plan_of(
        year_formulas(question.scenario.methodology.reference),
        {**inputs, **plan.inputs()},
        coverage_by_year=plan.coverage_by_year(inputs["coverage_share"]),
        first_year=plan.calendar_years[0],
        in_post=question.current_staff.counts(),
        sources=question.funding.sources,
    )


def cliffs_for(question: Question) -> tuple[Cliff, ...]:
    """Return where the plan's committed money falls away."""
    rules = plan_rules()
    return cliffs_of(question.funding.sources, question.plan.calendar_years, from_share=rules.cliff_share)


def staff_gap_for(subject: Subject, question: Question) -> tuple[StaffGap, ...]:
    """Return who is missing for the one-year budget. Raises FaultyError as `budget_for` does."""
    return staff_gap_of(budget_for(subject, question.scenario), question.current_staff.in_post)


def returns_for(subject: Subject, question: Question) -> Returns:
    """Return what the programme might return: over the plan's years where years were asked for, else over one year.

    Raises FaultyError where homicides, or a fact the budget needs, are not reported.
    """
    scenario = question.scenario
    inputs = scenario.inputs(subject.facts)
    if question.plan.asked:
        years = plan_for(subject, question)
        coverage, cost = tuple(year.coverage_share for year in years), sum(year.total for year in years)
    else:
        coverage, cost = (inputs["coverage_share"],), budget_for(subject, scenario).total
    try:
        return estimate_of(question, homicides=inputs["homicides"], coverage_by_year=coverage, cost=cost)
    except MissingFactError as error:
        raise _missing(subject, scenario, error.fact) from None


def estimate_of(question: Question, *, homicides: float, coverage_by_year: tuple[float, ...], cost: int) -> Returns:
    """Return the estimate for what was asked. Raises MissingFactError where homicides are NaN."""
    asked = question.returns
    return returns_of(
        returns_rules(),
        homicides=homicides,
        coverage_by_year=coverage_by_year,
        cost=cost,
        effect=asked.effect,
        nonfatal_per_homicide=asked.value("nonfatal_per_homicide"),
        perspective=asked.perspective,
        seed=int(asked.value("seed")),
    )


def _missing(subject: Subject, scenario: Scenario, fact: str) -> FaultyError:
    field = number_for(scenario.methodology.input(fact))
    message = f"is not reported for {subject.name} and this answer needs it; give a figure"
    return FaultyError([Fault(fact, message, field.allowed)])
