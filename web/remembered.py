"""One memory for pages, files and API answers: the same question gives the same bytes until what it depends on changes.

It is bounded in bytes, compressed forms included. What an answer depends on, versions of facts and words too, is told by
the function that settings.REMEMBERED_BY names; the answer's own headers say whether everybody may have it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.module_loading import import_string

from web.compression import HARD, LEAST_BYTES, PACKED, compressed, negotiated, under
from web.conditional import has_any, unchanged
from web.memory import Memory

LARGEST_BYTES = 400_000  # of one answer; larger ones are made again


@dataclass(frozen=True, slots=True)
class Kept:
    """What was answered, before compression and the caller's own headers."""

    content: bytes
    headers: tuple[tuple[str, str], ...]


class Remembered:
    """Middleware that answers a GET as it was answered before, under the same versions."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.memory = Memory(settings.REMEMBERED_BYTES)
        self._depends_on: Callable[[HttpRequest], str | None] = import_string(settings.REMEMBERED_BY)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer from memory, or remember what is answered."""
        key = self._depends_on(request) if request.method == "GET" and not settings.DEBUG else None
        if key is None:
            return self.get_response(request)
        kept = self.memory.get(key)
        if kept is None:
            response = self.get_response(request)
            if not _may_be_kept(request, response):
                return response
            assert isinstance(response, HttpResponse)  # noqa: S101 (what streams is not kept)
            kept = Kept(response.content, tuple(response.headers.items()))
            self.memory.keep(key, kept, len(kept.content))
            return response  # compressed quickly on its way: most questions are asked once
        return self._again(request, key, kept)

    def _again(self, request: HttpRequest, key: str, kept: Kept) -> HttpResponseBase:
        headers = dict(kept.headers)
        if has_any(request, headers["ETag"]):
            return unchanged(headers)
        encoding = negotiated(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        if not encoding or len(kept.content) < LEAST_BYTES or headers["Content-Type"].startswith(PACKED):
            return HttpResponse(kept.content, headers=headers)
        return under(HttpResponse(self._packed(key, kept, encoding), headers=headers), encoding)

    def _packed(self, key: str, kept: Kept, encoding: str) -> bytes:
        found: bytes | None = self.memory.get((key, encoding))
        if found is None:
            found = compressed(kept.content, encoding, HARD)
            self.memory.keep((key, encoding), found, len(found))
        return found


def _may_be_kept(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Return whether everybody may have the answer, and others will ask for it; pages with a query are too many."""
    return (
        isinstance(response, HttpResponse)
        and response.status_code == 200
        and "ETag" in response.headers
        and response.headers.get("Cache-Control", "").startswith("public")
        and not response.cookies
        and not hasattr(response, "_csp_config")  # a policy of its own (an embedded card) is set further out
        and len(response.content) <= LARGEST_BYTES
        and (request.path.startswith("/api/") or not request.META["QUERY_STRING"])
    )
