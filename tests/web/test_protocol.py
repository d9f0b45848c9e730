"""Leftovers of HTTP: methods that echo, a stranger's port in a link, powers of a browser, a gate for costly files."""

import io
from unittest.mock import patch

import pytest
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory, override_settings

from calculator.views import costly
from web.gate import Gate
from web.problems import Problem
from web.protocol import Protocol

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "BREW"])
@pytest.mark.parametrize("path", ["/", "/healthz", "/cities/norfolk-va/", "/api/v1/cities/"])
def test_methods_that_nobody_needs_are_refused(method: str, path: str) -> None:
    answer = Client().generic(method, path, headers={"X-Secret": "echo me"})
    assert answer.status_code == 405
    assert "GET" in answer["Allow"]
    assert b"echo me" not in answer.content


@pytest.mark.parametrize("path", ["/", "/cities/norfolk-va/", "/api/v1/cities/", "/nowhere/"])
def test_a_browser_is_asked_for_no_power(path: str) -> None:
    assert "geolocation=()" in Client().get(path)["Permissions-Policy"]


def test_links_name_the_host_without_a_strangers_port() -> None:
    client = Client(headers={"Host": "testserver:6666"})
    assert b"testserver:6666" in client.get("/cities/norfolk-va/").content  # one machine, as it is reached
    with override_settings(HTTPS=True):
        page = client.get("/cities/norfolk-va/", secure=True).content
    assert b"https://testserver/cities/norfolk-va/" in page
    assert b":6666" not in page


def test_a_gate_lets_so_many_in_and_tells_the_rest_to_come_again() -> None:
    gate = Gate(2, "Busy. Ask again")
    with gate.passed():
        with gate.passed(), pytest.raises(Problem) as refused, gate.passed():
            pass
        assert (refused.value.status, refused.value.headers) == (503, {"Retry-After": "2"})
        with gate.passed():
            pass


def test_pages_are_served_while_as_many_files_are_made_as_can_be() -> None:
    full = Gate(1, "Busy. Ask again")
    with patch.object(costly, "gate", full), full.passed():
        refused = Client().get("/cities/norfolk-va/budget.xlsx", {"population": "1234"})
        assert (refused.status_code, refused["Retry-After"]) == (503, "2")
        assert b"<h1" in refused.content
        assert Client().get("/cities/norfolk-va/").status_code == 200
        assert Client().get("/cities/norfolk-va/budget.csv").status_code == 200
    made = Client().get("/cities/norfolk-va/budget.xlsx", {"population": "1234"})
    assert isinstance(made, HttpResponse)
    assert made.status_code == 200


@pytest.mark.parametrize("body", ["as one", "in pieces", "a file"])
def test_no_body_is_left_for_the_server_to_drop(body: str) -> None:
    made = {
        "as one": lambda: HttpResponse("a page"),
        "in pieces": lambda: StreamingHttpResponse(iter([b"a ", b"page"])),
        "a file": lambda: FileResponse(io.BytesIO(b"a page")),
    }[body]
    answer = Protocol(lambda _: made())(RequestFactory().head("/"))
    assert b"".join(answer) == b""  # type: ignore[call-overload]
    assert answer.headers.get("Content-Length") == (None if body == "in pieces" else "6")
