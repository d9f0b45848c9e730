"""Five short questions about one place: a page for each, the check of the answers, and the papers they lead to."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from calculator.answer import Answer
from calculator.asking.question import Question
from calculator.asking.start import (
    CHECK,
    PAY,
    STEPS,
    is_answered,
    names_of,
    next_step,
    own_of,
    pairs_without,
    post_name,
    step_before,
    step_of,
)
from calculator.engine.methodology import Parameter
from calculator.presenters.budget.estimates import present_headline, present_note
from calculator.presenters.budget.sliders import fault_line, fault_of, fault_words
from calculator.presenters.budget.solved import present_money
from calculator.presenters.fault_places import fault_place
from calculator.presenters.page import place_crumbs
from calculator.subject import Subject
from calculator.words.wording import dollars, figure, people, typed
from profiles.selectors import PlaceFacts

TITLES = {
    "people": "Who is at highest risk here, as far as you know?",
    "staff": "Who does this work here today?",
    "pay": "What does this work pay here?",
    "money": "What money is there?",
    "years": "When would it start?",
}
SHORT = {"people": "People", "staff": "Staff in post", "pay": "Pay", "money": "Money there is", "years": "First year"}
HINTS = {
    "people": "A count made here, or the homicides of a year, replaces the estimate from the number of residents. "
    "Where you give both, the count is used.",
    "staff": "Type how many posts are filled, at the city or in community organizations. Leave empty what you do not know.",
    "pay": "Yearly pay before benefits. An empty box keeps the figure of the method.",
    "money": "With an amount, the budget shows how many people it can reach. Leave it empty to see what reaching everybody takes.",
    "years": "A plan of several years hires step by step. Leave both empty for the budget of one year.",
}


def present_step(place: PlaceFacts, subject: Subject, question: Question, step: str, then: str) -> dict[str, Any]:
    """Return the page of one question (templates/start.html); `then` is where its answer leads instead of the next."""
    path = f"{place.path}start/"
    fields = _FIELDS[step](subject, question)
    labels = {field["name"]: field["label"] for field in fields}
    own = names_of(step, question.scenario.methodology)
    rest = pairs_without(question, step)
    faults = [fault for fault in question.faults if step_of(fault.name, question.scenario.methodology) == step]
    onward = then or next_step(step)
    before = step_before(step)
    return {
        **_frame(place, TITLES[step]),
        "path": path,
        "step": step,
        "number": STEPS.index(step) + 1,
        "of": len(STEPS),
        "question": TITLES[step],
        "hint": HINTS[step],
        "fields": fields,
        "carried": [*question.carried(own_of(question, step)), ("from", step), *([("then", then)] if then else [])],
        "skip_url": _url(path, onward, rest),
        "back": before is not None,
        "errors": [
            {"text": fault_line(labels[fault.name], fault), "field": f"start-{fault.name}"}
            for fault in faults
            if fault.name in own
        ],
    }


def present_check(place: PlaceFacts, answer: Answer | None, question: Question, stray: Sequence[str]) -> dict[str, Any]:
    """Return the check of the answers, with the answer they give and its papers; `answer` None where there is none yet."""
    path, query = f"{place.path}start/", question.query()
    method = question.scenario.methodology
    return {
        **_frame(place, "Check your answers"),
        "path": path,
        "rows": [
            {
                "label": SHORT[step],
                "lines": said(question, step),
                "change_url": f"{_url(path, step, query)}&then={CHECK}",
            }
            for step in STEPS
        ],
        "errors": [
            *({"text": text, "field": "answers"} for text in stray),
            *(
                {
                    "text": fault_line(fault_place(question, fault.name)[0], fault),
                    "field": f"change-{SHORT[step_of(fault.name, method)]}".replace(" ", "-").lower()
                    if step_of(fault.name, method) in STEPS
                    else "answers",
                }
                for fault in question.faults
            ),
        ],
        **_answered(answer),
        "papers": _papers(place, question) if answer else [],
        "more": [
            {"label": f"Profile of {place.name} with these answers", "url": question.url(place.path)},
            {"label": "All the settings, in the calculator", "url": question.url(f"{place.path}calculator/")},
        ],
        "back_url": _url(path, STEPS[-1], query),
    }


def _answered(answer: Answer | None) -> dict[str, Any]:
    """Return the answer in a sentence and a note; what the money pays for where it starts from money."""
    if answer is None:
        return {"lede": [], "note": ""}
    money = present_money(answer)
    if answer.solution is not None and money and money["words"]:
        first, *rest = money["words"]
        return {"lede": [{"text": first}], "note": " ".join(rest)}
    return {"lede": present_headline(answer), "note": present_note(answer)}


def _papers(place: PlaceFacts, question: Question) -> list[dict[str, Any]]:
    kinds = (
        ("budget.pdf", "Council memo", "PDF"),
        ("budget.docx", "Memo to edit", "Word"),
        ("handout.pdf", "Handout", "PDF, 1 page"),
        ("budget.xlsx", "Workbook", "Excel"),
    )
    return [
        {"label": label, "url": question.url(f"{place.path}{file}"), "hint": hint, "primary": file == "budget.pdf"}
        for file, label, hint in kinds
    ]


def _frame(place: PlaceFacts, title: str) -> dict[str, Any]:
    return {
        "section": "cities",
        "title": title,
        "place": {"name": place.full_name, "short": place.name},
        "crumbs": [*place_crumbs(place), {"label": "Make it yours", "url": ""}],
        "canonical_url": f"{place.path}start/",
    }


def _url(path: str, step: str, pairs: Sequence[tuple[str, str]]) -> str:
    return f"{path}?{urlencode([('step', step), *pairs])}"


def _field(question: Question, name: str, label: str, value: str, *, hint: str = "", **more: Any) -> dict[str, Any]:
    fault, unread = fault_of(question.faults, name), question.text_of(name)
    return {
        "kind": "number",
        "name": name,
        "id": f"start-{name}",
        "label": label,
        "value": value if unread is None else unread,
        "hint": hint,
        "error": fault_words(fault) if fault else None,
        "required": False,
        "quiet": True,
        "short": True,
        **more,
    }


def _people(subject: Subject, question: Question) -> list[dict[str, Any]]:
    scenario, method = question.scenario, question.scenario.methodology
    local, homicides = scenario.moved.get("local_high_risk"), scenario.facts.get("homicides")
    published = subject.facts["homicides"]
    known = "We have no whole year for this place" if published != published else f"Published: {people(published)}"
    return [
        _field(question, "local_high_risk", "People counted here", typed(local, method.parameters["local_high_risk"])),
        _field(
            question,
            "local_citation",
            "Where that count comes from",
            scenario.citation,
            hint="Such as “Problem analysis, 2025”; it is printed beside the number",
            kind="text",
            short=False,
        ),
        _field(
            question,
            "homicides",
            "Or homicides in a year",
            typed(homicides, method.facts["homicides"]),
            hint=f"{known}. A reported zero counts as zero",
        ),
    ]


def _staff(subject: Subject, question: Question) -> list[dict[str, Any]]:
    there = question.current_staff.in_post
    return [
        _field(question, post_name(role), role.plural, str(getattr(there[role.key], role.employer)))
        if role.key in there
        else _field(question, post_name(role), role.plural, "")
        for role in question.scenario.methodology.roles
    ]


def _pay(subject: Subject, question: Question) -> list[dict[str, Any]]:
    return [_moved(question, question.scenario.methodology.parameters[name]) for name in PAY]


def _moved(question: Question, record: Parameter) -> dict[str, Any]:
    usual = f"The method: {figure(record.value, record.unit)}"
    value = typed(question.scenario.moved.get(record.name), record)
    return _field(question, record.name, record.label, value, hint=usual, share=record.unit == "share")


def _money(subject: Subject, question: Question) -> list[dict[str, Any]]:
    value = "" if question.solve is None else dollars(question.solve)
    hint = "All years of the plan together, as you write it: $3,000,000 or 3m"
    return [_field(question, "solve", "Dollars", value, hint=hint)]


def _years(subject: Subject, question: Question) -> list[dict[str, Any]]:
    plan = question.plan
    first, years = (str(plan.calendar_years[0]), str(len(plan.calendar_years))) if plan.asked else ("", "")
    return [
        _field(question, "first_year", "First year", first, hint="A calendar year, such as 2027"),
        _field(question, "years", "How many years", years, hint="1 to 10"),
    ]


_FIELDS = {"people": _people, "staff": _staff, "pay": _pay, "money": _money, "years": _years}


def said(question: Question, step: str) -> list[str]:
    """Return what was answered at a step, a line each; nothing where it was skipped."""
    if not is_answered(question, step):
        return []
    method, scenario = question.scenario.methodology, question.scenario
    unread = [f"{fault_place(question, n)[0]}: {t}" for n, t in question.unread if n in names_of(step, method)]
    if step == "people":
        local, homicides = scenario.moved.get("local_high_risk"), scenario.facts.get("homicides")
        lines = [] if local is None else [f"{people(local)} people counted here"]
        lines += [f"Source: {scenario.citation}"] if scenario.citation else []
        lines += [] if homicides is None else [f"{people(homicides)} homicides in a year"]
    elif step == "staff":
        there = question.current_staff.in_post
        lines = [f"{role.plural}: {there[role.key].all:,}" for role in method.roles if role.key in there]
    elif step == "pay":
        records = [method.parameters[name] for name in PAY if name in scenario.moved]
        lines = [f"{record.label}: {figure(scenario.moved[record.name], record.unit)}" for record in records]
    elif step == "money":
        lines = [] if question.solve is None else [f"{dollars(question.solve)}, all years together"]
    else:
        years = question.plan.calendar_years
        lines = [f"{years[0]} to {years[-1]}" if len(years) > 1 else f"{years[0]} alone"]
    return [*lines, *unread]
