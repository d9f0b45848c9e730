"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from calculator.presenters.home import present_home


def home(request: HttpRequest) -> HttpResponse:
    """Search, an answer to look at, the featured cities, three ways in."""
    response = render(request, "home.html", present_home())
    response["Cache-Control"] = "public, max-age=300"
    return response
