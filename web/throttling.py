"""Fair shares of the API: a fixed window per address, told in RateLimit headers, open when the cache is dead.

Headers follow draft-ietf-httpapi-ratelimit-headers-10.
"""

import hashlib
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from web.problems import Problem, problem_response

logger = logging.getLogger(__name__)
PERIODS_SECONDS = {"s": 1, "min": 60, "h": 3600}
GIVE_UP_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Rate:
    """So many requests in so many seconds."""

    limit: int
    window_seconds: int

    @classmethod
    def read(cls, text: str) -> "Rate":
        """Return the rate written as `600/min`; raises ValueError where it is something else."""
        count, _, period = text.partition("/")
        if not count.isdecimal() or int(count) < 1 or period not in PERIODS_SECONDS:
            raise ValueError(f"The rate {text!r} cannot be read; write for example 600/min (s, min or h)")
        return cls(int(count), PERIODS_SECONDS[period])


def client_address(request: HttpRequest) -> str:
    """Return who asks: the connection's address, or what the outermost of our own PROXIES saw."""
    if settings.PROXIES:
        forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
        return forwarded[-min(settings.PROXIES, len(forwarded))] or str(request.META.get("REMOTE_ADDR", ""))
    return str(request.META.get("REMOTE_ADDR", ""))


class RateLimitMiddleware:
    """Count requests below /api/; beyond the rate answer 429 with Retry-After."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.rate = Rate.read(settings.API_RATE)
        self.cache_trusted_from = 0.0

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with what is left of the caller's share in the headers."""
        if not request.path.startswith("/api/"):
            return self.get_response(request)
        rate, now = self.rate, time.time()
        seconds_left = rate.window_seconds - int(now) % rate.window_seconds
        count = self._count(client_address(request), now)
        if count is not None and count > rate.limit:
            detail = f"More than {rate.limit} requests in {rate.window_seconds} seconds. Please wait."
            problem = Problem(429, detail, headers={"Retry-After": str(seconds_left)})
            response: HttpResponseBase = problem_response(request, problem)
        else:
            response = self.get_response(request)
        response.headers["RateLimit-Policy"] = f'"api";q={rate.limit};w={rate.window_seconds}'
        if count is not None:
            response.headers["RateLimit"] = f'"api";r={max(0, rate.limit - count)};t={seconds_left}'
        return response

    def _count(self, address: str, now: float) -> int | None:
        """Return the caller's requests in this window, this one included; None while the cache is dead."""
        if time.monotonic() < self.cache_trusted_from:
            return None
        window = int(now) // self.rate.window_seconds
        # Hashed: addresses are kept in no cache, and every form of one makes a valid key.
        caller = hashlib.blake2s(address.encode(), digest_size=12).hexdigest()
        key = f"api-rate:{window}:{caller}"
        try:
            if cache.add(key, 1, self.rate.window_seconds):
                return 1
            return cache.incr(key)
        except ValueError:  # it went away between the two
            return 1
        except Exception:  # noqa: BLE001 - whatever the cache's client raises, the site goes on answering
            logger.warning("The cache does not answer; requests are not counted for %d s", GIVE_UP_SECONDS)
            self.cache_trusted_from = time.monotonic() + GIVE_UP_SECONDS
            return None
