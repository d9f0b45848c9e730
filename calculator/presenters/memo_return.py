"""The memo's return: a range with its caution, never a promise; what the effect would have to be."""

from typing import Any

from calculator.engine.returns import Outcome
from calculator.exports.answer import Answer
from calculator.plan_registry import returns_rules
from calculator.plan_services import returns_for
from calculator.presenters.memo import section
from calculator.wording import dollars, percent


def present_return(answer: Answer) -> dict[str, Any]:
    """Return the section; homicides are known and something is spent."""
    found = returns_for(answer.subject, answer.question)
    over = "a year" if found.years_counted == 1 else f"over {found.years_counted} years"
    nonfatal = found.perspective.cost_per_nonfatal is not None
    intro = (
        "Whether shootings would fall, and by how much, nobody can promise. If they fell among the people reached by the "
        f"shares below, counting {found.perspective.text}, the return {over} would be:"
    )
    rows = [
        _row(name, outcome, nonfatal=nonfatal)
        for name, outcome in (("Low", found.low), ("Central", found.central), ("High", found.high))
    ]
    table = {
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
    even = (
        f"Counting deaths alone, the money comes back if {_count(found.break_even_homicides)} "
        f"{'homicide' if found.break_even_homicides == 1 else 'homicides'} a year are averted, of "
        f"{_count(found.homicides)} now; one is put at {dollars(found.perspective.cost_per_homicide)} "
        f"({found.perspective.source.publisher}, {found.perspective.source.year})."
    )
    return section("What it might return", intro, table=table, after=f"{even} {_studies()}")


def _row(name: str, outcome: Outcome, *, nonfatal: bool) -> dict[str, Any]:
    per_dollar = "–" if outcome.benefit_per_dollar is None else f"${outcome.benefit_per_dollar:,.2f}"
    counts = [_count(outcome.homicides_averted)]
    if nonfatal:
        counts.append(_count(outcome.nonfatal_averted))
    cells = [f"{name}: {percent(round(outcome.effect, 4))}", *counts, dollars(outcome.benefit), per_dollar]
    return {"cells": cells, "strong": False}


def _studies() -> str:
    places = ", ".join(f"{study.place.partition(',')[0]} ({study.year})" for study in returns_rules().studies)
    return (
        f"The shares come from evaluations in {places}; results differ from site to site, some show no clear change, and the "
        "largest came together with policing. Found there, they are not a forecast here."
    )


def _count(value: float) -> str:
    return f"{value:,.1f}".removesuffix(".0")
