"""Answering from a release: while one is chosen, the facts and approved words are those of its day."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache

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
    kept = None if same_facts and same_words else _read(release.name)
    token = _chosen.set(
        Chosen(release, None if same_facts or not kept else kept[0], None if same_words or not kept else kept[1])
    )
    try:
        yield
    finally:
        _chosen.reset(token)


@lru_cache(maxsize=1)  # a table of every place takes tens of megabytes
def _read(name: str) -> tuple[PlaceTable, Editorial]:
    release = find_release(name)
    with reading_from(release.folder / FACTS):
        return read_place_table(), read_editorial(release.editorial_version)
