"""A page of every component, for whoever writes a template or checks one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cvi_calc import pattern_examples, pattern_figures


def patterns(request: HttpRequest) -> HttpResponse:
    """Show every component with figures that look like the real ones."""
    return render(request, "patterns.html", {"x": pattern_examples, "f": pattern_figures, "section": "cities"})
