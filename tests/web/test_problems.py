"""One error shape everywhere under /api/, plain pages elsewhere, and 503 while the database is away."""

import json
import re

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import include, path
from hypothesis import given
from hypothesis import strategies as st
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from web.callers import client_address
from web.counting import trust_the_cache_again
from web.problems import FieldProblem, Problem
from web.strict_json import MAX_BYTES, parse_json
from web.throttling import Rate


class Echo(APIView):
    def get(self, request: Request) -> Response:
        return Response({"asked": request.query_params})

    def post(self, request: Request) -> Response:
        return Response({"given": request.data})


class Refuse(APIView):
    def get(self, request: Request) -> Response:
        field = FieldProblem(message="is too small", parameter="population", allowed="from 0", suggestion="0")
        raise Problem(400, "One parameter is wrong.", errors=(field,))

    def post(self, request: Request) -> Response:
        raise exceptions.ValidationError({"places": [{"geoid": ["seven digits"]}, {}], "years": ["too many"]})


class DatabaseAway(APIView):
    def get(self, request: Request) -> Response:
        raise OperationalError("connection refused")


class Broken(APIView):
    def get(self, request: Request) -> Response:
        raise ZeroDivisionError


def page_without_database(request: HttpRequest) -> HttpResponse:
    raise OperationalError("connection refused")


def broken_page(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


urlpatterns = [
    path("", include("cvi_calc.urls")),
    path("api/echo/", Echo.as_view()),
    path("api/refuse/", Refuse.as_view()),
    path("api/away/", DatabaseAway.as_view()),
    path("api/broken/", Broken.as_view()),
    path("page-away/", page_without_database),
    path("page-broken/", broken_page),
]
handler400 = "web.error_pages.bad_request"
handler403 = "web.error_pages.forbidden"
handler404 = "web.error_pages.not_found"
handler500 = "web.error_pages.server_error"

pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


@pytest.fixture
def site() -> Client:
    cache.clear()
    return Client(raise_request_exception=False)


def problem_in(response: HttpResponse, status: int) -> dict:
    assert response.status_code == status, response.content
    assert response.headers["Content-Type"] == "application/problem+json"
    document = json.loads(response.content)
    assert document["status"] == status
    assert document["type"].startswith("http://testserver/api/docs/#problem-")
    assert {"title", "detail", "instance"} <= document.keys()
    return document


def test_a_view_names_each_parameter_with_what_is_allowed(site: Client) -> None:
    document = problem_in(site.get("/api/refuse/"), 400)
    assert document["instance"] == "/api/refuse/"
    assert document["errors"] == [
        {"message": "is too small", "parameter": "population", "allowed": "from 0", "suggestion": "0"}
    ]


def test_validation_errors_point_into_the_body(site: Client) -> None:
    document = problem_in(site.post("/api/refuse/", {}, content_type="application/json"), 400)
    assert document["errors"] == [
        {"message": "seven digits", "pointer": "/places/0/geoid"},
        {"message": "too many", "pointer": "/years"},
    ]


def test_unknown_addresses_below_api_are_problems(site: Client) -> None:
    assert "/api/nothing/" in problem_in(site.get("/api/nothing/"), 404)["detail"]


def test_other_unknown_addresses_are_pages(site: Client) -> None:
    response = site.get("/nothing/")
    assert response.status_code == 404
    assert response.headers["Content-Type"].startswith("text/html")
    assert b'<main id="main"' in response.content


def test_a_method_that_is_not_there_says_which_are(site: Client) -> None:
    response = site.delete("/api/echo/")
    problem_in(response, 405)
    assert response.headers["Allow"] == "GET, POST, HEAD, OPTIONS"


def test_a_format_nobody_offers(site: Client) -> None:
    problem_in(site.get("/api/echo/", headers={"accept": "image/png"}), 406)


def test_a_body_of_another_type(site: Client) -> None:
    problem_in(site.post("/api/echo/", "<a/>", content_type="text/xml"), 415)


def test_a_fault_of_ours_is_an_opaque_500(site: Client) -> None:
    assert "Zero" not in problem_in(site.get("/api/broken/"), 500)["detail"]
    page = site.get("/page-broken/")
    assert page.status_code == 500
    assert b"Something went wrong on our side" in page.content
    for address in re.findall(r'href="/static/([^"]+)"', page.content.decode()):
        assert (settings.BASE_DIR / "static" / address).is_file(), (
            "a fault looks like the site, and asks for nothing hashed"
        )
    assert b"components.css" in page.content


def test_a_database_that_is_away_is_503_for_programs_and_people(site: Client) -> None:
    response = site.get("/api/away/")
    problem_in(response, 503)
    assert int(response.headers["Retry-After"]) > 0
    page = site.get("/page-away/")
    assert page.status_code == 503
    assert int(page.headers["Retry-After"]) > 0
    assert b"does not answer at the moment" in page.content


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"{", "line 1, column 2"),
        (b'{"a": NaN}', "NaN is not JSON"),
        (b'{"a": -Infinity}', "-Infinity is not JSON"),
        (b'{"a": 1e999}', "too large"),
        (b'{"a": 1' + b"0" * 400 + b"}", "more than 30 digits"),
        (b'{"a": 1, "a": 2}', "“a” is given twice"),
        (b'{"a": "\xff"}', "not UTF-8"),
        (b'{"a": "\\ud800"}', "surrogate"),
        (b'{"a\\u0000": 1}', "NUL"),
        (b"[" * 25 + b"]" * 25, "nested deeper"),
        (b"[" * 400_000, "nested deeper"),
    ],
)
def test_what_is_not_json_is_a_400_that_says_where(site: Client, body: bytes, said: str) -> None:
    response = site.post("/api/echo/", body, content_type="application/json")
    assert said in problem_in(response, 400)["detail"]


def test_five_megabytes_are_413(site: Client) -> None:
    problem_in(site.post("/api/echo/", b" " * 5 * MAX_BYTES, content_type="application/json"), 413)


def test_json_itself_passes(site: Client) -> None:
    given = {"a": [1, 2.5, None, True, "ä"], "b": {"c": []}}
    assert site.post("/api/echo/", given, content_type="application/json").json() == {"given": given}


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc"), inner, max_size=4),
    max_leaves=15,
)  # fmt: skip


@given(JSON_VALUES)
def test_every_json_value_comes_back(value: object) -> None:
    assert parse_json(json.dumps(value).encode()) == value


@given(st.binary(max_size=40))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    try:
        parse_json(body)
    except Problem as problem:
        assert problem.status == 400  # noqa: PT017 - either outcome is right


@override_settings(API_RATE="2/h")
def test_beyond_the_rate_comes_429_with_the_wait(site: Client) -> None:
    site = Client()
    first = site.get("/api/echo/")
    assert first.headers["RateLimit-Policy"] == '"api";q=2;w=3600, "site";q=100000;w=60'
    assert first.headers["RateLimit"].startswith('"api";r=1;t=')
    site.get("/api/echo/")
    refused = site.get("/api/echo/")
    problem_in(refused, 429)
    assert 0 < int(refused.headers["Retry-After"]) <= 3600
    assert site.get("/healthz").status_code == 200
    assert site.get("/api/echo/", REMOTE_ADDR="10.0.0.2").status_code == 200


@override_settings(
    API_RATE="1/h",
    CACHES={
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    },
)
def test_a_dead_cache_closes_nothing_and_each_process_counts_for_itself() -> None:
    site = Client(REMOTE_ADDR="192.0.2.77")
    try:
        assert [site.get("/api/echo/").status_code for _ in range(3)] == [200, 429, 429]
        assert site.get("/api/echo/", REMOTE_ADDR="192.0.2.78").status_code == 200
    finally:
        trust_the_cache_again()


@pytest.mark.parametrize("text", ["", "fast", "0/min", "-1/min", "5/year", "5"])
def test_a_rate_that_is_none_stops_the_start(text: str) -> None:
    with pytest.raises(ValueError, match="600/min"):
        Rate.read(text)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "6.6.6.6", "10.0.0.9"),  # anyone can send the header
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.1", "1.2.3.4"),
        (1, "", "10.0.0.9"),
    ],
)
def test_the_callers_address_is_what_our_own_proxies_saw(proxies: int, forwarded: str, address: str) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.9", HTTP_X_FORWARDED_FOR=forwarded)
    with override_settings(PROXIES=proxies):
        assert client_address(request) == address


@pytest.mark.django_db
def test_a_parameter_of_a_later_edition_says_which_editions_have_it(client: Client) -> None:
    answer = client.get("/api/v1/cities/norfolk-va/budget/?methodology=field@2026.1&hvip_specialist_posts=2")
    (fault,) = answer.json()["errors"]
    assert fault["parameter"] == "hvip_specialist_posts"
    assert "field@2027.1" in fault["message"]
    assert fault["message"].endswith("not of this methodology")
