"""`make load`: visitors of every kind on PostgreSQL, Redis or Valkey, two replicas and the shipped proxy; into docs/performance.md.

Bounded: so many seconds of a mixed load at each number of worker processes, then what the site must bear beside visitors.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import count
from pathlib import Path
from statistics import quantiles
from typing import Any

import psutil

from bench.server import free_port
from tests.postgres import Postgres
from tests.proxy import ended, proxied, replica

TARGET = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
WITHOUT_LIMITS = dict.fromkeys(("API_RATE", "PAGE_RATE", "FILE_RATE", "SITE_RATE"), "1000000/s")
JSON = {"Content-Type": "application/json"}
SLUGS = ("norfolk-va", "chicago-il", "oakland-ca", "monowi-ne", "irvington-nj", "baltimore-md", "jackson-ms", "erie-pa")
# Of twenty requests: what visitors and programs ask, most of it with a question nobody asked before.
MIX: tuple[Callable[[int], tuple[str, object]], ...] = (
    *(lambda n: (f"/cities/{SLUGS[n % 8]}/", None) for _ in range(6)),
    *(lambda n: (f"/cities/{SLUGS[n % 8]}/calculator/?coverage_share=0.{n}", None) for _ in range(4)),
    *(lambda n: (f"/api/v1/cities/{SLUGS[n % 8]}/budget/?coverage_share=0.{n}", None) for _ in range(5)),
    lambda n: (f"/api/v1/search/?q={SLUGS[n % 8][: 3 + n % 4]}", None),
    lambda n: ("/api/v1/plans/", {"population": 20_000 + n, "years": 5}),
    lambda n: ("/evidence/", None),
    lambda n: (f"/cities/{SLUGS[n % 8]}/budget.csv?coverage_share=0.{n}", None),
    lambda n: ("/api/v1/scenarios/", {"population": 20_000 + n}),
)
MEMO = "/cities/chicago-il/budget.pdf"
_number = count(1_000_003)


@dataclass
class Seen:
    """What came back to all visitors: seconds of each answer, and how many of each status (0: none came)."""

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    def line(self, elapsed: float) -> list[str]:
        """Return requests a second, p50, p95, p99 in milliseconds, and how often another status than 200 and 201 came."""
        cuts = quantiles(self.seconds, n=100) if len(self.seconds) > 1 else [0.0] * 99
        others = sorted((status, number) for status, number in self.statuses.items() if status not in (200, 201))
        return [
            f"{len(self.seconds) / elapsed:,.0f}",
            *(f"{cuts[at] * 1000:,.0f}" for at in (49, 94, 98)),
            ", ".join(f"{number:,} × {status}" for status, number in others) or "0",
        ]


def ask(port: int, path: str, body: Any, seen: Seen) -> None:
    """Ask once, as a client of its own address, and keep what came."""
    started, status = time.perf_counter(), 0
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET" if body is None else "POST", path, body and json.dumps(body), JSON if body else {})
        response = connection.getresponse()
        response.read()
        status = response.status
    except (OSError, HTTPException):
        pass
    finally:
        connection.close()
    seen.seconds.append(time.perf_counter() - started)
    seen.statuses[status] += 1


def load(port: int, *, seconds: float, visitors: int) -> tuple[Seen, float]:
    """Let so many visitors ask without pause for so long; return what they saw and how long it took."""
    seen, started = Seen(), time.monotonic()

    def visit() -> None:
        while time.monotonic() < started + seconds:
            number = next(_number)
            path, body = MIX[number % len(MIX)](number)
            ask(port, path, body, seen)

    threads = [threading.Thread(target=visit) for _ in range(visitors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen, time.monotonic() - started


def beside(port: int, work: Sequence[tuple[str, object]]) -> tuple[float, Seen, Seen]:
    """Send `work` at once, and let one visitor look at profiles until it is done: seconds of all, what came back to each."""
    done, heavy, visitor = threading.Event(), Seen(), Seen()

    def look() -> None:
        while not done.is_set():
            ask(port, f"/cities/{SLUGS[next(_number) % 8]}/", None, visitor)

    looking = threading.Thread(target=look)
    looking.start()
    started = time.monotonic()
    threads = [threading.Thread(target=ask, args=(port, *one, heavy)) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    elapsed = time.monotonic() - started
    done.set()
    looking.join()
    return elapsed, heavy, visitor


def megabytes(processes: Sequence["subprocess.Popen[bytes]"]) -> str:
    """Return the resident memory of the largest worker, in MB."""
    workers = [child for process in processes for child in psutil.Process(process.pid).children()]
    return f"{max(worker.memory_info().rss for worker in workers) / 1e6:,.0f}"


@contextmanager
def stores() -> Iterator[dict[str, str]]:
    """Start PostgreSQL with the facts in it, and Redis or Valkey; yield the variables that name them."""
    folder = Path(tempfile.mkdtemp(prefix="cvi-load-"))
    try:
        postgres, port = Postgres(folder), free_port()
        own = {"DATABASE_URL": postgres.url, "CACHE_URL": f"rediscache://127.0.0.1:{port}/0", **WITHOUT_LIMITS}
        program = shutil.which("valkey-server") or "redis-server"
        command = [program, "--port", str(port), "--save", "", "--bind", "127.0.0.1"]
        with ended(subprocess.Popen(command, stdout=subprocess.DEVNULL)):
            subprocess.run(
                [sys.executable, "bin/prepare"], check=True, env={**os.environ, **own}, stdout=subprocess.DEVNULL
            )
            yield own
        postgres.server.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def measure(seconds: float, visitors: int) -> str:
    """Return the page: the mixed load on two and four worker processes in two replicas, then work beside a visitor."""
    rows, bears = [], []
    unknown = [f"made-up-town-{number:03d}-{'abcdefghij' * 17}" for number in range(490)]
    with stores() as own:
        for workers in (1, 2):
            with ExitStack() as stack:
                served = [stack.enter_context(replica(**own, WEB_CONCURRENCY=str(workers))) for _ in range(2)]
                processes = [process for _, process in served]
                proxy = stack.enter_context(proxied([port for port, _ in served]))
                load(proxy, seconds=2, visitors=2)
                seen, elapsed = load(proxy, seconds=seconds, visitors=visitors)
                rows.append([str(2 * workers), *seen.line(elapsed), megabytes(processes)])
                if workers == 1:
                    for name, work in (
                        ("eight 93 KB POSTs of unknown places", [("/api/v1/budgets/", {"places": unknown})] * 8),
                        (
                            "sixteen memos at once",
                            [(f"{MEMO}?coverage_share=0.{n}", None) for n in range(21, 37)],
                        ),
                    ):
                        took, heavy, visitor = beside(proxy, work)
                        told = ", ".join(f"{number} × {status}" for status, number in sorted(heavy.statuses.items()))
                        bears.append([name, f"{took:.1f}", told, visitor.line(took)[2]])
    head = "| worker processes | requests a second | p50 ms | p95 ms | p99 ms | not 200 or 201 | largest worker, MB |"
    return "\n".join(
        [head, "| --: | --: | --: | --: | --: | --: | --: |", *(f"| {' | '.join(row)} |" for row in rows), "",
         "| beside one visitor | seconds in all | answers | the visitor’s p95 ms |", "| --- | --: | --- | --: |",
         *(f"| {' | '.join(row)} |" for row in bears)]
    )  # fmt: skip


def main() -> None:
    """Measure, print, and write between the marks of docs/performance.md."""
    parser = argparse.ArgumentParser(prog="python -m bench.mixed", description=__doc__)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--visitors", type=int, default=8)
    options = parser.parse_args()
    table = measure(options.seconds, options.visitors)
    print(table)
    begin, end = "<!-- measured -->\n", "<!-- end -->"
    text = TARGET.read_text(encoding="utf-8")
    before, _, rest = text.partition(begin)
    _, _, after = rest.partition(end)
    TARGET.write_text(f"{before}{begin}{table}\n{end}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
