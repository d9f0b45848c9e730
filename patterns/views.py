"""A page of every component, for whoever writes a template or checks one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from patterns import examples, figures


def patterns(request: HttpRequest) -> HttpResponse:
    """Show every component with figures that look like the real ones."""
    return render(request, "patterns.html", {"x": examples, "f": figures, "section": "cities"})
