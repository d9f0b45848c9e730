"""A gentle limit on files that take a processor a tenth of a second: one address cannot keep everybody else waiting."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from calculator.views.asked import unchanged
from web.throttling import Rate
from web.visitors import may_send

CHEAP = ("csv", "json", "svg")


def costly(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Count files by address, except cheap ones and those the caller has already; beyond the limit answer 429."""

    @wraps(view)
    def answer(request: HttpRequest, *args: str, **path: str) -> HttpResponseBase:
        if path.get("ending") in CHEAP or unchanged(request) is not None:
            return view(request, *args, **path)
        rate = Rate.read(settings.FILE_RATE)
        if may_send(request, "files", most=rate.limit, seconds=rate.window_seconds):
            return view(request, *args, **path)
        response = render(request, "429.html", {"most": rate.limit, "seconds": rate.window_seconds}, status=429)
        response["Retry-After"] = str(rate.window_seconds)
        response["Cache-Control"] = "no-store"
        return response

    return answer
