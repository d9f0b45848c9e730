"""Lists of what is larger than a county: every state, every metro, and Puerto Rico, whose people we do not count yet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from calculator.presenters.places.regions import present_metros, present_puerto_rico, present_states
from calculator.views.tagged import tagged


@tagged
def states(request: HttpRequest) -> HttpResponse:
    """Every state: its residents, the share of them that its places hold, and its answer."""
    return render(request, "listing.html", present_states())


@tagged
def metros(request: HttpRequest) -> HttpResponse:
    """Every metropolitan area, the largest first."""
    return render(request, "listing.html", present_metros())


@tagged
def puerto_rico(request: HttpRequest) -> HttpResponse:
    """Puerto Rico's municipios: what is counted there, and the question for a population."""
    return render(request, "puerto_rico.html", present_puerto_rico())
