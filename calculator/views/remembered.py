"""Pages that are the same for everybody until facts, methods or editors' entries change: rendered once, then remembered."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from calculator.conditional import conditional, has_already, not_modified
from calculator.versions import etag
from web.compression import KeptResponse

CACHE_CONTROL = "public, no-cache"
KEEP = 1_000  # pages of some 30 KB: at most 30 MB a process
_pages: OrderedDict[tuple[str, str], bytes] = OrderedDict()
_lock = threading.Lock()


def remembered(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Answer 304 to who has the page already, else from memory; pages with a query string are too many to keep.

    Nothing in such a page may depend on the visitor; the site's own address, which it prints, is part of the key.
    While developing nothing is remembered.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: str, **path: str) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD") or settings.DEBUG:
            return view(request, *args, **path)
        url = request.build_absolute_uri()
        tag = etag(url)
        if has_already(request, tag):
            return not_modified(tag, cache_control=CACHE_CONTROL)
        content = None if request.GET else _recall((url, tag))
        if content is not None:
            response: HttpResponse = KeptResponse(content)
        else:
            response = view(request, *args, **path)
            if response.status_code == 200 and not request.GET:
                _keep((url, tag), response.content)
        return conditional(request, response, tag, cache_control=CACHE_CONTROL)

    return answer


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
