"""The JSON bodies of `POST plans/` and `POST returns/`."""

from typing import Any

from calculator.api.budget.body import bodies
from calculator.api.grant.body import plan_properties
from calculator.api.parameters import number_schema, words
from calculator.asking.funding import LONGEST_NAME, MOST_DOLLARS, YEARS_FROM, YEARS_TO
from calculator.asking.returns import EFFECTS
from calculator.asking.staff import MOST
from calculator.engine.funding import CERTAINTIES, KINDS, MOST_SOURCES
from calculator.methods import DEFAULT_ID, find_methodology, newest


def _object(properties: dict[str, Any], description: str, required: tuple[str, ...] = ()) -> dict[str, Any]:
    found: dict[str, Any] = {
        "type": ["object", "null"],
        "properties": properties,
        "additionalProperties": False,
        "description": description,
    }
    return {**found, "required": list(required)} if required else found


def _funding() -> dict[str, Any]:
    year = {"type": ["integer", "null"], "minimum": YEARS_FROM, "maximum": YEARS_TO}
    source = {
        "type": "object",
        "required": ["amount"],
        "additionalProperties": False,
        "properties": {
            "name": {"type": ["string", "null"], "maxLength": LONGEST_NAME, "pattern": r"^[^\u0000-\u001f]*$"},
            "kind": {"type": ["string", "null"], "enum": [*KINDS, None], "description": "Default: other."},
            "amount": {"type": "integer", "minimum": 0, "maximum": MOST_DOLLARS, "description": "USD a year."},
            "first_year": {**year, "description": "Calendar year. Default: the plan's first."},
            "last_year": {**year, "description": "Calendar year, not before first_year. Default: the plan's last."},
            "certainty": {"type": ["string", "null"], "enum": [*CERTAINTIES, None], "description": "Default: asked."},
        },
    }
    return {
        "type": ["array", "null"],
        "items": source,
        "maxItems": MOST_SOURCES,
        "description": "Sources of money by calendar year.",
    }


def staff_properties() -> dict[str, Any]:
    """Return the property that says who is in post."""
    return {"current_staff": _staff()}


def _staff() -> dict[str, Any]:
    count = {"type": ["integer", "null"], "minimum": 0, "maximum": MOST}
    counts = {"type": "object", "additionalProperties": False, "properties": {"city": count, "community": count}}
    roles = {role.key: counts for role in find_methodology(DEFAULT_ID).roles}
    return _object(roles, "Who is in post before the first year, by role and employer.")


def _returns() -> dict[str, Any]:
    rules = newest().returns
    numbers = {
        name: {**schema, "type": [schema["type"], "null"], "description": words(parameter)}
        for name, parameter in rules.parameters.items()
        for schema in (number_schema(parameter),)
    }
    effect = {name.removeprefix("effect_"): numbers.pop(name) for name in EFFECTS}
    return {
        **numbers,
        "effect": _object(effect, "Share by which shootings fall among those reached; low ≤ central ≤ high."),
        "perspective": {
            "type": ["string", "null"],
            "enum": [*rules.perspectives, None],
            "description": "Whose money counts. Default: taxpayer_average.",
        },
    }


def plan_bodies() -> dict[str, dict[str, Any]]:
    """Return the bodies of `POST plans/` by component name."""
    return bodies("Plan", {**plan_properties(), "funding": _funding(), **staff_properties()}, without=("trace",))


def return_bodies() -> dict[str, dict[str, Any]]:
    """Return the bodies of `POST returns/` by component name."""
    return bodies("Return", {**plan_properties(), **staff_properties(), **_returns()}, without=("trace",))


GRANT = {"name": "City", "kind": "city_general_fund", "amount": 4_000_000, "certainty": "committed"}
ENDING = {"name": "COPS", "kind": "federal_grant", "amount": 2_000_000, "first_year": 2027, "last_year": 2028}
PLAN_POSTED: dict[str, Any] = {
    "Five years with two sources": {
        "population": 238_005,
        "years": 5,
        "ramp": "sc2",
        "funding": [GRANT, {**ENDING, "certainty": "committed"}],
        "current_staff": {"outreach_workers": {"community": 4}},
    },
}
RETURN_POSTED: dict[str, Any] = {
    "One year": {"population": 238_005, "homicides": 37, "perspective": "social"},
    "Ten years of a ramp": {
        "places": ["5157000"],
        "years": 10,
        "ramp": "sc2",
        "effect": {"low": 0.05, "central": 0.14},
    },
}
