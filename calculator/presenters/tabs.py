"""Which presenter and template answer each tab of the calculator."""

from typing import Any

from calculator.answer import Answer
from calculator.presenters.budget.certainty import present_certainty
from calculator.presenters.budget.one_year import present_lede
from calculator.presenters.budget.tab import present_budget_tab, present_result, script_data
from calculator.presenters.budget.working import all_workings
from calculator.presenters.fault_places import no_answer
from calculator.presenters.grant.tab import present_grant
from calculator.presenters.plan.funding import present_funding
from calculator.presenters.plan.returns import present_return
from calculator.presenters.plan.years import present_years
from calculator.words.wording import dollars

BEYOND = {"years": present_years, "funding": present_funding, "return": present_return, "grant": present_grant}


def present_tab(answer: Answer, path: str) -> dict[str, Any]:
    """Return the context of the question's tab: `tab_template`, `tab`, its answer in a few words as `announcement`."""
    question = answer.question
    unanswered = no_answer(question)
    if question.tab in BEYOND:
        tab = BEYOND[question.tab](answer)
    elif question.tab == "sure" and "sensitivity" in answer.edition.rules:
        tab = present_certainty(answer)
    elif question.tab == "working":
        budget = answer.budget
        total = f"Total {dollars(budget.total)} a year"
        tab = {"lede": present_lede(budget), "lines": all_workings(answer), "announcement": total}
    else:
        return {
            "tab_template": "calculator/tab_budget.html",
            "tab": present_budget_tab(answer, path),
            "announcement": unanswered or f"Total {dollars(answer.budget.total)} a year",
            "result": present_result(answer, path),
            "script_data": script_data(answer.subject, question),
        }
    return {
        "tab_template": f"calculator/tab_{question.tab}.html",
        "tab": {**tab, "unanswered": unanswered},
        "announcement": unanswered or tab["announcement"],
    }
