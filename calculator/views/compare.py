"""Up to four places, saved scenarios or linked ones side by side."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from calculator.keeping.addresses import is_link
from calculator.keeping.comparing import read_comparison
from calculator.keeping.saved import LONGEST_ADDRESS
from calculator.presenters.places.compare import present_compare
from web.conditional import ASK_EACH_TIME

LONGEST_SEARCH = 200
BOX = "search"


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Compare what the query string names; what it cannot use is said, and the rest is shown.

    A link in the box becomes one more column, at an address of its own.
    """
    values = {name: [str(item) for item in items] for name, items in request.GET.lists() if name != BOX}
    typed = request.GET.get(BOX, "").strip()[: LONGEST_ADDRESS + 1]
    pasted = is_link(typed)
    if pasted:
        values["link"] = [*values.get("link", ()), typed]
    comparison = read_comparison(values, request.get_host())
    if pasted and not comparison.faults:
        return HttpResponseRedirect(f"/compare/?{urlencode(comparison.pairs())}", status=303)
    context = present_compare(comparison, typed if pasted else typed[:LONGEST_SEARCH])
    response = render(request, "compare.html", context, status=400 if comparison.faults else 200)
    kept = ASK_EACH_TIME if any(column.saved for column in comparison.columns) else "public, max-age=300"
    response["Cache-Control"] = "no-store" if comparison.faults else kept
    return response
