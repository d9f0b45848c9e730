"""The three ways to count people at highest risk, side by side, the chosen one marked."""

import math
from collections.abc import Mapping
from typing import Any

from calculator.engine.results import Budget
from calculator.words.wording import people, percent

COVERAGE = "coverage_share"
KINDS = {1: "share", 2: "homicides", 3: "local"}
RATIOS = ("high_risk_share", "high_risk_per_homicide")
WHICH = {True: "Which of these is your city?", False: "Which of these fits here?"}


def present_bases(
    budget: Budget,
    citation: str = "",
    *,
    chosen: str | None = None,
    totals: Mapping[str, str] | None = None,
    is_city: bool = True,
) -> dict[str, Any]:
    """Return the radios of components/bases.html: each basis with its count, its evidence range and its reason.

    `totals` are the dollars a year by kind of basis, where the edition knows them. `chosen` was asked for and cannot be
    used yet: it stays chosen beside what it needs.
    """
    inputs, parameters = budget.inputs, budget.methodology.parameters
    population, local = inputs["population"], inputs["local_high_risk"]
    homicides = inputs.get("homicides_five_year", inputs["homicides"])
    share, ratio = parameters["high_risk_share"], parameters["high_risk_per_homicide"]
    reported = not math.isnan(homicides)
    by_share = population * inputs["high_risk_share"]
    by_homicide = homicides * inputs["high_risk_per_homicide"] if reported else None
    range_share = _range(share.spread(population))
    range_ratio = _range(ratio.spread(homicides)) if reported else ""
    rows = (
        (
            1,
            "Share of residents",
            by_share,
            f"{percent(inputs['high_risk_share'])} of residents. Published local counts would give {range_share}.",
        ),
        (
            2,
            "People per homicide",
            by_homicide,
            f"{inputs['high_risk_per_homicide']:g} people for each homicide a year; evidence gives {range_ratio}."
            if reported
            else "We have no whole year of homicides here; type a figure under “Local facts” to use this basis.",
        ),
        (
            3,
            "Local estimate",
            None if math.isnan(local) else local,
            citation or "A count made here, such as a problem analysis. Give the figure and say where it comes from.",
        ),
    )
    marked = str(int(inputs["high_risk_basis"])) if chosen is None else chosen
    return {
        "name": "high_risk_basis",
        "legend": WHICH[is_city] if totals else "How many people are at highest risk?",
        "bases": [
            {
                "value": value,
                "label": label,
                "people": None if count is None else people(count),
                "total": (totals or {}).get(KINDS[value], ""),
                "about": about,
                "selected": marked == str(value),
            }
            for value, label, count, about in rows
        ],
    }


def range_words(budget: Budget) -> str:
    """Return the range of people at highest risk over the two published bases, such as “93 to 222 by homicides”."""
    homicides = budget.inputs["homicides"]
    if math.isnan(homicides) or homicides == 0:
        return ""
    words = _range(budget.methodology.parameters["high_risk_per_homicide"].spread(homicides))
    return f"{words} counted by homicides" if words else ""


def _range(spread: tuple[float, float, float] | None) -> str:
    return "" if spread is None else f"{people(spread[0])} to {people(spread[2])}"
