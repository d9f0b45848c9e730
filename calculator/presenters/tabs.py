"""Which presenter and template answer each tab of the calculator."""

from typing import Any

from calculator.asking.question import Question
from calculator.engine.results import Budget
from calculator.presenters.calculator import present_budget_tab, present_result, script_data
from calculator.presenters.funding import present_funding
from calculator.presenters.grant import present_grant
from calculator.presenters.returns import present_return
from calculator.presenters.years import present_years
from calculator.subject import Subject
from calculator.wording import dollars

PLANNED = {"years": present_years, "funding": present_funding, "return": present_return}


def present_tab(subject: Subject, question: Question, budget: Budget, path: str) -> dict[str, Any]:
    """Return the context of the question's tab: `tab_template`, `tab`, its answer in a few words as `announcement`."""
    if question.tab == "grant":
        tab = present_grant(subject, question, budget)
    elif question.tab in PLANNED:
        tab = PLANNED[question.tab](subject, question)
    else:
        return {
            "tab_template": "calculator/tab_budget.html",
            "tab": present_budget_tab(subject, question, budget, path),
            "announcement": f"Total {dollars(budget.total)} a year",
            "result": present_result(subject, question, budget, path),
            "script_data": script_data(subject, question, budget),
        }
    return {
        "tab_template": f"calculator/tab_{question.tab}.html",
        "tab": tab,
        "announcement": tab["announcement"],
    }
