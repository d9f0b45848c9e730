"""Which presenter and template answer each tab of the calculator."""

from typing import Any

from calculator.engine.results import Budget
from calculator.presenters.calculator import present_budget_tab, present_result, script_data
from calculator.presenters.grant import present_grant
from calculator.question import Question
from calculator.subject import Subject


def present_tab(subject: Subject, question: Question, budget: Budget, path: str) -> dict[str, Any]:
    """Return the context of the question's tab: `tab_template`, `tab`, and the script that follows it."""
    if question.tab == "grant":
        return {"tab_template": "calculator/tab_grant.html", "tab": present_grant(subject, question, budget)}
    return {
        "tab_template": "calculator/tab_budget.html",
        "tab": present_budget_tab(subject, question, budget, path),
        "result": present_result(subject, question, budget, path),
        "tab_script": "js/calculator.js",
        "script_data": script_data(subject, question, budget),
    }
