"""Answers to the same question are the same bytes until facts, methods or entries change: kept, they cost nothing."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeGuard

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from calculator.api.frame import CACHE_CONTROL
from calculator.conditional import conditional
from calculator.versions import etag
from profiles.editorial import editorial_version
from profiles.selectors import FactsNotLoaded

PREFIX = "/api/v1/"
MOST_ANSWERS = 2_000
LARGEST_BYTES = 16_000  # so at most 32 MB a process; larger answers are computed again


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered, before compression and the caller's own headers."""

    content: bytes
    headers: tuple[tuple[str, str], ...]
    tag: str


class RememberedAnswers:
    """Middleware that answers a GET below /api/v1/ as it was answered before, under the same versions."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer from memory, or remember what is answered."""
        if request.method != "GET" or not request.path.startswith(PREFIX):
            return self.get_response(request)
        try:
            key = _key(request)
        except (FactsNotLoaded, InterfaceError, OperationalError):
            return self.get_response(request)
        with self._lock:
            answer = self._answers.get(key)
            if answer is not None:
                self._answers.move_to_end(key)
        if answer is not None:
            return _again(request, answer)
        response = self.get_response(request)
        if _is_kept(response):
            self._keep(key, response)
        return response

    def _keep(self, key: str, response: HttpResponse) -> None:
        with self._lock:
            self._answers[key] = Answer(response.content, tuple(response.headers.items()), response.headers["ETag"])
            while len(self._answers) > MOST_ANSWERS:
                self._answers.popitem(last=False)


def _key(request: HttpRequest) -> str:
    """Return what the answer depends on, versions included; the host as sent, for links carry it."""
    meta = request.META
    return etag(
        editorial_version(),
        request.scheme or "",
        meta.get("HTTP_HOST", ""),
        request.get_full_path(),
        meta.get("HTTP_ACCEPT", ""),
    )


def _is_kept(response: HttpResponseBase) -> TypeGuard[HttpResponse]:
    return (
        isinstance(response, HttpResponse)
        and response.status_code == 200
        and response.headers.get("Cache-Control") == CACHE_CONTROL
        and len(response.content) <= LARGEST_BYTES
    )


def _again(request: HttpRequest, answer: Answer) -> HttpResponseBase:
    response = HttpResponse(answer.content, headers=dict(answer.headers))
    return conditional(request, response, answer.tag, cache_control=CACHE_CONTROL)
