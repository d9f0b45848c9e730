"""A breaker: while a server does not answer, only now and then somebody waits to see whether it does again."""

import threading
import time

OPEN_SECONDS = 5.0


class Breaker:
    """Closed while all is well; opened by whoever waited in vain; lets one try at a time through after a while."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open_until = 0.0

    def may_try(self) -> bool:
        """Return whether to ask the server; who may, while it was out of reach, asks for all who may not."""
        if not self._open_until:
            return True
        with self._lock:
            now = time.monotonic()
            if now < self._open_until:
                return False
            self._open_until = now + OPEN_SECONDS
            return True

    def opened(self) -> None:
        """Say that the server did not answer in time."""
        self._open_until = time.monotonic() + OPEN_SECONDS

    def closed(self) -> None:
        """Say that the server answered."""
        self._open_until = 0.0
