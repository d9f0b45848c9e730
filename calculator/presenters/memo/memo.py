"""The council memo's words: head, what it comes to, sections; finished strings only, which PDF and DOCX lay out."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from calculator.answer import Answer
from calculator.asking.memo import SECTIONS
from calculator.charts.bar import whole_percents
from calculator.checking import verifying
from calculator.engine.results import Budget
from calculator.presenters.budget.bases import headline, in_use, money_span, rows_of, why_they_differ
from calculator.presenters.budget.one_year import present_lede
from calculator.presenters.memo.around import present_alike, present_counted, present_spent
from calculator.presenters.memo.award import present_award
from calculator.presenters.memo.blocks import Block, blocks_of, row, table, text
from calculator.presenters.memo.head import present_head
from calculator.presenters.memo.later import present_years
from calculator.presenters.memo.phasing import present_phasing
from calculator.presenters.memo.problem import present_problem
from calculator.presenters.memo.questions import present_questions
from calculator.presenters.memo.reach import present_reach
from calculator.presenters.memo.returns import present_return
from calculator.presenters.memo.sources import present_sources
from calculator.presenters.memo.staff import present_staff
from calculator.subject import Subject
from calculator.words.wording import about_dollars, counted, dollars, in_dollars, people

LONGEST_LINK_SHOWN = 110
MOST_SWINGS = 5
VERY_FEW = (
    "A very small number of people is involved in most shootings, as victims and as shooters. Nobody keeps a list of them here; "
    "each way below estimates how many there are."
)


def present_memo(answer: Answer, *, on: date, qr: Sequence[int] | None) -> dict[str, Any]:
    """Return everything the memo prints, dated `on`: the head, what it comes to, and its sections as blocks."""
    budget, memo = answer.budget, answer.question.memo
    method = budget.methodology
    heading = heading_for(answer.subject)
    return {
        "title": f"What community violence intervention would cost: {answer.subject.name}",
        "description": f"A budget memo for {answer.subject.in_sentence}, by the {method.reference} method",
        "kicker": "Memorandum",
        "heading": heading,
        "head": present_head(memo, on=on, heading=heading),
        "lede": headline(answer) or present_lede(budget),
        "in_use": in_use(answer) if headline(answer) else "",
        "keys": _keys(budget),
        "advice": [advice.text for advice in budget.advice if budget.total],
        "sections": present_sections(answer),
        "link": _link(answer, qr),
        "footer": f"CVI Budget · method {method.reference} · data {answer.data_version}",
    }


def present_sections(answer: Answer) -> list[dict[str, Any]]:
    """Return the sections that were chosen and have something to say: key, heading and blocks."""
    found = []
    for key in answer.question.memo.shown:
        blocks = _SECTIONS[key](answer)
        if blocks:
            found.append({"key": key, "heading": SECTIONS[key][0], "blocks": blocks})
    return found


def heading_for(subject: Subject) -> str:
    """Return the memo's heading; a population typed in has no name of its own."""
    if subject.kind == "typed":
        return f"Community violence intervention for {people(subject.facts['population'])} residents"
    return f"Community violence intervention for {subject.name}"


def _keys(budget: Budget) -> list[dict[str, str]]:
    if not budget.total:
        return []
    reached, staff = people(budget.people_served), budget.values["all_staff"]
    about = "about " if "dollars_of" in budget.inputs and reached != "fewer than 1" else ""
    found = [(f"{about}{reached}", "person to reach" if reached in ("1", "fewer than 1") else "people to reach")]
    if staff:
        found.append((people(staff), "member of staff in all" if staff == 1 else "staff in all"))
    found.append((about_dollars(budget.total), f"a year{in_dollars(budget.dollars_of)}"))
    if budget.per_resident is not None:
        found.append((dollars(budget.per_resident), "per resident a year"))
    return [{"value": value, "label": label} for value, label in found]


def _budget(answer: Answer) -> list[Block]:
    budget = answer.budget
    lines = present_lines(budget)
    paragraphs = [text(words) for words in _budget_words(budget)]
    if not lines:
        return paragraphs
    words = ", ".join(f"{line['label']} {line['share']}" for line in lines)
    alt = f"Stacked bar of the budget of {answer.subject.in_sentence}: {words}"
    return [{"kind": "bar", "alt": alt, "lines": lines, **_total(budget)}, *paragraphs]


def _total(budget: Budget) -> dict[str, str]:
    return {"total": dollars(budget.total), "total_label": f"Total{in_dollars(budget.dollars_of)}"}


def present_lines(budget: Budget) -> list[dict[str, Any]]:
    """Return the budget's lines that are not zero: key, label, what it is made of, amount, share, and width of its bar."""
    shares = whole_percents([line.amount for line in budget.budget])
    return [
        {
            "key": line.line,
            "label": line.label,
            "note": _note(budget, line.line),
            "amount": dollars(line.amount),
            "share": f"{share}%",
            "fraction": line.amount / budget.total,
        }
        for line, share in zip(budget.budget, shares, strict=True)
        if line.amount
    ]


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
    return f"{budget.inputs[share] * 100:g}% of staffing" if share else ""


def _budget_words(budget: Budget) -> list[str]:
    services = [(line.label, line.amount) for line in budget.wraparound if line.amount]
    if services:
        listed = [f"{label[0].lower()}{label[1:]} {dollars(amount)}" for label, amount in services]
        words = listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} and {listed[-1]}"
        return [f"Wraparound support (help with living, for participants and their families) is {words}."]
    return [] if budget.total else ["Nothing: nobody is reached."]


def _problem(answer: Answer) -> list[Block]:
    problem = present_problem(answer.subject, answer.question, answer.budget)
    chart = [{"kind": "history", **problem["chart"]}] if problem["chart"] else []
    return [*({"kind": "text", "parts": list(parts)} for parts in problem["paragraphs"]), *chart]


def _reach(answer: Answer) -> list[Block]:
    if answer.bases:
        return _bases(answer)
    reach = present_reach(answer.budget, answer.question.scenario.citation)
    rows = [
        row([entry["basis"], entry["how"]], entry["people"], entry["range"], strong=entry["used"])
        for entry in reach["rows"]
    ]
    headings = ("Basis of the estimate", "People", "Published evidence")
    return [
        *({"kind": "text", "parts": list(parts)} for parts in reach["paragraphs"]),
        table(["wide", "number", "number"], headings, rows),
    ]


def _bases(answer: Answer) -> list[Block]:
    rows = [
        row(
            [entry["name"], entry["reason"] or entry["source"]],
            entry["people"],
            entry["people_range"],
            entry["total_range"],
            strong=entry["used"],
        )
        for entry in rows_of(answer.bases)
    ]
    headings = ("Way of counting (in bold: this memo’s)", "People", "Range", "Dollars a year over that range")
    why = why_they_differ(answer)
    return [
        text(VERY_FEW),
        table(["wide", "number", "number", "number"], headings, rows),
        *([text(why)] if why else []),
    ]


def _sure(answer: Answer) -> list[Block]:
    """What moves the total most, and what all assumptions do to it together."""
    if not answer.bases or not answer.budget.total:
        return []
    found = answer.sensitivity
    band = money_span(found.total.p_five, found.total.p_ninety_five)
    words = (
        f"With every assumption drawn from its published evidence at once, nine of ten totals run from {band}. What moves "
        "the total most, one at a time:"
    )
    rows = [
        row(swing.label, dollars(swing.total_low), dollars(swing.total_high)) for swing in found.swings[:MOST_SWINGS]
    ]
    advice = (
        f"First find your own figure for: {found.swings[0].label[0].lower()}{found.swings[0].label[1:]}."
        if rows
        else ""
    )
    return [
        text(words),
        table(["fill", "number", "number"], ("Assumption", "Total at its low end", "Total at its high end"), rows),
        *([text(advice)] if advice else []),
    ]


def _staff(answer: Answer) -> list[Block]:
    found = present_staff(answer.budget, city=answer.subject.kind in ("place", "town"))
    return blocks_of(found) if found else []


def _left_out(answer: Answer) -> list[Block]:
    return [
        text(
            "Police, prosecution, probation and jail; office rent, vehicles and insurance beyond what pay and training "
            "cover; costs of hospitals and courts; and indirect costs, which a grant application adds. It is an estimate to "
            "plan with: bids, contracts and local pay scales will differ. How it compares with the police budget is not "
            "known here: we hold no police budgets, and the adopted budget of the city or county has that figure."
        )
    ]


def _method(answer: Answer) -> list[Block]:
    budget, method = answer.budget, answer.budget.methodology
    moved = sum(
        1
        for name, record in method.parameters.items()
        if record.value is not None and budget.inputs[name] != record.value
    )
    changed = (
        f" {counted(moved, 'figure was', 'figures were').capitalize()} changed from the method’s own for this memo."
        if moved
        else ""
    )
    return [
        text(
            f"{method.title}, version {method.version}. {method.summary}{changed} Every formula, with the values put into "
            "it, is open at this memo’s address; the same address gives the same memo."
        )
    ]


def _sources(answer: Answer) -> list[Block]:
    entries = present_sources(answer.subject, answer.question, answer.budget)
    return [{"kind": "sources", "entries": entries}] if entries else []


def _link(answer: Answer, qr: Sequence[int] | None) -> dict[str, Any]:
    url, (code, check) = answer.link, verifying(answer)
    shown = url.partition("://")[2]
    if len(shown) > LONGEST_LINK_SHOWN:
        shown = f"{shown[:LONGEST_LINK_SHOWN]}…"
    return {
        "url": url,
        "words": "These numbers, live:",
        "shown": shown,
        "qr": qr,
        "check": {"words": f"Check code {code}:", "url": check, "shown": f"{shown.partition('/')[0]}/verify/"},
        "alt": "Square code that holds the link to check this memo’s numbers",
        "caption": "Check these numbers",
    }


_SECTIONS: Mapping[str, Callable[[Answer], list[Block]]] = {
    "problem": _problem,
    "reach": _reach,
    "budget": _budget,
    "phasing": present_phasing,
    "spending": present_spent,
    "staff": _staff,
    "years": present_years,
    "award": present_award,
    "returns": present_return,
    "sure": _sure,
    "measures": present_counted,
    "peers": present_alike,
    "questions": present_questions,
    "left_out": _left_out,
    "method": _method,
    "sources": _sources,
}
