"""What bodies say of a program over years: its plan, who is in post, and objects within a body."""

from typing import Any

from calculator.api.parameters import number_schema, words
from calculator.asking.plan import COVERAGE
from calculator.asking.staff import MOST
from calculator.methods import DEFAULT_ID, find_methodology, newest


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


def staff_properties() -> dict[str, Any]:
    """Return the property that says who is in post."""
    return {"current_staff": _staff()}


def _staff() -> dict[str, Any]:
    count = {"type": ["integer", "null"], "minimum": 0, "maximum": MOST}
    counts = member({"city": count, "community": count}, "Its posts, by employer.")
    roles = {role.key: counts for role in find_methodology(DEFAULT_ID).roles}
    return member(roles, "Who is in post before the first year, by role and employer.")


def member(properties: dict[str, Any], description: str, required: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return an object of a body that takes no other properties, and that may be null."""
    found: dict[str, Any] = {
        "type": ["object", "null"],
        "properties": properties,
        "additionalProperties": False,
        "description": description,
    }
    return {**found, "required": list(required)} if required else found
