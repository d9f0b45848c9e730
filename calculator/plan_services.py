"""Answer a plan and its return for a subject: the join of facts, method, years and money."""

from collections.abc import Mapping

from calculator.asking.given import Fault, FaultyError
from calculator.asking.question import Question
from calculator.asking.scenario import Scenario, number_for
from calculator.engine.errors import MissingFactError
from calculator.engine.funding import Cliff
from calculator.engine.plan import PlanYear
from calculator.engine.returns import Returns
from calculator.engine.staff import StaffGap, staff_gap_of
from calculator.engine.terms import PlanTerms
from calculator.services import budget_for
from calculator.subject import Subject


def plan_for(subject: Subject, question: Question) -> tuple[PlanYear, ...]:
    """Return the years of the question's plan, its sources of money set against each year's need.

    Raises FaultyError where the scenario needs a fact that nobody reported.
    """
    scenario = question.scenario
    try:
        return years_of(question, scenario.inputs(subject.facts))
    except MissingFactError as error:
        raise _missing(subject, scenario, error.fact) from None


def years_of(question: Question, inputs: Mapping[str, float]) -> tuple[PlanYear, ...]:
    """Return the years of the plan for these one-year inputs. Raises MissingFactError."""
    scenario = question.scenario
    return scenario.edition.plan_of(scenario.methodology, inputs, terms_of(question))


def terms_of(question: Question) -> PlanTerms:
    """Return the plan's terms as the edition's rules take them."""
    return question.plan.terms(question.current_staff.in_post, question.funding.sources)


def cliffs_for(question: Question) -> tuple[Cliff, ...]:
    """Return where the plan's committed money falls away."""
    return question.scenario.edition.cliffs_of(terms_of(question))


def staff_gap_for(subject: Subject, question: Question) -> tuple[StaffGap, ...]:
    """Return who is missing for the one-year budget. Raises FaultyError as `budget_for` does."""
    return staff_gap_of(budget_for(subject, question.scenario), question.current_staff.in_post)


def returns_for(subject: Subject, question: Question) -> Returns:
    """Return what the program might return: over the plan's years where years were asked for, else over one year.

    Raises FaultyError where homicides, or a fact the budget needs, are not reported.
    """
    scenario = question.scenario
    plan = plan_for(subject, question) if question.plan.asked else ()
    try:
        return scenario.edition.returns_of(
            question.returns.terms(),
            inputs=scenario.inputs(subject.facts),
            budget=None if plan else budget_for(subject, scenario),
            plan=plan,
        )
    except MissingFactError as error:
        raise _missing(subject, scenario, error.fact) from None


def _missing(subject: Subject, scenario: Scenario, fact: str) -> FaultyError:
    field = number_for(scenario.methodology.input(fact))
    message = f"is not reported for {subject.name} and this answer needs it; give a figure"
    return FaultyError([Fault(fact, message, field.allowed)])
