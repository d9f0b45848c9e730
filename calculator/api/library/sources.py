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

    key: str
    title: str
    publisher: str
    url: str
    year: Annotated[Year, told("Latest year it describes")]
    vintage: str
    licence: str
    cadence_months: Annotated[int, told("Between editions; 0: no calendar")]
    next_due: Annotated[str, told("YYYY-MM in which the next edition comes out")]
    retrieved_on: date | None
    sha256: Annotated[str, told("Of the table as retrieved")]


class SourceList(Cited):
    """Every source."""

    count: Count
    data_version: Annotated[str, told("Version of the facts")]
    results: tuple[Source, ...]


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
