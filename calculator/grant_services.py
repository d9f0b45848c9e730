"""A grant budget for a question: one year, or the years of its plan."""

from calculator.engine.grants import Application, GrantYear, grant_budget
from calculator.engine.plan import STARTUP
from calculator.engine.results import Budget
from calculator.plan_services import plan_for
from calculator.question import Question
from calculator.sections.grant import grant_rules
from calculator.subject import Subject


def application_for(subject: Subject, question: Question, budget: Budget) -> Application:
    """Return the grant budget of the plan's years, of the one year where no years were asked for.

    Raises FaultyError where the plan needs a fact that nobody reported.
    """
    plan = plan_for(subject, question) if question.plan.asked else ()
    years = tuple(GrantYear(str(year.year), year.budget, year.amount(STARTUP), year.new_posts) for year in plan)
    years = years or (GrantYear("Year 1", budget),)
    return Application(years, grant_budget(years, terms=question.grant.terms(), rules=grant_rules()))
