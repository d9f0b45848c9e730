"""The whole site, and beside it the least that a Django view and a DRF view can do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView


class Empty(APIView):
    """The floor of an API answer: everything DRF and the middleware cost, nothing computed."""

    def get(self, request: Request) -> Response:
        """Return an empty object."""
        return Response({})


def static_page(request: HttpRequest) -> HttpResponse:
    """Return a page of 20 KB from a template without a single variable: the floor of a page."""
    return render(request, "bench_static_page.html")


urlpatterns = [
    path("api/bench/empty/", Empty.as_view()),
    path("bench/static-page/", static_page),
    path("", include("cvi_calc.urls")),
]
