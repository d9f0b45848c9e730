"""Waiting for a database that does not answer ends, and nobody who reads from memory waits at all."""

import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest
from django.db import OperationalError, connection

from cvi_calc import health, watching
from profiles.editorial import memory as editorial
from profiles.facts import place_table
from profiles.selectors import place_table as facts
from web.postgres import base
from web.postgres import breaker as breakers

pytestmark = pytest.mark.django_db


def test_a_breaker_lets_one_try_at_a_time_through() -> None:
    now = 100.0
    with patch.object(breakers.time, "monotonic", lambda: now):
        breaker = breakers.Breaker()
        assert [breaker.may_try() for _ in range(3)] == [True] * 3
        breaker.opened()
        assert not breaker.may_try()
        now += breakers.OPEN_SECONDS
        assert [breaker.may_try() for _ in range(3)] == [True, False, False]
        breaker.closed()
        assert [breaker.may_try() for _ in range(3)] == [True] * 3


@pytest.mark.postgresql
def test_who_waits_in_vain_for_what_another_holds_shuts_the_database_to_nobody_else(settings: Any) -> None:
    """One editor's long deed would else be a database that is away for every visitor of the process."""
    settings.DATABASE_SECONDS = 2
    holder, waiter = connection.copy(), connection.copy()
    lock = "SELECT pg_advisory_lock(2718281)"
    try:
        holder.cursor().execute(lock)
        with pytest.raises(OperationalError, match="statement timeout"):
            waiter.cursor().execute(lock)
        assert base.breaker.may_try()
        assert not base.breaker._open_until
    finally:
        base.breaker.closed()
        waiter.close(), holder.close()


def test_who_is_watched_for_never_asks_the_database() -> None:
    facts(), editorial.editorial_version()
    with patch.object(place_table._memory, "watched", True), patch.object(editorial._memory, "watched", True):
        place_table._memory._checked_at = editorial._memory._checked_at = float("-inf")
        with (
            patch.object(place_table.DatasetVersion, "objects", side_effect=AssertionError),
            patch.object(editorial.EditorialVersion, "objects", side_effect=AssertionError),
        ):
            assert facts().version
            assert editorial.editorial_version()


def test_a_change_of_ones_own_is_looked_for_at_once_all_the_same() -> None:
    before = editorial.editorial_version()
    with patch.object(editorial._memory, "watched", True):
        editorial.mark_changed()
        assert editorial.editorial_version() != before


def test_watching_outlives_a_database_that_is_away() -> None:
    looks = iter([OperationalError("gone"), RuntimeError("a surprise"), None])
    ended = SimpleNamespace(wait=lambda _: False)

    def look() -> None:
        error = next(looks, None)
        if error:
            raise error
        ended.wait = lambda _: True

    try:
        with patch.object(watching, "look_at_place_table", look):
            watching.watch(ended)  # type: ignore[arg-type]
    finally:
        watching.watch_place_table(False)
        watching.watch_editorial(False)
    assert next(looks, "all were taken") == "all were taken"
    assert threading.active_count() >= 1


def test_a_full_disk_is_not_ready() -> None:
    with patch.object(health, "disk_usage", return_value=SimpleNamespace(free=1_000_000)):
        assert "the disk is full" in health.reason_not_ready()


def test_missing_static_files_are_not_ready(tmp_path: Path) -> None:
    from cvi_calc.static_storage import HashedStaticFiles

    with patch.object(health, "staticfiles_storage", HashedStaticFiles(location=tmp_path)):
        assert "collectstatic" in health.reason_not_ready()
