"""The JSON body of `POST solve/`."""

from typing import Any

from calculator.api.budget.body import bodies
from calculator.api.program import plan_properties, staff_properties
from calculator.solving import AMOUNT


def solve_bodies() -> dict[str, dict[str, Any]]:
    """Return the bodies of `POST solve/` by component name."""
    amount = {
        "type": "integer",
        "minimum": int(AMOUNT.min),
        "maximum": int(AMOUNT.max),
        "x-unit": "USD",
        "description": "USD a year; with any of the plan’s terms, of all its years together.",
    }
    found = bodies("Solve", {"amount": amount, **plan_properties(), **staff_properties()}, without=("trace",))
    return {name: {**body, "required": [*body["required"], "amount"]} for name, body in found.items()}


SOLVE_POSTED: dict[str, Any] = {
    "Three million dollars a year": {"population": 238_005, "amount": 3_000_000},
    "Fifteen million over five years": {"places": ["5157000"], "years": 5, "amount": 15_000_000},
}
