"""Compression of pages and API answers: zstd, brotli or gzip, whichever the client prefers of ours.

Levels are for speed: the whole country's CSV leaves in a fraction of a second, at a fraction of its size. Nothing
the site keeps secret stands in a page beside what a visitor typed: the API is anonymous and CSRF tokens are masked
anew in every answer, so the length of a compressed answer gives nothing away (BREACH).
"""

from dj_compression_middleware.middleware import CompressionMiddleware


class Compression(CompressionMiddleware):
    """The middleware with our levels."""

    ZSTD_LEVEL = 3
    BROTLI_QUALITY = 4
    GZIP_COMPRESSLEVEL = 4
