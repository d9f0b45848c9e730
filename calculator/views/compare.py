"""Up to four places or saved scenarios side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from calculator.keeping.comparing import read_comparison
from calculator.presenters.places.compare import present_compare


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Compare what the query string names; what it cannot use is said, and the rest is shown."""
    comparison = read_comparison({name: [str(item) for item in items] for name, items in request.GET.lists()})
    context = present_compare(comparison, request.GET.get("search", "")[:200])
    response = render(request, "compare.html", context, status=400 if comparison.faults else 200)
    response["Cache-Control"] = "no-store" if comparison.faults else "public, max-age=300"
    return response
