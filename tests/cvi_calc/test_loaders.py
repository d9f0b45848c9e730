"""Loaders of facts that are killed, and two at once: the facts are the old ones or the new ones, never parts of both."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import sleep

import psutil
import psycopg
import pytest

from profiles.ingest.dataset import data_hash
from tests.databases import ROOT
from tests.outage import frozen
from tests.postgres import Postgres

ROUNDS = range(int(os.environ.get("FAULT_ROUNDS", "1")))
STORED = """SELECT
    (SELECT md5(string_agg(p::text, '|' ORDER BY geoid)) FROM profiles_place p) AS places,
    (SELECT md5(string_agg(concat_ws(' ', place_id, year, source, value), '|' ORDER BY place_id, year, source))
     FROM profiles_homicidecount) AS counts,
    (SELECT count(*) FROM profiles_populationestimate) AS estimates"""
HASH = "SELECT data_hash FROM profiles_datasetversion"


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    # Not below pytest's own folder: that is closed to the user PostgreSQL runs as where root runs the tests.
    folder = Path(tempfile.mkdtemp(prefix="cvi-loaders-"))
    for path in (ROOT / "releases").glob("*/"):  # what `release --missing` finds is there already
        (folder / "releases" / path.name).mkdir(parents=True)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def postgres(folder: Path) -> Iterator[Postgres]:
    server = Postgres(folder)
    yield server
    server.server.cleanup()


def start(folder: Path, url: str, name: str = "") -> "subprocess.Popen[bytes]":
    own = {"DATABASE_URL": url, "RELEASES_DIR": str(folder / "releases"), "PGAPPNAME": name, "DATABASE_SECONDS": "0"}
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "cvi_calc.settings", **own}
    return subprocess.Popen([sys.executable, "bin/prepare"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)


def until_one_waits_for(wait: str, postgres: Postgres) -> str:
    """Return the name of the loader whose session waits so, once there is one."""
    for _ in range(3_000):
        named = f"SELECT application_name AS name FROM pg_stat_activity WHERE wait_event = '{wait}'"
        for row in postgres.rows(named):
            return str(row["name"])
        sleep(0.02)
    raise AssertionError(f"nobody waits for {wait}")


def until_gone(name: str, postgres: Postgres) -> None:
    for _ in range(3_000):
        if not postgres.rows(f"SELECT 1 AS yes FROM pg_stat_activity WHERE application_name = '{name}'"):
            return
        sleep(0.02)
    raise AssertionError(f"the session of {name} stays")


def test_one_is_killed_while_it_writes_and_the_one_that_waited_loads(folder: Path, postgres: Postgres) -> None:
    for _ in ROUNDS:
        before = postgres.rows(STORED)
        postgres.psql("UPDATE profiles_datasetversion SET data_hash = 'of older facts';")
        with psycopg.connect(postgres.url) as door:
            door.execute("LOCK TABLE profiles_populationestimate IN SHARE MODE")  # whoever writes stops here
            loaders = {name: start(folder, postgres.url, name) for name in ("one", "another")}
            killed = until_one_waits_for("relation", postgres)
            assert until_one_waits_for("advisory", postgres) != killed
            loaders[killed].kill()
            loaders.pop(killed).wait()
            (left,) = loaders.values()
            with frozen(psutil.Process(left.pid)):
                door.rollback()
                until_gone(killed, postgres)
                assert postgres.rows(STORED) == before
                assert postgres.rows(HASH) == [{"data_hash": "of older facts"}]
        assert left.wait() == 0
        assert postgres.rows(STORED) == before
        assert postgres.rows(HASH) == [{"data_hash": data_hash(ROOT / "data")}]


@pytest.mark.faults
def test_two_fill_an_empty_database_together(folder: Path, postgres: Postgres) -> None:
    for number in ROUNDS:
        postgres.server.psql(f"CREATE DATABASE empty_{number};")
        loaders = [start(folder, postgres.url.replace("/facts?", f"/empty_{number}?")) for _ in range(2)]
        assert [loader.wait() for loader in loaders] == [0, 0]
        found = postgres.psql(f"\\c empty_{number}\n\\t\n\\a\nSELECT count(*) FROM profiles_place;")
        whole = postgres.rows("SELECT count(*) AS places FROM profiles_place")[0]["places"]
        assert found.split()[-1] == str(whole)
        postgres.server.psql(f"DROP DATABASE empty_{number};")
