"""Whose turn it is: a caller, or a botnet, with many costly questions keeps no visitor waiting, and nobody waits for ever."""

import select
import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing
from http.client import HTTPConnection
from itertools import count
from pathlib import Path

import pytest

from cvi_calc.turns import INSIDE, MOST_KINDS, QUICK_SECONDS, WAIT_SECONDS, Turns, caller_of, kind_of
from tests.proxy import replica, sqlite_of

COSTLY = "/cities/norfolk-va/calculator/?tab=grant&years=10&solve={}"
MANY, THREADS = 24, 2
PAGE, GRANT = kind_of("GET", "/cities/erie-pa/"), kind_of("GET", COSTLY)
_dollars = count(5_000_001)


@pytest.fixture(scope="module")
def url(django_db_setup: None, django_db_blocker: object, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder: Path = tmp_path_factory.mktemp("turns")
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        return sqlite_of(folder)


@pytest.fixture(scope="module")
def port(url: str) -> Iterator[int]:
    with replica(DATABASE_URL=url, WEB_THREADS=str(THREADS), PAGE_RATE="1000000/s") as (port, _):
        yield port


def asked(stack: ExitStack, port: int, address: str) -> socket.socket:
    """Send one costly question that nobody asked before, and do not wait for its answer."""
    client = stack.enter_context(closing(socket.create_connection(("127.0.0.1", port), timeout=60)))
    head = f"GET {COSTLY.format(next(_dollars))} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nX-Forwarded-For: {address}"
    client.sendall(f"{head}\r\n\r\n".encode())
    return client


def page(port: int, address: str) -> int:
    with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", "/cities/erie-pa/", headers={"X-Forwarded-For": address})
        response = connection.getresponse()
        response.read()
        return response.status


def whole(client: socket.socket) -> bytes:
    return b"".join(iter(lambda: client.recv(65_536), b""))


@pytest.mark.parametrize("addresses", [1, MANY])
def test_a_visitor_goes_before_many_costly_questions(port: int, addresses: int) -> None:
    with ExitStack() as stack:
        page(port, "192.0.2.1")
        whole(asked(stack, port, "192.0.2.2"))  # what such a question costs is known
        clients = [asked(stack, port, f"203.0.113.{number % addresses}") for number in range(MANY)]
        answered = []
        for _ in range(3):
            assert page(port, "192.0.2.1") == 200
            answered.append(len(select.select(clients, [], [], 0)[0]))
        assert answered[-1] < MANY / 2
        assert {whole(client).split(b" ", 2)[1] for client in clients} <= {b"200", b"503"}


def test_who_waits_too_long_is_told_to_come_again(url: str) -> None:
    with (
        replica(DATABASE_URL=url, WEB_THREADS="1", PAGE_RATE="1000000/s", TEST_WAIT_SECONDS="0.5") as (port, _),
        ExitStack() as stack,
    ):
        clients = [asked(stack, port, f"203.0.113.{number}") for number in range(MANY)]
        answers = [whole(client) for client in clients]
        turned_away = [answer for answer in answers if answer.startswith(b"HTTP/1.1 503 ")]
        assert turned_away
        assert all(b"\r\nRetry-After: 5\r\n" in answer and b"ask again" in answer for answer in turned_away)
        assert {answer.split(b" ", 2)[1] for answer in answers} == {b"200", b"503"}
        assert page(port, "192.0.2.1") == 200


def taken(turns: Turns, now: float = 0.0) -> list[str]:
    return list(turns.take(now))


def test_one_caller_leaves_a_thread_to_others() -> None:
    turns = Turns(threads=4)
    for name in ("a1", "a2", "a3", "a4"):
        turns.wait(name, "a", PAGE, 0.0)
    assert taken(turns) == ["a1", "a2", "a3"]
    turns.wait("b1", "b", PAGE, 0.0)
    assert taken(turns) == ["b1"]
    turns.done("a1", 0.01, worked=0.01)
    turns.done("a1", 0.01, worked=0.01)
    assert taken(turns) == ["a4"]


def test_costly_requests_leave_a_thread_to_quick_ones() -> None:
    turns = Turns(threads=2)
    turns.wait("first", "z", GRANT, 0.0)
    assert taken(turns) == ["first"]
    turns.done("first", 1.0, worked=4 * QUICK_SECONDS)
    for number in range(3):
        turns.wait(f"costly{number}", f"bot{number}", GRANT, 1.0)
    assert taken(turns, 1.0) == ["costly0"]
    turns.wait("page", "visitor", PAGE, 1.0)
    assert taken(turns, 1.0) == ["page"]


def test_a_question_of_a_new_kind_leaves_a_thread_to_pages() -> None:
    turns = Turns(threads=2)
    for number in range(3):
        turns.wait(f"new{number}", f"bot{number}", kind_of("POST", "/api/v1/new/"), 0.0)
    assert taken(turns) == ["new0"]
    turns.done("new0", 0.0, worked=0.0)
    assert taken(turns) == ["new1", "new2"]


def test_a_refusal_of_what_costs_much_does_not_make_it_quick() -> None:
    turns = Turns(threads=2)
    for number, worked in enumerate((1.0, 0.0, 0.0)):
        turns.wait(number, "a", GRANT, 0.0)
        assert taken(turns) == [number]
        turns.done(number, 0.0, worked=worked)
    turns.wait("b", "b", GRANT, 0.0)
    turns.wait("c", "c", GRANT, 0.0)
    assert taken(turns) == ["b"]


def test_whoever_had_least_is_next() -> None:
    turns = Turns(threads=1)
    turns.wait("a1", "a", PAGE, 0.0)
    assert taken(turns) == ["a1"]
    turns.wait("a2", "a", PAGE, 0.0)
    turns.wait("b1", "b", PAGE, 0.1)
    turns.done("a1", 0.01, worked=0.01)
    assert taken(turns, 0.2) == ["b1"]


def test_a_probe_goes_first_whatever_it_had() -> None:
    turns = Turns(threads=1)
    turns.wait("probe", INSIDE, GRANT, 0.0)
    assert taken(turns) == ["probe"]
    turns.wait("page", "visitor", PAGE, 0.1)
    turns.wait("probe again", INSIDE, GRANT, 0.2)
    turns.done("probe", 5.0, worked=5.0)
    assert taken(turns) == ["probe again"]


def test_waiting_ends() -> None:
    turns = Turns(threads=1)
    for number in range(3):
        turns.wait(f"r{number}", "a", PAGE, float(number))
    assert taken(turns) == ["r0"]
    assert list(turns.late(1.0 + WAIT_SECONDS)) == []
    assert list(turns.late(1.5 + WAIT_SECONDS)) == ["r1"]
    turns.done("r0", 12.0, worked=0.0)
    assert taken(turns, 12.0) == ["r2"]


def test_what_is_known_is_bounded() -> None:
    turns = Turns(threads=1)
    for number in range(2 * MOST_KINDS):
        turns.wait(number, f"caller{number}", ("GET", str(number), "", ""), 0.0)
        assert taken(turns) == [number]
        turns.done(number, 1.0, worked=1.0)
    assert len(turns._costs) == MOST_KINDS
    for moment in range(100, 1_500, 100):
        assert taken(turns, float(moment)) == []
    assert not turns._had
    assert not turns._waiting


def test_a_caller_is_who_the_governor_counts() -> None:
    assert caller_of("6.6.6.6, 192.0.2.7", ("127.0.0.1", 5), proxies=1) == "192.0.2.7"
    assert caller_of("6.6.6.6", ("192.0.2.8", 5), proxies=0) == "192.0.2.8"
    assert caller_of("", ("127.0.0.1", 5), proxies=1) == INSIDE
    assert caller_of("2001:db8::1", ("127.0.0.1", 5), proxies=1) == caller_of("2001:db8::2", "", proxies=1)
    assert kind_of("GET", "/cities/a/calculator/?x=1") == kind_of("GET", "/cities/b/calculator/?y=2")
    assert kind_of("GET", "/cities/a/") != kind_of("GET", "/cities/a/calculator/")
    assert kind_of("", "") == ("", "", "")
