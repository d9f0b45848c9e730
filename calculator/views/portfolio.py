"""Many places at once: the page and its CSV."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from calculator.presenters.places.portfolio import portfolio_csv, present_portfolio, read_picked
from web.throttling import Rate, charge

CHEAP = 50


@require_safe
def portfolio(request: HttpRequest) -> HttpResponse:
    """Pick places and coverage levels; see what they take together."""
    picked = read_picked({name: [str(value) for value in values] for name, values in request.GET.lists()})
    _charge(request, len(picked.subjects))
    query = [(name, str(value)) for name, values in request.GET.lists() for value in values if value]
    response = render(request, "portfolio.html", present_portfolio(picked, query), status=400 if picked.faults else 200)
    response["Cache-Control"] = "no-store" if picked.faults else "public, max-age=300"
    return response


@require_safe
def portfolio_table(request: HttpRequest) -> HttpResponse:
    """The same as CSV; the page with what is wrong where there is anything."""
    picked = read_picked({name: [str(value) for value in values] for name, values in request.GET.lists()})
    if picked.faults or not picked.subjects:
        return portfolio(request)
    _charge(request, len(picked.subjects))
    response = HttpResponse(portfolio_csv(picked), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="cvi-portfolio.csv"'
    response["Cache-Control"] = "public, max-age=300"
    return response


def _charge(request: HttpRequest, subjects: int) -> None:
    if subjects > CHEAP:
        charge(request, "portfolio", Rate.read(settings.FILE_RATE))
