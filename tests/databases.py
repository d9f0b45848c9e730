"""The database of a test run: real facts, which stay while tests write."""

import fcntl
import hashlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models, transaction

ROOT = Path(__file__).parent.parent


def fill_with_facts(cache: Path) -> None:
    """Load the real facts into the test database, on SQLite from a copy in `cache`, made on first use.

    The copy's name is a digest of everything the facts and tables come from, so it cannot be stale. On PostgreSQL the
    database was made from a template that has them (`tests.settings`).
    """
    if connection.vendor != "sqlite":
        return
    cache.mkdir(exist_ok=True)
    copy = cache / f"test-facts-{digest_of_facts()}.sqlite3"
    connection.ensure_connection()
    with (cache / "test-facts.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # one worker loads, so that all have the same facts under the same versions
        if not copy.exists():
            _load_and_keep(cache, copy)
            return
    with closing(sqlite3.connect(copy)) as source:
        source.backup(connection.connection)


def _load_and_keep(cache: Path, copy: Path) -> None:
    call_command("load_data", verbosity=0)
    for stale in cache.glob("test-facts-*.sqlite3"):
        stale.unlink(missing_ok=True)
    unfinished = cache / f"unfinished-{os.getpid()}"
    with closing(sqlite3.connect(unfinished)) as target:
        connection.connection.backup(target)
    unfinished.rename(copy)


def digest_of_facts() -> str:
    """Return a digest of everything that the loaded facts and the tables come from."""
    digest = hashlib.sha256(sqlite3.sqlite_version.encode())
    code = [*ROOT.glob("*/migrations/*.py"), *ROOT.glob("profiles/**/*.py"), ROOT / "uv.lock"]
    data = [path for path in ROOT.glob("data/**/*") if path.is_file()]
    for path in sorted([*code, *data]):
        digest.update(f"{path.relative_to(ROOT)} {path.stat().st_size}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def shelve_facts() -> None:
    """Put on the shelf what says that the loaded facts are those of the release; its files are in test_releases only."""
    from profiles.editorial.memory import editorial_version
    from profiles.releases.shelf import ABOUT, Release, shelf
    from profiles.selectors import place_table

    folder = shelf() / "2026.11"
    folder.mkdir(parents=True, exist_ok=True)
    release = Release("2026.11", "2026-11-26", place_table().version, editorial_version(), files={})
    (folder / ABOUT).write_bytes(msgspec.json.encode(release))


def _stored_models() -> list[type[models.Model]]:
    stored = set(connection.introspection.table_names())
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.db_table in stored]


def stored_keys() -> dict[type[models.Model], frozenset[object]]:
    """Return the primary keys of every stored row, by table: what the loaded facts occupy."""
    keys = {model: model._base_manager.values_list("pk", flat=True) for model in _stored_models()}
    return {model: frozenset(found) for model, found in keys.items()}


def delete_rows_beyond(keys: dict[type[models.Model], frozenset[object]]) -> None:
    """Delete every row that a test committed beyond `keys`, and leave the loaded facts alone.

    Replaces Django's flush, which would empty 19,479 places for the sake of three rows.
    """
    with transaction.atomic(), connection.constraint_checks_disabled():
        for model in _stored_models():
            rows = model._base_manager.all()
            kept = keys.get(model, frozenset())
            if not kept:
                rows._raw_delete(rows.db)
            elif rows.count() > len(kept):
                new = set(rows.values_list("pk", flat=True)) - kept
                rows.filter(pk__in=new)._raw_delete(rows.db)


_changes_seen: tuple[object, int] = (None, 0)


def rows_were_written() -> bool:
    """Return whether any row was written, kept or not, since this was asked last; on PostgreSQL, always."""
    global _changes_seen
    if connection.vendor != "sqlite":
        return True
    before, _changes_seen = _changes_seen, (connection.connection, connection.connection.total_changes)
    return _changes_seen != before


_kept: list[tuple[Any, str, Any]] = []  # a memory, the name under which it holds what it read, and that


def keep_facts_in_memory() -> None:
    """Read the table of places and what editors wrote, once for all tests of a worker."""
    from profiles.editorial import memory as editorial
    from profiles.facts import place_table

    place_table.place_table(), editorial.editorial_version()
    _kept[:] = [
        (memory, name, getattr(memory, name))
        for memory, name in ((place_table._memory, "_table"), (editorial._memory, "_editorial"))
    ]


def give_back_memory() -> None:
    """Let memory hold again what was loaded, where a test that changed it had it read anew."""
    for memory, name, loaded in _kept:
        if getattr(memory, name) is not loaded:
            memory.forget()
            setattr(memory, name, loaded)


def stored_versions() -> list[models.Model]:
    """Return the rows that say which facts and which words of editors are stored."""
    return [
        row for name in ("DatasetVersion", "EditorialVersion") for row in apps.get_model("profiles", name).objects.all()
    ]


def give_back(versions: list[models.Model]) -> None:
    """Store the versions again: what a test committed beside the facts is gone, so they are the facts of before."""
    for row in versions:
        row.save()
