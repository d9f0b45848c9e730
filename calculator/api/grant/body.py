"""The JSON body of `POST grant-budgets/`: a scenario, the plan's years where there are any, and the grant's terms."""

from typing import Any

from calculator.api.budget.body import bodies
from calculator.api.parameters import number_schema, words
from calculator.asking.grant import BASES, usual_mapping
from calculator.asking.plan import COVERAGE
from calculator.methods import DEFAULT_ID, find_methodology, newest


def _terms() -> dict[str, Any]:
    rules, method = newest().grant, find_methodology(DEFAULT_ID)
    return {
        "subawards": {
            "type": ["integer", "null"],
            "minimum": 1,
            "maximum": 500,
            "description": f"Subawards to community organizations. Default: {rules.subawards}, an assumption.",
        },
        "de_minimis": {"type": ["boolean", "null"], "description": "True: the de minimis rate, which is the default."},
        "indirect_rate": {
            "type": ["number", "null"],
            "minimum": 0,
            "maximum": 1,
            "description": "A negotiated rate, as a share; not beside de_minimis.",
        },
        "indirect_base": {
            "type": ["string", "null"],
            "enum": [*BASES, None],
            "description": "What a negotiated rate is taken on. The de minimis rate is always on mtdc.",
        },
        "mapping": {
            "type": ["object", "null"],
            "properties": {
                line: {"type": "string", "enum": list(rules.open_to(line, method))}
                for line in usual_mapping(method.reference)
            },
            "additionalProperties": False,
            "description": "Treatment by line, where it differs from the usual one.",
        },
    }


def plan_properties() -> dict[str, Any]:
    """Return the plan's properties in a JSON body."""
    rules = newest().plan
    numbers = {
        name: {**schema, "type": [schema["type"], "null"], "description": words(parameter)}
        for name, parameter in rules.parameters.items()
        for schema in (number_schema(parameter),)
    }
    most = int(rules.parameters["years"].max)
    shares = {
        "type": ["array", "null"],
        "items": {"type": "number", "minimum": 0, "maximum": 1},
        "minItems": 1,
        "maxItems": most,
        "description": "Share of people at highest risk reached in each year, where ramp is typed.",
    }
    ramp = {"type": ["string", "null"], "enum": [*rules.ramps, None], "description": "How coverage grows."}
    return {**numbers, "ramp": ramp, COVERAGE: shares}


def grant_bodies() -> dict[str, dict[str, Any]]:
    """Return the bodies of `POST grant-budgets/` by component name."""
    return bodies("Grant", {**plan_properties(), **_terms()}, without=("trace",))


GRANT_POSTED: dict[str, Any] = {
    "One year, de minimis": {"population": 238_005, "subawards": 5},
    "Three years, a negotiated rate": {"places": ["5157000"], "years": 3, "ramp": "sc2", "indirect_rate": 0.32},
}
