"""A gentle limit on files that take a processor a tenth of a second: one address cannot keep everybody else waiting."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from calculator.views.asked import unchanged
from web.throttling import Rate, charge

CHEAP = ("csv", "json", "svg")


def costly(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Count files by address, except cheap ones and those the caller has already; beyond the limit answer 429."""

    @wraps(view)
    def answer(request: HttpRequest, *args: str, **path: str) -> HttpResponseBase:
        if path.get("ending") in CHEAP or unchanged(request) is not None:
            return view(request, *args, **path)
        charge(request, "file", Rate.read(settings.FILE_RATE))
        return view(request, *args, **path)

    return answer
