"""Limits on files that take a processor a tenth of a second: so many for one caller, and so many at once for all."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from calculator.views.asked import unchanged
from web.gate import Gate
from web.throttling import Rate, charge

gate = Gate(settings.FILES_AT_ONCE, "Many files are being made at this moment. Please ask for this one again")
CHEAP = ("csv", "json", "svg")


def costly(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Count files by address, except cheap ones and those the caller has already; beyond the limit answer 429.

    Where as many are being made as a process makes at once, answer 503: its other threads go on serving pages.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: str, **path: str) -> HttpResponseBase:
        if path.get("ending") in CHEAP or unchanged(request) is not None:
            return view(request, *args, **path)
        charge(request, "file", Rate.read(settings.FILE_RATE))
        with gate.passed():
            return view(request, *args, **path)

    return answer
