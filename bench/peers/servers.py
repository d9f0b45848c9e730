"""Datasette and an OpenFisca web API, each from the peers' own environment, for as long as a measurement lasts."""

import csv
import os
import sqlite3
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.server import free_port, wait_until_ready

FOLDER = Path(__file__).resolve().parent
BIN = FOLDER.parent.parent / "var" / "bench-peers" / "bin"


def table_of_budgets(site: str, folder: Path) -> Path:
    """Write the site's bulk answer as an SQLite table keyed by GEOID; return the database's path."""
    with urllib.request.urlopen(f"{site}/api/v1/budgets/?format=csv") as answer:
        header, *rows = csv.reader(line.decode() for line in answer)
    path = folder / "budgets.db"
    with sqlite3.connect(path) as database:
        columns = ", ".join(f'"{name}"' + (" TEXT PRIMARY KEY" if name == "geoid" else "") for name in header)
        database.execute(f"CREATE TABLE budgets ({columns})")
        marks = ", ".join("?" * len(header))
        database.executemany(f"INSERT INTO budgets VALUES ({marks})", rows)  # noqa: S608 - question marks only
    return path


@contextmanager
def datasette(database: Path, *settings: str) -> Iterator[str]:
    """Serve the table by datasette; yield its address."""
    port = free_port()
    command = [str(BIN / "datasette"), "serve", str(database), "--port", str(port), *settings]
    with _running(command, f"http://127.0.0.1:{port}/-/versions.json"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def openfisca(*, workers: int) -> Iterator[str]:
    """Serve the same formulas by OpenFisca's web API; yield its address."""
    port = free_port()
    command = [str(BIN / "openfisca"), "serve", "--country-package", "openfisca_cvi", "--port", str(port)]
    command += ["--workers", str(workers)]
    with _running(command, f"http://127.0.0.1:{port}/spec"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _running(command: list[str], ready: str) -> Iterator[None]:
    environment = {**os.environ, "PYTHONPATH": str(FOLDER), "PATH": f"{BIN}:{os.environ['PATH']}"}
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=FOLDER, env=environment, stdout=quiet, stderr=quiet)
    try:
        wait_until_ready(ready, process)
        yield
    finally:
        process.terminate()
        process.wait()
