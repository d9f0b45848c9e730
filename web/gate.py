"""A gate for costly work: so many at once in a process, and who comes then is told to come again, not kept waiting."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from web.problems import Problem

RETRY_AFTER_SECONDS = 2


class Gate:
    """Lets `most` in at a time, and tells the others why not; the rest of a process's threads stay free for pages."""

    def __init__(self, most: int, words: str) -> None:
        self._places = BoundedSemaphore(most)
        self._words = words

    @contextmanager
    def passed(self) -> Iterator[None]:
        """Hold a place for as long as the block lasts. Raises Problem (503) where none is free."""
        if not self._places.acquire(blocking=False):
            detail = f"{self._words} in {RETRY_AFTER_SECONDS} seconds."
            raise Problem(503, detail, headers={"Retry-After": str(RETRY_AFTER_SECONDS)})
        try:
            yield
        finally:
            self._places.release()
