"""The history in the database: the files of `data/history`, then what changes here (a refresh, an editor's count)."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from django.db.models import Max

from profiles.ingest.history import Change, Facts, Key, Load, changes_between, read_history
from profiles.ingest.rows import insert_rows
from profiles.models import FactChange, FactLoad

FIELDS = ("load", "geoid", "year", "fact", "old", "new", "why")


def append_files(folder: Path) -> int:
    """Take over the files of a folder that are not here yet; returns how many."""
    known = frozenset(FactLoad.objects.values_list("key", flat=True))
    new = list(read_history(folder, skip=known))
    for load in new:
        _append(load)
    return len(new)


def append_changes(*, key: str, what: str, made_on: date, changes: Iterable[Change]) -> None:
    """Record what changed here; nothing where nothing did."""
    if found := tuple(changes):
        _append(Load(key, made_on, what, found))


def append_difference(after: Callable[[], Facts], *, key: str, what: str, made_on: date) -> None:
    """Record what differs from the facts last recorded, where anything was changed here since the files."""
    if FactLoad.objects.exclude(key__endswith=".csv").exclude(key__endswith=".csv.gz").exists():
        changes = changes_between(recorded(), after(), lambda changed: what)
        append_changes(key=key, what=what, made_on=made_on, changes=changes)


def recorded(**where: object) -> dict[Key, str]:
    """The facts by the newest row of each."""
    newest = FactChange.objects.filter(**where).order_by().values("geoid", "year", "fact").annotate(newest=Max("id"))
    rows = FactChange.objects.filter(id__in=newest.values("newest")).exclude(new="")
    return {(geoid, year, fact): new for geoid, year, fact, new in rows.values_list("geoid", "year", "fact", "new")}


def _append(load: Load) -> None:
    row = FactLoad.objects.create(key=load.file, made_on=load.made_on, what=load.what)
    insert_rows(FactChange, FIELDS, ((row.pk, c.geoid, c.year, c.fact, c.old, c.new, c.why) for c in load.changes))
