"""Conditional requests behave alike wherever something is read: pages, files, pictures, the API from work and from memory."""

from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory

from calculator import versions
from web.static_files import StaticFiles

pytestmark = pytest.mark.django_db
READ = [
    "/cities/norfolk-va/",
    "/cities/norfolk-va/calculator/?coverage_share=0.5",
    "/evidence/",
    "/embed/norfolk-va/",
    "/cities/norfolk-va/budget.csv",
    "/cities/norfolk-va/budget.pdf?coverage_share=0.5",
    "/cities/norfolk-va/budget.svg",
    "/calculator/budget.json?population=5000",
    "/api/v1/cities/norfolk-va/budget/",
    "/api/v1/budgets/?state=VA",
    # answers whose views know no tag before they work
    "/cities/",
    "/cities/norfolk-va/start/",
    "/compare/?city=norfolk-va&city=irvine-ca",
    "/portfolio/",
    "/map/rate.svg",
    "/measures/",
    "/measures/measures.csv",
    "/methodology/caps/",
    "/validation/",
    "/verify/",
    "/privacy/",
    "/data/",
    "/data.json",
    "/data/feed.atom",
    "/api/docs/",
    "/api/docs.md",
    "/robots.txt",
    "/sitemap.xml",
]
MISSING = ["/cities/nowhere-xx/", "/cities/nowhere-xx/budget.csv", "/s/2222222222/", "/api/v1/cities/nowhere-xx/"]


@pytest.fixture(autouse=True)
def uncounted() -> None:
    cache.clear()


def asked(client: Client, url: str, known: str) -> Any:
    return client.get(url, headers={"If-None-Match": known})


@pytest.mark.parametrize("url", READ)
def test_who_has_the_bytes_gets_304_however_the_tag_is_written(client: Client, url: str) -> None:
    first = client.get(url)
    assert first.status_code == 200
    tag = first["ETag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}', f'W/"other" ,W/{tag}', "*", " * "):
        again = asked(client, url, known)
        assert (again.status_code, b"".join(again)) == (304, b""), known
        assert again["ETag"].removeprefix("W/") == tag
        assert again.get("Cache-Control") == first.get("Cache-Control")


@pytest.mark.parametrize("url", READ)
def test_asking_for_the_head_alone_gives_the_same_tag_and_the_same_304(client: Client, url: str) -> None:
    tag = client.get(url)["ETag"]
    assert client.head(url)["ETag"] == tag
    assert client.head(url, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd", ""])
@pytest.mark.parametrize(
    "url", ["/cities/norfolk-va/", "/cities/", "/api/v1/cities/norfolk-va/budget/", "/cities/norfolk-va/budget.pdf"]
)
def test_a_304_names_the_tag_of_the_answer_that_is_held(client: Client, url: str, encoding: str) -> None:
    accepted = {"Accept-Encoding": encoding}
    held = client.get(url, headers=accepted)["ETag"]
    again = client.get(url, headers={**accepted, "If-None-Match": held})
    assert (again.status_code, again["ETag"]) == (304, held)


def test_a_date_counts_where_there_is_one_and_no_tag_is_named(client: Client) -> None:
    first = client.get("/data/feed.atom")
    since, early = first["Last-Modified"], "Wed, 21 Oct 1999 07:28:00 GMT"
    statuses = [
        client.get("/data/feed.atom", headers=headers).status_code
        for headers in (
            {"If-Modified-Since": since},
            {"If-Modified-Since": early},
            {"If-Modified-Since": "yesterday"},
            {"If-Modified-Since": since, "If-None-Match": '"other"'},
            {"If-Modified-Since": early, "If-None-Match": first["ETag"]},
        )
    ]
    assert statuses == [304, 200, 200, 200, 304]
    assert client.get("/cities/", headers={"If-Modified-Since": since}).status_code == 200


def test_what_nobody_may_keep_has_no_tag(client: Client) -> None:
    answer = client.get("/feedback/", headers={"If-None-Match": "*"})
    assert (answer.status_code, "ETag" in answer) == (200, False)


def test_files_of_the_pages_are_read_on_the_same_conditions(tmp_path: Path) -> None:
    (tmp_path / "base.css").write_text("body { margin: 0 }")
    (tmp_path / "base.css.gz").write_text("packed")
    files = StaticFiles(lambda _: HttpResponse(status=404))
    files.add_files(str(tmp_path), prefix="static/")

    def answered(method: str = "GET", **headers: str) -> HttpResponseBase:
        answer: HttpResponseBase = files(RequestFactory().generic(method, "/static/base.css", headers=headers))
        answer.close()
        return answer

    plain, packed = answered(), answered(**{"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert packed["ETag"].startswith("W/"), "one strong tag for two sequences of bytes"
    strong = plain["ETag"].removeprefix("W/")
    for known in (strong, f"W/{strong}", f'"other", W/{strong}', "*"):
        for method in ("GET", "HEAD"):
            again = answered(method, **{"If-None-Match": known, "If-Modified-Since": "Wed, 21 Oct 1999 07:28:00 GMT"})
            assert (again.status_code, again["ETag"]) == (304, plain["ETag"]), known
    for known in ('"other"', strong.strip('"'), '"*"'):
        assert answered(**{"If-None-Match": known, "If-Modified-Since": plain["Last-Modified"]}).status_code == 200
    assert answered(**{"If-Modified-Since": plain["Last-Modified"]}).status_code == 304
    assert answered("POST").status_code == 405


@pytest.mark.parametrize("url", READ)
def test_other_tags_and_parts_of_a_tag_are_no_match(client: Client, url: str) -> None:
    tag = client.get(url)["ETag"]
    for known in ('"other"', tag.strip('"'), f'"x{tag[1:]}', f'"{tag[1:-1]}x"', '"*"', ""):
        assert asked(client, url, known).status_code == 200, known


@pytest.mark.parametrize("url", MISSING)
def test_what_does_not_exist_is_404_under_any_condition(client: Client, url: str) -> None:
    for known in ("*", '"any"'):
        assert asked(client, url, known).status_code == 404


@pytest.mark.parametrize("url", ["/cities/norfolk-va/budget.csv", "/api/v1/cities/norfolk-va/budget/"])
def test_a_question_that_cannot_be_answered_is_400_under_any_condition(client: Client, url: str) -> None:
    assert asked(client, f"{url}?population=-1", "*").status_code == 400


@pytest.mark.parametrize(
    "file",
    ["templates/pictures/budget.svg", "custody/pages.py", "calculator/api/examples/one.json", "profiles/content/a.csv"],
)
def test_whatever_changes_of_the_program_changes_every_tag(file: str, tmp_path: Path) -> None:
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    found = set()
    with patch.object(versions, "ROOT", tmp_path):
        for words in ("before", "after", "after"):
            path.write_text(words)
            found.add(versions.program.__wrapped__())
    assert len(found) == 2
