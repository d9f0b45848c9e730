"""A path without its last slash leads to the one with it, by the same method and with the same body."""

from typing import Any

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.middleware.common import CommonMiddleware

READING = ("GET", "HEAD")


class Slashes(CommonMiddleware):
    """Django's common middleware, which after a POST would send the caller to read something else (301): here 308."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Append the slash where that leads somewhere."""
        answer: Any = super().process_response(request, response)
        if (
            isinstance(answer, HttpResponsePermanentRedirect)
            and answer is not response
            and request.method not in READING
        ):
            return HttpResponsePermanentRedirect(answer.url, preserve_request=True)
        return answer
