"""A saved scenario as a page to read: the answer, what was changed, the facts of the day, the files."""

from dataclasses import replace
from typing import Any

from calculator.answer import Answer
from calculator.asking.question import read_question
from calculator.keeping.saved import Saved
from calculator.methods import newest
from calculator.presenters.budget.estimates import present_headline, present_note
from calculator.presenters.budget.facts import fact_addresses
from calculator.presenters.budget.one_year import dot_words, present_bar, present_budget_table, present_staff_groups
from calculator.presenters.budget.sliders import changes_in_words
from calculator.presenters.chosen import chosen_on
from calculator.presenters.page import present_files
from calculator.presenters.places.homicides import whose
from calculator.presenters.tabs import present_tab
from calculator.subject import Subject
from calculator.words.labels import TABS
from calculator.words.wording import dollars, in_words, target_words


def present_saved(saved: Saved, link: str, *, tab: str = "") -> dict[str, Any]:
    """Return the context of templates/saved.html; a tab but the first holds that tab's answer, without its fields."""
    question = replace(saved.question, tab=tab if tab in TABS else next(iter(TABS)))
    budget, method = saved.budget, question.scenario.methodology
    answer = replace(saved.answer, question=question, link=link)
    beyond = {} if question.tab == next(iter(TABS)) else present_tab(answer, saved.url)
    return {
        **beyond,
        "frozen": True,
        "methodology_id": method.reference,
        "tabs": [
            {
                "label": label,
                "url": saved.url if key == next(iter(TABS)) else f"{saved.url}?tab={key}",
                "current": key == question.tab,
            }
            for key, label in TABS.items()
        ],
        "newer": present_newer(saved),
        "chosen": chosen_on(question),
        "section": "calculator",
        "title": question.name or saved.subject.name,
        "whose": saved.subject.name if question.name else "",
        "note": question.note,
        "canonical_url": saved.url,
        "crumbs": [
            *([{"label": saved.subject.place.name, "url": saved.subject.place.path}] if saved.subject.place else []),
            {"label": f"Saved scenario {saved.id}", "url": ""},
        ],
        "saved_on": in_words(saved.created),
        "method": method.named,
        "methodology_url": f"/methodology/{method.reference}/",
        "data_version": saved.data_version,
        "link": link,
        "calculator_url": saved.calculator_url,
        "compare_url": f"/compare/?scenario={saved.id}",
        "lede": present_headline(answer),
        "in_use": present_note(answer),
        "per": present_per(answer),
        "bar": present_bar(budget),
        "budget": present_budget_table(answer, name=saved.subject.name),
        "staff": present_staff_groups(budget),
        "dot": dot_words(budget),
        "changes": changes_in_words(question),
        "citation": question.scenario.citation,
        "facts": _facts(answer),
        "places": _places(saved.subject),
        "parts": _parts(saved),
        "files": present_files(saved.url + "budget"),
    }


def present_newer(saved: Saved) -> dict[str, str] | None:
    """Return the way to the same question under the newest edition; None where that is the saved one."""
    edition = newest()
    if saved.question.scenario.edition.version == edition.version:
        return None
    values: dict[str, list[str]] = {}
    for name, value in saved.question.query():
        values.setdefault(name, []).append(value)
    question = read_question(values | {"methodology": [saved.question.scenario.methodology.id]})
    return {"version": edition.version, "url": question.url(saved.calculator_url.partition("?")[0])}


def present_per(answer: Answer) -> list[dict[str, str]]:
    """Return the total per resident and per person reached, where each can be said."""
    budget = answer.budget
    shown = (
        ("per resident", budget.per_resident),
        ("per person reached", budget.per_person_served),
    )
    return [{"label": label, "value": dollars(value)} for label, value in shown if value is not None]


def _facts(answer: Answer) -> list[dict[str, Any]]:
    """Return the facts used (components/facts.html), each with its year, its source and the way to its table."""
    facts, sources = answer.budget.methodology.facts, dict(answer.fact_sources)
    place = answer.subject.place
    if place and place.homicides and "homicides" not in answer.question.scenario.facts:
        sources["homicides"] = f"{whose(place.homicides)}, {place.homicides.year}"
    given, own = answer.question.scenario.facts, answer.subject.facts
    urls = fact_addresses(answer)
    return [
        {
            "label": fact.label,
            "value": None if (value := answer.budget.inputs[name]) != value else target_words(value),
            "note": f"Published: {'not reported' if own[name] != own[name] else target_words(own[name])}"
            if name in given and answer.subject.kind != "typed" and given[name] != own[name]
            else "",
            "source": sources[name],
            "source_url": urls[name],
        }
        for name, fact in facts.items()
    ]


def _places(subject: Subject) -> list[str]:
    return [f"{place.name}, {place.state}" for place in subject.places] if subject.kind == "region" else []


def _parts(saved: Saved) -> list[dict[str, str]]:
    """Return what was saved beside the one year, each with its tab of the calculator."""
    question = saved.question
    path = saved.calculator_url.partition("?")[0]
    found = [
        ("years", "A plan over several years", question.plan.asked),
        ("funding", "Sources of money", bool(question.funding.query())),
        ("budget", "Staff already in post", question.current_staff.asked),
        ("return", "What it might return", bool(question.returns.query())),
        ("grant", "A grant budget", bool(question.grant.query())),
    ]
    return [{"label": label, "url": question.url(path, tab=tab)} for tab, label, asked in found if asked]
