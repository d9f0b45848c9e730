"""What goes wrong beside a site that runs: a real PostgreSQL, a real Redis or Valkey, gunicorn, and somebody who asks meanwhile.

`make test-faults` runs ten rounds of each (FAULT_ROUNDS); the servers alone take a minute to start, so the suite leaves them out.
The clock is moved in `test_governor`, slow clients are in
`test_slow_clients`, a database that stops and crashes under load in `test_database_away`.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import psutil
import pytest

from tests.cache_server import Cache
from tests.databases import ROOT
from tests.outage import Answer, Postgres, Visitors
from tests.proxy import ended, replica

pytestmark = pytest.mark.faults
ROUNDS = range(int(os.environ.get("FAULT_ROUNDS", "1")))
SCENARIOS = "/api/v1/scenarios/"
IN_MEMORY = ("/healthz", "/cities/norfolk-va/", "/api/v1/cities/norfolk-va/budget/", "/evidence/")
ENVIRONMENT = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.served_settings"}


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    # Not below pytest's own folder: that is closed to the user PostgreSQL runs as where root runs the tests.
    folder = Path(tempfile.mkdtemp(prefix="cvi-faults-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def postgres(folder: Path) -> Iterator[Postgres]:
    server = Postgres(folder)
    environment = {**ENVIRONMENT, "DATABASE_URL": server.url}
    # Two at once, on a database where nothing is yet.
    loaders = [subprocess.Popen([sys.executable, "bin/prepare"], cwd=ROOT, env=environment) for _ in range(2)]
    assert [loader.wait() for loader in loaders] == [0, 0]
    yield server
    server.server.cleanup()


@pytest.fixture(scope="module")
def cache() -> Iterator[Cache]:
    cache = Cache()
    yield cache
    cache.process.terminate()
    cache.process.wait()


@pytest.fixture(scope="module")
def site(postgres: Postgres, cache: Cache) -> Iterator[tuple[Visitors, "subprocess.Popen[bytes]"]]:
    own = {"DATABASE_URL": postgres.url, "CACHE_URL": f"rediscache://127.0.0.1:{cache.port}/0", "WEB_CONCURRENCY": "2"}
    with replica(**own, API_RATE="100/min") as (port, process):
        visitors = Visitors(port)
        for path in IN_MEMORY * 4:  # into both processes' memory
            visitors.ask(path)
        yield visitors, process


@pytest.fixture
def visitors(site: tuple[Visitors, object]) -> Visitors:
    return site[0]


def save(visitors: Visitors) -> Answer:
    return visitors.ask(SCENARIOS, {"methodology": "caps", "population": 50_000 + next(visitors._numbers)})


def until_saved(visitors: Visitors) -> None:
    """Ask until a scenario is saved again, without any restart; give up after so many refusals."""
    for _ in range(300):
        answer = save(visitors)
        if answer.status == 201:
            return
        assert answer.status == 503, (answer.status, answer.body[:300])
        assert int(answer.headers["Retry-After"]) > 0
    raise AssertionError("saving did not come back")


def check_reading(visitors: Visitors) -> None:
    """What is in memory is answered; waits are bounded by what `Visitors.ask` allows."""
    assert {path: visitors.ask(path).status for path in IN_MEMORY} == dict.fromkeys(IN_MEMORY, 200)


def check_no_saving(visitors: Visitors) -> None:
    answers = [save(visitors) for _ in range(4)]
    assert {answer.status for answer in answers} == {503}, [answer.body[:200] for answer in answers]
    assert all(int(answer.headers["Retry-After"]) > 0 for answer in answers)
    assert {answer.headers["Content-Type"] for answer in answers} == {"application/problem+json"}


@contextmanager
def frozen(process: psutil.Process) -> Iterator[None]:
    """Stop a process and its children where they stand (SIGSTOP), and let them go on."""
    everyone = [process, *process.children(recursive=True)]
    for one in everyone:
        one.suspend()
    try:
        yield
    finally:
        for one in everyone:
            one.resume()


def test_a_frozen_database_hangs_no_page(postgres: Postgres, visitors: Visitors) -> None:
    for _ in ROUNDS:
        until_saved(visitors)
        with frozen(psutil.Process(postgres.server.get_pid())):
            check_no_saving(visitors)
            check_reading(visitors)
            assert visitors.ask("/readyz").status == 503
        until_saved(visitors)


def test_a_database_that_takes_nothing_is_said_to(postgres: Postgres, visitors: Visitors) -> None:
    for _ in ROUNDS:
        set_read_only(postgres, "on")
        try:
            check_no_saving(visitors)
            check_reading(visitors)
        finally:
            set_read_only(postgres, "off")
        until_saved(visitors)


def set_read_only(postgres: Postgres, value: str) -> None:
    postgres.server.psql("SET default_transaction_read_only = off;")
    postgres.server.psql(
        f"SET default_transaction_read_only = off;\nALTER SYSTEM SET default_transaction_read_only = {value};"
    )
    postgres.server.psql("SELECT pg_reload_conf();")
    # Connections that are open read the change between two statements.


def statuses(visitors: Visitors, address: str, times: int) -> list[int]:
    """Ask from one address, again and again."""
    from http.client import HTTPConnection

    found = []
    for _ in range(times):
        with closing(HTTPConnection("127.0.0.1", visitors.port, timeout=20)) as connection:
            connection.request("GET", "/api/v1/cities/?limit=1", headers={"X-Forwarded-For": address})
            response = connection.getresponse()
            response.read()
            found.append(response.status)
    return found


def until_counted(cache: Cache, visitors: Visitors) -> None:
    """Ask until the processes, which leave a cache that failed alone for ten seconds, count in it again."""
    for _ in range(20_000):
        visitors.ask("/api/v1/cities/?limit=1")
        if "count:" in cache.say("KEYS", "*count:*"):
            return
    raise AssertionError("counting in the cache did not come back")


def test_a_cache_that_is_away_slow_or_senseless_stops_nobody(cache: Cache, visitors: Visitors) -> None:
    for number in ROUNDS:
        until_counted(cache, visitors)
        assert set(statuses(visitors, f"192.0.2.{number}", 20)) == {200}
        assert cache.say("FLUSHALL").startswith("+OK")
        assert set(statuses(visitors, f"192.0.2.{number}", 20)) == {200}
        # Every count is a list now.
        keys = [line for line in cache.say("KEYS", "*").splitlines() if "count:" in line]
        assert keys
        for key in keys:
            cache.say("DEL", key)
            cache.say("LPUSH", key, "x")
        assert set(statuses(visitors, f"192.0.2.{number}", 20)) == {200}
        with frozen(psutil.Process(cache.process.pid)):
            assert set(statuses(visitors, f"198.51.100.{number}", 20)) == {200}
            check_reading(visitors)
        cache.process.kill()
        cache.process.wait()
        # Each of the two processes counts for itself: a caller beyond twice the limit is refused, whoever answers, and also
        # where a new minute begins meanwhile.
        assert 429 in statuses(visitors, f"203.0.113.{number}", 420)
        check_reading(visitors)
        cache.process = cache.start()


def test_a_worker_that_is_killed_is_replaced(site: tuple[Visitors, "subprocess.Popen[bytes]"]) -> None:
    visitors, process = site
    for _ in ROUNDS:
        before = psutil.Process(process.pid).children()
        before[0].send_signal(signal.SIGKILL)
        psutil.wait_procs(before[:1], timeout=10)
        for _ in range(60):
            answer = visitors.ask("/cities/norfolk-va/")
            assert answer.status in (0, 200)  # 0: it was the killed one's
            if answer.status == 200 and len(psutil.Process(process.pid).children()) == len(before):
                break
        until_saved(visitors)


def test_five_hundred_save_at_once(postgres: Postgres, visitors: Visitors) -> None:
    for _ in ROUNDS:
        with ThreadPoolExecutor(50) as pool:
            answers = list(pool.map(lambda _: save(visitors), range(500)))
        saved = [answer for answer in answers if answer.status == 201]
        assert {answer.status for answer in answers} <= {201, 503}, [a.body[:200] for a in answers if a.status == 500]
        assert len(saved) >= 450
        ids = {answer.json["id"] for answer in saved}
        assert len(ids) == len(saved)
        found = {row["id"] for row in postgres.rows("SELECT id FROM calculator_scenario")}
        assert ids <= found


def test_a_loader_that_is_killed_leaves_the_facts_whole(postgres: Postgres, visitors: Visitors) -> None:
    environment = {**ENVIRONMENT, "DATABASE_URL": postgres.url}
    counted = "SELECT (SELECT count(*) FROM profiles_place) AS places, (SELECT count(*) FROM profiles_homicidecount) AS counts"
    for _ in ROUNDS:
        before = postgres.rows(counted)
        load = [sys.executable, "manage.py", "load_data", "--force"]
        with subprocess.Popen(load, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as loader:
            writing = (
                "SELECT 1 AS yes FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%profiles_population%'"
            )
            while loader.poll() is None and not postgres.rows(writing + " AND query NOT LIKE '%pg_stat%'"):
                pass
            loader.kill()
        assert postgres.rows(counted) == before
        check_reading(visitors)
        until_saved(visitors)


def test_two_releases_share_one_database(postgres: Postgres, visitors: Visitors) -> None:
    """A newer release has added a column and a migration that this one knows nothing of; nothing was taken away."""
    for number in ROUNDS:
        postgres.server.psql(
            f"ALTER TABLE calculator_scenario ADD COLUMN newer_{number} text NOT NULL DEFAULT '';\n"
            f"INSERT INTO django_migrations (app, name, applied) VALUES ('calculator', '9{number}_newer', now());"
        )
        until_saved(visitors)
        assert visitors.ask("/readyz").status == 200
        check_reading(visitors)


@pytest.mark.django_db(transaction=True)
def test_a_full_disk_saves_nothing_by_halves() -> None:
    from django.db import connection
    from django.test import Client

    from calculator.models import Scenario

    if connection.vendor != "sqlite":
        return  # the server's own disk; `web.away` knows its code
    client = Client(raise_request_exception=False)
    for number in ROUNDS:
        with connection.cursor() as cursor:
            pages = cursor.execute("PRAGMA page_count").fetchone()[0]
            cursor.execute(f"PRAGMA max_page_count = {pages}")
        try:
            sent = [
                client.post(SCENARIOS, {"population": (6_000 + number) * 1000 + n}, content_type="application/json")
                for n in range(60)
            ]
        finally:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA max_page_count = 1073741823")
        refused = [answer for answer in sent if answer.status_code == 503]
        assert refused
        assert {answer.status_code for answer in sent} <= {201, 503}
        assert int(refused[0].headers["Retry-After"]) > 0
        kept = {answer.json()["id"] for answer in sent if answer.status_code == 201}
        assert kept == set(
            Scenario.objects.filter(query__contains=f"population={6_000 + number}").values_list("id", flat=True)
        )
        assert client.get("/cities/norfolk-va/").status_code == 200


def test_processes_of_ours_end() -> None:
    """The fixtures' own promise, so that no run leaves a server behind."""
    with ended(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])) as process:
        pass
    assert process.returncode is not None
