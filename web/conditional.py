"""Conditional reading (RFC 9110, 13.1.2): who has these bytes already gets 304, on pages, files and the API alike.

Tags are compared weakly, for compression makes them weak on the way. `If-None-Match: *` means "any answer at all", so it is
decided when there is one: what does not exist is still 404, and a bad question still 400.
"""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags

ASK_EACH_TIME = "public, no-cache"  # may be kept, and is asked about before each use
KEPT = ("Cache-Control", "Content-Location", "ETag", "Expires", "Vary")


def has_already(request: HttpRequest, tag: str) -> bool:
    """Tell whether the caller names this tag, so that nothing need be computed."""
    return any(known.removeprefix("W/") == tag.removeprefix("W/") for known in _known(request))


def conditional(request: HttpRequest, response: HttpResponseBase, tag: str, *, cache_control: str) -> HttpResponseBase:
    """Return the answer with its validator, or 304 with the same headers where the caller has it. A refusal stays as it is."""
    if not 200 <= response.status_code < 300:
        return response
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = cache_control
    if not has_any(request, tag):
        return response
    if response.streaming:  # which stops what makes the rest; of others nothing is left to do
        response.close()
    return unchanged(response.headers)


def has_any(request: HttpRequest, tag: str) -> bool:
    """Tell whether the caller names this tag, or any at all, of an answer that there is."""
    return has_already(request, tag) or "*" in _known(request)


def unchanged(headers: Mapping[str, str]) -> HttpResponse:
    """Return 304 with those of an answer's headers that it keeps."""
    return HttpResponseNotModified(headers={name: headers[name] for name in KEPT if name in headers})


def not_modified(tag: str, *, cache_control: str) -> HttpResponse:
    """Return 304 for who has the bytes, before any work."""
    return HttpResponseNotModified(headers={"ETag": tag, "Cache-Control": cache_control})


def _known(request: HttpRequest) -> list[str]:
    return parse_etags(request.headers.get("If-None-Match", ""))
