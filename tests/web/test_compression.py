"""What arrives is what was sent, under the encoding that the client likes best."""

import gzip
from collections.abc import Callable

import brotli
import pytest
import zstandard
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from web.compression import Compression, negotiated

PAGE = b"<p>Community violence intervention.</p>" * 500
DECODE: dict[str, Callable[[bytes], bytes]] = {
    "br": brotli.decompress,
    "gzip": gzip.decompress,
    "zstd": lambda packed: zstandard.ZstdDecompressor().decompressobj().decompress(packed),
}


def ask(response: HttpResponseBase, encoding: str) -> HttpResponseBase:
    def view(request: HttpRequest) -> HttpResponseBase:
        return response

    return Compression(view)(RequestFactory().get("/", headers={"accept-encoding": encoding}))


@pytest.mark.parametrize("encoding", DECODE)
def test_what_arrives_is_the_page(encoding: str) -> None:
    response = ask(HttpResponse(PAGE, headers={"ETag": '"one"'}), encoding)
    assert response["Content-Encoding"] == encoding
    assert (response["Vary"], response["ETag"]) == ("Accept-Encoding", 'W/"one"')
    assert isinstance(response, HttpResponse)
    assert response["Content-Length"] == str(len(response.content))
    assert DECODE[encoding](response.content) == PAGE


@pytest.mark.parametrize("encoding", DECODE)
def test_what_streams_arrives_whole(encoding: str) -> None:
    pieces = [PAGE[start : start + 1_000] for start in range(0, len(PAGE), 1_000)]
    response = ask(StreamingHttpResponse(pieces), encoding)
    assert isinstance(response, StreamingHttpResponse)
    assert DECODE[encoding](response.getvalue()) == PAGE
    assert not response.has_header("Content-Length")


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", ""),
        ("identity", ""),
        ("gzip", "gzip"),
        ("gzip, br, zstd", "zstd"),
        ("gzip, br", "br"),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("gzip;q=0", ""),
        ("gzip;q=0, br;q=0.1", "br"),
        ("*", "zstd"),
        ("*;q=0", ""),
        ("zstd;q=0, *", "br"),
        ("identity;q=1, gzip;q=0.2", ""),
        ("GZIP ; Q=0.5", "gzip"),
        ("gzip;q=nonsense", ""),
        ("compress, deflate", ""),
        (",,;;", ""),
    ],
)
def test_the_clients_wish_is_read(accepted: str, encoding: str) -> None:
    assert negotiated(accepted) == encoding


@pytest.mark.parametrize(
    "response",
    [HttpResponse(b"short"), HttpResponse(status=304), HttpResponse(PAGE, headers={"Content-Encoding": "br"})],
    ids=["short", "304", "compressed already"],
)
def test_what_is_not_compressed_differs_by_encoding_all_the_same(response: HttpResponse) -> None:
    before = response.content
    answer = ask(response, "gzip")
    assert answer["Vary"] == "Accept-Encoding"
    assert isinstance(answer, HttpResponse)
    assert answer.content == before


@pytest.mark.parametrize("content_type", ["image/png", "application/pdf"])
def test_what_is_packed_by_nature_stays(content_type: str) -> None:
    answer = ask(HttpResponse(PAGE, content_type=content_type), "gzip")
    assert not answer.has_header("Content-Encoding")
