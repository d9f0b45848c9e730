"""Many places at once: the page and its CSV."""

from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from calculator.keeping.saved import LONGEST_ADDRESS
from calculator.presenters.places.picked import Picked, packed, read_picked
from calculator.presenters.places.portfolio import portfolio_csv, present_portfolio
from web.throttling import Rate, charge
from web.visitors import from_this_site

CHEAP = 50


@csrf_exempt  # visitors have no session and no cookie, so no token either: see web.visitors
@require_http_methods(["GET", "HEAD", "POST"])
def portfolio(request: HttpRequest) -> HttpResponse:
    """Pick places and coverage levels; see what they take together. What was posted goes on to an address that holds it."""
    if request.method == "POST" and not from_this_site(request):
        raise PermissionDenied
    query = _query(request)
    picked = _picked(query)
    if request.method == "POST" and not picked.faults:
        return HttpResponseRedirect(f"/portfolio/?{_short(query, picked)}", status=303)
    _charge(request, len(picked.subjects))
    response = render(request, "portfolio.html", present_portfolio(picked, query), status=400 if picked.faults else 200)
    response["Cache-Control"] = "no-store" if picked.faults else "public, max-age=300"
    return response


@require_safe
def portfolio_table(request: HttpRequest) -> HttpResponse:
    """The same as CSV; the page with what is wrong where there is anything."""
    picked = _picked(_query(request))
    if picked.faults or not picked.subjects:
        return portfolio(request)
    _charge(request, len(picked.subjects))
    response = HttpResponse("\ufeff" + portfolio_csv(picked), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="cvi-portfolio.csv"'
    response["Cache-Control"] = "public, max-age=300"
    return response


def _query(request: HttpRequest) -> list[tuple[str, str]]:
    sent = request.POST if request.method == "POST" else request.GET
    return [(name, str(value)) for name, values in sent.lists() for value in values if value]


def _picked(query: list[tuple[str, str]]) -> Picked:
    values: dict[str, list[str]] = {}
    for name, value in query:
        values.setdefault(name, []).append(value)
    return read_picked(values)


def _short(query: list[tuple[str, str]], picked: Picked) -> str:
    """Return the query as it was posted, a list too long for an address as its codes."""
    whole = urlencode(query)
    if len(whole) <= LONGEST_ADDRESS:
        return whole
    others = [(name, value) for name, value in query if name not in ("places", "codes")]
    return urlencode([*others, ("codes", packed(picked.subjects))])


def _charge(request: HttpRequest, subjects: int) -> None:
    if subjects > CHEAP:
        charge(request, "portfolio", Rate.read(settings.FILE_RATE))
