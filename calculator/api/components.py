"""The named components of the OpenAPI document: every shape of an answer, and bodies and rows that methods name."""

from collections.abc import Iterable
from typing import Any

import msgspec

from calculator.api.budget.body import bodies, row_schemas
from calculator.api.document import REFERENCE
from calculator.api.grant.body import grant_bodies
from calculator.api.keeping.body import scenario_bodies
from calculator.api.match.body import match_bodies
from calculator.api.measures.body import measure_bodies
from calculator.api.plan.body import plan_bodies, return_bodies
from calculator.api.portfolio.body import portfolio_bodies
from calculator.api.program import staff_parts
from calculator.api.shapes import Problem
from calculator.api.solve.body import solve_bodies
from web.quoting import curled


def components(answers: Iterable[Any]) -> dict[str, dict[str, Any]]:
    """Return by name the schemas of these answers and all that they hold."""
    shapes = list(dict.fromkeys([*(answer for answer in answers if not isinstance(answer, str)), Problem]))
    _, found = msgspec.json.schema_components(shapes, ref_template=REFERENCE + "{name}")
    shaped = {name: tidy(schema) for name, schema in sorted(found.items())}
    return {**shaped, **request_bodies(), **row_schemas()}


def request_bodies() -> dict[str, dict[str, Any]]:
    """Return by name every body that may be posted."""
    return {
        **bodies("Budget", {}),
        **staff_parts(),
        **scenario_bodies(),
        **plan_bodies(),
        **return_bodies(),
        **grant_bodies(),
        **measure_bodies(),
        **solve_bodies(),
        **portfolio_bodies(),
        **match_bodies(),
    }


def tidy(schema: Any) -> Any:
    """Return the schema as clients are made from most easily: one type with null instead of a choice of two.

    Null beside a choice of words stays apart: it is none of them.
    """
    if isinstance(schema, list):
        return [tidy(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    schema = {name: tidy(value) for name, value in schema.items() if name != "title" or not isinstance(value, str)}
    if isinstance(schema.get("description"), str):  # of a shape it is its docstring
        schema["description"] = curled(schema["description"])
    match schema:
        case {"anyOf": [{"type": str(kind)} as only, {"type": "null"}], **rest} if "enum" not in only:
            return {**only, **rest, "type": [kind, "null"]}
        case {"enum": [str(), *_]} if "type" not in schema:
            return {"type": "string", **schema}
    return schema
