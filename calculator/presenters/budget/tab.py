"""The calculator page on its budget tab."""

import math
from dataclasses import replace
from typing import Any

from django.templatetags.static import static

from calculator.answer import Answer
from calculator.asking.question import Question
from calculator.asking.scenario import number_for
from calculator.engine.results import Budget
from calculator.formula_modules import module_name
from calculator.presenters.budget.estimates import present_drawing, present_headline, present_note
from calculator.presenters.budget.one_year import (
    dot_words,
    present_bar,
    present_budget_table,
    present_staff_groups,
)
from calculator.presenters.budget.reach import COVERAGE, RATIOS, present_bases
from calculator.presenters.budget.sliders import (
    changes_in_words,
    fault_line,
    fault_of,
    fault_words,
    present_groups,
    present_slider,
)
from calculator.presenters.budget.solved import present_money
from calculator.presenters.budget.staff_gap import present_staff_gap
from calculator.presenters.budget.typed_basis import present_typed
from calculator.presenters.fault_places import fault_place, fault_tab, no_answer
from calculator.presenters.page import compare_url
from calculator.subject import Subject, local_estimate
from calculator.words.wording import about_dollars, dollars, figure, in_dollars, people, signed_dollars, typed

NO_ANSWER = "No answer yet"
FACT_HINTS = {
    "population": "Residents",
    "homicides": "The latest reported year",
    "price_level": "U.S. = 100; used where local pay is on",
}


def present_budget_tab(answer: Answer, path: str) -> dict[str, Any]:
    """Return everything the budget tab shows."""
    subject, question, budget = answer.subject, answer.question, answer.budget
    groups = present_groups(budget, question, path)
    fields = {slider["name"] for group in groups for slider in group["sliders"]} | {
        COVERAGE,
        *RATIOS,
        "local_high_risk",
    }
    gap = present_staff_gap(question, answer.staff_gap, path)
    fields |= {
        *gap["names"],
        *question.scenario.methodology.facts,
        "high_risk_basis",
        "local_citation",
        "solve",
    }
    return {
        "unanswered": no_answer(question),
        "lede": present_headline(answer),
        "note": present_note(answer),
        "drawing": present_drawing(answer),
        "money": present_money(answer),
        "bases": present_bases(
            budget,
            question.scenario.citation or _citation(subject),
            chosen=question.text_of("high_risk_basis"),
            is_city=subject.place is not None and subject.place.level == "place",
            totals={
                basis.basis: about_dollars(basis.total) for basis in reversed(answer.bases) if basis.total is not None
            },
        ),
        "typed": present_typed(answer, path),
        "counts": _other_counts(answer, path),
        "coverage": present_slider(budget, question, path, COVERAGE),
        "ratios": (ratios := [present_slider(budget, question, path, name) for name in RATIOS]),
        "ratios_open": any(slider["changed"] or slider["error"] for slider in ratios),
        "local": present_slider(budget, question, path, "local_high_risk"),
        "citation": question.scenario.citation,
        "groups": [group for group in groups if group["key"] in ("caseloads", "wraparound")],
        "money_groups": [group for group in groups if group["key"] in ("pay", "fringe", "overheads")],
        "more_groups": [group for group in groups if group["key"] in ("dollars", "pay_rules", "office", "scale")],
        "facts": [_fact_field(subject, question, name, path) for name in question.scenario.methodology.facts],
        "facts_open": any(name in question.scenario.facts for name in question.scenario.methodology.facts)
        or any(fault_of(question.faults, name) for name in question.scenario.methodology.facts),
        "carried": question.carried(fields),
        "changes": changes_in_words(question),
        "table": present_budget_table(answer, name=subject.name),
        "staff": present_staff_groups(budget),
        "dot": dot_words(budget),
        "working_url": question.url(path, tab="working"),
        "gap": gap,
    }


def present_presets(question: Question, path: str) -> list[dict[str, Any]]:
    """Return the presets as links that keep what was moved."""
    return [
        {
            "name": method.id,
            "label": method.title,
            "summary": method.summary,
            "url": question.under(method).url(path, tab=question.tab),
            "current": method.id == question.scenario.methodology.id,
        }
        for method in question.scenario.edition.methods.values()
    ]


def present_result(answer: Answer, path: str) -> dict[str, Any]:
    """Return the panel that stays in sight (components/result.html)."""
    subject, question, budget, preset = answer.subject, answer.question, answer.budget, answer.preset
    bar = present_bar(budget)
    actions = [{"label": "Compare", "url": compare_url(subject, question)}]
    if (problem := no_answer(question)) is not None:
        return {
            "what": f"{subject.name}, one year{in_dollars(budget.dollars_of)}",
            "total": NO_ANSWER,
            "problem": problem,
            "preset": question.scenario.methodology.title,
            "counts": [
                {"key": key, "label": label, "value": "–"}
                for key, label in (("people_served", "people served"), ("all_staff", "staff"))
            ],
            "lines": [{"key": line.line, "label": line.label, "amount": "–"} for line in budget.printed],
            "url": question.url(path, tab=question.tab),
            "actions": actions,
        }
    return {
        "what": f"{subject.name}, one year{in_dollars(budget.dollars_of)}",
        "problem": "",
        "total": dollars(budget.total),
        "preset": question.scenario.methodology.title,
        "delta": _delta(budget, preset, question),
        "counts": [
            {"key": "people_served", "label": "people served", "value": people(budget.people_served)},
            {"key": "all_staff", "label": "staff", "value": f"{int(budget.values['all_staff']):,}"},
            {
                "key": "frontline_staff",
                "label": "frontline",
                "value": f"{int(budget.values['frontline_staff']):,}",
            },
            {
                "key": "per_resident",
                "label": "per resident",
                "value": "–" if budget.per_resident is None else dollars(budget.per_resident),
            },
        ],
        "bar": bar,
        "lines": [{"key": line.line, "label": line.label, "amount": dollars(line.amount)} for line in budget.printed],
        "url": question.url(path, tab=question.tab),
        "actions": actions,
    }


def script_data(subject: Subject, question: Question) -> dict[str, Any]:
    """Return what the browser needs to answer by itself: the method's module, and the place's own facts."""
    return {
        "module": static(module_name(question.scenario.methodology)),
        "facts": {name: _json_number(value) for name, value in subject.facts.items()},
    }


def error_links(question: Question, path: str) -> list[dict[str, str]]:
    """Return the faults as links to their fields, on another tab where they stand there (components/error_summary.html)."""
    links = []
    for fault in question.faults:
        label, field = fault_place(question, fault.name)
        tab = fault_tab(question, fault.name)
        url = "" if tab is None else question.url(path, tab=tab)
        links.append({"text": fault_line(label, fault), "field": field, "url": url})
    return links


def _other_counts(answer: Answer, path: str) -> list[dict[str, str]]:
    """Return the published counts beyond the one that the third basis starts from, each a link that uses it."""
    published = [basis for basis in answer.bases if basis.basis == "local" and basis.usable and not basis.chosen]
    start = answer.subject.facts.get("local_high_risk")
    links = []
    for basis in published:
        if basis.people is None or basis.people == start:
            continue
        moved = {**answer.scenario.moved, "high_risk_basis": 3.0, "local_high_risk": basis.people}
        question = replace(answer.question, scenario=replace(answer.scenario, moved=moved, citation=basis.source))
        links.append(
            {
                "label": f"Use {people(basis.people)}: {basis.label}",
                "source": basis.source,
                "url": question.url(path, tab=question.tab),
            }
        )
    return links


def _citation(subject: Subject) -> str:
    estimate = local_estimate(subject.place) if subject.place else None
    return "" if estimate is None else f"{estimate.citation} ({estimate.year})"


def _fact_field(subject: Subject, question: Question, name: str, path: str) -> dict[str, Any]:
    fact = question.scenario.methodology.facts[name]
    fault = fault_of(question.faults, name)
    given, unread = question.scenario.facts.get(name), question.text_of(name)
    original = subject.facts[name]
    changed = given is not None or unread is not None
    return {
        "name": name,
        "label": fact.label,
        "value": typed(given, fact) if unread is None else unread,
        "needed": subject.kind == "typed" and name == "population",
        "original": figure(original, fact.unit),
        "placeholder": typed(original, fact),
        "hint": FACT_HINTS.get(name, ""),
        "allowed": number_for(fact).allowed_in_box,
        "changed": changed,
        "reset_url": question.without(name).url(path, tab=question.tab) if changed else "",
        "error": fault_words(fault) if fault else None,
    }


def _delta(budget: Budget, preset: Budget | None, question: Question) -> list[dict[str, str]]:
    title = question.scenario.methodology.title
    if preset is None:
        return [{"text": f"the preset {title} needs a figure that is not reported here", "kind": ""}]
    change = budget.total - preset.total
    if not change:
        return [{"text": f"as in the preset {title}", "kind": ""}]
    return [
        {"text": signed_dollars(change), "kind": "up" if change > 0 else "down"},
        {"text": f" against the preset {title}, {dollars(preset.total)}", "kind": ""},
    ]


def _json_number(value: float) -> float | None:
    return None if math.isnan(value) else value
