"""The memo's people to reach: each basis with its estimate, its published range, and the one this budget uses."""

import math
from typing import Any

from calculator.engine.results import Budget
from calculator.presenters.memo.text import apart
from calculator.words.wording import counted, people, percent


def present_reach(budget: Budget, citation: str) -> dict[str, Any]:
    """Return a sentence and a row a basis; a basis without its figure is left out."""
    rows = basis_rows(budget, citation)
    return {"paragraphs": _paragraphs(budget, rows), "rows": rows}


def basis_rows(budget: Budget, citation: str) -> list[dict[str, Any]]:
    """Return the bases that can be computed here: words, how, people, range, and whether the budget uses it."""
    inputs, basis = budget.inputs, round(budget.inputs["high_risk_basis"])
    population, homicides, local = inputs["population"], inputs["homicides"], inputs["local_high_risk"]
    share, per_homicide = inputs["high_risk_share"], inputs["high_risk_per_homicide"]
    rows = [
        _row(
            budget,
            "high_risk_share",
            "Share of residents",
            f"{percent(share)} of {counted(population, 'resident', 'residents')}",
            population,
            share,
            used=basis == 1,
        )
    ]
    if not math.isnan(homicides):
        how = f"{per_homicide:g} for each of {counted(homicides, 'homicide', 'homicides')} a year"
        rows.append(
            _row(budget, "high_risk_per_homicide", "Homicides a year", how, homicides, per_homicide, used=basis == 2)
        )
    if not math.isnan(local):
        how = f"entered by the author: {apart(citation)}" if citation else "entered by the author"
        row = {"basis": "Local estimate", "how": how, "people": people(local), "range": "–"}
        rows.append({**row, "used": basis == 3})
    return rows


def _row(budget: Budget, name: str, basis: str, how: str, count: float, factor: float, *, used: bool) -> dict[str, Any]:
    record = budget.methodology.parameters[name]
    known = record.low is not None and record.high is not None
    low, high = people(count * (record.low or 0)), people(count * (record.high or 0))
    ends = (low if low == high else f"{low} – {high}") if known else "–"
    return {"basis": basis, "how": how, "people": people(count * factor), "range": ends, "used": used}


def _paragraphs(budget: Budget, rows: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    used = next((row for row in rows if row["used"]), None)
    at_risk = counted(budget.high_risk, "person", "people")
    parts: list[dict[str, Any]] = [
        {
            "text": "A very small number of people is involved in most shootings, as victims and as shooters. "
            "This budget estimates "
        },
        {"text": at_risk, "strong": True},
        {"text": f" by {used['basis'][0].lower()}{used['basis'][1:]}" if used else ""},
    ]
    coverage = budget.inputs["coverage_share"]
    if coverage != 1:
        parts.append({"text": f" and reaches {percent(coverage)} of them, {people(budget.people_served)}"})
    parts.append({"text": ". Each basis estimates them from another side, so the bases differ."})
    return [parts]
