"""Pages that are the same for everybody until facts, methods or editors' entries change: rendered once, then remembered."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags

from calculator.versions import etag
from web.compression import KeptResponse

KEEP = 1_000  # pages of some 30 KB: at most 30 MB a process
_pages: OrderedDict[tuple[str, str], bytes] = OrderedDict()
_lock = threading.Lock()


def remembered(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer 304 to who has the page already, else from memory; pages with a query string are too many to keep.

    Nothing in such a page may depend on the visitor; the site's own address, which it prints, is part of the key.
    While developing nothing is remembered.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: str, **path: str) -> HttpResponse:
        if request.method not in ("GET", "HEAD") or settings.DEBUG:
            return view(request, *args, **path)
        url = request.build_absolute_uri()
        tag = etag(url)
        content = None if request.GET else _recall((url, tag))
        if _has_already(request, tag):
            response: HttpResponse = HttpResponseNotModified()
        elif content is not None:
            response = KeptResponse(content)
        else:
            response = view(request, *args, **path)
            if response.status_code == 200 and not request.GET:
                _keep((url, tag), response.content)
        if response.status_code in (200, 304):
            response["ETag"] = tag
            response["Cache-Control"] = "public, no-cache"
        return response

    return answer


def _has_already(request: HttpRequest, tag: str) -> bool:
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return tag in known or f"W/{tag}" in known or "*" in known


def _recall(key: tuple[str, str]) -> bytes | None:
    with _lock:
        if key in _pages:
            _pages.move_to_end(key)
        return _pages.get(key)


def _keep(key: tuple[str, str], content: bytes) -> None:
    with _lock:
        _pages[key] = content
        while len(_pages) > KEEP:
            _pages.popitem(last=False)
