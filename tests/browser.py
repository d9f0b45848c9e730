"""A real browser for tests: one Chromium a worker, one fresh context a test, nothing forgiven."""

import os
import re
import shutil
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

# The headless shell is the same engine without the windows, whose own pages take twice the time of ours.
CHROMIUM_NAMES = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"]
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE_RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
}

# Ranges stand only where scripts run, which give them their names; a page without scripts has none to wait for.
NAMED = """() => [...document.querySelectorAll("[data-slider] input[type=range]")]
  .every((range) => !range.checkVisibility() || range.ariaLabel)"""


def chromium_path() -> str:
    """Return the browser to drive: CHROMIUM, else the first installed; raise where there is none."""
    named = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if not named:
        raise RuntimeError("No Chromium here: run bin/install-test-tools, or set CHROMIUM to its path.")
    return named


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the worker's whole run."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def expected_console() -> list[str]:
    """Patterns of console errors that a test means to cause, such as a 404 it asks for."""
    return []


@pytest.fixture
def watch(expected_console: list[str]) -> Iterator[Callable[[Page], Page]]:
    """Collect a page's console errors, exceptions and CSP violations, and fail the test on any."""
    faults: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            faults.append(f"{message.text} ({message.location.get('url')})")

    def watched(page: Page) -> Page:
        page.on("console", on_console)
        page.on("pageerror", lambda error: faults.append(str(error)))
        return page

    yield watched
    unexpected = [fault for fault in faults if not any(re.search(p, fault) for p in expected_console)]
    assert not unexpected, "The browser complained:\n" + "\n".join(unexpected)


@pytest.fixture
def page(browser: Browser, watch: Callable[[Page], Page]) -> Iterator[Page]:
    """A fresh page at 1280 px that keeps the site's CSP; any complaint of the browser fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    context.set_default_navigation_timeout(30_000)  # the first page of a worker reads all facts
    yield watch(context.new_page())
    context.close()


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Return `axe(page)`, which asserts that the page breaks no WCAG 2.2 A or AA rule."""

    def check(page: Page) -> None:
        page.wait_for_function(NAMED)
        results = Axe().run(page, options=AXE_RULES)
        assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"

    return check
