"""How the numbers are made, generated from the methods' own files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from calculator.methods import UnknownMethodologyError, find_methodology, newest
from calculator.presenters.method.methodologies import present_methodologies
from calculator.presenters.method.methodology import present_methodology, present_plan, present_returns
from web.quoting import quoted

CACHE_CONTROL = "public, max-age=300"


@require_safe
def methodologies(request: HttpRequest) -> HttpResponse:
    """The methods side by side, and how the reference holds against a published profile."""
    return _kept(render(request, "methodologies.html", present_methodologies()))


@require_safe
def methodology(request: HttpRequest, reference: str) -> HttpResponse:
    """One method, by id or id@version; 404 naming those there are."""
    if reference == "plan":
        context = present_plan(newest().plan)
    elif reference == "returns":
        context = present_returns(newest().returns)
    else:
        try:
            context = present_methodology(find_methodology(reference))
        except UnknownMethodologyError as error:
            known = ", ".join((*error.allowed, "plan", "returns"))
            raise Http404(f"There is no methodology {quoted(reference[:80])}. There are {known}.") from None
    return _kept(render(request, "methodology.html", context))


def _kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = CACHE_CONTROL
    return response
