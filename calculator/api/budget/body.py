"""JSON bodies of requests and rows of answers whose names come from the methods, as JSON Schema."""

from collections.abc import Container, Mapping
from typing import Any

from calculator.api.bulk.columns import LAST, SAME, row_schema
from calculator.api.parameters import number_schema, scenario_inputs, scenario_properties, words
from calculator.asking.subject import MOST_PLACES
from calculator.methods import DEFAULT_ID, find_methodology

TEXT = {"type": "string"}
LINE = r"^[^\u0000-\u001f]*$"  # text on one line
SUBJECTS = {
    "population": "For a population typed in.",
    "places": "For a place, or several taken together.",
    "county": "For a county.",
}
PATHS = {
    "Budget": "budgets/",
    "Scenario": "scenarios/",
    "Plan": "plans/",
    "Return": "returns/",
    "Grant": "grant-budgets/",
    "Measures": "measures/",
    "Solve": "solve/",
}


def _population() -> dict[str, Any]:
    population = scenario_inputs()["population"]
    return {**number_schema(population), "description": words(population)}


def bodies(question: str, extra: Mapping[str, Any], *, without: Container[str] = ()) -> dict[str, dict[str, Any]]:
    """Return by component name the three ways to say whom a question is for; `extra` are properties of its own."""
    subjects: dict[str, tuple[str, dict[str, Any]]] = {
        f"{question}ForPopulation": ("population", _population()),
        f"{question}ForPlaces": (
            "places",
            {
                "type": "array",
                "items": {**TEXT, "minLength": 1, "maxLength": 120, "pattern": LINE},
                "minItems": 1,
                "maxItems": MOST_PLACES,
                "description": "GEOIDs or slugs of places and towns, summed before the formulas run.",
            },
        ),
        f"{question}ForCounty": (
            "county",
            {**TEXT, "pattern": "^[0-9]{5}$", "description": "FIPS code of a county, as text."},
        ),
    }
    return {
        component: {
            "type": "object",
            "description": f"{SUBJECTS[name]} The question of POST {PATHS[question]}.",
            "required": [name],
            "properties": {name: schema, **_without(scenario_properties(skip=["population"]), without), **extra},
            "additionalProperties": False,
        }
        for component, (name, schema) in subjects.items()
    }


ROWS = {"BudgetRow": "place", "StateBudgetRow": "state", "MetroBudgetRow": "metro"}


def row_schemas() -> dict[str, dict[str, Any]]:
    """Return by component name the rows of `GET budgets/`, told apart by `row`, and the page they come on."""
    method = find_methodology(DEFAULT_ID)
    rows = {name: row_schema(level, method) for name, level in ROWS.items()}
    said = {name: rows["BudgetRow"]["properties"][name] for name in (*SAME, *LAST)}
    link = {"type": ["string", "null"]}
    page = {
        "count": {"type": "integer", "description": "Rows in the whole list, not only on this page"},
        **said,
        "inputs": {
            "type": "object",
            "additionalProperties": {"type": ["number", "null"]},
            "description": "Every parameter used, by name; facts are each row’s own",
        },
        "changed": {
            "type": "object",
            "additionalProperties": {"$ref": "#/components/schemas/ChangedInput"},
            "description": "What of them differs from the method",
        },
        "next": {**link, "description": "Address of the next page; null on the last"},
        "previous": {**link, "description": "Address of the page before; null on the first"},
        "cite": {"type": "string", "description": "How to cite it"},
        "results": {
            "type": "array",
            "description": "The rows of this page, in the order asked for",
            "items": {
                "oneOf": [{"$ref": f"#/components/schemas/{name}"} for name in rows],
                "discriminator": {
                    "propertyName": "row",
                    "mapping": {
                        schema["properties"]["row"]["const"]: f"#/components/schemas/{name}"
                        for name, schema in rows.items()
                    },
                },
            },
        },
    }
    return {**rows, "BudgetPage": {"type": "object", "required": list(page), "properties": page}}


def _without(properties: dict[str, Any], names: Container[str]) -> dict[str, Any]:
    return {name: schema for name, schema in properties.items() if name not in names}
