"""The list of every place."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from calculator.presenters.cities import Wanted, find_places, present_cities, read_wanted
from profiles.selectors import place_meant


@require_safe
def cities(request: HttpRequest) -> HttpResponse:
    """Every place, searched, narrowed and ordered; a search that means one place leads straight to it."""
    wanted, errors = read_wanted({name: [str(value) for value in values] for name, values in request.GET.lists()})
    found = find_places(wanted)
    if wanted.search and not errors and wanted == Wanted(search=wanted.search):
        meant = found[0] if len(found) == 1 else place_meant(wanted.search)
        if meant is not None:
            return HttpResponseRedirect(f"/cities/{meant.slug}/")
    response = render(request, "cities.html", present_cities(wanted, errors, found))
    response["Cache-Control"] = "public, max-age=300"
    return response
