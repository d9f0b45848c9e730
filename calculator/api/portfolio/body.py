"""The JSON body of `POST portfolios/`."""

from typing import Any

from calculator.api.bulk.question import KINDS
from calculator.api.parameters import scenario_properties
from calculator.api.program import plan_properties
from calculator.methods import newest
from calculator.portfolio import MOST_SCENARIOS, MOST_SUBJECTS

MOST_YEARS = int(newest().plan.parameters["years"].max)
ANSWERS = ("budget", "plan", "return")


def portfolio_bodies() -> dict[str, dict[str, Any]]:
    """Return the bodies of `POST portfolios/` by component name."""
    properties = {**scenario_properties(skip=["population"]), **plan_properties()}
    scenario = {
        "type": "object",
        "properties": {name: schema for name, schema in properties.items() if name not in ("trace", "funding")},
    }
    shared = {
        "scenarios": {"type": ["array", "null"], "items": scenario, "minItems": 1, "maxItems": MOST_SCENARIOS},
        "answer": {"type": ["string", "null"], "enum": [*ANSWERS, None]},
        "years": {
            "type": ["integer", "null"],
            "minimum": 1,
            "maximum": MOST_YEARS,
            "description": "Of every scenario's plan.",
        },
    }
    place = {"type": "string", "minLength": 1, "maxLength": 120}
    places = {"type": "array", "items": place, "minItems": 1, "maxItems": MOST_SUBJECTS}
    wanted = {
        "type": "object",
        "properties": {
            "kind": {"type": "string", "enum": list(KINDS)},
            "state": {"type": "string"},
            "min_population": {"type": "integer", "minimum": 0},
            "max_population": {"type": "integer", "minimum": 0},
            "featured": {"type": "boolean"},
        },
        "additionalProperties": False,
    }
    return {
        f"PortfolioFor{name}": {
            "type": "object",
            "required": [key],
            "properties": {key: schema, **shared},
            "additionalProperties": False,
        }
        for name, key, schema in (("Places", "places", places), ("Filter", "filter", wanted))
    }


PORTFOLIO_POSTED: dict[str, Any] = {
    "Three cities, three coverages": {
        "places": ["norfolk-va", "baltimore-md", "irvington-nj"],
        "scenarios": [{"coverage_share": 0.25}, {"coverage_share": 0.5}, {"coverage_share": 1}],
    },
    "The larger places of a state over five years": {
        "filter": {"state": "VA", "min_population": 100_000},
        "scenarios": [{"coverage_share": 0.5}],
        "answer": "plan",
        "years": 5,
    },
}
