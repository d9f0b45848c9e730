"""The JSON body of `POST scenarios/`: that of a budget, with what somebody calls it."""

from typing import Any

from calculator.api.budget.body import bodies
from calculator.asking.question import LONGEST_NOTE, LONGEST_TITLE


def scenario_bodies() -> dict[str, dict[str, Any]]:
    """Return the bodies of `POST scenarios/` by component name."""
    line = {"type": "string", "pattern": r"^[^\u0000-\u001f]*$"}
    named = {
        "name": {**line, "maxLength": LONGEST_TITLE, "description": "What you call it; part of what is saved."},
        "note": {**line, "maxLength": LONGEST_NOTE, "description": "A note about it; part of what is saved."},
    }
    return bodies("Scenario", named)
