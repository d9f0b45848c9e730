"""What goes wrong beside a site that runs: a real PostgreSQL, a real Redis or Valkey, gunicorn, and somebody who asks meanwhile.

The suite runs one round of each, `make test-faults` ten (FAULT_ROUNDS). A database that stops and crashes under load is in
`test_database_away`, loaders in `test_loaders`, a full disk in `test_full_disk`, slow clients in `test_slow_clients`; the clock is
moved in `test_governor`.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from tests.cache_server import Cache
from tests.outage import Answer, Visitors, frozen
from tests.postgres import Postgres
from tests.proxy import ended, replica

ROUNDS = range(int(os.environ.get("FAULT_ROUNDS", "1")))
SCENARIOS = "/api/v1/scenarios/"
IN_MEMORY = ("/healthz", "/cities/norfolk-va/", "/api/v1/cities/norfolk-va/budget/", "/evidence/")
LIMIT = 40  # requests to the API in a minute


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    # Not below pytest's own folder: that is closed to the user PostgreSQL runs as where root runs the tests.
    folder = Path(tempfile.mkdtemp(prefix="cvi-faults-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def postgres(folder: Path) -> Iterator[Postgres]:
    server = Postgres(folder)
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
    own = {"DATABASE_URL": postgres.url, "CACHE_URL": f"rediscache://127.0.0.1:{cache.port}/0", "DATABASE_SECONDS": "1"}
    with replica(**own, WEB_CONCURRENCY="2", API_RATE=f"{LIMIT}/min") as (port, process):
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
    postgres.psql("SET default_transaction_read_only = off;")
    postgres.psql(
        f"SET default_transaction_read_only = off;\nALTER SYSTEM SET default_transaction_read_only = {value};"
    )
    postgres.psql("SELECT pg_reload_conf();")
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
    """Ask until the processes, which leave a cache that failed alone for a while, count in it again."""
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
        assert 429 in statuses(visitors, f"203.0.113.{number}", 4 * LIMIT + 10)
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


def test_two_releases_share_one_database(postgres: Postgres, visitors: Visitors) -> None:
    """A newer release has added a column and a migration that this one knows nothing of; nothing was taken away."""
    for number in ROUNDS:
        postgres.psql(
            f"ALTER TABLE calculator_scenario ADD COLUMN newer_{number} text NOT NULL DEFAULT '';\n"
            f"INSERT INTO django_migrations (app, name, applied) VALUES ('calculator', '9{number}_newer', now());"
        )
        until_saved(visitors)
        assert visitors.ask("/readyz").status == 200
        check_reading(visitors)


def test_processes_of_ours_end() -> None:
    """The fixtures' own promise, so that no run leaves a server behind."""
    with ended(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])) as process:
        pass
    assert process.returncode is not None
