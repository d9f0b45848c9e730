"""Lighthouse on its mobile profile, and what each page weighs over the wire: `make bench-lighthouse`.

"machine" is Lighthouse's own measure of how fast the machine was at that moment: performance is only comparable where
it is alike. Chromium is the machine's own (CHROME_PATH, or the first found); nothing but Lighthouse itself is installed.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.server import serving

FOLDER = Path(__file__).parent / "lighthouse"
PAGES = (
    "/", "/cities/norfolk-va/", "/cities/norfolk-va/calculator/", "/cities/norfolk-va/start/", "/evidence/", "/map/",
    "/states/va/", "/portfolio/", "/funders/", "/validation/", "/data/", "/metros/",
)  # fmt: skip
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
MOST_KILOBYTES = 70
TRIES = 3
WIDTH = 110
CHROMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
CHROME_FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


def report(url: str, chrome: str) -> dict[str, Any]:
    """Return Lighthouse's report of a page; raises CalledProcessError where it cannot make one, tried three times."""
    for _ in range(TRIES - 1):  # now and then the browser's trace has no beginning
        with suppress(subprocess.CalledProcessError):
            return _report(url, chrome)
    return _report(url, chrome)


def _report(url: str, chrome: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as profile:
        command = [
            str(FOLDER / "node_modules" / ".bin" / "lighthouse"),
            url,
            "--quiet",
            "--output=json",
            "--form-factor=mobile",
            f"--only-categories={','.join(CATEGORIES)}",
            f"--chrome-flags={CHROME_FLAGS} --user-data-dir={profile}",
        ]
        environment = {**os.environ, "CHROME_PATH": chrome}
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def median_report(url: str, chrome: str, *, runs: int) -> dict[str, Any]:
    """Return the report of median performance among several: one busy moment of the machine moves a score."""
    found = [report(url, chrome) for _ in range(runs)]
    return sorted(found, key=lambda one: float(one["categories"]["performance"]["score"]))[runs // 2]


def shortcomings(found: dict[str, Any]) -> list[str]:
    """Return what keeps a category from 100: each audit that counts and did not pass."""
    lines = []
    for name in CATEGORIES:
        for audit in found["categories"][name]["auditRefs"]:
            result = found["audits"][audit["id"]]
            score = result["score"]
            if audit["weight"] and score is not None and score < 1:
                said = result.get("displayValue", "")
                lines.append(f"  {name}: {result['title']} {said} ({score:.2f})".rstrip())
    return lines


def kilobytes(found: dict[str, Any], *kinds: str) -> float:
    """Return what the page's requests took over the wire, headers included; only of the kinds named, if any."""
    items = found["audits"]["network-requests"]["details"]["items"]
    return sum(item["transferSize"] for item in items if not kinds or item["resourceType"] in kinds) / 1000


def main() -> None:
    """Print four scores and the weight of each page; below 100, say why."""
    parser = argparse.ArgumentParser(prog="python -m bench.pages", description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="runs a page, of which the median counts (default 3)")
    options = parser.parse_args()
    chrome = os.environ.get("CHROME_PATH") or next(filter(None, map(shutil.which, CHROMES)), "")
    if not chrome:
        sys.exit("No Chromium was found: install one, or name it in CHROME_PATH.")
    table = Table(title=f"Lighthouse, mobile profile; at most {MOST_KILOBYTES} KB over the wire, the map apart")
    for heading in ("page", "perf", "a11y", "best", "seo", "machine", "KB", "HTML", "CSS", "script", "requests"):
        table.add_column(heading, justify="left" if heading == "page" else "right", no_wrap=True)
    why: list[str] = []
    with serving() as address:
        for page in PAGES:
            found = median_report(address + page, chrome, runs=options.runs)
            scores = [f"{found['categories'][name]['score'] * 100:.0f}" for name in CATEGORIES]
            kinds = (("Document",), ("Stylesheet",), ("Script",))
            weights = [f"{kilobytes(found, *kind):.1f}" for kind in ((), *kinds)]
            requests = len(found["audits"]["network-requests"]["details"]["items"])
            table.add_row(page, *scores, f"{found['environment']['benchmarkIndex']:,.0f}", *weights, str(requests))
            if lines := shortcomings(found):
                why += [page, *lines]
    console = Console(width=WIDTH)
    console.print(table)
    if why:
        console.print("\n".join(why), markup=False, highlight=False)


if __name__ == "__main__":
    main()
