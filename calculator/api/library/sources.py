"""Where the facts of places come from."""

from datetime import date
from typing import Annotated

from rest_framework.request import Request

from calculator.api.asked import Asked
from calculator.api.cited import said
from calculator.api.document import Operation
from calculator.api.frame import Reading
from calculator.api.shapes import Cited, Count, Shape, Year, shaped, told
from profiles.selectors import place_table


class Source(Shape):
    """A publication."""

    key: Annotated[str, told("Its key, which `source` of a figure names")]
    title: Annotated[str, told("Title of the publication")]
    publisher: Annotated[str, told("Who publishes it")]
    url: Annotated[str, told("Address of the table that was read")]
    year: Annotated[Year, told("Latest year it describes")]
    vintage: Annotated[str, told("Which edition of it was read, in words")]
    licence: Annotated[str, told("The publisher’s terms")]
    cadence_months: Annotated[int, told("Between editions; 0: no calendar", unit="months")]
    next_due: Annotated[str, told("YYYY-MM in which the next edition comes out")]
    retrieved_on: Annotated[date | None, told("The day it was read; null where that was not kept")]
    sha256: Annotated[str, told("Of the table as retrieved")]


class SourceList(Cited):
    """Every source."""

    count: Annotated[Count, told("Publications in the answer")]
    data_version: Annotated[str, told("Version of the facts")]
    results: Annotated[tuple[Source, ...], told("Every publication")]


class Sources(Reading):
    """Every publication a figure was taken from."""

    operations = {
        "get": Operation(
            operation="list_sources",
            tag="Methods",
            summary="List sources",
            description="Every publication a figure was taken from, with vintage and license.",
            answer=SourceList,
            example="sources.json",
        )
    }

    def read(self, request: Request, given: Asked, **path: str) -> SourceList:
        """Return the sources by key: publisher, title, vintage, license."""
        given.refuse_unknown()
        given.raise_faults()
        table = place_table()
        sources = shaped(tuple[Source, ...], tuple(table.sources.values()))
        return SourceList(count=len(sources), data_version=table.version, results=sources, **said(request, "sources"))
