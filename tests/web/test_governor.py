"""Fair shares: one governor for pages, files, API and forms, by groups of addresses and for everybody."""

import time
from collections.abc import Callable, Iterator
from hashlib import blake2s
from itertools import count
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory, override_settings

from web import counting
from web.callers import groups
from web.problems import Problem
from web.throttling import Rate, charge, charge_everybody, said_aloud

ROOM = "192.0.2.9"


@pytest.fixture(autouse=True)
def fresh(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()
    counting.trust_the_cache_again()


def statuses(path: str, addresses: list[str]) -> list[int]:
    return [Client(REMOTE_ADDR=address).get(path).status_code for address in addresses]


@override_settings(PAGE_RATE="2/h")
@pytest.mark.parametrize("path", ["/about/", "/calculator/?place=nowhere", "/nowhere/", "/cities/nowhere/"])
def test_pages_count_also_where_the_question_is_bad(path: str) -> None:
    assert statuses(path, [ROOM] * 3)[-1] == 429
    assert statuses("/about/", [ROOM, "192.0.2.10"]) == [429, 200]


@override_settings(API_RATE="2/h")
def test_bad_bodies_count() -> None:
    client = Client(REMOTE_ADDR=ROOM)
    sent = [client.post("/api/v1/budgets/", "[", content_type="application/json").status_code for _ in range(3)]
    assert sent == [400, 400, 429]


def test_scenarios_count_before_any_work() -> None:
    client = Client(REMOTE_ADDR=ROOM)
    bad = {"path": "/calculator/", "query": "place=nowhere"}
    with patch("calculator.keeping.saved.SAVING", Rate(1, 3600)):
        assert client.post("/scenarios/", bad).status_code == 400
        with patch("calculator.views.saved.read_question") as read:
            refused = client.post("/scenarios/", bad)
    assert (refused.status_code, read.called) == (429, False)
    assert 0 < int(refused.headers["Retry-After"]) <= 3600


@override_settings(SITE_RATE="2/h")
def test_beyond_what_the_site_answers_it_sheds_and_probes_go_on() -> None:
    answers = statuses("/about/", ["192.0.2.1", "192.0.2.2", "192.0.2.3"])
    assert answers == [200, 200, 503]
    assert statuses("/api/v1/", ["192.0.2.4"]) == [503]
    assert statuses("/healthz", ["192.0.2.4"]) == [200]


@override_settings(PAGE_RATE="2/h", PROXIES=1)
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probes_that_a_visitor_sends_count_as_pages(path: str) -> None:
    through_the_proxy = {"x-forwarded-for": ROOM}
    assert [Client(headers=through_the_proxy).get(path).status_code for _ in range(3)] == [200, 200, 429]
    assert [Client().get(path).status_code for _ in range(3)] == [200] * 3


@override_settings(SITE_RATE="3/h", PAGE_RATE="1/h")
def test_who_is_beyond_a_share_takes_nobody_elses() -> None:
    assert statuses("/about/", [ROOM] * 9) == [200] + [429] * 8
    assert statuses("/about/", ["192.0.2.10", "192.0.2.11"]) == [200, 200]


@override_settings(FILE_RATE="7/min", PAGE_RATE="9/min", SITE_RATE="11/min")
def test_headers_tell_every_share() -> None:
    answer = Client(REMOTE_ADDR=ROOM).get("/cities/norfolk-va/budget.xlsx")
    policy, left = answer.headers["RateLimit-Policy"], answer.headers["RateLimit"]
    assert policy == '"page";q=9;w=60, "site";q=11;w=60, "file";q=7;w=60'
    assert [part.split(";t=")[0] for part in left.split(", ")] == ['"page";r=8', '"site";r=10', '"file";r=6']


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("192.0.2.1", (("192.0.2.1", 1),)),
        ("::ffff:192.0.2.1", (("192.0.2.1", 1),)),
        ("2001:db8:1:2:3:4:5:6", (("2001:db8:1:2::/64", 1), ("2001:db8:1::/48", 8))),
        ("unknown", (("unknown", 1),)),
    ],
)
def test_addresses_share_by_what_one_customer_has(address: str, expected: tuple[tuple[str, int], ...]) -> None:
    assert groups(address) == expected


def asked(address: str) -> int:
    try:
        charge(RequestFactory().get("/", REMOTE_ADDR=address), "page", Rate(2, 3600))
    except Problem as problem:
        return problem.status
    return 200


def test_a_whole_64_is_one_caller_and_a_48_eight() -> None:
    assert [asked(f"2001:db8:1:1::{host:x}") for host in range(3)] == [200, 200, 429]
    others = [asked(f"2001:db8:1:{net:x}::1") for net in range(2, 40)]
    assert others.count(200) == 16 - 3
    assert asked("2001:db8:2:1::1") == 200


def test_a_forged_header_sheds_no_limit() -> None:
    with override_settings(API_RATE="1/min"):
        asks = [Client().get("/api/v1/", headers={"x-forwarded-for": f"192.0.2.{n}"}).status_code for n in range(2)]
    assert asks == [404, 429]


def test_the_wait_is_what_is_left_of_the_window() -> None:
    request = RequestFactory().get("/", REMOTE_ADDR=ROOM)
    with patch("web.counting.time.time", return_value=3600 * 500_000 + 3570.5):
        charge(request, "page", Rate(1, 3600))
        with pytest.raises(Problem) as refused:
            charge(request, "page", Rate(1, 3600))
    assert refused.value.headers["Retry-After"] == "30"


NEW = count(1_000)  # a file that was made already costs nothing
LIMITS: dict[str, tuple[dict[str, str], Callable[[Client], HttpResponseBase]]] = {
    "page": ({"PAGE_RATE": "1/min"}, lambda client: client.get("/about/")),
    "api": ({"API_RATE": "1/min"}, lambda client: client.get("/api/v1/methodologies/")),
    "site": ({"SITE_RATE": "1/min"}, lambda client: client.get("/about/")),
    "file": (
        {"FILE_RATE": "1/min"},
        lambda client: client.get("/cities/norfolk-va/budget.xlsx", {"population": next(NEW)}),
    ),
    "bulk": ({"FILE_RATE": "1/min"}, lambda client: client.get("/api/v1/budgets/?format=csv&fields=geoid")),
    "an hour": ({"API_RATE": "1/h"}, lambda client: client.get("/api/v1/methodologies/")),
}


@pytest.mark.parametrize("what", LIMITS)
def test_who_waits_as_long_as_was_said_is_answered_and_not_a_second_before(what: str) -> None:
    rates, ask = LIMITS[what]
    client, now = Client(REMOTE_ADDR=ROOM), 3600.0 * (int(time.time()) // 3600 + 1) + 17.9

    def asked(moment: float) -> HttpResponseBase:
        with patch("web.counting.time.time", return_value=moment):
            answer = ask(client)
            for _ in answer.streaming_content if answer.streaming else ():  # type: ignore[attr-defined]
                pass
            return answer

    with override_settings(**rates):
        assert asked(now).status_code == 200
        refused = asked(now)
        assert refused.status_code == (503 if what == "site" else 429)
        wait = int(refused.headers["Retry-After"])
        assert f"in {said_aloud(wait)}" in refused.content.decode()  # type: ignore[attr-defined]
        sooner = asked(now + wait - 1)
        assert (sooner.status_code, sooner.headers["Retry-After"]) == (refused.status_code, "1")
        assert asked(now + wait).status_code == 200


def test_a_clock_that_moves_back_keeps_counting() -> None:
    request = RequestFactory().get("/", REMOTE_ADDR=ROOM)
    for now in (7_200.0, 3_599.0, 7_201.0):
        with patch("web.counting.time.time", return_value=now):
            charge(request, "page", Rate(2, 3600))
    with patch("web.counting.time.time", return_value=7_202.0), pytest.raises(Problem):
        charge(request, "page", Rate(2, 3600))


@pytest.mark.parametrize("fails", ["add", "incr"])
def test_a_cache_that_fails_leaves_each_process_counting(fails: str) -> None:
    with patch.object(type(counting.cache._connections[counting.cache._alias]), fails, side_effect=ConnectionError):
        assert [asked("192.0.2.40") for _ in range(4)][-1] == 429


def test_counts_of_one_process_are_bounded() -> None:
    counter = counting.Counter()
    with patch.object(counter, "_shared", return_value=None), patch.object(counting, "MOST_COUNTS", 10):
        for number in range(100):
            counter.add("page", f"caller {number}", 60, 1)
    assert len(counter._own) == 10


def test_no_cache_holds_an_address_or_a_digest_that_could_be_tried() -> None:
    kept = []
    for secret in ("one key", "another key"):
        with override_settings(SECRET_KEY=secret), patch.object(counting.Counter, "_shared", return_value=1) as shared:
            counting.count("page", ROOM, 60)
        kept.append(shared.call_args.args[0].rpartition(":")[2])
    assert ROOM not in str(kept)
    assert kept[0] != kept[1]
    assert blake2s(ROOM.encode(), digest_size=12).hexdigest() not in kept


def test_everybody_is_one_caller() -> None:
    for number in range(3):
        charge_everybody(RequestFactory().get("/", REMOTE_ADDR=f"192.0.2.{number}"), Rate(3, 3600))
    with pytest.raises(Problem, match="more than it can answer"):
        charge_everybody(RequestFactory().get("/", REMOTE_ADDR="192.0.2.99"), Rate(3, 3600))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "a second"),
        (60, "60 seconds"),
        (452, "8 minutes"),
        (3_600, "an hour"),
        (3_541, "an hour"),
        (86_400, "a day"),
    ],
)
def test_how_long_to_wait_is_said_as_people_say_it(seconds: int, words: str) -> None:
    assert said_aloud(seconds) == words
