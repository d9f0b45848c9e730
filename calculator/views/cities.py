"""The list of every place, and the answer to a name that somebody typed."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from calculator.presenters.places.cities import Wanted, find_places, present_cities, read_wanted
from profiles.selectors import search

NAMES_SHOWN = 12


@require_safe
def cities(request: HttpRequest) -> HttpResponse:
    """Every place, searched, narrowed and ordered; a name that means one thing leads straight to it."""
    wanted, errors = read_wanted({name: [str(value) for value in values] for name, values in request.GET.lists()})
    named = None
    if wanted.search and not errors and wanted == Wanted(search=wanted.search):
        named = search(wanted.search, limit=NAMES_SHOWN)
        if named.meant is not None:
            return HttpResponseRedirect(named.meant.path)
    context = present_cities(wanted, errors, find_places(wanted), named)
    response = render(request, "cities.html", context, status=400 if errors else 200)
    if not errors:
        response["Cache-Control"] = "public, max-age=300"
    return response
