"""The API as HTTP: validators, caching, HEAD, OPTIONS, CORS, compression, and hostile requests."""

import gzip
import json
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from calculator.api.openapi import openapi

NORFOLK = "/api/v1/cities/norfolk-va/budget/"
READ = [
    "/api/v1/cities/?limit=3",
    "/api/v1/cities/norfolk-va/",
    NORFOLK,
    "/api/v1/budgets/?format=csv",
    "/api/v1/methodologies/",
    "/api/v1/methodologies/caps/",
    "/api/v1/sources/",
]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("url", READ)
def test_reading_is_conditional_and_cacheable(client: Client, url: str) -> None:
    first = client.get(url)
    assert first["ETag"].startswith('"')
    assert "max-age" in first["Cache-Control"]
    for known in (first["ETag"], f"W/{first['ETag']}", f'"other", {first["ETag"]}', "*"):
        again = client.get(url, headers={"if-none-match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == first["ETag"]
    assert client.get(url, headers={"if-none-match": '"other"'}).status_code == 200


@pytest.mark.parametrize("encoding", ["identity", "gzip", "br"])
def test_304_varies_as_its_answer_does(client: Client, encoding: str) -> None:
    """A cache that is told less would give one caller's form of an answer to another (RFC 9110, 15.4.5)."""
    for url, ways in (("/api/v1/cities/?limit=3", {"accept", "accept-encoding"}), (NORFOLK, {"accept-encoding"})):
        first = client.get(url, headers={"accept-encoding": encoding})
        again = client.get(url, headers={"accept-encoding": encoding, "if-none-match": first["ETag"]})
        assert again.status_code == 304
        assert ways <= set(again["Vary"].lower().split(", "))
        assert again["Vary"] == first["Vary"]


def test_the_etag_follows_the_whole_url(client: Client) -> None:
    urls = [NORFOLK, f"{NORFOLK}?trace=1", f"{NORFOLK}?population=5", "/api/v1/cities/", "/api/v1/cities/?format=csv"]
    tags = {client.get(url)["ETag"] for url in urls}
    tags.add(client.get("/api/v1/cities/", headers={"accept": "text/csv"})["ETag"])
    assert len(tags) == len(urls) + 1


def test_a_new_load_of_facts_changes_every_etag(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from calculator import versions

    before = client.get(NORFOLK)["ETag"]
    loaded = versions.place_table()
    newer = type("Newer", (), {"version": f"{loaded.version}-newer"})()
    monkeypatch.setattr(versions, "place_table", lambda: newer)
    assert client.get(NORFOLK)["ETag"] != before


def test_a_deployment_changes_every_etag(client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from calculator import versions

    urls = (NORFOLK, "/cities/norfolk-va/", "/cities/norfolk-va/budget.csv")
    before = [client.get(url)["ETag"] for url in urls]
    monkeypatch.setattr(versions, "program", lambda: "another")
    assert not set(before) & {client.get(url)["ETag"] for url in urls}
    monkeypatch.undo()
    monkeypatch.setattr(versions, "ROOT", tmp_path)
    (tmp_path / "templates").mkdir()
    told = set()
    for words in ("one", "two"):
        (tmp_path / "templates" / "home.html").write_text(words)
        told.add(versions.program.__wrapped__())
    assert len(told) == 2


@pytest.mark.parametrize("url", READ)
def test_head_has_the_headers_of_get_and_no_body(client: Client, url: str) -> None:
    head, get = client.head(url), client.get(url)
    assert head.getvalue() == b""
    assert (head.status_code, head["ETag"], head["Content-Type"]) == (200, get["ETag"], get["Content-Type"])
    if not get.streaming:
        assert head["Content-Length"] == str(len(get.content))


def test_options_names_the_methods(client: Client) -> None:
    answer = client.options("/api/v1/budgets/")
    assert answer.status_code == 204
    assert set(answer["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused_with_what_is_allowed(client: Client, method: str) -> None:
    answer = getattr(client, method)(NORFOLK)
    assert answer.status_code == 405
    assert answer["Content-Type"] == "application/problem+json"
    assert "GET" in answer["Allow"]


def test_any_site_may_read_and_none_may_post_from_a_browser(client: Client) -> None:
    origin = {"origin": "https://example.org"}
    answer = client.get(NORFOLK, headers=origin)
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in answer["Access-Control-Expose-Headers"]
    asked = client.options(NORFOLK, headers={**origin, "access-control-request-method": "GET"})
    assert "POST" not in asked["Access-Control-Allow-Methods"]


def test_a_browser_may_ask_another_site_whether_what_it_has_is_new(client: Client) -> None:
    wish = {"access-control-request-method": "GET", "access-control-request-headers": "if-none-match"}
    asked = client.options(NORFOLK, headers={"origin": "https://example.org", **wish})
    assert asked.status_code in (200, 204)
    assert "if-none-match" in asked["Access-Control-Allow-Headers"].lower().split(", ")
    headers = {"origin": "https://example.org", "if-none-match": client.get(NORFOLK)["ETag"]}
    again = client.get(NORFOLK, headers=headers)
    assert (again.status_code, again["Access-Control-Allow-Origin"]) == (304, "*")


@pytest.mark.parametrize("path", ["budgets", "plans", "scenarios", "match"])
def test_a_post_without_the_last_slash_is_sent_on_with_its_body(client: Client, path: str) -> None:
    sent = client.post(f"/api/v1/{path}", {"population": 5}, content_type="application/json")
    assert (sent.status_code, sent["Location"]) == (308, f"/api/v1/{path}/")
    assert client.get("/api/v1/budgets?state=RI").status_code == 301


def test_the_schema_is_made_once_and_conditional(client: Client) -> None:
    texts = {}
    for form in ("json", "yaml"):
        first = client.get(f"/api/v1/schema/?format={form}")
        texts[form] = first["ETag"]
        again = client.get(f"/api/v1/schema/?format={form}", headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    assert texts["json"] != texts["yaml"]
    assert openapi() is openapi()


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("text/csv", "text/csv"),
        ("text/csv;q=0.5, application/json", "application/json"),
        ("application/json;q=0.5, text/csv;q=0.9", "text/csv"),
        ("application/json;q=0, */*;q=0.1", "text/csv"),
        ("text/*;q=0.3, application/json;q=0.2", "text/csv"),
        ("text/csv;q=0, application/*", "application/json"),
        ("text/csv, application/json", "application/json"),
        ("image/png, */*;q=0.01", "application/json"),
        ("", "application/json"),
        ("*/*", "application/json"),
    ],
)
def test_the_type_that_is_liked_best_is_given(client: Client, accept: str, given: str) -> None:
    answer = client.get("/api/v1/cities/?state=RI&limit=2", headers={"accept": accept})
    assert (answer.status_code, answer["Content-Type"].partition(";")[0]) == (200, given)
    refused = client.get("/api/v1/cities/", headers={"accept": "application/json;q=0, text/csv;q=0"})
    assert refused.status_code == 406


def test_answers_are_compressed_as_the_client_prefers(client: Client) -> None:
    plain = client.get(NORFOLK)
    assert "Accept-Encoding" in plain["Vary"]
    readers: dict[str, Any] = {"gzip": gzip.decompress, "br": brotli.decompress}
    for encoding, read in readers.items():
        packed = client.get(NORFOLK, headers={"accept-encoding": encoding})
        assert packed["Content-Encoding"] == encoding
        assert packed["ETag"] == f"W/{plain['ETag']}"
        assert read(packed.content) == plain.content
        assert len(packed.content) < len(plain.content) / 2
        whole = client.get("/api/v1/budgets/?format=csv", headers={"accept-encoding": encoding})
        assert read(whole.getvalue()).count(b"\r\n") == 19_480


def test_what_is_not_offered_is_not_acceptable(client: Client) -> None:
    answer = client.get(NORFOLK, headers={"accept": "application/xml"})
    assert answer.status_code == 406
    assert answer["Content-Type"] == "application/problem+json"
    browser = "text/html,application/xhtml+xml,*/*;q=0.8"
    assert client.get(NORFOLK, headers={"accept": browser})["Content-Type"] == "application/json"


def test_every_answer_tells_what_is_left(client: Client) -> None:
    assert client.get(NORFOLK)["RateLimit"].startswith('"api";r=')
    assert client.get("/api/v1/cities/nowhere/")["RateLimit-Policy"].startswith('"api";q=')


@pytest.mark.parametrize("url", READ)
def test_reading_takes_no_query_once_the_facts_are_in_memory(
    client: Client, url: str, django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get(url).getvalue()
    for module in (
        "profiles.facts.place_table",
        "profiles.editorial.memory",
    ):  # which look for a newer version once a second
        monkeypatch.setattr(f"{module}.RECHECK_SECONDS", float("inf"))
    with django_assert_num_queries(0):
        client.get(url).getvalue()


BODIES: dict[str, Any] = {
    "null": "null",
    "number": "7",
    "empty": "",
    "list": "[]",
    "nothing said": "{}",
    "all null": '{"population": null, "places": null, "county": null}',
    "NaN": '{"population": NaN}',
    "infinity": '{"population": -Infinity}',
    "1e400": '{"population": 1e400}',
    "10^400": '{"population": 1' + "0" * 400 + "}",
    "deep": '{"population": ' + "[" * 100_000 + "]" * 100_000 + "}",
    "twice": '{"population": 1, "population": 2}',
    "text for a number": '{"population": "1000"}',
    "true for a number": '{"population": true}',
    "object for a number": '{"population": {"$gt": 0}}',
    "list for a number": '{"population": [1]}',
    "number for places": '{"places": 5157000}',
    "numbers in places": '{"places": [5157000]}',
    "no places": '{"places": []}',
    "nested places": '{"places": [["5157000"]]}',
    "number for a county": '{"county": 51710}',
    "two subjects": '{"county": "51710", "places": ["5157000"]}',
    "SQL": '{"county": "51710\'; DROP TABLE profiles_place; --"}',
    "template": '{"methodology": "{{ settings.SECRET_KEY }}", "population": 1}',
    "thousands of places": json.dumps({"places": [f"{number:07}" for number in range(5_000)]}),
    "bad UTF-8": b'{"county": "\xff\xfe"}',
    "half a surrogate": '{"county": "\\ud800"}',
    "NUL": '{"county": "51710\\u0000"}',
    "long name": '{"' + "x" * 10_000 + '": 1, "population": 5}',
    "switch as text": '{"population": 5, "trace": "true"}',
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_hostile_bodies_get_a_clear_400(client: Client, body: str | bytes) -> None:
    answer = client.post("/api/v1/budgets/", body, content_type="application/json")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == 400
    assert problem["detail"]
    assert len(answer.content) < 60_000


def test_a_body_of_5_mb_is_too_large(client: Client) -> None:
    body = json.dumps({"population": 5, "local_citation": "x" * 5_000_000})
    answer = client.post("/api/v1/budgets/", body, content_type="application/json")
    assert answer.status_code == 413
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_other_content_types_are_refused(client: Client, content_type: str) -> None:
    answer = client.generic("POST", "/api/v1/budgets/", b"population=5", content_type=content_type)
    assert answer.status_code == 415
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("url", ["/api/", "/api/v1/", "/api/v1/nothing/", "/api/v2/cities/"])
def test_what_does_not_exist_is_a_problem_document(client: Client, url: str) -> None:
    answer = client.get(url)
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "query", ["population=%ff", "population=%00", "a" * 3_000, "&".join(f"p{n}=1" for n in range(3_000))]
)
def test_hostile_queries_get_a_400(client: Client, query: str) -> None:
    answer = client.get(f"{NORFOLK}?{query}")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
