"""Measure the site against floors of the same server in the same run, and print the ratios beside their bars.

Each pair is measured in turns, several rounds; the median round counts, so that a busy moment of the
machine falls on both sides.
"""

import argparse
from dataclasses import dataclass
from statistics import median

from rich.console import Console
from rich.table import Table

from bench.load import requests_per_second, tool
from bench.server import serving


@dataclass(frozen=True, slots=True)
class Pair:
    """What is measured, the floor it is compared with, and the least ratio that we want."""

    name: str
    path: str
    floor: str
    floor_path: str
    bar: float
    body: str = ""  # posted as JSON


EMPTY = ("empty DRF view", "/api/bench/empty/")
CITY = "/cities/norfolk-va/"
PEOPLE = '{"population": {n}, "homicides": 37'  # another population in each request
PAIRS = [
    Pair("one budget, JSON", f"/api/v1{CITY}budget/", *EMPTY, 0.7),
    Pair("a budget never asked before", f"/api/v1{CITY}budget/?coverage_share=0.{{n}}", *EMPTY, 0.8),
    Pair("a plan, posted", "/api/v1/plans/", *EMPTY, 0.6, PEOPLE + ', "years": 5}'),
    Pair("a return, posted", "/api/v1/returns/", *EMPTY, 0.6, PEOPLE + "}"),
    Pair("a calculator page never asked before", f"{CITY}calculator/?coverage_share=0.{{n}}", *EMPTY, 0.12),
    Pair("a city's page", CITY, "static 20 KB template", "/bench/static-page/", 1),
]


@dataclass(frozen=True, slots=True)
class Measured:
    """Requests per second of a pair in the median round, and its ratio."""

    pair: Pair
    per_second: float
    floor_per_second: float

    @property
    def ratio(self) -> float:
        """The subject's requests per second for one of its floor's."""
        return self.per_second / self.floor_per_second


def measure(pair: Pair, address: str, *, rounds: int, seconds: float) -> Measured:
    """Return the round of median ratio among `rounds`, after one unmeasured second of each to warm up."""
    body = pair.body.encode() or None
    requests_per_second(address + pair.path, seconds=1, body=body)
    requests_per_second(address + pair.floor_path, seconds=1)
    measured = [
        Measured(
            pair,
            requests_per_second(address + pair.path, seconds=seconds, body=body),
            requests_per_second(address + pair.floor_path, seconds=seconds),
        )
        for _ in range(rounds)
    ]
    middle = median(one.ratio for one in measured)
    return min(measured, key=lambda one: abs(one.ratio - middle))


def main() -> None:
    """Run every pair and print one table."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2)
    options = parser.parse_args()
    table = Table(title=f"Requests per second, gunicorn with the site's settings, load by {tool()}")
    for heading in ("measured", "req/s", "against", "req/s", "ratio", "bar"):
        table.add_column(heading, justify="left" if heading in ("measured", "against") else "right")
    with serving() as address:
        for pair in PAIRS:
            one = measure(pair, address, rounds=options.rounds, seconds=options.seconds)
            cells = [f"{one.per_second:,.0f}", pair.floor, f"{one.floor_per_second:,.0f}"]
            table.add_row(pair.name, *cells, f"{one.ratio:.2f}", f"≥ {pair.bar:.2f}")
    Console().print(table)


if __name__ == "__main__":
    main()
