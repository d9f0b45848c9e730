"""One memory: bounded in bytes, true to its versions, the same bytes in every encoding."""

import gzip
from collections.abc import Iterator
from unittest.mock import patch

import brotli
import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings

from web.memory import OVERHEAD_BYTES, Memory
from web.remembered import Remembered

HEADERS = {"ETag": '"one"', "Cache-Control": "public, max-age=300"}
BUDGET = 100_000


def test_a_memory_keeps_no_more_bytes_than_it_may_and_forgets_the_oldest() -> None:
    memory = Memory(10 * (100 + OVERHEAD_BYTES))
    for number in range(50):
        memory.keep(number, number, 100)
        assert memory.get(0) == 0 or number > 60  # used again and again, so it stays
        assert memory.bytes <= memory.most_bytes
    assert [number for number in range(50) if memory.get(number) is not None] == [0, *range(41, 50)]


def test_what_is_kept_again_counts_once() -> None:
    memory = Memory(10_000)
    for size in (100, 300, 200):
        memory.keep("one", "value", size)
    assert memory.bytes == 200 + OVERHEAD_BYTES


def test_what_is_larger_than_the_memory_is_not_kept() -> None:
    memory = Memory(1_000)
    memory.keep("one", "value", 5_000)
    assert (memory.get("one"), memory.bytes) == (None, 0)


@pytest.fixture
def made() -> list[str]:
    return []


@pytest.fixture
def site(made: list[str]) -> Iterator[Remembered]:
    def view(request: HttpRequest) -> HttpResponse:
        made.append(request.path)
        content = f"{request.path} ".encode() * 500
        return HttpResponse(content, headers={} if "private" in request.path else HEADERS)

    with (
        override_settings(REMEMBERED_BYTES=BUDGET),
        patch("calculator.versions.etag", side_effect=lambda *parts: "|".join(parts)),
    ):
        yield Remembered(view)


def ask(site: Remembered, path: str, **headers: str) -> HttpResponse:
    response = site(RequestFactory().get(path, headers={name.replace("_", "-"): v for name, v in headers.items()}))
    assert isinstance(response, HttpResponse)
    return response


def test_a_page_is_made_once_and_is_the_same_in_every_encoding(site: Remembered, made: list[str]) -> None:
    plain = ask(site, "/a/")
    packed = {encoding: ask(site, "/a/", accept_encoding=encoding) for encoding in ("gzip", "br", "zstd", "identity")}
    assert made == ["/a/"]
    assert gzip.decompress(packed["gzip"].content) == brotli.decompress(packed["br"].content) == plain.content
    assert packed["gzip"]["ETag"] == 'W/"one"'
    assert ask(site, "/a/", accept_encoding="br").content is not None
    assert ask(site, "/a/", if_none_match='W/"one"', accept_encoding="gzip").status_code == 304


def test_a_crawler_in_four_encodings_fills_no_more_than_there_is(site: Remembered) -> None:
    for number in range(200):
        for encoding in ("gzip", "br", "zstd", "identity"):
            ask(site, f"/cities/{number}/", accept_encoding=encoding)
            assert site.memory.bytes <= BUDGET


@pytest.mark.parametrize("path", ["/private/", "/a/?query=1"])
def test_what_is_ones_own_or_one_of_too_many_is_made_again(site: Remembered, made: list[str], path: str) -> None:
    ask(site, path)
    ask(site, path)
    assert len(made) == 2


def test_answers_of_the_api_are_kept_with_their_query_and_by_what_is_accepted(
    site: Remembered, made: list[str]
) -> None:
    for accept in ("*/*", "*/*", "text/csv"):
        ask(site, "/api/v1/x/?a=1", accept=accept)
    ask(site, "/api/v1/x/?a=2", accept="*/*")
    assert len(made) == 3
