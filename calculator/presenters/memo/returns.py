"""The memo's return: a range with its caution, never a promise; what the effect would have to be."""

import math
from typing import Any

from calculator.answer import Answer
from calculator.asking.given import FaultyError
from calculator.engine.returns import Outcome, Returns
from calculator.engine.returns_rules import ReturnsRules
from calculator.presenters.memo.blocks import Block, caution, row, table, text
from calculator.presenters.plan.returns import ALL_AMONG_THEM, TOO_FEW, cases
from calculator.words.wording import about_dollars, cents, dollars, percent

NO_INDEX = (
    "The dollars of this budget are of a year without a consumer price index yet, so what it might return in a year cannot be set "
    "against what studies say a shooting costs. Give dollars of an earlier year, or ask over several years."
)


def present_return(answer: Answer) -> list[Block]:
    """Return the section; nothing where homicides are not known or nothing is spent."""
    if not answer.budget.total or math.isnan(answer.budget.inputs["homicides"]):
        return []
    try:
        found = answer.returns
    except FaultyError as error:  # too few workers for anything to be said, or dollars of a year without a price index
        priced = all(fault.name != "price_year" for fault in error.faults)
        return [text(TOO_FEW if priced else NO_INDEX)]
    if found.views:
        return _side_by_side(answer)
    over = "a year" if found.years_counted == 1 else f"over {found.years_counted} years"
    nonfatal = found.perspective.cost_per_nonfatal is not None
    intro = (
        "Whether shootings would fall, and by how much, nobody can promise. If they fell among the people reached by the "
        f"shares below, counting {found.perspective.text}, the return {over} would be about:"
    )
    rows = [
        _row(name, outcome, nonfatal=nonfatal)
        for name, outcome in (("Low", found.low), ("Central", found.central), ("High", found.high))
    ]
    shown = {
        "columns": ["fill", "number", *(["number"] if nonfatal else []), "number", "number"],
        "headings": [
            "Fewer shootings",
            "Homicides averted",
            *(["Nonfatal shootings averted"] if nonfatal else []),
            "Costs averted",
            "Per dollar spent",
        ],
        "rows": rows,
    }
    nonfatal_per_homicide = answer.question.returns.value("nonfatal_per_homicide")
    after = f"{_even(found)} {_counted_as(found, nonfatal_per_homicide)} {_studies(answer.question.returns.rules)}"
    return [text(intro), {"kind": "table", **shown}, caution(after)]


def _even(found: Returns) -> str:
    needed, known = cases(found.break_even_homicides), cases(found.homicides)
    noun, verb = ("homicide", "was") if needed == "1" else ("homicides", "were")
    beyond = ": by deaths alone it does not" if found.break_even_homicides > found.homicides else ""
    return (
        f"Counting deaths alone, the money would come back if {needed} {noun} a year {verb} averted, of {known} "
        f"recorded or entered{beyond}; one is put at {dollars(found.perspective.cost_per_homicide)} "
        f"({found.perspective.source.publisher}, {found.perspective.source.year})."
    )


def _counted_as(found: Returns, nonfatal_per_homicide: float) -> str:
    """Return what the table takes for granted; a reader must see it beside the figures."""
    if found.perspective.cost_per_nonfatal is None:
        return ALL_AMONG_THEM
    return (
        f"Nonfatal shootings are taken as {nonfatal_per_homicide:g} for each homicide, an assumption, at "
        f"{dollars(found.perspective.cost_per_nonfatal)} each. {ALL_AMONG_THEM}"
    )


def _row(name: str, outcome: Outcome, *, nonfatal: bool) -> dict[str, Any]:
    counts = [cases(outcome.homicides_averted)]
    if nonfatal:
        counts.append(cases(outcome.nonfatal_averted))
    cells = [
        f"{name}: {percent(round(outcome.effect, 4))}",
        *counts,
        about_dollars(outcome.benefit),
        cents(outcome.benefit_per_dollar),
    ]
    return {"cells": cells, "strong": False}


def _studies(rules: ReturnsRules) -> str:
    places = ", ".join(f"{study.place.partition(',')[0]} ({study.year})" for study in rules.studies)
    return (
        f"The shares come from evaluations in {places}; results differ from site to site, some show no clear change, and the "
        "largest came together with policing. Found there, they are not a forecast here."
    )


def _side_by_side(answer: Answer) -> list[Block]:
    """Return every perspective beside the others: no single figure stands alone."""
    found = answer.returns
    over = "a year" if found.years_counted == 1 else f"over {found.years_counted} years"
    effects = ", ".join(
        f"{'rose' if outcome.effect < 0 else 'fell'} by {percent(abs(round(outcome.effect, 4)))} ({name})"
        for name, outcome in (("low", found.low), ("central", found.central), ("high", found.high))
    )
    intro = (
        f"Whether shootings would fall, and by how much, nobody can promise. If they {effects} among the people reached, "
        f"each dollar spent {over} would return, in {found.constant_year} dollars, what is below. It would break even at the "
        "homicides averted a year in the last column:"
    )
    rows = [
        row(
            [view.perspective.label, _what_it_counts(view.perspective.key)],
            f"{cents(view.benefit_per_dollar[0])} to {cents(view.benefit_per_dollar[2])}",
            cents(view.benefit_per_dollar[1]),
            cases(view.break_even_homicides),
        )
        for view in found.views.values()
    ]
    headings = ("Whose money", "For each dollar, low to high", "Central", "To break even")
    rules = answer.question.returns.rules
    return [
        text(intro),
        table(["wide", "number", "number", "number"], headings, rows),
        caution(" ".join(filter(None, (getattr(rules, "reconciled", ""), _studies(rules))))),
    ]


def _what_it_counts(key: str) -> str:
    return {
        "taxpayer_average": "per gun death and injury of any intent",
        "taxpayer_unit": "a ceiling: every shooting ends in arrest, conviction and the full sentence",
        "social": "lives and injuries, at what safety rules use",
        "own": "the author’s own figures",
    }.get(key, "")
