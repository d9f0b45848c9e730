"""What bodies say of a program over years: its plan, and who is in post."""

from typing import Any

from calculator.api.document import closed, optional, reference_to
from calculator.api.parameters import numbers_of
from calculator.asking.plan import COVERAGE
from calculator.asking.staff import CURRENT, MOST
from calculator.methods import DEFAULT_ID, find_methodology, newest

RAMPS = (
    "How coverage grows: even in equal steps, sc2 as Chicago plans to, full from the first year on, typed as "
    f"{COVERAGE} says. Default: {newest().plan.default_ramp}."
)


def plan_properties() -> dict[str, Any]:
    """Return the plan's properties in a JSON body."""
    rules = newest().plan
    shares = {
        "type": "array",
        "items": {"type": "number", "minimum": 0, "maximum": 1, "x-unit": "share"},
        "minItems": 1,
        "maxItems": int(rules.parameters["years"].max),
    }
    return {
        **numbers_of(rules.parameters),
        "ramp": optional({"type": "string", "enum": list(rules.ramps), "x-default": rules.default_ramp}, RAMPS),
        COVERAGE: optional(
            shares, "Share of people at highest risk reached in each year, where ramp is typed; the last one holds on."
        ),
    }


def staff_properties() -> dict[str, Any]:
    """Return the property that says who is in post."""
    return {CURRENT: optional(reference_to("CurrentStaff"), "Who is in post before the first year. Default: nobody.")}


def staff_parts() -> dict[str, dict[str, Any]]:
    """Return by component name what that property is made of."""
    count = {"type": "integer", "minimum": 0, "maximum": MOST, "x-unit": "posts", "x-default": 0}
    employers = {
        "city": "Posts with the city. Default: 0.",
        "community": "Posts with community organizations. Default: 0.",
    }
    roles = {
        role.key: optional(reference_to("StaffInPost"), f"{role.label}. Default: nobody.")
        for role in find_methodology(DEFAULT_ID).roles
    }
    return {
        "CurrentStaff": closed("Who is in post, by role.", roles),
        "StaffInPost": closed(
            "Posts of a role that somebody holds, by employer.",
            {employer: optional(count, told) for employer, told in employers.items()},
        ),
    }
