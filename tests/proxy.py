"""The shipped proxy and the site behind it, on free ports of loopback, as `compose.yaml` has them."""

import os
import sqlite3
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from subprocess import DEVNULL, Popen, run

from bench.server import free_port, wait_until_ready
from tests.databases import ROOT

GUNICORN = [sys.executable, "-m", "gunicorn", "-c", "cvi_calc/gunicorn.conf.py", "cvi_calc.wsgi"]


@contextmanager
def ended(process: Popen[bytes]) -> Iterator[Popen[bytes]]:
    """Hand the process over, and end it."""
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


@contextmanager
def replica(**own: str) -> Iterator[tuple[int, Popen[bytes]]]:
    """Serve the site with gunicorn under its own configuration; yield the port and the process once it is ready."""
    port = free_port()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.served_settings",
        "PORT": str(port),
        "WEB_CONCURRENCY": "1",
        "PROXIES": "1",
        **own,
    }
    with ended(Popen(GUNICORN, cwd=ROOT, env=environment, stderr=DEVNULL)) as process:
        wait_until_ready(f"http://127.0.0.1:{port}/readyz", process)
        yield port, process


@contextmanager
def proxied(ports: Sequence[int], *, published: Path | None = None) -> Iterator[int]:
    """Put Caddy with the shipped Caddyfile before replicas; yield its port once it answers for a ready one."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="cvi-caddy-") as home, ExitStack() as stack:
        environment = {
            **os.environ,
            "HOME": home,
            "XDG_DATA_HOME": home,
            "XDG_CONFIG_HOME": home,
            "SITE": f"http://127.0.0.1:{port}",
            "UPSTREAMS": " ".join(f"127.0.0.1:{replica}" for replica in ports),
            "PUBLISHED": str(published or Path(home) / "nothing"),
            **_older_spelling(),
        }
        caddyfile = Path(home) / "Caddyfile"
        # Its control socket is closed: two on one machine would share a port.
        text = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
        caddyfile.write_text(text.replace("{\n", "{\n\tadmin off\n", 1), encoding="utf-8")
        command = ["caddy", "run", "--config", str(caddyfile), "--adapter", "caddyfile"]
        process = stack.enter_context(ended(Popen(command, env=environment, stdout=DEVNULL, stderr=DEVNULL)))
        wait_until_ready(f"http://127.0.0.1:{port}/readyz", process)
        yield port


def _older_spelling() -> dict[str, str]:
    """Return how Caddy before 2.7, which Debian has, calls the buffer."""
    version = run(["caddy", "version"], capture_output=True, text=True, check=True).stdout.lstrip("v").split(".")
    if (int(version[0]), int(version[1])) >= (2, 7):
        return {}
    return {"REQUEST_BUFFERS": "buffer_requests"}


def sqlite_of(folder: Path) -> str:
    """Return the URL of a database of its own in `folder`, filled with the facts as the suite has them on SQLite."""
    from django.db import connection

    name = folder / "site.sqlite3"
    connection.ensure_connection()
    # By a connection of its own: that of a test is inside a transaction, for whose end a copy would wait without end.
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as facts, closing(sqlite3.connect(name)) as copy:
        facts.backup(copy)
    return f"sqlite:///{name}"
