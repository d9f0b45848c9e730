"""The shapes of answers: what a `Shape` declares is what is sent as bytes and what the OpenAPI document says.

A field is written once: its name, its type, and what it is in `told(...)`. `Usd`, `Share` and the like carry their unit.
"""

from typing import Annotated, Any

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

encode = msgspec.json.Encoder().encode


class Shape(Struct, gc=False):
    """An object of an answer. Others may gain fields, so no shape is closed against more of them."""


def told(description: str, *, unit: str = "", **schema: Any) -> Meta:
    """Return what a field is, in words, with its unit and more of its JSON Schema where that helps."""
    return Meta(description=description, extra_json_schema={**schema, **({"x-unit": unit} if unit else {})} or None)


def shaped[T](shape: type[T], value: object) -> T:
    """Return what the engine computed as a shape, field by field of the same name."""
    return msgspec.convert(value, shape, from_attributes=True)


Usd = Annotated[int, Meta(extra_json_schema={"x-unit": "USD"})]
Share = Annotated[float, Meta(extra_json_schema={"x-unit": "share", "minimum": 0, "maximum": 1})]
Count = Annotated[int, Meta(extra_json_schema={"minimum": 0})]
People = Annotated[float, Meta(extra_json_schema={"x-unit": "people", "minimum": 0})]
Year = Annotated[int, Meta(extra_json_schema={"x-unit": "calendar year"})]
Dollars = Annotated[float, Meta(extra_json_schema={"x-unit": "USD"})]
DollarsOf = Annotated[
    Year | None, Meta(description="The year whose dollars these are; null where the edition names none")
]
DollarsOfYears = Annotated[
    Year | None, Meta(description="The year whose dollars this is; null where each year of a plan has its own")
]
Numbers = dict[str, float | None]


class Fault(Shape):
    """One thing wrong with a request."""

    message: Annotated[str, told("What is wrong, as a sentence")]
    parameter: Annotated[str | UnsetType, told("The query or path parameter it is about")] = UNSET
    pointer: Annotated[str | UnsetType, told("Where in the body, as a JSON pointer (RFC 6901)")] = UNSET
    allowed: Annotated[str | UnsetType, told("What is allowed there")] = UNSET
    suggestion: Annotated[str | UnsetType, told("What was probably meant")] = UNSET


class Problem(Shape):
    """Why there is no answer (RFC 9457): the same shape for every error."""

    type: Annotated[str, told("A page that explains this kind of problem")]
    title: Annotated[str, told("The kind of problem in words")]
    status: Annotated[int, told("The HTTP status")]
    detail: Annotated[str, told("What happened here")]
    instance: Annotated[str, told("The path that was asked")]
    errors: Annotated[list[Fault] | UnsetType, told("Everything wrong, at once")] = UNSET


class MethodReference(Shape):
    """A methodology and its version."""

    id: Annotated[str, told("Which methodology: caps or field")]
    version: Annotated[str, told("A released version never changes")]


class Cited(Shape, kw_only=True):
    """What every answer says of itself at its end."""

    inputs: Annotated[
        dict[str, Any], told("What was asked, by name: the parameters of the address, or what was posted in short")
    ]
    data_release: Annotated[str | None, told("The release those facts belong to; null where they are newer than any")]
    cite: Annotated[str, told("How to cite it")]


class Page(Cited):
    """A page of a list."""

    count: Annotated[Count, told("Rows in the whole list, not only on this page")]
    data_version: Annotated[str, told("Version of the facts")]
    next: Annotated[str | None, told("Address of the next page; null on the last")]
    previous: Annotated[str | None, told("Address of the page before; null on the first")]
