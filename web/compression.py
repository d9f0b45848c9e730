"""Compression of what the site sends: zstd, brotli or gzip, whichever the client likes best of ours.

Levels are for speed: the whole country's CSV leaves in a fraction of a second, at a fraction of its size. What is
remembered and sent again is compressed once, and harder. Nothing the site keeps secret stands in a page beside what
a visitor typed: the API is anonymous and CSRF tokens are masked anew in every answer, so the length of a compressed
answer gives nothing away (BREACH).
"""

import gzip
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import cast

import brotli
import zstandard
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

ENCODINGS = ("zstd", "br", "gzip")  # ours, the best first; the client's own order goes before
LEAST_BYTES = 500
PACKED = ("image/png", "application/pdf", "application/zip", "application/vnd.openxmlformats", "font/")
QUICK = {"zstd": 3, "br": 4, "gzip": 4}
HARD = {"zstd": 12, "br": 9, "gzip": 9}
ONCE = {"zstd": 19, "br": 10, "gzip": 9}  # for the few large answers that a year does not change


def negotiated(accepted: str) -> str:
    """Return the encoding that an Accept-Encoding header likes best of ours (RFC 9110, 12.5.3), empty for none."""
    weights: dict[str, float] = {}
    for part in accepted[:500].lower().split(","):
        name, _, parameter = part.partition(";")
        weights[name.strip()] = _weight(parameter)
    liked = [(weights.get(name, weights.get("*", 0.0)), -rank, name) for rank, name in enumerate(ENCODINGS)]
    weight, _, name = max(liked)
    return name if weight > 0 and weight >= weights.get("identity", 0.0) else ""


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0


def compressed(content: bytes, encoding: str, levels: dict[str, int]) -> bytes:
    """Return the content under the encoding; the same content gives the same bytes."""
    level = levels[encoding]
    if encoding == "zstd":
        return zstandard.ZstdCompressor(level=level).compress(content)
    if encoding == "br":
        return bytes(brotli.compress(content, quality=level))
    return gzip.compress(content, level, mtime=0)


def compressed_pieces(pieces: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """Yield the pieces compressed as one stream, each on its way when it is made."""
    press, end = _press(encoding)
    for piece in pieces:
        if made := press(piece):
            yield made
    yield end()


def _press(encoding: str) -> tuple[Callable[[bytes], bytes], Callable[[], bytes]]:
    """Return what compresses the next piece of a stream, and what ends it."""
    if encoding == "zstd":
        zstd = zstandard.ZstdCompressor(level=QUICK["zstd"]).compressobj()
        return zstd.compress, zstd.flush
    if encoding == "br":
        br = brotli.Compressor(quality=QUICK["br"])
        return br.process, br.finish
    deflate = zlib.compressobj(QUICK["gzip"], zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    return deflate.compress, deflate.flush


def under(response: HttpResponseBase, encoding: str) -> HttpResponseBase:
    """Give an answer whose content is compressed the headers that say so."""
    response.headers["Content-Encoding"] = encoding
    if isinstance(response, HttpResponse):
        response.headers["Content-Length"] = str(len(response.content))
    elif "Content-Length" in response.headers:
        del response.headers["Content-Length"]
    if (tag := response.headers.get("ETag", "")).startswith('"'):
        response.headers["ETag"] = f"W/{tag}"
    return response


def as_held(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Give a 304 the tag of the answer that the caller holds: weak where that came compressed (RFC 9110, 15.4.5)."""
    tag = response.headers.get("ETag", "")
    if tag.startswith('"') and f"W/{tag}" in parse_etags(request.headers.get("If-None-Match", "")):
        response.headers["ETag"] = f"W/{tag}"
    return response


class Compression:
    """Middleware that compresses what is worth it and not compressed yet, and says that answers differ by encoding."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, compressed as the client likes best."""
        response = self.get_response(request)
        if response.headers.get("Content-Type", "").startswith(PACKED):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        encoding = negotiated(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        if response.status_code == 304 and encoding:
            return as_held(request, response)
        if not encoding or "Content-Encoding" in response.headers:
            return response
        if isinstance(response, StreamingHttpResponse):
            if request.method != "HEAD":
                response.streaming_content = compressed_pieces(
                    cast(Iterator[bytes], response.streaming_content), encoding
                )
            return under(response, encoding)
        if isinstance(response, HttpResponse) and len(response.content) >= LEAST_BYTES:
            response.content = compressed(response.content, encoding, QUICK)
            return under(response, encoding)
        return response
