"""Where a fault belongs on the page: what its field is called, and the field's id."""

import re

from calculator.asking.funding import TABLE
from calculator.asking.plan import COVERAGE
from calculator.asking.question import Question
from calculator.asking.staff import EMPLOYERS, staff_name
from calculator.presenters.grant.places import grant_place
from calculator.presenters.plan.funding_form import COLUMNS, MORE

MEMO = {"memo_to": "To", "memo_from": "From", "memo_date": "Date", "memo_ask": "Request", "memo_sections": "Sections"}
CHOICES = {
    **MEMO,
    "solve": "The money there is",
    "ramp": "Coverage",
    "perspective": "Perspective",
    "medicaid_state": "State",
}
PARTS = {"tab": ("Part of the plan", "tabs"), "funding": ("Sources of money", "funding")}


def fault_place(question: Question, name: str) -> tuple[str, str]:
    """Return the label and the id of the field that `name` is about; the page's main part where it has none."""
    method = question.scenario.methodology
    records = {
        **method.parameters,
        **method.facts,
        **question.plan.rules.parameters,
        **question.plan.rules.medicaid.parameters,
        **question.returns.rules.parameters,
    }
    if name in records:
        return records[name].label, f"p-{name}"
    if name in CHOICES:
        return CHOICES[name], f"p-{name}"
    if name == COVERAGE:
        return "Share reached in each year", f"p-{name}-1"
    year = re.fullmatch(rf"{COVERAGE}-(\d+)", name)
    if year:
        return f"Share reached in {question.plan.calendar_years[0] + int(year[1]) - 1}", f"p-{name}"
    for column, label, _ in (*COLUMNS, *MORE):
        cell = re.fullmatch(rf"{TABLE.name(column)}-(\d+)", name)
        if cell:
            return f"Source {cell[1]}, {label.lower()}", name
    for role in method.roles:
        for employer in EMPLOYERS:
            if name == staff_name(role.key, employer):
                return f"{role.label}, {employer}", f"p-{name}"
    return grant_place(question, name) or PARTS.get(name, (name, "main"))


def fault_tab(question: Question, name: str) -> str | None:
    """Return the tab that the field of `name` stands on; None where it stands on the one that is shown, or on all."""
    method, plan, returns = question.scenario.methodology, question.plan.rules, question.returns.rules
    staff = {staff_name(role.key, employer) for role in method.roles for employer in EMPLOYERS}
    homes = {
        "budget": {"solve", *method.parameters, *method.facts, *staff},
        "years": {"ramp", *plan.parameters},
        "funding": {"funding", "medicaid_state", *plan.medicaid.parameters},
        "return": {"perspective", "homicides", "price_year", *returns.parameters},
    }
    if name.partition("-")[0] == COVERAGE:
        return None if question.tab == "years" else "years"
    if name.startswith(TABLE.name("")):
        return None if question.tab == "funding" else "funding"
    if grant_place(question, name):
        return None if question.tab == "grant" else "grant"
    tabs = [tab for tab, names in homes.items() if name in names]
    return None if not tabs or question.tab in tabs else tabs[0]
