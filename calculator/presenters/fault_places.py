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


# Which tabs' fields each tab's answer is made from.
MADE_FROM = {
    "budget": ("budget",),
    "working": ("budget",),
    "sure": ("budget",),
    "years": ("budget", "years"),
    "funding": ("budget", "years", "funding"),
    "return": ("budget", "years", "return"),
    "grant": ("budget", "years", "grant"),
}


def fault_tab(question: Question, name: str) -> str | None:
    """Return the tab that the field of `name` stands on; None where it stands on the one that is shown, or on all."""
    tabs = _tabs_of(question, name)
    return None if not tabs or question.tab in tabs else tabs[0]


def no_answer(question: Question) -> str | None:
    """Return why the question's tab has no answer yet, as a sentence; None where it has one.

    What is faulty stands at its preset or published figure: an answer from those would not be one to what was typed.
    Staff in post and Medicaid's terms stand beside the answers: none of them is made from those.
    """
    if not question.faults:
        return None
    beside = {*_staff_names(question), "medicaid_state", *question.plan.rules.medicaid.parameters}
    own = MADE_FROM[question.tab]
    wrong = [
        fault
        for fault in question.faults
        if fault.name == "methodology"
        or (fault.name not in beside and any(tab in own for tab in _tabs_of(question, fault.name)))
    ]
    if not wrong:
        return None
    labels = dict.fromkeys(fault_place(question, fault.name)[0] for fault in wrong)
    thing = "total" if question.tab == "budget" else "answer"
    return f"There is no {thing} until this is settled: {', '.join(labels)}."


def _staff_names(question: Question) -> set[str]:
    return {staff_name(role.key, employer) for role in question.scenario.methodology.roles for employer in EMPLOYERS}


def _tabs_of(question: Question, name: str) -> tuple[str, ...]:
    """Return the tabs that have a field of `name`, the first one first."""
    method, plan, returns = question.scenario.methodology, question.plan.rules, question.returns.rules
    if name.partition("-")[0] == COVERAGE:
        return ("years",)
    if name.startswith(TABLE.name("")):
        return ("funding",)
    if grant_place(question, name):
        return ("grant",)
    homes = {
        "budget": {"solve", *method.parameters, *method.facts, *_staff_names(question)},
        "years": {"ramp", *plan.parameters},
        "funding": {"funding", "medicaid_state", *plan.medicaid.parameters},
        "return": {"perspective", "homicides", "price_year", *returns.parameters},
    }
    return tuple(tab for tab, names in homes.items() if name in names)
