"""How sure the budget is: what each assumption does alone, what all do together, and which local figure to find first."""

from typing import Any

from calculator import charts
from calculator.answer import Answer
from calculator.engine.rules_2027_1.sensitivity import Band, Sensitivity, Swing
from calculator.presenters.budget.estimates import dollars_year
from calculator.presenters.fields import table
from calculator.words.wording import about_dollars, axis_dollars, dollars, figure, people

MOST_DRAWN = 8


def present_certainty(answer: Answer) -> dict[str, Any]:
    """Return the tab's context. Raises FaultyError where the edition cannot say or a fact is missing."""
    sensitivity, budget = answer.sensitivity, answer.budget
    moving = [swing for swing in sensitivity.swings if swing.size]
    band = f"{about_dollars(sensitivity.total.p_five)} to {about_dollars(sensitivity.total.p_ninety_five)}"
    return {
        "lede": [
            {"text": "All assumptions at once, nine draws in ten run from "},
            {"text": f"{band} a year", "strong": True},
            {"text": f"; this budget says {about_dollars(budget.total)}."},
        ],
        "announcement": f"Nine draws in ten run from {band}",
        "first": _first(moving),
        "note": f"{dollars_year(answer)} {sensitivity.draws:,} draws, each assumption between the ends of its evidence, likeliest "
        "at its value here. What you set yourself stays put. Shares of draws under these assumptions, not odds.",
        "tornado": _tornado(moving, budget.total),
        "joint": _joint(sensitivity),
        "table": _table(moving),
    }


def _first(swings: list[Swing]) -> str:
    """Return which local figure to find first, and what it and the next would settle."""
    if not swings:
        return "Nothing here is left to assume: every figure with a range is your own."
    first = swings[0]
    words = f"First find your own figure for “{first.label}”: it moves the total by {about_dollars(first.size)}."
    return words if len(swings) == 1 else f"{words} “{swings[1].label}” moves it by {about_dollars(swings[1].size)}."


def _tornado(swings: list[Swing], total: int) -> dict[str, Any] | None:
    drawn = swings[:MOST_DRAWN]
    if not drawn:
        return None
    words = "; ".join(
        f"{swing.label}: {about_dollars(swing.total_low)} at its low end, {about_dollars(swing.total_high)} at its high end"
        for swing in drawn
    )
    return {
        "id": "tornado",
        "title": "What matters most",
        "note": "The total a year with one assumption at the low end of its evidence (pale) or the high end, all else as it is.",
        "template": "components/charts/tornado.html",
        "chart": charts.tornado(
            [(swing.label, swing.total_low, swing.total_high) for swing in drawn],
            central=total,
            description=words,
            text=axis_dollars(total),
        ),
    }


def _joint(sensitivity: Sensitivity) -> dict[str, Any]:
    def cells(band: Band, words: Any) -> list[str | None]:
        return [words(band.p_five), words(band.p_fifty), words(band.p_ninety_five)]

    return table(
        "joint-band",
        "All assumptions together",
        ["", "5 of 100 draws below", "Half below", "95 of 100 below"],
        [
            ("People at highest risk", cells(sensitivity.people, people)),
            ("Total a year", cells(sensitivity.total, about_dollars)),
        ],
    )


def _table(swings: list[Swing]) -> dict[str, Any]:
    return table(
        "swings",
        "Each assumption alone",
        ["", "Low end", "Here", "High end", "Total at low", "Total at high"],
        [
            (
                swing.label,
                [
                    *(figure(value, swing.unit) for value in (swing.low, swing.value, swing.high)),
                    dollars(swing.total_low),
                    dollars(swing.total_high),
                ],
            )
            for swing in swings
        ],
    )
