"""Django's own refusals: problem documents under /api/, pages elsewhere, 503 while the database is away."""

import logging
import sys
from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import DataError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string

from web.away import is_database_away
from web.problems import Problem, problem_response, unavailable

logger = logging.getLogger(__name__)


def below_api(request: HttpRequest) -> bool:
    """Return whether programs ask here, so that errors are documents and not pages."""
    return request.path.startswith("/api/")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400, or 413 where the body was too large."""
    if isinstance(exception, RequestDataTooBig):
        return refused(request, Problem(413, "What was sent is larger than this site accepts."))
    return _answer(request, Problem(400, "The request could not be understood."), "400.html")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403."""
    return _answer(request, Problem(403, "This is not open to you."), "403.html")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404, with what the view said is missing, and links (label, url) to what is near it."""
    said = exception.args[0] if exception.args and isinstance(exception.args[0], str) else ""
    near = exception.args[1] if len(exception.args) > 1 else []
    detail = said or f"There is nothing at {request.path}."
    return _answer(request, Problem(404, detail), "404.html", {"message": said, "near": near})


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500, or 503 where the database failed outside a view, as in the session of an editor."""
    if is_database_away(sys.exc_info()[1]):
        return database_away(request)
    return _answer(request, Problem(500, "Something went wrong on our side. It has been logged."), "500.html")


def database_away(request: HttpRequest) -> HttpResponse:
    """Answer 503 with Retry-After."""
    return _answer(request, unavailable(), "503.html")


def refused(request: HttpRequest, problem: Problem) -> HttpResponse:
    """Answer a refusal that has its own words: too much at once (429), too large (413, 414, 431), or not now (503)."""
    return _answer(request, problem, f"{problem.status}.html", {"message": problem.detail})


def _answer(
    request: HttpRequest, problem: Problem, template: str, context: dict[str, Any] | None = None
) -> HttpResponse:
    if below_api(request):
        return problem_response(request, problem)
    # Rendered without the request: no context processor, so no session and no database.
    page = render_to_string(template, context)
    return HttpResponse(page, status=problem.status, headers={"Cache-Control": "no-store", **problem.headers})


class ProblemMiddleware:
    """Turn what a view raises into its answer: a `Problem`, a lost database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer an exception that has a meaning, leave the rest to Django."""
        if is_database_away(exception):
            logger.error("Answering 503: %s", exception)
            return database_away(request)
        if isinstance(exception, Problem):
            return refused(request, exception)
        if isinstance(exception, ValueError | DataError) and _has_nul(request):
            return _answer(request, Problem(400, "What was sent has a NUL character, which no text has."), "400.html")
        return None


def _has_nul(request: HttpRequest) -> bool:
    """Return whether what was sent holds a character that PostgreSQL stores and compares in no text."""
    sent = [request.path_info, *request.GET, *(value for _, values in request.GET.lists() for value in values)]
    if request.method == "POST":
        sent += [value for _, values in request.POST.lists() for value in values]
    return any("\0" in str(value) for value in sent)
