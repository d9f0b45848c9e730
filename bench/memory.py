"""`python -m bench.memory`: how large a worker gets by being crawled in every encoding; fails beyond what the site promises.

Two crawls, each of a fresh worker: profiles of 20,000 places, and 700 calculators that nobody asked before.
"""

import argparse
import os
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection
from queue import Empty, SimpleQueue

import psutil

from bench.mixed import WITHOUT_LIMITS
from tests.proxy import replica

ENCODINGS = ("identity", "gzip", "br", "zstd")
VISITORS = 4
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Crawl:
    """What is asked for, and the megabytes a worker may have taken after it."""

    name: str
    paths: Sequence[str]
    most: int


def crawls(pages: int, calculators: int) -> Iterator[Crawl]:
    """Yield the two crawls."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cvi_calc.settings")
    import django

    django.setup()
    from profiles.selectors import place_table

    table = place_table()
    paths = [place.path for level in ("place", "county", "town") for place in table.of(level).places][:pages]
    yield Crawl(f"{len(paths):,} pages in {len(ENCODINGS)} encodings", paths, 300)
    slugs = [place.slug for place in table.places[:calculators]]
    asked = [f"/cities/{slug}/calculator/?coverage_share=0.{500 + number}" for number, slug in enumerate(slugs)]
    yield Crawl(f"{len(asked):,} calculators in {len(ENCODINGS)} encodings", asked, 330)


def largest_worker(process: int) -> float:
    """Return the resident megabytes of the largest worker."""
    return max(child.memory_info().rss for child in psutil.Process(process).children()) / MEGABYTE


def crawl(port: int, paths: Sequence[str]) -> None:
    """Ask for every path in every encoding over a few kept-alive connections. Raises RuntimeError on any answer but 200."""
    waiting: SimpleQueue[str] = SimpleQueue()
    faults: list[str] = []
    for path in paths:
        waiting.put(path)

    def visit() -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=120)
        while not faults:
            try:
                path = waiting.get_nowait()
            except Empty:
                break
            for encoding in ENCODINGS:
                connection.request("GET", path, headers={"Accept-Encoding": encoding})
                response = connection.getresponse()
                response.read()
                if response.status != 200:
                    faults.append(f"{path} answers {response.status}")
        connection.close()

    threads = [threading.Thread(target=visit) for _ in range(VISITORS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise RuntimeError(faults[0])


def main() -> int:
    """Crawl, print what was seen; 1 where a worker is larger than promised."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--calculators", type=int, default=700)
    asked = parser.parse_args()
    beyond = 0
    for one in crawls(asked.pages, asked.calculators):
        with replica(WEB_CONCURRENCY="1", **WITHOUT_LIMITS) as (port, process):
            before = largest_worker(process.pid)
            crawl(port, one.paths)
            after = largest_worker(process.pid)
        beyond += after > one.most
        print(f"{one.name}: {before:,.0f} MB before, {after:,.0f} MB after; {one.most} MB are promised", flush=True)
    return 1 if beyond else 0


if __name__ == "__main__":
    sys.exit(main())
