"""Which presenter and template answer each tab of the calculator."""

from typing import Any

from calculator.engine.results import Budget
from calculator.presenters.calculator import present_budget_tab, present_result, script_data
from calculator.presenters.funding import present_funding
from calculator.presenters.grant import present_grant
from calculator.presenters.returns import present_return
from calculator.presenters.years import present_years
from calculator.question import Question
from calculator.subject import Subject

# Tabs whose forms are answered by the server, piece by piece.
REFRESHED = {"years": present_years, "funding": present_funding, "return": present_return}


def present_tab(subject: Subject, question: Question, budget: Budget, path: str) -> dict[str, Any]:
    """Return the context of the question's tab: `tab_template`, `tab`, and the script that follows it."""
    if question.tab == "grant":
        return {"tab_template": "calculator/tab_grant.html", "tab": present_grant(subject, question, budget)}
    if question.tab in REFRESHED:
        return {
            "tab_template": f"calculator/tab_{question.tab}.html",
            "tab": REFRESHED[question.tab](subject, question),
            "tab_script": "js/refresh.js",
        }
    return {
        "tab_template": "calculator/tab_budget.html",
        "tab": present_budget_tab(subject, question, budget, path),
        "result": present_result(subject, question, budget, path),
        "tab_script": "js/calculator.js",
        "script_data": script_data(subject, question, budget),
    }
