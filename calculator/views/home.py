"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from calculator.presenters.places.home import present_home
from calculator.views.tagged import tagged


@tagged
def home(request: HttpRequest) -> HttpResponse:
    """Search, an answer to look at, the featured cities, three ways in."""
    return render(request, "home.html", present_home())
