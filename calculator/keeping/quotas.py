"""How much may be saved by everybody together, in a day and in all, so that no flood fills the disk."""

import threading
import time
from datetime import UTC, datetime

from django.conf import settings

from calculator.models import Scenario
from web.problems import Problem

RECOUNT_SECONDS = 60.0
DAY_SECONDS = 86_400


class Shelf:
    """The counts of one process: read from the database at most once a minute, kept up by its own savings between."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._read_at = float("-inf")
        self._today = self._all = 0

    def take_place(self) -> None:
        """Count one more. Raises Problem 429 beyond a day's quota, 503 where the shelf is full."""
        with self._lock:
            if time.monotonic() - self._read_at >= RECOUNT_SECONDS:
                self._count()
            if self._all >= settings.SAVED_IN_ALL:
                raise Problem(503, "No more scenarios can be saved here; the operator has to make room. The address of the "
                              "calculator holds your whole question: keep that.")  # fmt: skip
            if self._today >= settings.SAVED_A_DAY:
                left = DAY_SECONDS - int(time.time()) % DAY_SECONDS
                detail = "Today’s room for saved scenarios is used up. The address of the calculator holds your whole question."
                raise Problem(429, detail, headers={"Retry-After": str(left)})
            self._today += 1
            self._all += 1

    def forget(self) -> None:
        """Count anew at the next saving."""
        self._read_at = float("-inf")

    def _count(self) -> None:
        midnight = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        self._today = Scenario.objects.filter(created__gte=midnight).count()
        self._all = Scenario.objects.count()
        self._read_at = time.monotonic()


shelf = Shelf()
