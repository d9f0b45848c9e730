"""The JSON body of `POST portfolios/`."""

from typing import Any

from calculator.api.bulk.question import KINDS
from calculator.api.document import closed, optional, reference_to
from calculator.api.parameters import scenario_properties
from calculator.api.places.filter import MOST_RESIDENTS
from calculator.api.program import plan_properties
from calculator.methods import newest
from calculator.portfolio import MOST_SCENARIOS, MOST_SUBJECTS

MOST_YEARS = int(newest().plan.parameters["years"].max)
ANSWERS = ("budget", "plan", "return")


def portfolio_bodies() -> dict[str, dict[str, Any]]:
    """Return the bodies of `POST portfolios/` by component name."""
    scenarios = {
        "type": "array",
        "items": reference_to("PortfolioScenario"),
        "minItems": 1,
        "maxItems": MOST_SCENARIOS,
    }
    years = {"type": "integer", "minimum": 1, "maximum": MOST_YEARS, "x-unit": "years"}
    shared = {
        "scenarios": optional(scenarios, "The scenarios, each answered for every place. Default: one, nothing moved."),
        "answer": optional(
            {"type": "string", "enum": list(ANSWERS), "x-default": ANSWERS[0]}, "What is answered. Default: budget."
        ),
        "years": optional(years, "Of every scenario’s plan. Default: the scenario’s own."),
    }
    place = {"type": "string", "minLength": 1, "maxLength": 120}
    places = {
        "type": "array",
        "items": place,
        "minItems": 1,
        "maxItems": MOST_SUBJECTS,
        "description": "Slugs, GEOIDs or codes of places, towns, counties, states or metros.",
    }
    wanted = {
        **reference_to("PortfolioFilter"),
        "description": f"Everything that passes it, 1 to {MOST_SUBJECTS:,} subjects.",
    }
    return {
        **{
            f"PortfolioFor{name}": {
                **closed(f"{about} The question of POST portfolios/.", {key: schema, **shared}),
                "required": [key],
            }
            for name, key, schema, about in (
                ("Places", "places", places, "For subjects that are named."),
                ("Filter", "filter", wanted, "For the subjects that pass a filter."),
            )
        },
        "PortfolioScenario": closed("One set of assumptions.", _scenario()),
        "PortfolioFilter": closed("Which subjects, by what they are.", _filter()),
    }


def _scenario() -> dict[str, Any]:
    known = {**scenario_properties(skip=["population"]), **plan_properties()}
    return {name: schema for name, schema in known.items() if name != "trace"}


def _filter() -> dict[str, Any]:
    residents = {"type": "integer", "minimum": 0, "maximum": MOST_RESIDENTS, "x-unit": "people"}
    kinds = {"type": "string", "enum": list(KINDS), "x-default": KINDS[0]}
    return {
        "kind": optional(kinds, "Which kind of subject. Default: place."),
        "state": optional(
            {"type": "string", "minLength": 1},
            "Postal code or name of a state; several by commas, such as VA,MD. Default: all.",
        ),
        "min_population": optional(residents, "At least so many residents. Default: any number."),
        "max_population": optional(residents, "At most so many residents. Default: any number."),
        "featured": optional({"type": "boolean"}, "Only the featured 50, or only the others. Default: both."),
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
