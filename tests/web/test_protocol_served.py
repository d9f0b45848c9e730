"""Leftovers of HTTP at a real gunicorn under https, as a proxy asks it: too long, echoing, a stranger's port, powers, patterns."""

import json
import socket
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection, HTTPMessage

import pytest

from calculator.api.openapi import openapi
from tests.proxy import replica, sqlite_of

HOST = "cvi.example.org"


@pytest.fixture(scope="module")
def port(django_db_setup: None, django_db_blocker: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        url = sqlite_of(tmp_path_factory.mktemp("protocol"))
    with replica(DATABASE_URL=url, HTTPS="1", ALLOWED_HOSTS=f"{HOST},127.0.0.1", PATTERNS="0") as (port, _):
        yield port


def ask(port: int, path: str, method: str = "GET", host: str = HOST) -> tuple[int, HTTPMessage, str]:
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request(method, path, headers={"Host": host, "X-Forwarded-Proto": "https", "X-Secret": "echo me"})
        response = connection.getresponse()
        return response.status, response.headers, response.read().decode()


def test_an_address_that_is_too_long_is_a_problem_document_or_a_page(port: int) -> None:
    for host, length in ((HOST, 9_000), (f"{HOST}:6666", 9_000), ("evil.example", 9_000), (HOST, 100_000)):
        status, headers, body = ask(port, "/api/v1/cities/?q=" + "x" * length, host=host)
        assert (status, headers["Content-Type"]) == (414, "application/problem+json")
        problem = json.loads(body)
        assert (problem["status"], problem["instance"]) == (414, "/api/v1/cities/")
        assert problem["type"] == f"https://{HOST}/api/docs/#problem-uri-too-long"
        assert set(problem) >= set(openapi()["components"]["schemas"]["Problem"]["required"])
    status, headers, body = ask(port, "/calculator/?q=" + "x" * 100_000)
    assert (status, headers.get_content_type()) == (414, "text/html")
    assert "<h1" in body


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "BREW"])
def test_nothing_is_echoed(port: int, method: str) -> None:
    with closing(socket.create_connection(("127.0.0.1", port), timeout=30)) as client:
        client.sendall(
            f"{method} /healthz HTTP/1.1\r\nHost: {HOST}\r\nX-Secret: echo me\r\nConnection: close\r\n\r\n".encode()
        )
        answer = b""
        while part := client.recv(65_536):
            answer += part
    assert answer.split(b" ")[1] in (b"400", b"405")
    assert b"echo me" not in answer


def test_a_strangers_port_is_in_no_link(port: int) -> None:
    status, _, page = ask(port, "/cities/norfolk-va/", host=f"{HOST}:6666")
    assert status == 200
    assert f'<link rel="canonical" href="https://{HOST}/cities/norfolk-va/">' in page
    assert ":6666" not in page


def test_a_strangers_host_is_refused(port: int) -> None:
    assert ask(port, "/cities/norfolk-va/", host="evil.example")[0] == 400


@pytest.mark.parametrize("path", ["/", "/cities/norfolk-va/", "/api/v1/cities/", "/nowhere/", "/static/css/base.css"])
def test_a_browser_is_asked_for_no_power(port: int, path: str) -> None:
    _, headers, _ = ask(port, path)
    assert {"camera=()", "geolocation=()", "microphone=()"} <= set(headers["Permissions-Policy"].split(", "))


@pytest.mark.parametrize("headers", [{"SCRIPT_NAME": "/x"}, {"SCRIPT-NAME": "/x"}, {"PATH_INFO": "/x/privacy/"}])
def test_nobody_moves_the_beginning_of_a_path(port: int, headers: dict[str, str]) -> None:
    """Else what guards a path (the second factor, /metrics at the proxy) sees another than the one that answers."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        asked = {"Host": HOST, "X-Forwarded-Proto": "https"}
        connection.request(
            "GET", "/privacy/" if "PATH_INFO" in headers else "/x/privacy/", headers={**asked, **headers}
        )
        answer = connection.getresponse()
        status = answer.status
        answer.read()
    assert status == (200 if "PATH_INFO" in headers else 404)


def test_patterns_are_shown_only_where_asked_for(port: int) -> None:
    assert ask(port, "/patterns/")[0] == 404
