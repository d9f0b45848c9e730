"""What editors approved, from memory: estimates and links of a place, resources, stories.

Only approved records leave this module. A change by any process is seen by every other within a second.
"""

import threading
import time
import uuid
from typing import Any

from django.db import InterfaceError, OperationalError

from profiles.editorial.kinds import EvidenceKind
from profiles.editorial.library import shipped_resources, shipped_stories
from profiles.editorial.reader import Editorial, read_editorial
from profiles.editorial.values import (
    CostFigure,
    FunderWords,
    LocalEstimate,
    PayFigure,
    ResourceLink,
    SpendingFigure,
    StoryCard,
)
from profiles.models import EditorialVersion, EvidenceEntry
from profiles.releases.chosen import chosen

__all__ = [
    "LocalEstimate", "ResourceLink", "StoryCard", "all_resources", "all_stories", "editorial_version",
    "forget_editorial", "local_estimates", "look_at_editorial", "mark_changed", "resources", "stories",
    "watch_editorial",
]  # fmt: skip

RECHECK_SECONDS = 1.0
NEVER_EDITED = "none"


class EditorialMemory:
    """What is approved, one copy a process; looks for a change at most once a second."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._editorial: Editorial | None = None
        self._checked_at = float("-inf")
        self._must_look = False
        self.watched = False  # by a thread of its own, so that nobody who asks waits for the database

    def editorial(self) -> Editorial:
        """Everything approved; what is at hand while the database cannot be reached."""
        known = self._editorial
        if known is not None and not self._must_look and (self.watched or self._is_fresh()):
            return known
        if not self._lock.acquire(blocking=known is None):
            # Another thread looks for a change, perhaps in a database that is long in answering.
            assert known is not None  # noqa: S101 (only then is the lock not waited for)
            return known
        try:
            if self._editorial is None or self._must_look or not self._is_fresh():
                self._must_look = False
                self._editorial = self._current()
                self._checked_at = time.monotonic()
            return self._editorial
        finally:
            self._lock.release()

    def forget(self) -> None:
        """Read anew on next use."""
        with self._lock:
            self._editorial, self._checked_at = None, float("-inf")

    def look(self) -> None:
        """Look for a change now, and wait for it."""
        with self._lock:
            self._editorial = self._current()
            self._checked_at = time.monotonic()

    def look_again(self) -> None:
        """Look for a change on next use."""
        self._must_look = True

    def _is_fresh(self) -> bool:
        return time.monotonic() - self._checked_at < RECHECK_SECONDS

    def _current(self) -> Editorial:
        try:
            version = EditorialVersion.objects.values_list("version", flat=True).first() or NEVER_EDITED
            if self._editorial is not None and self._editorial.version == version:
                return self._editorial
            return read_editorial(version)
        except (OperationalError, InterfaceError):
            if self._editorial is None:
                raise
            return self._editorial


_memory = EditorialMemory()


def _editorial() -> Editorial:
    """What is approved today, or what was on the day of the release that was chosen."""
    asked = chosen()
    return asked.editorial if asked and asked.editorial else _memory.editorial()


def local_estimates(geoid: str) -> tuple[LocalEstimate, ...]:
    """Approved local estimates of a place, newest first."""
    return _editorial().estimates.get(geoid, ())


def spending(geoid: str) -> tuple[SpendingFigure, ...]:
    """What a place spends, by approved records; what stands beside the recommendation first."""
    return _memory.editorial().spending.get(geoid, ())


def places_with_spending() -> tuple[str, ...]:
    """GEOIDs of the places whose spending is known."""
    return tuple(sorted(_memory.editorial().spending))


def costs_of_violence(geoid: str) -> tuple[CostFigure, ...]:
    """What a shooting costs in a place, as published there, newest first."""
    return _memory.editorial().costs.get(geoid, ())


def funder_words() -> tuple[FunderWords, ...]:
    """What editors know of funders beyond what ships, by key."""
    return _editorial().funders


def published_pay(geoid: str) -> tuple[PayFigure, ...]:
    """Pay that employers or the press published in a place, newest first."""
    return _memory.editorial().pay.get(geoid, ())


def resources(geoid: str) -> tuple[ResourceLink, ...]:
    """Approved links of a place: its reports, plan, analysis, office."""
    return _editorial().links.get(geoid, ())


def stories(geoid: str) -> tuple[StoryCard, ...]:
    """Stories and evaluations of a place, strongest design first."""
    return tuple(story for story in all_stories() if geoid in story.geoids)


def all_stories() -> tuple[StoryCard, ...]:
    """The whole evidence library, strongest design first: what comes with the site and what editors approved."""
    weakest_first = EvidenceKind.values
    found = (*shipped_stories(), *_editorial().stories)
    return tuple(sorted(found, key=lambda story: -weakest_first.index(story.kind)))


def stories_of_a_release() -> tuple[StoryCard, ...]:
    """Return the library without what visitors sent: that can be erased, and a release never changes."""
    sent = EvidenceEntry.objects.exclude(submission=None).values_list("pk", flat=True)
    slugs = {f"story-{pk}" for pk in sent}
    return tuple(story for story in all_stories() if story.slug not in slugs)


def all_resources() -> tuple[ResourceLink, ...]:
    """Resources that come with the site, then those that editors approved."""
    return (*shipped_resources(), *_editorial().resources)


def editorial_version() -> str:
    """What caches of pages and answers must depend on beside the version of the facts."""
    return _editorial().version


def watch_editorial(watched: bool) -> None:
    """Say whether `look_at_editorial` is called again and again, so that requests need not look."""
    _memory.watched = watched


def look_at_editorial() -> None:
    """Look for what editors changed, and wait for it."""
    _memory.look()


def forget_editorial() -> None:
    """Read anew on next use: for whoever knows that the database was changed under the memory."""
    _memory.forget()


def hold_version() -> None:
    """Hold what every change of a record rewrites, before the log's end, which each decision holds from then on."""
    list(EditorialVersion.objects.select_for_update().filter(pk=EditorialVersion.SINGLETON_ID))


def mark_changed(**signal: Any) -> None:
    """Store a new version, in the transaction of the change that it announces; receives Django's model signals."""
    EditorialVersion.objects.update_or_create(id=EditorialVersion.SINGLETON_ID, defaults={"version": uuid.uuid4().hex})
    _memory.look_again()
