"""What nobody means well by: requests made to cost time, to break answers, or to get past a limit."""

import json
import sqlite3
import threading
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.test import Client, override_settings

from calculator import models
from calculator.methods import newest
from cvi_calc import health, warming
from profiles.selectors import LONGEST_QUERY, FactsNotLoaded

pytestmark = pytest.mark.django_db
BODIES = {
    "plans": "/api/v1/plans/",
    "returns": "/api/v1/returns/",
    "grants": "/api/v1/grant-budgets/",
}


def post(path: str, body: object) -> tuple[int, dict]:
    response = Client().post(path, json.dumps(body), content_type="application/json")
    return response.status_code, response.json()


@pytest.mark.parametrize("path", BODIES.values(), ids=BODIES)
@pytest.mark.parametrize(
    ("sent", "pointer"),
    [
        ({"coverage_by_year": 0.5}, "/coverage_by_year"),
        ({"coverage_by_year": "0.5,0.5"}, "/coverage_by_year"),
        ({"coverage_by_year": [0.5, None]}, "/coverage_by_year/1"),
        ({"coverage_by_year": [0.5, 0.5], "coverage_by_year-1": 0.1}, "/coverage_by_year-1"),
        ({"coverage_by_year": []}, "/coverage_by_year"),
        ({"nonsense": None}, "/nonsense"),
    ],
)
def test_what_the_schema_forbids_is_refused(path: str, sent: dict, pointer: str) -> None:
    status, problem = post(path, {"population": 50_000, "homicides": 5, "years": 2, **sent})
    assert status == 400
    assert pointer in [error["pointer"] for error in problem["errors"]]


@pytest.mark.parametrize("member", [{"mapping": {"startup_cost": None}}, {"current_staff": {"outreach_workers": None}}])
def test_null_is_the_same_as_leaving_a_member_out(member: dict) -> None:
    status, answer = post(BODIES["grants"], {"population": 50_000, **member})
    assert status == 200
    assert answer == post(BODIES["grants"], {"population": 50_000})[1]


def test_thousands_of_unknown_names_are_counted_not_each_compared() -> None:
    with patch("calculator.asking.given.difflib.get_close_matches", return_value=[]) as compared:
        status, problem = post("/api/v1/budgets/", {"population": 5, **{f"n{number}": 1 for number in range(900)}})
    assert status == 400
    assert len(problem["errors"]) == 101
    assert "799 more" in problem["errors"][-1]["message"]
    assert compared.call_count == 5


def test_a_place_of_a_megabyte_is_looked_for_by_its_beginning() -> None:
    with patch("profiles.search.finder.normalized", return_value="") as read:
        status, _ = post("/api/v1/budgets/", {"places": ["x" * 900_000]})
    assert status == 400
    assert max(len(call.args[0]) for call in read.call_args_list) <= LONGEST_QUERY


@pytest.mark.parametrize("place", ["nope", "<script>alert(1)</script>", "x" * 120])
def test_an_unknown_place_beside_a_county_is_a_fault_of_the_page(place: str) -> None:
    response = Client().get("/calculator/", {"place": place, "county": "51710"})
    assert response.status_code == 400
    assert "<script>alert" not in response.content.decode()
    assert Client().get("/calculator/", {"place": place}).status_code == 400


def test_head_of_a_streamed_answer_gives_no_length() -> None:
    head = Client().head("/api/v1/budgets/?format=csv")
    assert head.status_code == 200
    assert "Content-Length" not in head.headers
    assert head.headers["ETag"] == Client().get("/api/v1/budgets/?format=csv").headers["ETag"]
    assert b"".join(head) == b""


@pytest.mark.parametrize("path", ["/s/abcdefghij/", "/api/v1/scenarios/abcdefghij/"])
def test_a_missing_column_is_our_fault_and_a_lost_database_is_not(path: str) -> None:
    client = Client(raise_request_exception=False)
    missing = OperationalError("no such column: calculator_scenario.content")
    missing.__cause__ = sqlite3.OperationalError()
    missing.__cause__.sqlite_errorcode = sqlite3.SQLITE_ERROR
    lost = OperationalError("unable to open database file")
    lost.__cause__ = sqlite3.OperationalError()
    lost.__cause__.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
    for error, status in ((missing, 500), (lost, 503), (OperationalError("connection refused"), 503)):
        with patch.object(models.Scenario.objects, "filter", side_effect=error):
            response = client.get(path)
        assert response.status_code == status
        if path.startswith("/api/"):
            assert response.headers["Content-Type"] == "application/problem+json"


@override_settings(FILE_RATE="2/min")
@pytest.mark.parametrize("path", ["/cities/norfolk-va/budget.png", "/cities/norfolk-va/budget.xlsx"])
def test_files_that_cost_much_are_made_so_often_for_one_address(path: str) -> None:
    cache.clear()
    client = Client(REMOTE_ADDR="192.0.2.7")
    tag = client.get(path, {"population": 1_000}).headers["ETag"]
    assert client.get(path, {"population": 2_000}).status_code == 200
    refused = client.get(path, {"population": 3_000})
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert refused.headers["Cache-Control"] == "no-store"
    assert b"<h1" in refused.content
    assert client.get(path, {"population": 1_000}, headers={"if-none-match": tag}).status_code == 304
    assert client.get("/cities/norfolk-va/budget.csv").status_code == 200
    assert Client(REMOTE_ADDR="192.0.2.8").get(path).status_code == 200
    cache.clear()


@override_settings(FILE_RATE="2/min")
def test_answers_of_every_place_are_made_so_often_for_one_address() -> None:
    cache.clear()
    client = Client(REMOTE_ADDR="192.0.2.9")
    answers = [client.get("/api/v1/budgets/", {"coverage_share": share}) for share in (0.1, 0.2, 0.3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[-1].headers["Content-Type"] == "application/problem+json"
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 60
    assert client.get("/api/v1/budgets/", {"state": "VA"}).status_code == 200
    cache.clear()


def test_an_answer_under_one_scheme_is_not_given_under_another() -> None:
    for _ in range(2):
        assert b"http://testserver/" in Client().get("/api/v1/cities/norfolk-va/").content
        assert b"https://testserver/" in Client().get("/api/v1/cities/norfolk-va/", secure=True).content


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:8000@evil.example", "", "testserver/../x"])
def test_a_strange_host_is_refused_and_remembered_nowhere(host: str) -> None:
    for path in ("/cities/norfolk-va/", "/api/v1/cities/norfolk-va/"):
        assert Client(headers={"host": host}).get(path).status_code == 400
        forwarded = Client(headers={"x-forwarded-host": "evil.example"}).get(path)
        assert b"evil.example" not in forwarded.content


def test_no_page_sets_a_cookie() -> None:
    for path in ("/", "/cities/norfolk-va/calculator/", "/feedback/", "/compare/", "/api/v1/cities/", "/nope/"):
        assert not Client().get(path).cookies


def test_warming_survives_a_database_that_is_away() -> None:
    for error in (OperationalError("connection refused"), FactsNotLoaded(), RuntimeError("a surprise")):
        with patch.object(warming, "warm_up", side_effect=error):
            warming.warm_in_background().join()
        assert not warming.is_warming()


def test_not_ready_while_facts_are_read_and_ready_after() -> None:
    read = threading.Event()
    with patch.object(warming, "warm_up", side_effect=read.wait):
        thread = warming.warm_in_background()
        assert "being read" in health.reason_not_ready()
        read.set()
        thread.join()
    assert health.reason_not_ready() == ""


def test_warming_reads_everything_that_the_first_visitors_would_wait_for() -> None:
    plan = newest().plan
    plan.written.clear()
    warming.warm_up()
    assert set(plan.written) == {method.reference for method in newest().methods.values()}


def test_a_wish_too_long_to_be_read_is_none() -> None:
    wish = "text/csv;" + "q=0.1;" * 9_000
    answer = Client().get("/api/v1/cities/?limit=1", headers={"accept": wish})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")


NUL = "abcde\0ghij"  # ten characters, as an id has, of which PostgreSQL fails at one


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        (f"/s/{NUL}/", {}, 404),
        (f"/s/{NUL}/budget.csv", {}, 404),
        (f"/api/v1/scenarios/{NUL}/", {}, 404),
        ("/calculator/", {"saved": NUL}, 404),
        ("/compare/", {"scenario": NUL}, 400),
        ("/compare/", {"search": f"/s/{NUL}/"}, 400),
        ("/verify/", {"of": "/s/abcde%00ghij/"}, 404),
    ],
)
def test_what_no_id_can_be_is_not_looked_up(path: str, query: dict[str, str], status: int) -> None:
    with patch.object(models.Scenario.objects, "filter") as looked:
        answer = Client().get(path.replace("\0", "%00"), query)
    assert (answer.status_code, looked.called) == (status, False)


@pytest.mark.parametrize("path", ["/feedback/", "/scenarios/", "/portfolio/", "/calculator/"])
@pytest.mark.parametrize("origin", ["http://[::1", "http://[x]", "null", "\x80"])
def test_an_origin_that_is_no_address_is_another_site(path: str, origin: str) -> None:
    assert Client().post(path, {"message": "x"}, headers={"origin": origin}).status_code == 403


@pytest.mark.parametrize("path", ["budgets", "scenarios"])
def test_a_ratio_beyond_all_numbers_is_none(path: str) -> None:
    status, answer = post(f"/api/v1/{path}/", {"population": 50_000_000, "homicides": 1e-300})
    assert status in (200, 201)
    assert '"per_homicide": null' in json.dumps(answer)
