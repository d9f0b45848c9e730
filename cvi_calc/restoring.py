"""Restoring a backup: into a new database, checked there, and only then in the place of the one that serves."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
from django.conf import settings
from django.db import DatabaseError, InterfaceError
from psycopg import sql

from calculator.keeping.takedown import written
from calculator.models import Tombstone
from custody.accounts import closed, decided
from custody.models import LogEntry
from profiles.submissions.retention import ADDRESS_ERASED

UNFINISHED = "restoring-"  # how the folders of unfinished restores begin
ERASED = "submission "  # how the log names what was erased

UNKNOWN = "what nobody can know: the database that served cannot be read"


class RestoreError(Exception):
    """The backup was not restored; the database that serves is as it was. The text says why."""


class MeanwhileError(Exception):
    """The backup serves, but what was decided while it was restored was not decided again. The text says why."""


def restore(backup: Path, url: str) -> dict[str, Any]:
    """Put `backup` in the place of the database at `url`.

    Returns `kept` (where the former one stays), `people` (what was decided about accounts since the backup, in words, and is not
    decided now), and `rows`, `erased`, `taken_down` and `closed` as `cvi_calc.restored` prints them. Raises RestoreError before
    anything is changed, MeanwhileError after.
    """
    if not backup.is_file():
        raise RestoreError(f"{backup} is no file")
    live = str(settings.DATABASES["default"]["NAME"])
    if url.startswith("sqlite"):
        since = _decided_since()
        done = _restore_sqlite(backup, Path(live), since)
    else:
        _open_again(url, live)
        since = _decided_since()
        done = _restore_postgres(backup, url, live, since)
    try:
        # Whoever erased while this ran did it in the former database, and noted it first: all of it is in the ledger.
        meanwhile = _checked(url, backup, {name: [] for name in since}, serves=True)
    except RestoreError as error:
        raise MeanwhileError(f"{error}; the former database is kept as {done['kept']}") from None
    people = [words for number, words in since["people"] if number > done["log"]]
    return {
        **done,
        **{name: done[name] + meanwhile[name] for name in ("erased", "taken_down", "closed")},
        "people": people,
    }


def _decided_since() -> dict[str, Any]:
    """Return what the database that serves has erased, taken down and closed; where it is gone, that nobody can know."""
    try:
        erased, senders = _references("erased"), _references(ADDRESS_ERASED)
        stones = [written(stone) for stone in Tombstone.objects.all()]
        accounts, people = closed(), decided()
    except (DatabaseError, InterfaceError):
        return {"erased": [], "senders": [], "taken_down": [], "closed": [], "people": [(sys.maxsize, UNKNOWN)]}
    return {"erased": erased, "senders": senders, "taken_down": stones, "closed": accounts, "people": people}


def _references(action: str) -> list[str]:
    """Return the references of the submissions to which this was done."""
    subjects = LogEntry.objects.filter(action=action, subject__startswith=ERASED).values_list("subject", flat=True)
    return [subject.removeprefix(ERASED) for subject in subjects]


def _checked(url: str, backup: Path, since: Mapping[str, Any], *, serves: bool = False) -> dict[str, Any]:
    """Bring the new database up to date in a process of its own, and check it there. Raises RestoreError.

    One that `serves` already is only told what was decided since.
    """
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL_FILE"}
    done = subprocess.run(
        [sys.executable, "-m", "cvi_calc.restored"],
        cwd=settings.BASE_DIR,
        env={**environment, "DATABASE_URL": url, "DATABASE_SECONDS": "0"},
        input=json.dumps({**since, "backup": backup.name, "serves": serves}),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RestoreError(done.stderr.strip().rpartition("\n")[2] or "the check ended without a word")
    print(done.stderr, end="", file=sys.stderr)  # such as that the disk may still hold what was erased
    found: dict[str, Any] = json.loads(done.stdout.strip().rpartition("\n")[2])
    return found


def _restore_sqlite(backup: Path, live: Path, since: Mapping[str, Any]) -> dict[str, Any]:
    for left in live.parent.glob(f"{UNFINISHED}*/"):  # by a run that was killed: it holds what may be erased since
        shutil.rmtree(left)
    with tempfile.TemporaryDirectory(dir=live.parent, prefix=UNFINISHED) as folder:
        new = Path(folder) / "new.sqlite3"
        shutil.copyfile(backup, new)
        try:
            with closing(sqlite3.connect(new)) as database:
                faults = [row[0] for row in database.execute("PRAGMA integrity_check(3)") if row[0] != "ok"]
        except sqlite3.DatabaseError as error:
            faults = [str(error)]
        if faults:
            raise RestoreError(f"{backup.name} is cut short or no SQLite database: {faults[0]}")
        found = _checked(f"sqlite:///{new}", backup, since)
        kept = live.with_name(f"{live.name}.before-{_stamp()}")
        with closing(sqlite3.connect(live, timeout=30)) as target:
            with closing(sqlite3.connect(kept)) as copy:
                target.backup(copy)
            # One transaction: whoever reads meanwhile sees the old or the new one, and a process killed here leaves the old.
            with closing(sqlite3.connect(new)) as source:
                source.backup(target)
    return {**found, "kept": str(kept)}


def _restore_postgres(backup: Path, url: str, live: str, since: Mapping[str, Any]) -> dict[str, Any]:
    new, kept = f"{live}_restoring_{_stamp()}", f"{live}_before_{_stamp()}"
    with _maintenance(url, live) as server:
        _drop_unfinished(server, live)
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(new)))
        try:
            _fill(url_of(url, new), backup)
            found = _checked(url_of(url, new), backup, since)
            _swap(server, live=live, new=new, kept=kept)
        except BaseException:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(new)))
            raise
    return {**found, "kept": kept}


def _open_again(url: str, live: str) -> None:
    """Let the site into its database again, where a restore was killed at the moment it had shut it to swap both."""
    with _maintenance(url, live) as server:
        found = server.execute("SELECT datallowconn FROM pg_database WHERE datname = %s", [live]).fetchone()
        if found is None:
            raise RestoreError(f"the server has no database {live}; create it, empty")
        if not found[0]:
            server.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS true").format(sql.Identifier(live)))


def _drop_unfinished(server: psycopg.Connection[Any], live: str) -> None:
    """Drop what killed restores left: it holds what may be erased since. One that somebody is connected to goes on."""
    left = server.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [f"{live}_restoring_"])
    for (name,) in left.fetchall():
        with suppress(psycopg.errors.ObjectInUse):
            server.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))


def _fill(url: str, backup: Path) -> None:
    wanted = os.environ.get("PG_RESTORE") or "pg_restore"
    program = shutil.which(wanted)
    if program is None:
        raise RestoreError(f"{wanted} is not installed here; it comes with PostgreSQL's client programs")
    command = [program, "--single-transaction", "--exit-on-error", "--no-owner", "--no-acl"]
    # The address, with its password, is no argument: those are seen by everybody on the machine.
    done = subprocess.run(  # noqa: S603 - words of our own
        [*command, "--dbname", _without_password(url), str(backup)],
        env={**os.environ, "PGPASSWORD": urlsplit(url).password or ""},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["no word"])[0]
        raise RestoreError(f"{backup.name} is cut short or no dump of `pg_dump -Fc`: {said}")


def _swap(server: psycopg.Connection[Any], *, live: str, new: str, kept: str) -> None:
    """Rename both in one transaction, with nobody connected; open the door again whatever happens."""
    named = {"live": sql.Identifier(live), "new": sql.Identifier(new), "kept": sql.Identifier(kept)}
    server.execute(sql.SQL("ALTER DATABASE {live} ALLOW_CONNECTIONS false").format(**named))
    try:
        server.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = ANY(%s)", [[live, new]]
        )
        with server.transaction():
            server.execute(sql.SQL("ALTER DATABASE {live} RENAME TO {kept}").format(**named))
            server.execute(sql.SQL("ALTER DATABASE {new} RENAME TO {live}").format(**named))
    except psycopg.Error as error:
        server.execute(sql.SQL("ALTER DATABASE {live} ALLOW_CONNECTIONS true").format(**named))
        raise RestoreError(f"the databases could not be swapped: {str(error).strip()}") from None
    with suppress(psycopg.Error):  # the new one serves, whatever becomes of the former
        server.execute(sql.SQL("ALTER DATABASE {kept} ALLOW_CONNECTIONS true").format(**named))


@contextmanager
def _maintenance(url: str, live: str) -> Iterator[psycopg.Connection[Any]]:
    """Connect beside the database that serves."""
    beside = "template1" if live == "postgres" else "postgres"
    try:
        connection = psycopg.connect(url_of(url, beside), autocommit=True)
    except psycopg.Error as error:
        raise RestoreError(f"the server does not answer: {str(error).strip()}") from None
    try:
        with closing(connection):
            yield connection
    except psycopg.Error as error:  # such as a role without the right to create databases
        raise RestoreError(f"the server refused: {str(error).strip()}") from None


def url_of(url: str, database: str) -> str:
    """Return the address of another database of the same server."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return f"postgresql://{parts.netloc}/{database}{query}"


def _without_password(url: str) -> str:
    password = urlsplit(url).password
    return url.replace(f":{password}@", "@", 1) if password else url


def _stamp() -> str:
    return f"{datetime.now(UTC):%Y%m%d%H%M%S}"
