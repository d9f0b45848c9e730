"""Measure the site beside datasette serving the same table and OpenFisca computing the same formulas.

All servers run at once and are asked in turns, several rounds; the median ratio counts. The site runs as configured (a
worker a core), OpenFisca with as many workers; datasette is one process, as its documentation deploys it.
"""

import argparse
import json
import os
import tempfile
import urllib.request
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from bench.load import requests_per_second, tool
from bench.peers.servers import datasette, openfisca, table_of_budgets
from bench.server import serving

RESIDENTS = 238_005
TOTAL = 19_888_485
OURS = {"methodology": "caps", "population": RESIDENTS}
THEIRS = {
    "persons": {"somebody": {}},
    "places": {
        "norfolk": {
            "residents": ["somebody"],
            "population": {"2026": RESIDENTS},
            **{name: {"2026": None} for name in ("total", "frontline_staff", "supervisors", "wraparound_cost")},
        }
    },
}
ROW = "/budgets/budgets/5157000.json?_shape=objects"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: its URL, and the JSON to post where it is one."""

    url: str
    body: dict[str, object] | None = None

    def per_second(self, seconds: float) -> float:
        """Return how many of these are answered in a second."""
        return requests_per_second(self.url, seconds=seconds, body=self.payload)

    @property
    def payload(self) -> bytes | None:
        """The body as sent."""
        return None if self.body is None else json.dumps(self.body).encode()

    def answer(self) -> dict[str, object]:
        """Return one answer."""
        headers = {"Content-Type": "application/json"}
        with urllib.request.urlopen(urllib.request.Request(self.url, self.payload, headers)) as answer:
            return json.load(answer)


@dataclass(frozen=True, slots=True)
class Match:
    """The site's request beside a peer's, and the least ratio that we want."""

    name: str
    ours: Asked
    peer: str
    theirs: Asked
    bar: float


def check(matches: list[Match]) -> None:
    """Raise where a peer does not give the figure that it should: nobody is timed on a wrong answer."""
    assert matches[0].ours.answer()["total"] == TOTAL  # noqa: S101
    norfolk = matches[0].theirs.answer()["places"]["norfolk"]  # type: ignore[index]
    assert abs(norfolk["total"]["2026"] - TOTAL) < 2, norfolk  # noqa: S101 - OpenFisca computes in single precision
    assert matches[1].theirs.answer()["rows"], "datasette has no such row"  # noqa: S101


def main() -> None:
    """Run every match and print one table."""
    parser = argparse.ArgumentParser(prog="python -m bench.peers", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2)
    options = parser.parse_args()
    with ExitStack() as stack:
        site = stack.enter_context(serving())
        database = table_of_budgets(site, Path(stack.enter_context(tempfile.TemporaryDirectory())))
        plain = stack.enter_context(datasette(database))
        unthreaded = stack.enter_context(datasette(database, "--setting", "num_sql_threads", "0"))
        fisca = stack.enter_context(openfisca(workers=min(os.cpu_count() or 1, 4)))
        budget = Asked(f"{site}/api/v1/cities/norfolk-va/budget/")
        posted = Asked(f"{site}/api/v1/budgets/", OURS)
        matches = [
            Match("a budget, posted", posted, "OpenFisca web API", Asked(f"{fisca}/calculate", THEIRS), 4),
            Match("a place's budget", budget, "datasette, one row", Asked(plain + ROW), 5),
            Match("a place's budget", budget, "datasette, no threads", Asked(unthreaded + ROW), 3),
        ]
        check(matches)
        table = Table(title=f"Answers per second, in turns, load by {tool()}")
        for heading in ("measured", "a second", "against", "a second", "ratio", "bar"):
            table.add_column(heading, justify="left" if heading in ("measured", "against") else "right")
        for match in matches:
            table.add_row(*measured(match, rounds=options.rounds, seconds=options.seconds))
        Console().print(table)


def measured(match: Match, *, rounds: int, seconds: float) -> list[str]:
    """Return the row of the round of median ratio, after one unmeasured second of each."""
    match.ours.per_second(1)
    match.theirs.per_second(1)
    pairs = [(match.ours.per_second(seconds), match.theirs.per_second(seconds)) for _ in range(rounds)]
    middle = median(ours / theirs for ours, theirs in pairs)
    ours, theirs = min(pairs, key=lambda pair: abs(pair[0] / pair[1] - middle))
    return [match.name, f"{ours:,.0f}", match.peer, f"{theirs:,.0f}", f"{ours / theirs:.1f}", f"≥ {match.bar:.0f}"]


if __name__ == "__main__":
    main()
