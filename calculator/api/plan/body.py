"""The JSON bodies of `POST plans/` and `POST returns/`."""

from typing import Any

from calculator.api.budget.body import LINE, bodies
from calculator.api.document import closed, optional, reference_to
from calculator.api.parameters import numbers_of
from calculator.api.program import plan_properties, staff_properties
from calculator.asking.funding import APPLICANTS, LONGEST_NAME, MOST_DOLLARS, MOST_LAG_DAYS, YEARS_FROM, YEARS_TO
from calculator.asking.medicaid import OTHER_STATE
from calculator.asking.returns import EFFECT, EFFECTS
from calculator.engine.funding import CERTAINTIES, KINDS, MOST_SOURCES, PAYMENTS, USUAL_LAG_DAYS
from calculator.methods import newest

TEXT = {"type": "string", "maxLength": LONGEST_NAME, "pattern": LINE}
YEAR = {"type": "integer", "minimum": YEARS_FROM, "maximum": YEARS_TO, "x-unit": "calendar year"}
LAG = {"type": "integer", "minimum": 0, "maximum": MOST_LAG_DAYS, "x-unit": "days", "x-default": USUAL_LAG_DAYS}


def _source() -> dict[str, Any]:
    amount = {"type": "integer", "minimum": 0, "maximum": MOST_DOLLARS, "x-unit": "USD a year"}
    growth = {"type": "number", "minimum": -0.99, "maximum": 1, "x-unit": "share", "x-default": 0}
    rate = "the hourly rate is known (medicaid_state, medicaid_rate)"
    members = {
        "name": (TEXT, "What you call it. Default: its kind and number."),
        "kind": (_one_of(KINDS, "other"), "Whose money it is. Default: other."),
        "amount": (amount, f"USD a year, needed unless kind is medicaid and {rate}: then it follows the specialists."),
        "first_year": (YEAR, "First calendar year it pays in. Default: the plan’s first."),
        "last_year": (YEAR, "Last calendar year it pays in, not before first_year. Default: the plan’s last."),
        "certainty": (_one_of(CERTAINTIES, "asked"), "How certain it is. Default: asked."),
        "paid": (_one_of(PAYMENTS, "quarter_ahead"), "How its money comes. Default: quarter_ahead."),
        "lag_days": (LAG, f"Days from an invoice to its payment, where it pays back. Default: {USUAL_LAG_DAYS}."),
        "growth_share": (growth, "Growth of the amount a year, as a share. Default: 0."),
        "carry_over": (
            {"type": "boolean", "x-default": False},
            "Whether what a year leaves may be used in the next. Default: false.",
        ),
        "funder": (
            {**TEXT, "minLength": 1},
            "Key of a funder of GET funders/, whose terms are then looked at. Default: none.",
        ),
        "applicant": (
            {"type": "string", "enum": list(APPLICANTS)},
            "Who applies, where eligibility is to be looked at. Default: nobody says.",
        ),
    }
    return closed("A source of money.", {name: optional(schema, told) for name, (schema, told) in members.items()})


def _one_of(options: tuple[str, ...], usual: str) -> dict[str, Any]:
    return {"type": "string", "enum": list(options), "x-default": usual}


def _funding() -> dict[str, Any]:
    sources = {"type": "array", "items": reference_to("FundingSource"), "maxItems": MOST_SOURCES}
    return optional(sources, "Sources of money by calendar year. Default: none.")


def _returns() -> dict[str, Any]:
    rules = newest().returns
    numbers = {name: schema for name, schema in numbers_of(rules.parameters).items() if name not in EFFECTS}
    usual = next(iter(rules.perspectives))
    return {
        **numbers,
        EFFECT: optional(
            reference_to("EffectRange"), "Share by which shootings fall among those reached; low ≤ central ≤ high."
        ),
        "perspective": optional(_one_of(tuple(rules.perspectives), usual), f"Whose money counts. Default: {usual}."),
    }


def _effect() -> dict[str, Any]:
    numbers = numbers_of({name: newest().returns.parameters[name] for name in EFFECTS})
    members = {name.removeprefix(f"{EFFECT}_"): schema for name, schema in numbers.items()}
    return closed("Shares by which shootings fall; low ≤ central ≤ high.", members)


def _medicaid() -> dict[str, Any]:
    rules = newest().plan.medicaid
    states = {"type": "string", "enum": [*rules.rates, OTHER_STATE]}
    told = f"Whose hourly rate; {OTHER_STATE}: of a state without a known one. Default: the place’s own."
    return {"medicaid_state": optional(states, told), **numbers_of(rules.parameters)}


def plan_bodies() -> dict[str, dict[str, Any]]:
    """Return the bodies of `POST plans/` by component name."""
    properties = {**plan_properties(), "funding": _funding(), **_medicaid(), **staff_properties()}
    return {**bodies("Plan", properties, without=("trace",)), "FundingSource": _source()}


def return_bodies() -> dict[str, dict[str, Any]]:
    """Return the bodies of `POST returns/` by component name."""
    properties = {**plan_properties(), **staff_properties(), **_returns()}
    return {**bodies("Return", properties, without=("trace",)), "EffectRange": _effect()}


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
