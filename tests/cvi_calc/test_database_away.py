"""PostgreSQL stopped, crashed and started again under load: clear answers, nothing lost, nothing half written.

Runs once, with the SQLite suite: it has a PostgreSQL of its own.
"""

import http
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.outage import READ, Answer, Visitors
from tests.postgres import Postgres
from tests.proxy import replica

SCENARIOS = "/api/v1/scenarios/"
FROM_MEMORY = {path for path in READ if path != "/admin/"}  # the editors' pages ask the database who somebody is
COLUMNS = {"id", "created", "name", "methodology", "data_version", "query", "subject", "total", "content"}


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    # Not below pytest's own folder: that is closed to the user PostgreSQL runs as where root runs the tests.
    folder = Path(tempfile.mkdtemp(prefix="cvi-pg-"))
    server = Postgres(folder)
    yield server
    server.server.cleanup()
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def port(postgres: Postgres) -> Iterator[int]:
    with replica(DATABASE_URL=postgres.url, WEB_CONCURRENCY="2") as (port, _):
        yield port


def refused(answer: Answer) -> bool:
    return answer.path == SCENARIOS and answer.status == http.HTTPStatus.SERVICE_UNAVAILABLE


def saved(answer: Answer) -> bool:
    return answer.path == SCENARIOS and answer.status == http.HTTPStatus.CREATED


def read(answer: Answer) -> bool:
    return answer.path in FROM_MEMORY


def check_refusal(answer: Answer) -> None:
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.headers["Cache-Control"] == "no-store"
    if answer.path.startswith("/api/"):
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.json["status"] == http.HTTPStatus.SERVICE_UNAVAILABLE
        assert "database" in answer.json["detail"]
    else:
        assert b"<h1" in answer.body


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_an_outage_under_load(postgres: Postgres, port: int, mode: str) -> None:
    visitors = Visitors(port)
    with visitors.busy():
        visitors.see(at_least=20, what=saved)
        postgres.stop(mode)
        stopped = time.monotonic()
        try:
            visitors.see(at_least=1, what=refused)
            during = visitors.see(at_least=30, what=refused)
            during += visitors.see(at_least=30, what=read)
            ready, alive = visitors.ask("/readyz"), visitors.ask("/healthz")
            lost = visitors.ask(SCENARIOS + next(iter(visitors.saved)) + "/")
        finally:
            postgres.start()
        visitors.see(at_least=1, what=saved)
        after = visitors.see(at_least=20, what=saved)
        after += visitors.see(at_least=20, what=read)

    assert {one.status for one in during if read(one)} == {200}, "pages and answers come from memory"
    assert not [one for one in during if saved(one) and one.asked > stopped], (
        "nothing is said to be saved while there is no database"
    )
    assert (ready.status, alive.status) == (503, 200)
    if lost.status != http.HTTPStatus.OK:  # what was read before is remembered, and never changes
        check_refusal(lost)
    for answer in visitors.answers:
        assert answer.status in (200, 201, 302, 503), (answer.path, answer.status, answer.body[:500])
        if answer.status == http.HTTPStatus.SERVICE_UNAVAILABLE:
            check_refusal(answer)
    assert {one.status for one in after[-20:]} <= {200, 201, 302}, "all is well again, without a restart"

    for key, answer in visitors.saved.items():
        again = visitors.ask(f"{SCENARIOS}{key}/")
        assert again.status == http.HTTPStatus.OK, (key, again.body)
        assert again.json == answer


def test_what_is_stored_is_whole(postgres: Postgres, port: int) -> None:
    """Also what was stored while the answer was lost: sent again, it is found, not stored twice."""
    rows = postgres.rows("SELECT * FROM calculator_scenario")
    assert len(rows) >= 80, "both outages left scenarios"
    visitors = Visitors(port)
    for row in rows:
        assert {column for column, value in row.items() if value not in (None, "")} == COLUMNS
        answer = visitors.ask(f"{SCENARIOS}{row['id']}/").json
        assert answer["budget"]["total"] == row["total"] > 0
        assert len(answer["budget"]["staffing"]) == 12
    populations = [row["subject"]["facts"]["population"] for row in rows]
    assert len(set(populations)) == len(populations)
    again = visitors.ask(SCENARIOS, {"methodology": "caps", "population": populations[0]})
    assert again.json["id"] == rows[0]["id"]
    assert postgres.rows("SELECT count(*) AS number FROM calculator_scenario") == [{"number": len(rows)}]
