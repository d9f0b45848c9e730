"""One line of JSON a request, under an id that every other line of that request carries; no address, no query.

What people type travels in the query string, so only the path is written down.
"""

import copy
import logging
import re
import time
import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

HEADER = "X-Request-ID"
GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")  # an id that a proxy of ours made; anything else is not repeated
NO_REQUEST = "-"
REFUSALS = "django.security."

logger = logging.getLogger("access")
_request_id: ContextVar[str] = ContextVar("request_id", default=NO_REQUEST)


class RequestLog:
    """Give each request an id, told in its answer, and log how it went."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer."""
        given = request.headers.get(HEADER, "") if settings.PROXIES else ""
        token = _request_id.set(given if GIVEN.fullmatch(given) else uuid.uuid4().hex)
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            response.headers[HEADER] = _request_id.get()
            if logger.isEnabledFor(logging.INFO):
                logger.info("request", extra={
                    "method": request.method,
                    "path": request.path,
                    "status": response.status_code,
                    "ms": round((time.perf_counter() - began) * 1000, 1),
                })  # fmt: skip
            return response
        finally:
            _request_id.reset(token)


class WithRequestId(logging.Filter):
    """Puts the id of the request at hand on every record."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Add it, and let the record pass."""
        record.request_id = _request_id.get()
        return True


class Unquoted(logging.Filter):
    """Keeps out of a refusal or an error what its sender wrote: a host, an origin, a query. Its kind and path are enough."""

    def filter(self, record: logging.LogRecord) -> logging.LogRecord:
        """Let a record without the request pass."""
        record = copy.copy(record)  # others have the whole one
        request = record.__dict__.pop("request", None)
        if record.name.startswith(REFUSALS):
            kind, path = record.name.removeprefix(REFUSALS), getattr(request, "path", "")
            record.msg, record.args = f"Refused ({kind}): {path}", ()
            record.exc_info = record.exc_text = None
        return record


class NoProbe(logging.Filter):
    """Keeps out that a probe of readiness was refused: it asks every second or two, and `cvi_calc.health` says what is new."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every other request's record pass."""
        return getattr(getattr(record, "request", None), "path", "") != self.path
