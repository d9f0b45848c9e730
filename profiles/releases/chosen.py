"""Answering from a release: while one is chosen, the facts and approved words are those of its day."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from threading import Lock

from profiles.editorial.reader import Editorial, read_editorial
from profiles.facts.reader import read_place_table
from profiles.facts.values import PlaceTable
from profiles.releases.facts_file import reading_from
from profiles.releases.shelf import FACTS, Release, find_release

_chosen: ContextVar["Chosen | None"] = ContextVar("chosen", default=None)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a release knows; None where that is what is known today."""

    release: Release
    table: PlaceTable | None
    editorial: Editorial | None


def chosen() -> Chosen | None:
    """Return what this request is answered from, None where from the facts of today."""
    return _chosen.get()


@contextmanager
def answering_from(release: Release, *, table_version: str, editorial_version: str) -> Iterator[None]:
    """Answer from the release; what it shares with today is not read a second time."""
    same_facts = release.data_version == table_version
    same_words = release.editorial_version == editorial_version
    table = None if same_facts else _kept(_facts, release.name)
    editorial = None if same_words else _kept(_words, release.name)
    token = _chosen.set(Chosen(release, table, editorial))
    try:
        yield
    finally:
        _chosen.reset(token)


def is_at_hand(release: Release, *, table_version: str, editorial_version: str) -> bool:
    """Return whether nothing of the release has to be read before it answers."""
    return (release.data_version == table_version or _facts.name == release.name) and (
        release.editorial_version == editorial_version or _words.name == release.name
    )


@dataclass(slots=True)
class _Kept[Read]:
    """What was read of the release that was asked for last; a table of every place takes tens of megabytes."""

    read: Callable[[Release], Read]
    name: str = ""
    found: Read | None = None


def _kept[Read](kept: _Kept[Read], name: str) -> Read:
    """Return what a release holds, read by one thread at a time."""
    with _reading:
        if kept.name != name or kept.found is None:
            kept.name, kept.found = "", None
            release = find_release(name)
            with reading_from(release.folder / FACTS):
                kept.found = kept.read(release)
            kept.name = name
        return kept.found


_reading = Lock()
_facts: _Kept[PlaceTable] = _Kept(lambda release: read_place_table())
_words: _Kept[Editorial] = _Kept(lambda release: read_editorial(release.editorial_version))
