"""DRF's refusals as problem documents: the exception handler of every API view."""

import logging
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from rest_framework import exceptions
from rest_framework.views import set_rollback

from web.away import is_database_away
from web.problems import FieldProblem, Problem, problem_response, unavailable

logger = logging.getLogger(__name__)


def answer_exception(exc: Exception, context: Mapping[str, Any]) -> HttpResponse | None:
    """Be DRF's exception handler: every refusal becomes a problem document, a fault of ours stays a fault."""
    problem = problem_for(exc, context["request"])
    if problem is None:
        return None
    set_rollback()
    return problem_response(context["request"], problem)


def problem_for(exc: Exception, request: HttpRequest) -> Problem | None:
    """Return the problem that an exception stands for, None for an error that nobody foresaw."""
    match exc:
        case Problem():
            return exc
        case _ if is_database_away(exc):
            logger.error("Answering 503: %s", exc)
            return unavailable()
        case Http404():
            return Problem(404, str(exc) or f"There is nothing at {request.path}.")
        case PermissionDenied():
            return Problem(403, "This is not open to you.")
        case exceptions.ValidationError():
            query = request.method in ("GET", "HEAD", "OPTIONS")
            return Problem(400, "The request has faults.", errors=tuple(_faults(exc.detail, "", query)))
        case exceptions.APIException():
            return Problem(exc.status_code, str(exc.detail), headers=_headers(exc, request))
    return None


def _faults(detail: Any, path: str, query: bool) -> Iterator[FieldProblem]:
    """Flatten DRF's nested error details into one problem a message, with the path to its field."""
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            yield from _faults(inner, path if name == "non_field_errors" else f"{path}/{name}", query)
    elif isinstance(detail, list):
        nested = any(isinstance(item, Mapping | list) for item in detail)
        for index, item in enumerate(detail):
            yield from _faults(item, f"{path}/{index}" if nested else path, query)
    elif query:
        yield FieldProblem(message=str(detail), parameter=path.lstrip("/"))
    else:
        yield FieldProblem(message=str(detail), pointer=path)


def _headers(exc: exceptions.APIException, request: HttpRequest) -> dict[str, str]:
    headers = {}
    if wait := getattr(exc, "wait", None):
        headers["Retry-After"] = str(int(wait) + 1)
    view = getattr(request, "parser_context", {}).get("view")
    if isinstance(exc, exceptions.MethodNotAllowed) and view is not None:
        headers["Allow"] = ", ".join(view.allowed_methods)
    return headers
