"""The JSON body of `POST measures/`."""

from typing import Any

from calculator.api.budget.body import bodies
from calculator.api.program import plan_properties, staff_properties


def measure_bodies() -> dict[str, dict[str, Any]]:
    """Return the bodies of `POST measures/` by component name."""
    return bodies("Measures", {**plan_properties(), **staff_properties()}, without=("trace",))


MEASURES_POSTED: dict[str, Any] = {
    "One year": {"population": 238_005},
    "Three years of a place": {"places": ["5157000"], "years": 3},
}
