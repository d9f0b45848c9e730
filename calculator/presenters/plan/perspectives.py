"""Every perspective of the return side by side: never one ratio alone."""

from typing import Any

from calculator.engine.returns import Returns, View
from calculator.presenters.fields import table
from calculator.words.wording import about_dollars, cents, dollars

RECONCILED = (
    "Studies report 4 to 19 dollars for each dollar: they found their effects at a fraction of this spending for each resident. "
    "Some studies found no effect, and two found harm, so the low end here is a loss."
)


def present_perspectives(returns: Returns) -> dict[str, Any] | None:
    """Return the table (components/table.html) with the sentence that reconciles it; None where the edition gives one view."""
    if not returns.views:
        return None
    return {
        "title": "Whose money, side by side",
        "note": f"Dollars of {returns.constant_year}, in present value. Low, central and high effect.",
        "reconciled": RECONCILED,
        "table": table(
            "perspectives",
            "What each dollar might keep from being spent or lost, by whose money counts",
            [
                "Whose money",
                "For each dollar",
                "Central",
                "In all, central",
                "Breaks even at",
                "For a shooting averted",
            ],
            [(view.perspective.label, _cells(view)) for view in returns.views.values()],
        ),
    }


def _cells(view: View) -> list[str | None]:
    low, central, high = map(cents, view.benefit_per_dollar)
    cost = view.cost_per_shooting_averted
    return [
        f"{low} to {high}",
        central,
        about_dollars(view.benefit[1]),
        f"{view.break_even_homicides:,.1f} homicides a year",
        "–" if cost is None else dollars(cost),
    ]
