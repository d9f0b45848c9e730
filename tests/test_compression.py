"""A remembered page is compressed once an encoding, and what arrives is the page."""

import gzip
from collections.abc import Callable

import brotli
import pytest
import zstandard
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from web.compression import Compression, KeptResponse

PAGE = b"<p>Community violence intervention.</p>" * 500
DECODE: dict[str, Callable[[bytes], bytes]] = {
    "br": brotli.decompress,
    "gzip": gzip.decompress,
    "zstd": zstandard.decompress,
}


def site(kind: type[HttpResponse]) -> Compression:
    def view(request: HttpRequest) -> HttpResponse:
        return kind(PAGE, headers={"ETag": '"one"'})

    return Compression(view)


def ask(site: Compression, encoding: str) -> HttpResponse:
    response = site(RequestFactory().get("/", headers={"accept-encoding": encoding}))
    assert isinstance(response, HttpResponse)
    return response


@pytest.mark.parametrize("encoding", DECODE)
@pytest.mark.parametrize("kind", [HttpResponse, KeptResponse])
def test_what_arrives_is_the_page(encoding: str, kind: type[HttpResponse]) -> None:
    for response in [ask(site(kind), encoding) for _ in range(2)]:
        assert response["Content-Encoding"] == encoding
        assert (response["Vary"], response["ETag"]) == ("Accept-Encoding", 'W/"one"')
        assert response["Content-Length"] == str(len(response.content))
        assert DECODE[encoding](response.content) == PAGE


def test_a_client_that_names_none_gets_the_page_as_it_is() -> None:
    response = ask(site(KeptResponse), "identity")
    assert (response.content, response.has_header("Content-Encoding")) == (PAGE, False)


def test_only_what_is_remembered_is_kept_compressed() -> None:
    kept, fresh = site(KeptResponse), site(HttpResponse)
    assert ask(kept, "gzip").content is ask(kept, "gzip").content
    assert ask(fresh, "gzip").content is not ask(fresh, "gzip").content
