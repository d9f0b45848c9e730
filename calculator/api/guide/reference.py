"""The reference page's content, taken from the OpenAPI document."""

import json
import re
from functools import cache
from typing import Any

from calculator.api.guide.examples import REQUESTS
from calculator.api.openapi import openapi
from calculator.api.parameters import scenario_inputs

LONGEST_EXAMPLE = 1_800
YEARS = ("year", "calendar year")  # written without a comma


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
    asked = [_resolved(known) for known in operation["parameters"]]
    parameters = [_parameter(known) for known in asked]
    inputs = scenario_inputs()
    content = next(operation["responses"][status] for status in ("200", "201") if status in operation["responses"])[
        "content"
    ]
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
        "call": _call(path, operation, asked),
        "asked": _shapes(operation.get("requestBody", {}).get("content", {}).get("application/json", {})),
        "answered": _shapes(content.get("application/json", {})),
        "statuses": [
            {"status": status, "description": _resolved(answer).get("description", "")}
            for status, answer in operation["responses"].items()
        ],
        "media_types": ", ".join(content),
        "example": _shortened(next(iter(examples.values()))["value"]) if examples else "",
    }


def _call(path: str, operation: dict[str, Any], asked: list[dict[str, Any]]) -> str:
    """Return on the command line the call that the example answers; SITE stands for this site's address."""
    if bodies := _bodies(operation):
        body = json.dumps(bodies[0]["value"])
        return f"curl \"$SITE{path}\" \\\n  -H 'Content-Type: application/json' \\\n  -d '{body}'"
    pattern = re.compile(re.sub(r"\{\w+\}", "[^/]+", path))
    known = (request for request in REQUESTS.values() if pattern.fullmatch(request.partition("?")[0]))
    for parameter in asked:
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", str(parameter["schema"]["examples"][0]))
    return f'curl "$SITE{next(known, path)}"'


@cache
def shape_tables() -> list[dict[str, Any]]:
    """Return a table of members for each shape of bodies and answers.

    A question may be asked for a population, for places or for a county; its one table has the member for each.
    """
    tables: dict[str, dict[str, Any]] = {}
    for name in openapi()["components"]["schemas"]:
        table, first = _table(name), tables.get(_question(name))
        if first is None:
            tables[_question(name)] = table
            continue
        known = {member["name"] for member in first["members"]}
        instead = [member for member in table["members"] if member["name"] not in known]
        first["members"][1:1] = [{**member, "where": f"instead, as {name}"} for member in instead]
    return list(tables.values())


def _question(name: str) -> str:
    """Return what the names of one question's bodies begin with; another shape's own name."""
    return re.sub(r"For(Population|Places|County|Filter)$", "", name)


def _shapes(content: dict[str, Any]) -> list[str]:
    """Return the names of the shapes that a body or an answer is made of."""
    names = _referenced(content.get("schema", {}))
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(_question(name), name)
    return list(first.values())


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
                "description": ("Deprecated. " if found.get("deprecated") else "") + found["description"],
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
    if "anyOf" in schema:
        return next(filter(None, map(_allowed, schema["anyOf"])), "")
    if "enum" in schema:
        return ", ".join(str(option) for option in schema["enum"] if option is not None)
    if "const" in schema:
        return str(schema["const"])
    if "minimum" in schema and "maximum" in schema:
        low, high = (f"{schema[end]:,}" for end in ("minimum", "maximum"))
        return f"{schema['minimum']} to {schema['maximum']}" if schema.get("x-unit") in YEARS else f"{low} to {high}"
    if "minimum" in schema:
        return f"at least {schema['minimum']:,}"
    for name, what in (("maxLength", "characters"), ("maxItems", "of them")):
        if name in schema:
            return f"at most {schema[name]:,} {what}"
    return ""


def _resolved(part: dict[str, Any]) -> dict[str, Any]:
    """Return a parameter or an answer, or the component that it refers to."""
    if "$ref" not in part:
        return part
    kind, name = str(part["$ref"]).split("/")[2:]
    found: dict[str, Any] = openapi()["components"][kind][name]
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
