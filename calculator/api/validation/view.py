"""`GET validation/`: what programs cost and places spend, beside what the method gives."""

from typing import Annotated, Literal

from rest_framework.request import Request

from calculator.api.asked import Asked
from calculator.api.cited import said
from calculator.api.document import Operation
from calculator.api.frame import Reading
from calculator.api.shapes import Cited, Count, MethodReference, Shape, Usd, told
from calculator.methods import find_methodology
from calculator.validation import Checked, Spent, checked, median_share, spent
from profiles.selectors import place_table

TEXT_MEASURES = {
    "total": "the whole budget a year",
    "staff": "pay and benefits a year",
    "employee": "the whole budget for each employee",
    "person": "the whole budget for each person served",
}


class Validation(Shape):
    """A published figure and ours beside it."""

    key: Annotated[str, told("Key of the comparison")]
    kind: Annotated[Literal["program", "spending"], told("A program rebuilt by the method, or what a place spends")]
    label: Annotated[str, told("What is compared")]
    place: Annotated[str, told("The place, with its state")]
    geoid: Annotated[str | None, told("Of the place, where it is one we know")]
    year: Annotated[str, told("Of the published figure; not adjusted")]
    compared: Annotated[str, told("What of our answer stands beside the figure")]
    published: Annotated[str, told("The figure in words, or what is inside it")]
    published_low: Annotated[Usd, told("Low end of the published figure, USD as published")]
    published_high: Annotated[Usd, told("High end of the published figure, USD as published")]
    ours: Annotated[Usd, told("What the method gives, USD of 2024")]
    ratio: Annotated[
        float,
        told(
            "A program: ours over theirs. Spending: theirs over the reference for everybody at highest risk",
            unit="multiplier",
        ),
    ]
    source: Annotated[str, told("Who published the figure")]
    url: Annotated[str | None, told("Null where no address is recorded")]
    calculator: Annotated[str | None, told("The question in the calculator")]
    note: Annotated[str, told("What to know of the comparison")]


class ValidationList(Cited):
    """Every program and every budget that is known, misses included."""

    methodology: Annotated[MethodReference, told("Use method: the methodology and its version", deprecated=True)]
    method: Annotated[str, told("The methodology with its version, such as caps@2027.1; a released one never changes")]
    data_version: Annotated[str, told("Version of the facts")]
    count: Annotated[Count, told("Comparisons in the answer")]
    median_spending_share: Annotated[
        float | None,
        told("Of the reference, over budgets of $5 million or more: no city does all of it for everyone", unit="share"),
    ]
    results: Annotated[tuple[Validation, ...], told("The programs, then the spending of places")]


class Validations(Reading):
    """`GET validation/`."""

    operations = {
        "get": Operation(
            operation="validate",
            tag="Knowledge",
            summary="Hold the method against published programs and budgets",
            description="Programs whose cost is published, rebuilt by the method, each a question that anybody can open; "
            "and what places spend beside the reference for everybody at highest risk. Misses are included. The cost of "
            "a worker is validated; whole programs spend a fraction of the reference.",
            answer=ValidationList,
            example="validation.json",
        )
    }

    def read(self, request: Request, given: Asked, **path: str) -> ValidationList:
        """Return all of them, computed now."""
        given.refuse_unknown()
        given.raise_faults()
        programs, budgets = checked(), spent()
        method = find_methodology("caps")
        site = f"{request.scheme}://{request.get_host()}"
        rows = (
            *(_program(each, site) for each in programs),
            *(_spending(each, n) for n, each in enumerate(budgets, 1)),
        )
        return ValidationList(
            methodology=MethodReference(id=method.id, version=method.version),
            method=method.reference,
            data_version=place_table().version,
            count=len(rows),
            median_spending_share=median_share(budgets),
            results=rows,
            **said(request, "validation"),
        )


def _program(row: Checked, site: str) -> Validation:
    program = row.program
    return Validation(
        key=program.key,
        kind="program",
        label=program.label,
        place=program.place,
        geoid=None,
        year=str(program.year),
        compared=TEXT_MEASURES[program.compared],
        published=program.published,
        published_low=program.published_low_usd,
        published_high=program.published_high_usd,
        ours=row.ours_usd,
        ratio=row.ratio,
        source=program.source,
        url=program.url or None,
        calculator=site + row.url,
        note=program.note,
    )


def _spending(row: Spent, number: int) -> Validation:
    figure = row.figure
    return Validation(
        key=f"{row.place.slug}-{number}",
        kind="spending",
        label=figure.program,
        place=f"{row.place.name}, {row.place.state}",
        geoid=row.place.geoid,
        year=figure.years,
        compared="what is spent a year, beside the reference for everybody at highest risk",
        published=figure.contains,
        published_low=figure.annual_usd,
        published_high=figure.annual_usd,
        ours=row.reference_usd,
        ratio=row.share,
        source=figure.publisher,
        url=figure.url,
        calculator=None,
        note=figure.standing,
    )
