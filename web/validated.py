"""A validator on every answer that somebody may keep, so that reading on a condition is the same everywhere (RFC 9110, 13.1).

Views that know a tag before they work set it themselves and save that work; of others the tag is a digest of what they answered.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import set_response_etag
from django.utils.http import parse_http_date_safe

from web.conditional import has_any, unchanged


class Validated:
    """Middleware that gives an answer its validator, and 304 in its place to who has it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or say that nothing changed."""
        response = self.get_response(request)
        if (
            request.method not in ("GET", "HEAD")
            or response.status_code != 200
            or not isinstance(response, HttpResponse)
        ):
            return response
        if "no-store" in response.headers.get("Cache-Control", ""):
            return response
        if "ETag" not in response.headers:
            set_response_etag(response)
        return unchanged(response.headers) if _is_known(request, response) else response


def _is_known(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the caller has this answer; a date counts only where no tag is named."""
    if "If-None-Match" in request.headers:
        return has_any(request, response.headers["ETag"])
    since, changed = (
        parse_http_date_safe(headers.get(name, ""))
        for headers, name in ((request.headers, "If-Modified-Since"), (response.headers, "Last-Modified"))
    )
    return since is not None and changed is not None and changed <= since
