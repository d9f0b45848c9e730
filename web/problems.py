"""What the API answers when it cannot answer: RFC 9457 problem documents, one shape everywhere under /api/.

Views raise `Problem`; `refusals` gives DRF's exceptions the same shape and `error_pages` Django's own.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, JsonResponse

CONTENT_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = 5
KINDS = {
    400: "invalid-request",
    403: "forbidden",
    404: "not-found",
    405: "method-not-allowed",
    406: "not-acceptable",
    410: "gone",
    413: "too-large",
    414: "uri-too-long",
    415: "unsupported-media-type",
    429: "too-many-requests",
    431: "headers-too-large",
    500: "internal-error",
    503: "unavailable",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldProblem:
    """One thing wrong with a request: in the query (`parameter`) or the body (`pointer`, RFC 6901)."""

    message: str
    parameter: str = ""
    pointer: str = ""
    allowed: str = ""
    suggestion: str = ""


class Problem(Exception):  # noqa: N818 - RFC 9457's own word
    """A request that gets `status` and this explanation instead of an answer."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        errors: tuple[FieldProblem, ...] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.errors = errors
        self.headers = dict(headers or {})


def unavailable() -> Problem:
    """Return the problem of a database that does not answer."""
    detail = "The database does not answer at the moment, so nothing can be saved. Please send the same again shortly."
    return Problem(503, detail, headers={"Retry-After": str(RETRY_AFTER_SECONDS)})


def problem_response(request: HttpRequest, problem: Problem) -> HttpResponse:
    """Return the problem document: type, title, status, detail, instance and errors (no empty members)."""
    document: dict[str, Any] = {
        "type": f"{_site(request)}/api/docs/#problem-{KINDS.get(problem.status, 'invalid-request')}",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": problem.detail,
        "instance": request.path,
    }
    if problem.errors:
        document["errors"] = [
            {member: value for member, value in asdict(error).items() if value} for error in problem.errors
        ]
    headers = {"Cache-Control": "no-store", **problem.headers}
    return JsonResponse(document, status=problem.status, content_type=CONTENT_TYPE, headers=headers)


def own_host() -> str:
    """Return the first of the site's own names."""
    return next((name for name in settings.ALLOWED_HOSTS if not name.startswith(("*", "."))), "localhost")


def _site(request: HttpRequest) -> str:
    """Return where the site is: as it was asked, or by the first of its own names where the caller's is not one of them."""
    try:
        return f"{request.scheme}://{request.get_host()}"
    except DisallowedHost:
        return f"{request.scheme}://{own_host()}"
