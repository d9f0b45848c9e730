"""What one step of a drag costs in script, in a browser whose processor is slowed down four times.

`python -m bench.drag` prints milliseconds an input event for several sliders. It is measured, never asserted: a busy
machine must not fail a test. Playwright's Chromium flags are those of the tests.
"""

import argparse
from statistics import median, quantiles

from playwright.sync_api import Page, sync_playwright
from rich.console import Console
from rich.table import Table

from bench.server import serving
from tests.browser import CHROMIUM_FLAGS, chromium_path

PATH = "/cities/norfolk-va/calculator/"
SLIDERS = ("coverage_share", "case_manager_caseload", "outreach_salary", "housing_per_person", "training_share")
BAR_MS = 4
# Many events a sample, because a browser's clock is coarse; the range goes up and down its whole track.
DRAG = """([name, events]) => {
  const range = document.querySelector(`[data-slider=${name}] input[type=range]`);
  const low = Number(range.min), width = Number(range.max) - low, samples = [];
  for (let at = 0; at < events; at++) {
    range.value = low + width * Math.abs(Math.sin(at / 7));
    const from = performance.now();
    range.dispatchEvent(new Event("input", { bubbles: true }));
    samples.push(performance.now() - from);
  }
  return samples;
}"""


def drag(page: Page, name: str, events: int) -> list[float]:
    """Return milliseconds of script for each of `events` input events on one slider."""
    found: list[float] = page.evaluate(DRAG, [name, events])
    return found


def main() -> None:
    """Drag every slider and print one table."""
    parser = argparse.ArgumentParser(prog="python -m bench.drag", description=__doc__)
    parser.add_argument("--slowdown", type=float, default=4)
    parser.add_argument("--events", type=int, default=400)
    options = parser.parse_args()
    table = Table(title=f"Script of one drag step, processor slowed {options.slowdown:g} times; bar: {BAR_MS} ms")
    for heading in ("slider", "median ms", "95 % below", "slowest", "requests"):
        table.add_column(heading, justify="left" if heading == "slider" else "right")
    with serving() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
        page = browser.new_page()
        page.goto(address + PATH, wait_until="networkidle")
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": options.slowdown})
        drag(page, SLIDERS[0], 100)
        requests: list[str] = []
        page.on("request", lambda request: requests.append(request.url))
        for name in SLIDERS:
            requests.clear()
            samples = drag(page, name, options.events)
            high = quantiles(samples, n=20)[-1]
            cells = (f"{median(samples):.2f}", f"{high:.2f}", f"{max(samples):.2f}", str(len(requests)))
            table.add_row(name, *cells)
        browser.close()
    Console().print(table)


if __name__ == "__main__":
    main()
