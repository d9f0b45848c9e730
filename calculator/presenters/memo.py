"""The council memo's words: two pages from one scenario, finished strings only; exports/memo/memo.typ lays them out."""

from collections.abc import Sequence
from typing import Any

from calculator.answer import Answer
from calculator.charts.bar import whole_percents
from calculator.engine.results import Budget
from calculator.presenters.budget import present_lede
from calculator.presenters.memo_problem import present_problem
from calculator.presenters.memo_reach import present_reach
from calculator.presenters.memo_sources import present_sources
from calculator.presenters.memo_staff import present_staff
from calculator.subject import Subject
from calculator.wording import about_dollars, counted, dollars, people

LONGEST_LINK_SHOWN = 110


def present_memo(answer: Answer, *, later: Sequence[dict[str, Any]], qr: Sequence[int] | None) -> dict[str, Any]:
    """Return everything the memo prints. `later` holds the sections on years, money in and return, if any."""
    budget, name = answer.budget, answer.subject.name
    method = budget.methodology
    return {
        "title": f"What community violence intervention would cost: {name}",
        "description": f"A two-page budget memo for {name}, by the {method.reference} method",
        "kicker": "Budget memorandum",
        "heading": heading_for(answer.subject),
        "lede": present_lede(budget),
        "keys": _keys(budget),
        "advice": [advice.text for advice in budget.advice if budget.total],
        "problem": present_problem(answer.subject, answer.question, budget),
        "reach": present_reach(budget, answer.question.scenario.citation),
        "budget": _budget(budget, name),
        "sections": [
            *([staff] if (staff := present_staff(budget, city=bool(answer.subject.place))) else []),
            *later,
            _left_out(),
            _method(budget),
        ],
        "sources": present_sources(answer.subject, answer.question, budget),
        "link": _link(answer.link, qr),
        "footer": f"CVI Budget · method {method.reference} · data {answer.data_version}",
    }


def heading_for(subject: Subject) -> str:
    """Return the memo's heading; a population typed in has no name of its own."""
    if subject.kind == "typed":
        return f"Community violence intervention for {people(subject.facts['population'])} residents"
    return f"Community violence intervention for {subject.name}"


def section(
    heading: str,
    *paragraphs: Sequence[dict[str, Any]] | str,
    table: dict[str, Any] | None = None,
    after: str = "",
) -> dict[str, Any]:
    """Return one section of the second page."""
    rich = [[{"text": words}] if isinstance(words, str) else list(words) for words in paragraphs]
    return {"heading": heading, "paragraphs": rich, "table": table, "after": after}


def _keys(budget: Budget) -> list[dict[str, str]]:
    if not budget.total:
        return []
    reached, staff = people(budget.people_served), budget.values["all_staff"]
    found = [(reached, "person to reach" if reached in ("1", "fewer than 1") else "people to reach")]
    if staff:
        found.append((people(staff), "member of staff to hire" if staff == 1 else "staff to hire"))
    found.append((about_dollars(budget.total), "a year"))
    if budget.per_resident is not None:
        found.append((dollars(budget.per_resident), "per resident a year"))
    return [{"value": value, "label": label} for value, label in found]


def _budget(budget: Budget, name: str) -> dict[str, Any]:
    total = budget.total
    shares = whole_percents([line.amount for line in budget.budget])
    lines = [
        {
            "key": line.line,
            "label": line.label,
            "note": _note(budget, line.line),
            "amount": dollars(line.amount),
            "share": f"{share} %",
            "fraction": line.amount / total,
        }
        for line, share in zip(budget.budget, shares, strict=True)
        if line.amount
    ]
    words = ", ".join(f"{line['label']} {line['share']}" for line in lines)
    return {
        "heading": "What it costs a year",
        "lines": lines,
        "total": dollars(total),
        "alt": f"Stacked bar of the budget of {name}: {words}",
        "paragraphs": _budget_paragraphs(budget),
    }


def _note(budget: Budget, line: str) -> str:
    """Return what a budget line is made of, in a few words."""
    values = budget.values
    if line == "frontline_cost":
        return counted(values["frontline_staff"], "post", "posts")
    if line == "supervision_ovp_cost":
        parts = [("supervisor", "supervisors", values["supervisors"]), ("OVP post", "OVP posts", values["ovp_staff"])]
        return " and ".join(counted(count, one, many) for one, many, count in parts if count)
    if line == "wraparound_cost":
        served = budget.people_served
        return f"about {dollars(budget.values[line] / served)} per person" if served else ""
    share = {"training_cost": "training_share", "evaluation_cost": "evaluation_share"}.get(line)
    return f"{budget.inputs[share] * 100:g} % of staffing" if share else ""


def _budget_paragraphs(budget: Budget) -> list[list[dict[str, Any]]]:
    services = [(line.label, line.amount) for line in budget.wraparound if line.amount]
    if services:
        listed = [f"{label[0].lower()}{label[1:]} {dollars(amount)}" for label, amount in services]
        words = listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} and {listed[-1]}"
        return [[{"text": f"Wraparound support is {words}."}]]
    return [] if budget.total else [[{"text": "Nothing: nobody is reached."}]]


def _left_out() -> dict[str, Any]:
    return section(
        "What is not in this budget",
        "Police, prosecution, probation and jail; office rent, vehicles and insurance beyond what pay and training "
        "cover; costs of hospitals and courts; and indirect costs, which a grant application adds. It is an estimate to "
        "plan with: bids, contracts and local pay scales will differ.",
    )


def _method(budget: Budget) -> dict[str, Any]:
    method = budget.methodology
    moved = sum(
        1
        for name, record in method.parameters.items()
        if record.value is not None and budget.inputs[name] != record.value
    )
    changed = (
        f" {counted(moved, 'figure was', 'figures were').capitalize()} changed from the method's own for this memo."
        if moved
        else ""
    )
    return section(
        "How the figures were made",
        f"{method.title}, version {method.version}. {method.summary}{changed} Every formula, with the values put into "
        "it, is open at the link below; the same link gives the same dollars as long as the figures of the place stand.",
    )


def _link(url: str, qr: Sequence[int] | None) -> dict[str, Any]:
    shown = url.partition("://")[2]
    if len(shown) > LONGEST_LINK_SHOWN:
        shown = f"{shown[:LONGEST_LINK_SHOWN]}…"
    return {
        "url": url,
        "words": "This memo’s own numbers, live:",
        "shown": shown,
        "qr": qr,
        "alt": "Square code that holds the link to these numbers",
        "caption": "Open these numbers",
    }
