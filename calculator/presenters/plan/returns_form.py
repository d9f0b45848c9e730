"""The return tab's fields: homicides, effects, whose money counts, and every other number of the edition."""

from typing import Any

from calculator.asking.question import Question
from calculator.asking.returns import EFFECTS, returns_names
from calculator.engine.returns_rules import Perspective
from calculator.presenters.budget.sliders import fault_of, fault_words
from calculator.presenters.fields import number_field, open_field, options
from calculator.subject import Subject
from calculator.words.labels import TABS
from calculator.words.wording import dollars, typed


def present_form(subject: Subject, question: Question) -> dict[str, Any]:
    """Return the form of the return tab."""
    rules, section, faults = question.returns.rules, question.returns, question.faults
    own = [*returns_names(question.returns.rules), "homicides", "price_year"]
    priced = question.scenario.methodology.parameters.get("price_year")
    more = [
        *([open_field(priced, question.scenario.moved.get("price_year"), faults)] if priced else []),
        *(
            open_field(record, section.moved.get(name), faults)
            for name, record in rules.parameters.items()
            if name not in (*EFFECTS, "nonfatal_per_homicide", "seed")
        ),
    ]
    perspectives = rules.perspectives.values()
    return {
        "carried": question.carried(own),
        "homicides": _homicides_field(subject, question),
        "nonfatal": number_field(
            rules.parameters["nonfatal_per_homicide"], section.value("nonfatal_per_homicide"), faults
        ),
        "effects": [number_field(rules.parameters[name], section.value(name), faults, hint="") for name in EFFECTS],
        "effect_notes": [f"{rules.parameters[name].label}: {rules.parameters[name].note}" for name in EFFECTS],
        "perspective": {
            "kind": "radios",
            "name": "perspective",
            "id": "p-perspective",
            "label": "Whose money counts?",
            "hint": "This choice decides the answer more than any other. The three are never mixed.",
            "required": True,
            "options": options(
                question.text_of("perspective") or section.perspective_key,
                [(each.key, each.label) for each in perspectives],
                {
                    each.key: _about(each)
                    if each.key != "own"
                    else "What a homicide and a nonfatal shooting cost by the figures you type above."
                    for each in perspectives
                },
            ),
        },
        "more": more,
        "more_open": any(field["error"] for field in more),
        "seed": number_field(rules.parameters["seed"], section.value("seed"), faults),
        "studies": [
            {
                "figure": None,
                "text": study.finding,
                "place": f"{study.program}, {study.place}",
                "period": study.year,
                "kind": study.design,
                "kind_label": study.design_label,
                "caution": study.caution,
                "source": study.title,
                "source_url": study.url,
            }
            for study in rules.studies
        ],
        "years_note": _years_note(question),
    }


def _about(perspective: Perspective) -> str:
    nonfatal = perspective.cost_per_nonfatal
    return (
        f"{dollars(perspective.cost_per_homicide)} for a homicide, {'no figure' if nonfatal is None else dollars(nonfatal)} "
        f"for a nonfatal shooting: {perspective.text}. {perspective.note} {perspective.source.publisher}, "
        f"{perspective.source.year}."
    )


def _homicides_field(subject: Subject, question: Question) -> dict[str, Any]:
    fact = question.scenario.methodology.facts["homicides"]
    given = question.scenario.facts.get("homicides")
    reported = subject.facts["homicides"]
    fault = fault_of(question.faults, "homicides")
    known = reported == reported
    place = subject.place
    year = f" ({place.homicides.year})" if place and place.homicides else ""
    error = fault_words(fault) if fault else None
    if error is None and given is None and not known:
        error = (
            f"Not reported for {subject.in_sentence}. Type a figure from the police or the medical examiner; "
            "what is missing is not taken as zero."
        )
    return {
        "kind": "number",
        "name": "homicides",
        "id": "p-homicides",
        "label": fact.label,
        "value": fault.given if fault else typed(given, fact),
        "hint": f"Published: {typed(reported, fact)}{year}; used where the box is empty." if known else "",
        "error": error,
        "required": not known,
        "short": True,
    }


def _years_note(question: Question) -> str:
    years = question.plan.calendar_years
    if question.plan.asked and "constant_year" in question.returns.rules.parameters:
        year = int(question.returns.value("constant_year"))
        return (
            f"Over the plan’s years {years[0]}–{years[-1]}, each with its own coverage and cost, all in dollars of {year} "
            "and later years discounted."
        )
    if question.plan.asked:
        return (
            f"Over the plan’s years {years[0]}–{years[-1]}, each with its own coverage and cost. Savings are not "
            "raised with inflation, while costs are: a cautious reading."
        )
    return f"One year at the coverage set under “{TABS['budget']}”. Set years under “{TABS['years']}” and the ramp carries through."
