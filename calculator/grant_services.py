"""A grant budget for a question: one year, or the years of its plan."""

from calculator.asking.question import Question
from calculator.engine.grants import Application
from calculator.engine.results import Budget
from calculator.plan_services import plan_for
from calculator.subject import Subject


def application_for(subject: Subject, question: Question, budget: Budget) -> Application:
    """Return the grant budget of the plan's years, of the one year where no years were asked for.

    Raises FaultyError where the plan needs a fact that nobody reported.
    """
    plan = plan_for(subject, question) if question.plan.asked else ()
    return question.scenario.edition.grant_of(
        question.grant.terms(),
        budget=budget,
        plan=plan,
        in_post=question.current_staff.in_post,
        plan_inputs=question.plan.inputs(),
    )
