"""The validation page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from calculator.presenters.method.validation import present_validation


@require_safe
def validation(request: HttpRequest) -> HttpResponse:
    """Return the page that holds the method against what programs cost and places spend."""
    return render(request, "validation.html", present_validation())
