"""Compression of pages and API answers: zstd, brotli or gzip, whichever the client prefers of ours.

Levels are for speed: the whole country's CSV leaves in a fraction of a second, at a fraction of its size. What is
remembered and sent again is compressed once, and harder. Nothing the site keeps secret stands in a page beside what
a visitor typed: the API is anonymous and CSRF tokens are masked anew in every answer, so the length of a compressed
answer gives nothing away (BREACH).
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from dj_compression_middleware.middleware import CompressionMiddleware
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

KEEP = 1_000  # pages of some 30 KB, which are remembered anyway, and 10 KB compressed: at most 10 MB more a process

type Answer = HttpResponse | StreamingHttpResponse


class KeptResponse(HttpResponse):
    """An answer whose content is remembered and sent again and again, to everybody alike."""


class Compression(CompressionMiddleware):
    """The middleware with our levels, and a memory for what is sent again."""

    ZSTD_LEVEL = 3
    BROTLI_QUALITY = 4
    GZIP_COMPRESSLEVEL = 4

    def __init__(self, get_response: Callable[[HttpRequest], Answer]) -> None:
        super().__init__(get_response)
        self._kept = CompressionOnce(get_response)

    def process_response(self, request: HttpRequest, response: Answer) -> Answer:
        """Compress the answer, or send again what was compressed before."""
        if isinstance(response, KeptResponse):
            return self._kept.process_response(request, response)
        return super().process_response(request, response)


class CompressionOnce(CompressionMiddleware):
    """Compression that remembers its results by content and encoding."""

    ZSTD_LEVEL = 12
    BROTLI_QUALITY = 9
    GZIP_COMPRESSLEVEL = 9

    def __init__(self, get_response: Callable[[HttpRequest], Answer]) -> None:
        super().__init__(get_response)
        self.COMPRESSORS: tuple[tuple[str, Any, Any], ...] = tuple(
            (encoding, lru_cache(KEEP)(compress), stream) for encoding, compress, stream in self.COMPRESSORS
        )
