"""Describing an operation for the OpenAPI document: parameters from the methods themselves, every status, one example."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

PROBLEM = "application/problem+json"
REFERENCE = "#/components/schemas/"
WHY = {
    400: "The request has faults; all of them are listed.",
    404: "There is no such thing; the nearest names are suggested.",
    406: "No media type that is offered here was accepted.",
    410: "It was taken down, with a reason that is told.",
    413: "The body is larger than 1 MB.",
    414: "The address is longer than 8,190 bytes; post a longer question as a body.",
    415: "The body is not declared as application/json.",
    429: "Too many requests; Retry-After says when to come back.",
    431: "The headers are larger than 64 KB.",
    503: "The database does not answer; Retry-After says when to come back.",
}
READING = (400, 406, 414, 429, 431, 503)
READING_ONE = (400, 404, 406, 414, 429, 431, 503)
POSTING = (400, 406, 413, 414, 415, 429, 431, 503)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """What one method of one endpoint is asked and answers.

    `answer` is a Shape or the name of a component; `example` the file of a real answer; `csv` describes the CSV where
    there is one; `body` names the question whose bodies may be posted, `body_examples` are such bodies by
    title; `status` is 201 where something is made, which Location then names.
    """

    operation: str
    tag: str
    summary: str
    description: str
    answer: Any
    example: str
    parameters: Sequence[dict[str, Any]] = ()
    statuses: Sequence[int] = READING
    csv: str = ""
    body: (
        Literal["Budget", "Scenario", "Plan", "Return", "Grant", "Measures", "Solve", "Portfolio", "MatchNames"] | None
    ) = None
    body_examples: dict[str, Any] | None = None
    status: int = 200


def query(name: str, schema: dict[str, Any], description: str, *, example: Any = None) -> dict[str, Any]:
    """Return a query parameter with its JSON Schema."""
    if example is not None:
        schema = {**schema, "examples": [example]}
    return {"in": "query", "name": name, "schema": schema, "description": description}


def path_parameter(name: str, description: str, *, example: str) -> dict[str, Any]:
    """Return a path parameter: text without a slash, and not dots alone, which an address means for another folder."""
    schema = {"type": "string", "minLength": 1, "pattern": "^[^/]*[^/.][^/]*$", "examples": [example]}
    return {"in": "path", "name": name, "schema": schema, "required": True, "description": description}


def reference_to(answer: Any) -> dict[str, str]:
    """Return the reference to a shape, or to the component of that name."""
    return {"$ref": REFERENCE + (answer if isinstance(answer, str) else answer.__name__)}


def closed(about: str, properties: dict[str, Any]) -> dict[str, Any]:
    """Return an object of a body, which takes no other properties."""
    return {"type": "object", "description": about, "properties": properties, "additionalProperties": False}


def optional(schema: dict[str, Any], description: str) -> dict[str, Any]:
    """Return a member that may be left out, or be null, which says the same.

    Of an object or a choice of words null stands apart, so that generated clients have one type for it and not three.
    """
    if "$ref" not in schema and "enum" not in schema:
        return {**schema, "type": [schema["type"], "null"], "description": description}
    usual = {name: schema[name] for name in ("x-default",) if name in schema}
    apart = {name: value for name, value in schema.items() if name not in usual}
    return {"anyOf": [apart, {"type": "null"}], **usual, "description": description}
