"""How long a page may be kept: always asked for again, mostly answered with 304."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

type View = Callable[..., HttpResponse]


def revalidated(view: View) -> View:
    """Let caches keep the page but ask each time: what an editor approves is seen at once, and costs few bytes."""

    @require_safe
    @cache_control(public=True, no_cache=True)
    @conditional_page
    @wraps(view)
    def answer(request: HttpRequest, *args: str, **path: str) -> HttpResponse:
        return view(request, *args, **path)

    return answer
