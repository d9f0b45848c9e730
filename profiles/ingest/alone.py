"""One at a time: whoever brings a database up to date waits for others that do, on any machine."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.db import DatabaseError, InterfaceError, connection

LOCK = 6_820_251  # any number that nobody else uses in this database
_held = 0


@contextmanager
def alone() -> Iterator[None]:
    """Hold the lock for as long as the block lasts; the system lets it go with a process that is killed."""
    global _held  # noqa: PLW0603 - a process has one such lock, and a command may be called by another
    if _held:
        yield
        return
    lock = _postgres_lock if connection.vendor == "postgresql" else _file_lock
    with lock():
        _held += 1
        try:
            yield
        finally:
            _held -= 1


@contextmanager
def _postgres_lock() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    try:
        yield
    finally:
        # What failed may have taken the session along, and with it the lock.
        with suppress(DatabaseError, InterfaceError), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


@contextmanager
def _file_lock() -> Iterator[None]:
    name = str(connection.settings_dict["NAME"])
    if name.startswith("file:") or name == ":memory:":  # a database of this process alone
        yield
        return
    with Path(f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
