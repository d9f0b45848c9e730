"""Describing an operation for the OpenAPI schema: parameters from the methods themselves, every status, one example."""

from collections.abc import Callable, Sequence
from typing import Any

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.serializers import Serializer

from calculator.api.guide.examples import example as kept
from calculator.api.serializers import ProblemSerializer

PROBLEM = "application/problem+json"
WHY = {
    400: "The request has faults; all of them are listed.",
    404: "There is no such thing; the nearest names are suggested.",
    406: "No media type that is offered here was accepted.",
    413: "The body is larger than 1 MB.",
    415: "The body is not declared as application/json.",
    429: "Too many requests; Retry-After says when to come back.",
    503: "The database does not answer; Retry-After says when to come back.",
}
READING = (400, 406, 429, 503)
READING_ONE = (400, 404, 406, 429, 503)
POSTING = (400, 406, 413, 415, 429, 503)


def query(name: str, schema: dict[str, Any], description: str, *, example: Any = None) -> OpenApiParameter:
    """Return a query parameter with its JSON Schema."""
    if example is not None:
        schema = {**schema, "examples": [example]}
    return OpenApiParameter(name, schema, OpenApiParameter.QUERY, description=description)


def path_parameter(name: str, description: str, *, example: str) -> OpenApiParameter:
    """Return a path parameter: text without a slash."""
    schema = {"type": "string", "minLength": 1, "pattern": "^[^/]+$", "examples": [example]}
    return OpenApiParameter(name, schema, OpenApiParameter.PATH, description=description)


def document(
    *,
    operation: str,
    tag: str,
    summary: str,
    description: str,
    answer: type[Serializer] | dict[str, Any],
    example: str,
    parameters: Sequence[OpenApiParameter] = (),
    statuses: Sequence[int] = READING,
    csv: str = "",
    body: dict[str, Any] | None = None,
    body_examples: Sequence[OpenApiExample] = (),
    status: int = 200,
) -> Callable[..., Any]:
    """Return `extend_schema` for one operation.

    `example` names the file of a real answer; `csv` describes the CSV where there is one; `body` is a JSON Schema;
    `status` is 201 where something is made, which Location then names.
    """
    reading = body is None
    responses: dict[Any, Any] = {
        (status, "application/json"): OpenApiResponse(
            answer, description="The answer.", examples=[OpenApiExample("Answer", value=kept(example))]
        )
    }
    if csv:
        responses[(200, "text/csv")] = OpenApiResponse({"type": "string"}, description=csv)
    if reading:
        responses[304] = OpenApiResponse(description="The caller has these bytes already (If-None-Match).")
    responses |= {(status, PROBLEM): OpenApiResponse(ProblemSerializer, description=WHY[status]) for status in statuses}
    return extend_schema(
        operation_id=operation,
        tags=[tag],
        summary=summary,
        description=description,
        parameters=[*parameters, *_headers(reading, statuses, status)],
        request={"application/json": body} if body else None,
        responses=responses,
        examples=list(body_examples),
    )


def _headers(reading: bool, statuses: Sequence[int], status: int) -> list[OpenApiParameter]:
    """Return the headers of answers, and If-None-Match of requests that read."""
    text = {"type": "string"}
    told = [
        _header(name, text, words, statuses=[status])
        for name, words in (
            ("RateLimit", "What is left of the caller's share: remaining requests, seconds to a new window"),
            ("RateLimit-Policy", "The share: requests and seconds of a window"),
        )
    ]
    if status == 201:
        told.append(_header("Location", text, "Where what was made can be read", statuses=[status]))
    waits = [status for status in statuses if status in (429, 503)]
    told.append(_header("Retry-After", {"type": "integer"}, "Seconds to wait", statuses=waits))
    if reading:
        told.append(
            _header("ETag", text, "Strong validator of these bytes; send it back as If-None-Match", statuses=[200, 304])
        )
        told.append(_header("Cache-Control", text, "How long the answer may be kept", statuses=[200, 304]))
    return told


def _header(name: str, schema: dict[str, Any], description: str, *, statuses: Sequence[int]) -> OpenApiParameter:
    return OpenApiParameter(name, schema, OpenApiParameter.HEADER, description=description, response=list(statuses))
