"""The reference page's content, taken from the OpenAPI document."""

import json
import re
from functools import cache
from typing import Any

from calculator.api.guide.examples import REQUESTS
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
        "call": _call(method, path, operation),
        "asked": _shapes(operation.get("requestBody", {}).get("content", {}).get("application/json", {})),
        "answered": _shapes(content.get("application/json", {})),
        "statuses": [
            {"status": status, "description": _resolved(answer).get("description", "")}
            for status, answer in operation["responses"].items()
        ],
        "media_types": ", ".join(content),
        "example": _shortened(next(iter(examples.values()))["value"]) if examples else "",
    }


def _call(method: str, path: str, operation: dict[str, Any]) -> str:
    """Return on the command line the call that the example answers; SITE stands for this site's address."""
    if bodies := _bodies(operation):
        body = json.dumps(bodies[0]["value"])
        return f"curl \"$SITE{path}\" \\\n  -H 'Content-Type: application/json' \\\n  -d '{body}'"
    asked = re.compile(re.sub(r"\{\w+\}", "[^/]+", path))
    known = (request for request in REQUESTS.values() if asked.fullmatch(request.partition("?")[0]))
    for parameter in operation.get("parameters", []):
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", str(parameter["schema"]["examples"][0]))
    return f'curl "$SITE{next(known, path)}"'


@cache
def shape_tables() -> list[dict[str, Any]]:
    """Return a table of members for each shape of bodies and answers.

    A question may be asked for a population, for places or for a county; its table is shown once, for a population.
    """
    return [
        _table(name) for name in openapi()["components"]["schemas"] if not name.endswith(("ForPlaces", "ForCounty"))
    ]


def _shapes(content: dict[str, Any]) -> list[str]:
    """Return the names of the shapes that a body or an answer is made of."""
    names = _referenced(content.get("schema", {}))
    return [name for name in dict.fromkeys(names) if not name.endswith(("ForPlaces", "ForCounty"))]


def _referenced(schema: Any) -> list[str]:
    """Return the names of the components that a schema refers to, in order."""
    if isinstance(schema, list):
        return [name for item in schema for name in _referenced(item)]
    if not isinstance(schema, dict):
        return []
    own = [str(schema["$ref"]).rpartition("/")[2]] if "$ref" in schema else []
    return own + [
        name for key, value in schema.items() if key not in ("examples", "discriminator") for name in _referenced(value)
    ]


def _table(name: str) -> dict[str, Any]:
    schema = openapi()["components"]["schemas"][name]
    required = schema.get("required", ())
    return {
        "name": name,
        "about": schema.get("description", ""),
        "members": [
            {
                "name": member,
                "where": "" if member in required else "optional",
                "type": type_words(found),
                "allowed": _allowed(found),
                "description": found.get("description", "") + (" Deprecated." if found.get("deprecated") else ""),
            }
            for member, found in schema.get("properties", {}).items()
        ],
    }


def type_words(schema: dict[str, Any]) -> str:
    """Return what a member is in words, such as "list of Staff" or "integer or null, USD"."""
    unit = f", {schema['x-unit']}" if "x-unit" in schema else ""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema or "oneOf" in schema:
        kinds = [type_words(one) for one in schema.get("anyOf", schema.get("oneOf", ()))]
        return " or ".join(dict.fromkeys(kinds)) + unit
    kinds = schema["type"] if isinstance(schema.get("type"), list) else [schema.get("type", "anything")]
    words = []
    for kind in kinds:
        if kind == "array":
            words.append(f"list of {type_words(schema.get('items', {}))}")
        elif kind == "object" and isinstance(schema.get("additionalProperties"), dict):
            words.append(f"object by name of {type_words(schema['additionalProperties'])}")
        else:
            words.append(str(kind))
    return " or ".join(words) + unit


def _allowed(schema: dict[str, Any]) -> str:
    if "enum" in schema:
        return ", ".join(str(option) for option in schema["enum"] if option is not None)
    if "minimum" in schema and "maximum" in schema:
        return f"{schema['minimum']:,} to {schema['maximum']:,}"
    return f"at least {schema['minimum']:,}" if "minimum" in schema else ""


def _resolved(answer: dict[str, Any]) -> dict[str, Any]:
    """Return an answer, or the one that it refers to."""
    name = str(answer.get("$ref", "")).rpartition("/")[2]
    found: dict[str, Any] = openapi()["components"]["responses"][name] if name else answer
    return found


def _bodies(operation: dict[str, Any]) -> list[dict[str, Any]]:
    content = operation.get("requestBody", {}).get("content", {})
    return list(content.get("application/json", {}).get("examples", {}).values())


def _parameter(known: dict[str, Any]) -> dict[str, Any]:
    schema = known["schema"]
    # Columns are listed once; that each may have a - before it is in the description.
    options = [option for option in schema.get("enum", ()) if not option.startswith("-")]
    return {
        "name": known["name"],
        "where": known["in"],
        "type": type_words(schema),
        "allowed": ", ".join(options) if options else _allowed(schema),
        "description": known.get("description", ""),
    }


def _shortened(answer: Any) -> str:
    """Return an answer as indented JSON, cut at a line where it is long."""
    text = json.dumps(answer, ensure_ascii=False, indent=2)
    if len(text) <= LONGEST_EXAMPLE:
        return text
    return text[:LONGEST_EXAMPLE].rpartition("\n")[0] + "\n  …"
