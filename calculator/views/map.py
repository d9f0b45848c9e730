"""The map: its page, the picture of every county, and what a pointer reads: outlines and names."""

import json
from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from calculator.asking.pairs import Pairs
from calculator.mapping.measures import DEFAULT, MEASURES
from calculator.mapping.picture import STYLE_HASH, county_picture, outlines
from calculator.presenters.budget.sliders import fault_line
from calculator.presenters.places.map import present_map, present_names
from calculator.views.tagged import tagged
from profiles.selectors import place_table
from web.compression import ONCE, compressed, negotiated, under

LABELS = {"measure": "What it shows", "state": "State"}
A_YEAR = "public, max-age=31536000, immutable"  # the address holds the version of the facts


@tagged
def map_page(request: HttpRequest) -> HttpResponse:
    """Every county and larger place by one measure; a state's counties in the table where one is chosen."""
    given = Pairs(dict(request.GET.lists()))
    measure = given.choice("measure", MEASURES) or DEFAULT
    state = given.choice("state", place_table().states) or ""
    given.refuse_unknown()
    errors = [
        {"text": fault_line(LABELS.get(fault.name, fault.name), fault), "field": "map-state"} for fault in given.faults
    ]
    context = {**present_map(measure, state), "errors": errors}
    return render(request, "map.html", context, status=400 if errors else 200)


@require_safe
def map_picture(request: HttpRequest, measure: str) -> HttpResponse:
    """The picture of a measure as SVG, shown inside the page and by itself."""
    if measure not in MEASURES:
        raise Http404("There is no map of that measure.")
    response = _packed(request, "picture", measure, "image/svg+xml")
    # Opened on its own an SVG is a document: it may run nothing and load nothing, and has this one style.
    response["Content-Security-Policy"] = f"default-src 'none'; style-src '{STYLE_HASH}'"
    return response


@require_safe
def map_names(request: HttpRequest, measure: str) -> HttpResponse:
    """Every county's name, page and value, which the page's script reads once somebody turns to the map."""
    if measure not in MEASURES:
        raise Http404("There is no map of that measure.")
    return _packed(request, "names", measure, "application/json")


@require_safe
def map_outlines(request: HttpRequest) -> HttpResponse:
    """Every county's outline by FIPS code, of every measure alike, which the script reads with the names."""
    return _packed(request, "outlines", "", "application/json")


def _packed(request: HttpRequest, what: str, measure: str, content_type: str) -> HttpResponse:
    """Answer with what stays for a year, compressed as hard as it goes, once."""
    encoding = negotiated(request.META.get("HTTP_ACCEPT_ENCODING", ""))
    response = HttpResponse(_content(place_table().version, what, measure, encoding), content_type=content_type)
    response["Cache-Control"] = A_YEAR
    if encoding:
        under(response, encoding)
    return response


@lru_cache(maxsize=36)  # two things of four measures and one of all, as they are and in three encodings
def _content(_version: str, what: str, measure: str, encoding: str) -> bytes:
    if what == "picture":
        text = county_picture(measure)
    else:
        told = present_names(measure) if what == "names" else outlines()
        text = json.dumps(told, separators=(",", ":"), ensure_ascii=False)
    return compressed(text.encode(), encoding, ONCE) if encoding else text.encode()
