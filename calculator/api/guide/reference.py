"""The reference page's content, taken from the OpenAPI document."""

import json
from functools import cache
from typing import Any

from calculator.api.openapi import openapi
from calculator.api.parameters import scenario_inputs

LONGEST_EXAMPLE = 1_800


@cache
def reference_sections() -> list[dict[str, Any]]:
    """Return the operations by tag: method, path, words, parameters, statuses, an answer."""
    schema = openapi()
    sections: dict[str, list[dict[str, Any]]] = {}
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            tag = operation.get("tags", ["More"])[0]
            sections.setdefault(tag, []).append(_operation(method, path, operation))
    return [{"tag": tag, "operations": operations} for tag, operations in sections.items()]


def _operation(method: str, path: str, operation: dict[str, Any]) -> dict[str, Any]:
    parameters = [_parameter(known) for known in operation.get("parameters", []) if known["in"] != "header"]
    inputs = scenario_inputs()
    content = operation["responses"].get("200", {}).get("content", {})
    examples = content.get("application/json", {}).get("examples", {})
    return {
        "id": operation["operationId"].replace("_", "-"),
        "method": method.upper(),
        "path": path,
        "summary": operation.get("summary", ""),
        "description": operation.get("description", ""),
        "parameters": [known for known in parameters if known["name"] not in inputs],
        "scenario": [known for known in parameters if known["name"] in inputs],
        "bodies": [json.dumps(body["value"], indent=2) for body in _bodies(operation)],
        "statuses": [
            {"status": status, "description": answer.get("description", "")}
            for status, answer in operation["responses"].items()
        ],
        "media_types": ", ".join(content),
        "example": _shortened(next(iter(examples.values()))["value"]) if examples else "",
    }


def _bodies(operation: dict[str, Any]) -> list[dict[str, Any]]:
    content = operation.get("requestBody", {}).get("content", {})
    return list(content.get("application/json", {}).get("examples", {}).values())


def _parameter(known: dict[str, Any]) -> dict[str, Any]:
    schema = known["schema"]
    # Columns are listed once; that each may have a - before it is in the description.
    allowed = ", ".join(option for option in schema.get("enum", ()) if not option.startswith("-"))
    if "minimum" in schema:
        allowed = f"{schema['minimum']:,} to {schema['maximum']:,}"
    return {
        "name": known["name"],
        "where": known["in"],
        "type": schema.get("type", ""),
        "allowed": allowed,
        "description": known.get("description", ""),
    }


def _shortened(answer: Any) -> str:
    """Return an answer as indented JSON, cut at a line where it is long."""
    text = json.dumps(answer, ensure_ascii=False, indent=2)
    if len(text) <= LONGEST_EXAMPLE:
        return text
    return text[:LONGEST_EXAMPLE].rpartition("\n")[0] + "\n  …"
