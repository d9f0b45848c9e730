"""The JSON bodies of `POST plans/` and `POST returns/`."""

from typing import Any

from calculator.api.budget.body import bodies
from calculator.api.parameters import number_schema, words
from calculator.api.program import member, plan_properties, staff_properties
from calculator.asking.funding import APPLICANTS, LONGEST_NAME, MOST_DOLLARS, MOST_LAG_DAYS, YEARS_FROM, YEARS_TO
from calculator.asking.medicaid import OTHER_STATE
from calculator.asking.returns import EFFECTS
from calculator.engine.funding import CERTAINTIES, KINDS, MOST_SOURCES, PAYMENTS, USUAL_LAG_DAYS
from calculator.methods import newest


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
            "paid": {
                "type": ["string", "null"],
                "enum": [*PAYMENTS, None],
                "description": "How its money comes. Default: quarter_ahead.",
            },
            "lag_days": {
                "type": ["integer", "null"],
                "minimum": 0,
                "maximum": MOST_LAG_DAYS,
                "description": f"Days from an invoice to its payment, where it pays back. Default: {USUAL_LAG_DAYS}.",
            },
            "growth_share": {
                "type": ["number", "null"],
                "minimum": -0.99,
                "maximum": 1,
                "description": "Growth of the amount a year, as a share. Default: 0.",
            },
            "carry_over": {
                "type": ["boolean", "null"],
                "description": "Whether what a year leaves may be used in the next. Default: false.",
            },
            "funder": {
                "type": ["string", "null"],
                "maxLength": LONGEST_NAME,
                "description": "Key of a funder of `GET funders/`, whose terms are then looked at.",
            },
            "applicant": {
                "type": ["string", "null"],
                "enum": [*APPLICANTS, None],
                "description": "Who applies, where eligibility is to be looked at.",
            },
        },
    }
    return {
        "type": ["array", "null"],
        "items": source,
        "maxItems": MOST_SOURCES,
        "description": "Sources of money by calendar year.",
    }


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
        "effect": member(effect, "Share by which shootings fall among those reached; low ≤ central ≤ high."),
        "perspective": {
            "type": ["string", "null"],
            "enum": [*rules.perspectives, None],
            "description": "Whose money counts. Default: taxpayer_average.",
        },
    }


def _medicaid() -> dict[str, Any]:
    rules = newest().plan.medicaid
    numbers = {
        name: {**schema, "type": [schema["type"], "null"], "description": words(parameter)}
        for name, parameter in rules.parameters.items()
        for schema in (number_schema(parameter),)
    }
    states = {"type": ["string", "null"], "enum": [*rules.rates, OTHER_STATE, None]}
    return {"medicaid_state": {**states, "description": "Whose hourly rate. Default: the place's own."}, **numbers}


def plan_bodies() -> dict[str, dict[str, Any]]:
    """Return the bodies of `POST plans/` by component name."""
    properties = {**plan_properties(), "funding": _funding(), **_medicaid(), **staff_properties()}
    return bodies("Plan", properties, without=("trace",))


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
