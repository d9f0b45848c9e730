"""The OpenAPI 3.1 document: paths from `urls`, operations from the endpoints, components from the shapes. Made once."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from django.urls import URLPattern

from calculator.api.components import components
from calculator.api.document import PROBLEM, WHY, Operation, query, reference_to
from calculator.api.guide.examples import example

PREFIX = "/api/v1/"
DESCRIPTION = """\
What community violence intervention costs in any U.S. city: people at highest risk, the staff who reach them,
and dollars. Read anonymously. JSON is snake_case; shares are 0 to 1, money is whole U.S. dollars, codes (GEOID,
FIPS, CBSA) are text, and a figure that nobody reported is null, never zero. Unknown parameters are errors. Every
error is an RFC 9457 problem document.
"""
RELEASE = query(
    "data",
    {"type": "string", "pattern": r"^\d{4}\.\d{2}(\.\d{1,3})?$"},
    "Answer from this release of the data (see releases/) instead of the facts of today.",
)
HEADERS = {
    "RateLimit": ("string", "What is left of the caller’s share: remaining requests, seconds to a new window"),
    "RateLimit-Policy": ("string", "The share: requests and seconds of a window"),
    "Location": ("string", "Where what was made can be read"),
    "Retry-After": ("integer", "Seconds to wait"),
    "ETag": ("string", "Strong validator of these bytes; send it back as If-None-Match"),
    "Cache-Control": ("string", "How long the answer may be kept"),
}
LINKS: dict[str, dict[str, tuple[str, dict[str, str]]]] = {
    "list_cities": {
        "city": ("read_city", {"city": "$response.body#/results/0/slug"}),
        "budget": ("read_city_budget", {"city": "$response.body#/results/0/geoid"}),
    },
    "read_city": {"budget": ("read_city_budget", {"city": "$response.body#/slug"})},
    "list_methodologies": {"methodology": ("read_methodology", {"methodology": "$response.body#/results/0/id"})},
    "list_budgets": {"city": ("read_city", {"city": "$response.body#/results/0/geoid"})},
}


@cache
def openapi() -> dict[str, Any]:
    """Return the whole document."""
    from calculator.api.urls import urlpatterns  # the endpoints, which import what is above

    operations = list(_operations(urlpatterns))
    paths: dict[str, dict[str, Any]] = {}
    for path, method, operation in operations:
        paths.setdefault(path, {})[method] = _operation(operation, reading=method == "get")
    parameters = _named(operation for methods in paths.values() for operation in methods.values())
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "CVI Budget API",
            "version": "1.0.0",
            "description": DESCRIPTION,
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "paths": paths,
        "components": {
            "schemas": components([operation.answer for _, _, operation in operations]),
            "parameters": parameters,
            "responses": {f"Problem{status}": _problem(status) for status in WHY},
            "headers": {
                name: {"schema": {"type": kind}, "description": words} for name, (kind, words) in HEADERS.items()
            },
        },
    }


def _named(operations: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return by name the parameters that several operations ask for alike, and let the operations refer to them."""
    asked = [
        (operation["parameters"], index) for operation in operations for index in range(len(operation["parameters"]))
    ]
    seen: dict[str, list[dict[str, Any]]] = {}
    for parameters, index in asked:
        seen.setdefault(parameters[index]["name"], []).append(parameters[index])
    shared = {name: alike[0] for name, alike in seen.items() if alike.count(alike[0]) > 1}
    for parameters, index in asked:
        if shared.get(name := parameters[index]["name"]) == parameters[index]:
            parameters[index] = {"$ref": f"#/components/parameters/{name}"}
    return shared


def _operations(patterns: Sequence[URLPattern]) -> Iterator[tuple[str, str, Operation]]:
    for pattern in patterns:
        path = PREFIX + re.sub(r"<\w+:(\w+)>", r"{\1}", str(pattern.pattern))
        for method, operation in getattr(pattern.callback, "cls").operations.items():  # noqa: B009 - set by DRF
            yield path, method, operation


def _operation(told: Operation, *, reading: bool) -> dict[str, Any]:
    body = {"examples": _examples(told.body_examples or {}), "schema": _body(told.body)}
    return {
        "operationId": told.operation,
        "tags": [told.tag],
        "summary": told.summary,
        "description": told.description,
        "parameters": [*told.parameters, *([RELEASE] if reading else [])],
        **({"requestBody": {"required": True, "content": {"application/json": body}}} if told.body else {}),
        "security": [{}],
        "responses": {
            str(told.status): _answer(told, reading=reading),
            **({"304": _not_modified()} if reading else {}),
            **{str(status): {"$ref": f"#/components/responses/Problem{status}"} for status in told.statuses},
        },
    }


def _body(question: str | None) -> dict[str, Any]:
    if question == "MatchNames":
        return reference_to(question)
    subjects = ("Places", "Filter") if question == "Portfolio" else ("Population", "Places", "County")
    return {"oneOf": [reference_to(f"{question}For{subject}") for subject in subjects]}


def _answer(told: Operation, *, reading: bool) -> dict[str, Any]:
    names = ["RateLimit", "RateLimit-Policy", *(["ETag", "Cache-Control"] if reading else [])]
    answer = {"schema": reference_to(told.answer), "examples": {"Answer": {"value": example(told.example)}}}
    links = {
        name: {"operationId": target, "parameters": parameters}
        for name, (target, parameters) in LINKS.get(told.operation, {}).items()
    }
    csv = {"text/csv": {"schema": {"type": "string", "description": told.csv}}} if told.csv else {}
    return {
        "description": "The answer.",
        "headers": _headers(*names, *(["Location"] if told.status == 201 else [])),
        "content": {"application/json": answer, **csv},
        **({"links": links} if links else {}),
    }


def _not_modified() -> dict[str, Any]:
    return {
        "description": "The caller has these bytes already (If-None-Match).",
        "headers": _headers("ETag", "Cache-Control"),
    }


def _problem(status: int) -> dict[str, Any]:
    waits = {"headers": _headers("Retry-After")} if status in (429, 503) else {}
    content = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": WHY[status], **waits, "content": content}


def _headers(*names: str) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _examples(bodies: dict[str, Any]) -> dict[str, Any]:
    return {
        title.title().replace(" ", "").replace(",", ""): {"summary": title, "value": bodies[title]} for title in bodies
    }
