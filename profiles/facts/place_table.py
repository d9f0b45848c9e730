"""The place table, kept in memory under the version of the data it was read at."""

import threading
import time

from django.db import InterfaceError, OperationalError

from profiles.facts.reader import read_place_table
from profiles.facts.values import FactsNotLoaded, PlaceTable
from profiles.models import DatasetVersion
from profiles.releases.chosen import chosen

RECHECK_SECONDS = 1.0


class PlaceMemory:
    """One place table a process; looks for a new version at most once a second, in one thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._table: PlaceTable | None = None
        self._checked_at = float("-inf")
        self.watched = False  # by a thread of its own, so that nobody who asks waits for the database

    def table(self) -> PlaceTable:
        """The table of the version last loaded; while another thread looks for a newer one, that at hand."""
        table = self._table
        if table is not None and (self.watched or self._is_fresh()):
            return table
        if not self._lock.acquire(blocking=table is None):
            assert table is not None  # noqa: S101 (only then is the lock not waited for)
            return table
        try:
            if self._table is None or not self._is_fresh():
                self._table = self._current()
                self._checked_at = time.monotonic()
            return self._table
        finally:
            self._lock.release()

    def look(self) -> None:
        """Look for a newer version now, and wait for it; raises what the database raises where there is none at hand."""
        with self._lock:
            self._table = self._current()
            self._checked_at = time.monotonic()

    def forget(self) -> None:
        """Read anew on next use."""
        with self._lock:
            self._table, self._checked_at = None, float("-inf")

    def _is_fresh(self) -> bool:
        return time.monotonic() - self._checked_at < RECHECK_SECONDS

    def _current(self) -> PlaceTable:
        try:
            version = DatasetVersion.objects.values_list("version", flat=True).first()
        except (OperationalError, InterfaceError):
            # Reading goes on from memory while the database cannot be reached.
            if self._table is None:
                raise
            return self._table
        if version is None:
            raise FactsNotLoaded
        if self._table is not None and self._table.version == version:
            return self._table
        return read_place_table()


_memory = PlaceMemory()


def place_table() -> PlaceTable:
    """The facts of every place, of today or of the release that was chosen; raises FactsNotLoaded where there are none."""
    asked = chosen()
    return asked.table if asked and asked.table else _memory.table()


def watch_place_table(watched: bool) -> None:
    """Say whether `look_at_place_table` is called again and again, so that requests need not look."""
    _memory.watched = watched


def look_at_place_table() -> None:
    """Look for newer facts, and wait for them."""
    _memory.look()


def forget_place_table() -> None:
    """Read the facts anew on next use: for whoever has just written them."""
    _memory.forget()
