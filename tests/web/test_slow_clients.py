"""Slow clients hold a socket, never a thread: heads, bodies and answers, at gunicorn itself and through the shipped proxy."""

import json
import re
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from unittest.mock import patch

import psutil
import pytest

from cvi_calc.arriving import HEAD_SECONDS, LARGEST_BODY, REQUEST_SECONDS, Arriving
from cvi_calc.worker import MOST_HELD
from tests.proxy import proxied, replica, sqlite_of

SLOW = {
    "heads": b"GET /about/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: a",
    "bodies": b"POST /api/v1/budgets/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    b'Content-Length: 5000\r\n\r\n{"population": ',
    "chunks": b"POST /api/v1/budgets/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n5\r\n0\r\n\r\n\r\n",
    "bodies too large": b"POST /api/v1/budgets/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    b"Content-Length: 10000000\r\n\r\n{",
    "chunks too large": b"POST /api/v1/budgets/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n200000\r\n{",
    "heads without end": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n" + (b"X-Slow: " + b"a" * 7_000 + b"\r\n") * 10,
    "second heads": b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nGET /about/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: a",
    "answers": b"GET /api/v1/budgets/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
}
CLIENTS, THREADS, CONNECTIONS = 12, 1, 60
READERS = 2  # of answers of some ten megabytes, more than there are threads


@pytest.fixture(scope="module")
def port(django_db_setup: None, django_db_blocker: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder: Path = tmp_path_factory.mktemp("slow")
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        url = sqlite_of(folder)
    with replica(DATABASE_URL=url, WEB_THREADS=str(THREADS), WEB_CONNECTIONS=str(CONNECTIONS)) as (port, _):
        yield port


@contextmanager
def slow_clients(port: int, sent: bytes, clients: int = CLIENTS) -> Iterator[None]:
    """Hold so many connections that have sent this much and no more, and read nothing."""
    with ExitStack() as stack:
        for _ in range(READERS if sent == SLOW["answers"] else clients):
            client = stack.enter_context(closing(socket.create_connection(("127.0.0.1", port), timeout=5)))
            client.sendall(sent)
        yield


def ask(port: int, path: str, timeout: float = 15) -> int:
    with closing(HTTPConnection("127.0.0.1", port, timeout=timeout)) as connection:
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        return response.status


@pytest.mark.parametrize("sent", SLOW.values(), ids=SLOW)
def test_gunicorn_answers_others_meanwhile(port: int, sent: bytes) -> None:
    with slow_clients(port, sent):
        assert [ask(port, path) for path in ("/healthz", "/cities/norfolk-va/", "/about/")] == [200] * 3


@pytest.mark.parametrize(
    "sent", [SLOW["heads"], b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"], ids=["begun", "idle"]
)
def test_who_takes_every_place_makes_room(port: int, sent: bytes) -> None:
    before_they_are_closed_anyway = HEAD_SECONDS - 1
    with slow_clients(port, sent, 2 * CONNECTIONS):
        assert [ask(port, path, before_they_are_closed_anyway) for path in ("/healthz", "/about/")] == [200] * 2


def test_bodies_that_never_end_are_held_up_to_a_size(port: int) -> None:
    body = b"x" * (LARGEST_BODY - 10_000)
    head = b"POST /api/v1/budgets/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: %d\r\n\r\n" % LARGEST_BODY
    clients = CONNECTIONS - 2
    with ExitStack() as stack:
        open_ones = []
        for _ in range(clients):
            client = stack.enter_context(closing(socket.create_connection(("127.0.0.1", port), timeout=15)))
            with suppress(OSError):
                client.sendall(head + body)
            open_ones.append(client)
        too_many = clients - MOST_HELD // len(body)
        assert wait_until(lambda: sum(map(is_closed, open_ones)) >= too_many)
        assert not is_closed(open_ones[-1])  # who waited longest went
        assert ask(port, "/about/") == 200


def is_closed(client: socket.socket) -> bool:
    client.setblocking(False)
    try:
        return client.recv(1, socket.MSG_PEEK) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


def wait_until(true: Callable[[], bool]) -> bool:
    """Whether it becomes true before slow requests are ended for their time."""
    for _ in range(int(10 * HEAD_SECONDS)):
        if true():
            return True
        time.sleep(0.1)
    return False


def test_the_proxy_answers_others_meanwhile(port: int) -> None:
    with proxied([port]) as proxy:
        for sent in SLOW.values():
            with slow_clients(proxy, sent):
                assert [ask(proxy, path) for path in ("/healthz", "/cities/norfolk-va/", "/about/")] == [200] * 3


def test_the_proxy_holds_no_answers_that_nobody_takes(port: int) -> None:
    asked = b"GET /api/v1/budgets/?coverage_share=0.%d HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n"
    with ExitStack() as stack:
        proxy = stack.enter_context(proxied([port]))
        caddy = next(child for child in psutil.Process().children() if child.name() == "caddy")
        before = caddy.memory_info().rss
        for number in range(100, 112):  # twenty megabytes each
            client = stack.enter_context(closing(socket.socket()))
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
            client.connect(("127.0.0.1", proxy))
            client.sendall(asked % (number, proxy))
        for _ in range(8):
            time.sleep(1)
            assert caddy.memory_info().rss - before < 100_000_000
        assert ask(proxy, "/about/") == 200


def test_a_body_that_waits_to_be_asked_for_is_asked_for(port: int) -> None:
    head = b"POST /api/v1/budgets/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    with closing(socket.create_connection(("127.0.0.1", port), timeout=15)) as client:
        client.sendall(head + b"Expect: 100-continue\r\nContent-Length: 20\r\nConnection: close\r\n\r\n")
        assert client.recv(100).startswith(b"HTTP/1.1 100 Continue\r\n\r\n")
        client.sendall(b'{"population": 5000}')
        answer = b"".join(iter(lambda: client.recv(65_536), b""))
    assert b"HTTP/1.1 200 OK\r\n" in answer


def asked_long(port: int, path: str, length: int = 9_000) -> tuple[int, str, str]:
    with closing(HTTPConnection("127.0.0.1", port, timeout=15)) as connection:
        connection.request("GET", f"{path}?search={'x' * length}")
        response = connection.getresponse()
        return response.status, response.headers["Content-Type"], response.read().decode()


def test_an_address_that_is_too_long_is_a_problem_document_to_programs(port: int) -> None:
    status, kind, body = asked_long(port, "/api/v1/cities/")

    assert (status, kind) == (414, "application/problem+json")
    assert json.loads(body)["status"] == 414
    assert re.match(r"https?://[^/]+/api/docs/#problem-uri-too-long$", json.loads(body)["type"])


def test_an_address_that_is_too_long_is_a_page_to_people(port: int) -> None:
    with proxied([port]) as proxy:
        answers = [asked_long(port, "/calculator/", 300_000), asked_long(proxy, "/calculator/", 15_500)]

    for status, kind, body in answers:
        assert (status, kind) == (414, "text/html; charset=utf-8")
        assert "The address is too long" in body
        assert 'href="/calculator/"' in body


def arriving(*pieces: bytes) -> Arriving:
    request = Arriving(longest_line=8190)
    for piece in pieces:
        request.take(piece)
    return request


HEAD = b"POST / HTTP/1.1\r\nHost: x\r\n"
WHOLE = {
    "no body": (HEAD + b"\r\n", True),
    "half a head": (HEAD, False),
    "a body": (HEAD + b"Content-Length: 3\r\n\r\nabc", True),
    "half a body": (HEAD + b"Content-Length: 3\r\n\r\nab", False),
    "chunks": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", True),
    "chunks with a trailer": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\nA: b\r\n\r\n", True),
    "half a trailer": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nA: b\r\n", False),
    "a chunk that looks like the last": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n0\r\n\r\n\r\n", False),
    "a chunk of no size": (HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", True),
    "a chunk of less than none": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n-5\r\n", True),
    "more than is read": (HEAD + b"Content-Length: 1000001\r\n\r\n", False),
}
TOO_LARGE = {
    "a line": (b"GET /" + b"a" * 9_000, 414),
    "a head": (b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 12_000, 431),
    "a body": (HEAD + b"Content-Length: 1000001\r\n\r\n", 413),
    "a chunk": (HEAD + b"Transfer-Encoding: chunked\r\n\r\nF4241\r\n", 413),
    "a chunk of absurd size": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"F" * 30 + b"\r\n", 413),
}


@pytest.mark.parametrize(("sent", "whole"), WHOLE.values(), ids=WHOLE)
def test_a_thread_is_taken_when_it_need_not_wait(sent: bytes, whole: bool) -> None:
    assert arriving(sent).whole is whole
    in_bytes = arriving(*(sent[index : index + 1] for index in range(min(len(sent), 2_000))))
    if len(sent) <= 2_000:
        assert in_bytes.whole is whole


@pytest.mark.parametrize(("sent", "status"), TOO_LARGE.values(), ids=TOO_LARGE)
def test_what_is_too_large_is_known_before_it_is_read(sent: bytes, status: int) -> None:
    request = arriving(sent)
    assert (request.whole, request.refusal) == (False, status)


@pytest.mark.parametrize("kind", ["bodies too large", "chunks too large", "heads without end"])
def test_what_is_too_large_is_refused_at_once(port: int, kind: str) -> None:
    status = 431 if kind == "heads without end" else 413
    for path, content_type in (("/api/v1/budgets/", "application/problem+json"), ("/contact/", "text/html")):
        sent = b" ".join([SLOW[kind].split(b" ", 1)[0], path.encode(), SLOW[kind].split(b" ", 2)[2]])
        with closing(socket.create_connection(("127.0.0.1", port), timeout=15)) as client:
            client.sendall(sent)
            answer = b"".join(iter(lambda: client.recv(65_536), b""))
        assert answer.startswith(b"HTTP/1.1 %d " % status)
        assert b"Content-Type: " + content_type.encode() in answer
        if path.startswith("/api/"):
            assert b'"type": "http://127.0.0.1/api/docs/#problem-' in answer


def test_waiting_ends() -> None:
    with patch("cvi_calc.arriving.time.monotonic", return_value=100.0):
        assert arriving(HEAD).deadline == 100.0 + HEAD_SECONDS
        assert arriving(HEAD + b"Content-Length: 9\r\n\r\n").deadline == 100.0 + REQUEST_SECONDS


def test_a_body_without_end_is_not_kept() -> None:
    request = arriving(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    for _ in range(LARGEST_BODY // 50_000 + 1):
        request.take(b"c350\r\n" + b"x" * 50_000 + b"\r\n")
    assert (request.whole, request.refusal) == (False, 413)
