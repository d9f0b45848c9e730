"""How often something happened within a window of time: counted where all processes see it, else in this one.

Windows are fixed and begin at whole multiples of their length, so every process means the same one. While the shared
cache is away, slow, or holds something that is no number, each process counts for itself and asks again soon.
"""

import hashlib
import logging
import threading
import time
from collections import OrderedDict
from contextlib import suppress
from functools import lru_cache

from django.conf import settings
from django.core.cache import cache

logger = logging.getLogger(__name__)
GIVE_UP_SECONDS = 10  # how long a cache that failed is left alone
MOST_COUNTS = 50_000  # kept by one process; beyond it the oldest go


class Counter:
    """Counts of one process, and the way to those of all."""

    def __init__(self) -> None:
        self._own: OrderedDict[str, int] = OrderedDict()
        self._lock = threading.Lock()
        self._cache_trusted_from = 0.0

    def add(self, what: str, who: str, seconds: int, times: int) -> tuple[int, int]:
        """Count `times` more `what` by `who`; return how many in this window, and the seconds until the next begins."""
        now = int(time.time())
        key = f"count:{what}:{now // seconds}:{_sealed(who)}"
        return self._shared(key, seconds, times) or self._own_count(key, times), seconds - now % seconds

    def _shared(self, key: str, seconds: int, times: int) -> int | None:
        if time.monotonic() < self._cache_trusted_from:
            return None
        try:
            return _more(key, seconds, times)
        except Exception as error:  # noqa: BLE001 - whatever the cache's client raises, the site goes on answering
            logger.warning("The cache fails (%s); this process counts for itself", type(error).__name__)
            self._cache_trusted_from = time.monotonic() + GIVE_UP_SECONDS
            return None

    def _own_count(self, key: str, times: int) -> int:
        with self._lock:
            self._own[key] = count = self._own.get(key, 0) + times
            while len(self._own) > MOST_COUNTS:
                self._own.popitem(last=False)
        return count


def _more(key: str, seconds: int, times: int) -> int:
    """Return the count after `times` more; most requests find one there, and ask the cache once."""
    for _ in range(2):
        with suppress(ValueError):  # nothing is counted there yet
            return int(cache.incr(key, times))
        if cache.add(key, times, seconds):
            return times
    return times  # it went away between the two, twice


def _sealed(who: str) -> str:
    """Return a digest under the site's key: no cache holds an address, nor what all four billion could be tried against."""
    return hashlib.blake2s(who.encode(errors="replace"), digest_size=12, key=_key(settings.SECRET_KEY)).hexdigest()


@lru_cache(1)
def _key(secret: str) -> bytes:
    return hashlib.sha256(b"counting " + secret.encode()).digest()


_counter = Counter()


def count(what: str, who: str, seconds: int, times: int = 1) -> tuple[int, int]:
    """Count `times` more `what` by `who` in a window of so many seconds; return how many now, and the seconds left of it."""
    return _counter.add(what, who, seconds, times)


def trust_the_cache_again() -> None:
    """Ask the cache anew, though it failed just now."""
    _counter._cache_trusted_from = 0.0
