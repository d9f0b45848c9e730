"""Pages that are the same for everybody until facts, methods or editors' entries change carry a tag that says so."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from calculator.keeping.saved import SAVED
from calculator.versions import etag
from web.conditional import ASK_EACH_TIME, conditional, has_already, not_modified

CACHE_CONTROL = ASK_EACH_TIME


def tagged(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Answer 304, before any work, to who has the page already; give it a tag by which `web.remembered` keeps it.

    Nothing in such a page may depend on the visitor. While developing pages carry no tag.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: str, **path: str) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD") or settings.DEBUG:
            return view(request, *args, **path)
        tag = etag(request.build_absolute_uri())
        if has_already(request, tag) and SAVED not in request.GET:  # what was saved may have been taken down since
            return not_modified(tag, cache_control=CACHE_CONTROL)
        return conditional(request, view(request, *args, **path), tag, cache_control=CACHE_CONTROL)

    return answer
