"""JSON bodies of requests and rows of answers whose names come from the methods, as JSON Schema."""

from collections.abc import Container, Mapping
from typing import Any

from calculator.api.bulk.heads import PLACE_HEAD
from calculator.api.bulk.question import FACTS
from calculator.api.bulk.table import PEOPLE, line_names
from calculator.api.parameters import number_schema, scenario_inputs, scenario_properties, words
from calculator.methods import DEFAULT_ID, find_methodology
from calculator.services import MOST_PLACES

TEXT = {"type": "string"}
WHOLE = {"type": ["integer", "null"]}
TEXT_OR_NULL = {"type": ["string", "null"]}
COVERED = {
    "type": ["number", "null"],
    "minimum": 0,
    "maximum": 1,
    "description": "The share of everybody living there whom these places hold",
}
TAIL = ("methodology", "methodology_version", "data_version")


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
                "items": {**TEXT, "minLength": 1, "maxLength": 120, "pattern": r"^[^\u0000-\u001f]*$"},
                "minItems": 1,
                "maxItems": MOST_PLACES,
                "description": "GEOIDs or slugs of places taken together, summed before the formulas run.",
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
            "required": [name],
            "properties": {name: schema, **_without(scenario_properties(skip=["population"]), without), **extra},
            "additionalProperties": False,
        }
        for component, (name, schema) in subjects.items()
    }


def row_schemas() -> dict[str, dict[str, Any]]:
    """Return by component name the rows of `GET budgets/`, and the page they come on."""
    lines = line_names(find_methodology(DEFAULT_ID))
    numbers = {name: {"type": ["number" if name in PEOPLE else "integer", "null"], "minimum": 0} for name in lines}
    tail = dict.fromkeys(TAIL, TEXT)
    heads: dict[str, dict[str, Any]] = {
        "BudgetRow": {
            name: WHOLE
            if name in (*FACTS, "population_year", "homicides_year")
            else TEXT_OR_NULL
            if name in ("county_fips", "cbsa")
            else TEXT
            for name in PLACE_HEAD
        },
        "StateBudgetRow": {"state": TEXT, "state_name": TEXT, "state_population": WHOLE},
        "MetroBudgetRow": {
            "metro": TEXT_OR_NULL,
            "metro_title": TEXT,
            "metro_population": WHOLE,
            "partial": {"type": "boolean", "description": "Whether a filter by state cuts the metro"},
        },
    }
    rows = {
        name: _closed(
            {
                **head,
                **({} if name == "BudgetRow" else dict.fromkeys(("places", "places_counted", "population"), WHOLE)),
                **numbers,
                **({} if name == "BudgetRow" else {"population_covered_share": COVERED}),
                **tail,
            }
        )
        for name, head in heads.items()
    }
    link = {"type": ["string", "null"]}
    page = {
        "count": {"type": "integer", "description": "Rows in the whole list, not only on this page"},
        **tail,
        "next": link,
        "previous": link,
        "results": {"type": "array", "items": {"anyOf": [{"$ref": f"#/components/schemas/{name}"} for name in rows]}},
    }
    return {**rows, "BudgetPage": _closed(page)}


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties, "additionalProperties": False}


def _without(properties: dict[str, Any], names: Container[str]) -> dict[str, Any]:
    return {name: schema for name, schema in properties.items() if name not in names}
