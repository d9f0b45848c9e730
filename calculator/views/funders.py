"""Who pays for this work."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from calculator.presenters.method.funders import present_funders


@require_safe
@cache_control(public=True, no_cache=True)
@conditional_page
def funders(request: HttpRequest) -> HttpResponse:
    """Every funder and its terms; kept by caches, asked for again each time."""
    return render(request, "funders.html", present_funders())
