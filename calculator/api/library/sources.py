"""Where the facts of places come from."""

from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import extend_schema_view
from rest_framework.request import Request

from calculator.api.asked import Asked
from calculator.api.document import document
from calculator.api.frame import Reading
from calculator.api.library.shapes import SourceListSerializer
from profiles.selectors import place_table


@extend_schema_view(
    get=document(
        operation="list_sources",
        tag="Methods",
        summary="List sources",
        description="Every publication a figure was taken from, with vintage and licence.",
        answer=SourceListSerializer,
        example="sources.json",
    )
)
class Sources(Reading):
    """Every publication a figure was taken from."""

    def read(self, request: Request, given: Asked, **path: str) -> dict[str, Any]:
        """Return the sources by key: publisher, title, vintage, licence."""
        given.refuse_unknown()
        given.raise_faults()
        table = place_table()
        sources = [asdict(source) for source in table.sources.values()]
        return {"count": len(sources), "data_version": table.version, "results": sources}
