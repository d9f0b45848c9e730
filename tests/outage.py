"""Visitors who keep asking while something goes wrong."""

import http.client
import itertools
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psutil

HANG_SECONDS = 20
WAIT_SECONDS = 60
SAVERS, READERS = 3, 3
READ = ("/cities/norfolk-va/", "/api/v1/cities/norfolk-va/budget/", "/evidence/", "/api/v1/cities/?limit=5", "/admin/")


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
