"""Fetching one file over HTTP: streamed to disk, retried with back-off, never redirected, never a secret
in a message.
"""

import time
from collections.abc import Callable
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

TIMEOUT_SECONDS = 30
DEADLINE_SECONDS = 600.0  # for all attempts together
ATTEMPTS = 4
FIRST_PAUSE_SECONDS = 1.0
CHUNK_BYTES = 1 << 16
MAXIMUM_BYTES = 200_000_000
TRANSIENT_STATUSES = {408, 429, 500, 502, 503, 504}


class DownloadError(Exception):
    """The file could not be had; the message says why and what to do, without query string or key."""


class _NoRedirects(HTTPRedirectHandler):
    """The Census API answers a missing key by redirecting to a web page: an error, not a place to go."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


def shown(url: str) -> str:
    """A URL fit for a message or a log: no user, no query (a key may be in it)."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def download(
    url: str,
    target: Path,
    *,
    attempts: int = ATTEMPTS,
    first_pause_seconds: float = FIRST_PAUSE_SECONDS,
    timeout_seconds: float = TIMEOUT_SECONDS,
    deadline_seconds: float = DEADLINE_SECONDS,
    progress: Callable[[int, int | None], None] = lambda done, total: None,
) -> None:
    """Stream `url` to `target`, calling progress(bytes so far, bytes in all or None); raises DownloadError.

    Pauses between attempts double: 1, 2, 4 seconds. Only failures that may pass are tried again, and all of it ends
    `deadline_seconds` after it began, however slowly bytes come.
    """
    if urlsplit(url).scheme not in {"http", "https"}:
        raise DownloadError(f"{shown(url)} is not an http or https address.")
    ends = time.monotonic() + deadline_seconds
    for attempt in range(1, attempts + 1):
        try:
            _stream(url, target, timeout_seconds=timeout_seconds, ends=ends, progress=progress)
            return
        except HTTPError as error:
            reason, passing = _status_reason(url, error), error.code in TRANSIENT_STATUSES
            error.close()
        except (URLError, OSError, HTTPException) as error:
            cause = getattr(error, "reason", error)
            reason, passing = f"{urlsplit(url).hostname} cannot be reached or broke off ({cause})", True
        if not passing or attempt == attempts:
            tried = f" after {attempt} attempts" if attempt > 1 else ""
            raise DownloadError(f"{reason}{tried}.")
        pause = first_pause_seconds * 2 ** (attempt - 1)
        if time.monotonic() + pause > ends:
            raise DownloadError(f"{reason}; {deadline_seconds:g} seconds for all attempts are used up.")
        time.sleep(pause)


def _stream(
    url: str, target: Path, *, timeout_seconds: float, ends: float, progress: Callable[[int, int | None], None]
) -> None:
    request = Request(url, headers={"User-Agent": "cvi-budget", "Accept": "text/csv, text/plain"})  # noqa: S310 (checked)
    with (
        build_opener(_NoRedirects).open(
            request, timeout=max(0.1, min(timeout_seconds, ends - time.monotonic()))
        ) as answer,
        target.open("wb") as file,
    ):
        kind = answer.headers.get_content_type()
        if kind in {"text/html", "application/xhtml+xml"}:
            raise DownloadError(f"{shown(url)} answered with a web page ({kind}), not a CSV file.")
        length = answer.headers.get("Content-Length")
        total, done = int(length) if length else None, 0
        while chunk := answer.read1(CHUNK_BYTES):  # what is there, so that the clock is looked at between drops
            if time.monotonic() > ends:
                raise DownloadError(f"{shown(url)} sent {done:,} bytes before the time for it was used up.")
            file.write(chunk)
            done += len(chunk)
            progress(done, total)
            if done > MAXIMUM_BYTES:
                raise DownloadError(f"{shown(url)} is larger than {MAXIMUM_BYTES:,} bytes; that is not the file.")
        if total is not None and done != total:
            raise OSError(f"{done:,} of {total:,} bytes came")


def _status_reason(url: str, error: HTTPError) -> str:
    if error.headers.get("X-DataWebAPI-KeyError"):
        return f"{shown(url)} wants a Census API key, and the one given (or none) was refused"
    if 300 <= error.code < 400:
        return f"{shown(url)} answered with a redirect ({error.code}), which is not followed"
    if error.code == 404:
        return f"{shown(url)} does not exist (404): that vintage may not be published yet"
    return f"{shown(url)} answered {error.code}"
