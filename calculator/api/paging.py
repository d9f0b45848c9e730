"""One page of a list: limit and offset, honest counts, and the way to the pages around it."""

from dataclasses import dataclass

from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param

from calculator.api.asked import Asked

MOST_ROWS = 100_000
LARGEST_OFFSET = 10_000_000


@dataclass(frozen=True, slots=True)
class Page:
    """Which rows of a list are wanted; `limit` None means all."""

    limit: int | None
    offset: int = 0
    linked: bool = True  # whether there are pages around it

    def of[T](self, rows: T) -> T:
        """Return the page's slice of a sequence or array."""
        end = None if self.limit is None else self.offset + self.limit
        return rows[self.offset : end]  # type: ignore[index]

    def links(self, request: Request, count: int) -> dict[str, str | None]:
        """Return the URLs of the next and previous page, None where there is none."""
        if self.limit is None or not self.linked:
            return {"next": None, "previous": None}
        url = request.build_absolute_uri()
        after = self.offset + self.limit
        before = max(0, self.offset - self.limit)
        return {
            "next": replace_query_param(url, "offset", after) if after < count else None,
            "previous": replace_query_param(url, "offset", before) if self.offset > 0 else None,
        }


def read_page(given: Asked, *, default_limit: int | None) -> Page:
    """Read `limit` and `offset` from `given`, which keeps the faults."""
    limit = given.whole("limit", low=1, high=MOST_ROWS)
    offset = given.whole("offset", low=0, high=LARGEST_OFFSET)
    return Page(limit=default_limit if limit is None else limit, offset=offset or 0)


def link_header(links: dict[str, str | None]) -> str:
    """Return the links as the value of a Link header (RFC 8288); empty where there are none."""
    relations = {"next": "next", "previous": "prev"}
    return ", ".join(f'<{url}>; rel="{relations[name]}"' for name, url in links.items() if url)
