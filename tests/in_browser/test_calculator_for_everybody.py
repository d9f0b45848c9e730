"""The calculator for everybody: announced, saved with the same numbers, no rule broken, nothing over the edge."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from tests.calculator_page import (
    NORFOLK,
    box,
    open_norfolk,
    slider,
    total,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def uncounted() -> None:
    cache.clear()


def test_the_total_is_announced_once_it_rests(page: Page, live_server: object) -> None:
    open_norfolk(page, live_server)
    status = page.locator("[data-announce]")
    slider(page, "coverage_share").evaluate(
        """range => {
          for (const at of [0.9, 0.8, 0.7]) {
            range.value = at;
            range.dispatchEvent(new Event('input', { bubbles: true }));
          }
        }"""
    )
    assert status.inner_text() == ""
    slider(page, "coverage_share").dispatch_event("change")
    expect(status).to_contain_text(total(page))


def test_saving_leads_to_the_same_numbers(page: Page, live_server: object) -> None:
    open_norfolk(page, live_server)
    box(page, "coverage_share").fill("50%")
    box(page, "coverage_share").blur()
    answer = total(page)
    page.get_by_role("button", name="Save with a short link").click()
    page.wait_for_url(re.compile(r"/s/\w{10}/$"))
    expect(page.locator("table.budget tfoot .amount")).to_have_text(answer)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path",
    [
        NORFOLK,
        "/calculator/?place=5157000&place=5182000",
        "/calculator/?county=06037",
        "/calculator/?search=orange",
        "/cities/norfolk-va/",
        "/",
        "/compare/",
        "/compare/?city=norfolk-va&city=richmond-va&city=newport-news-va",
        "saved",
    ],
)
def test_pages_break_no_rule_with_everything_open(
    page: Page, live_server: object, axe: Callable[[Page], None], path: str, scheme: Any
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{live_server}{NORFOLK if path == 'saved' else path}")
    if path == "saved":
        page.get_by_role("button", name="Save with a short link").click()
        page.wait_for_url(re.compile("/s/"))
    page.evaluate("for (const part of document.querySelectorAll('main details')) part.open = true")
    axe(page)


@pytest.mark.parametrize("width", [360, 320])  # 320 CSS pixels are 1280 at 400%
@pytest.mark.parametrize(
    "path",
    [
        NORFOLK,
        f"{NORFOLK}?outreach_caseload=0&coverage_share=half",
        "/calculator/?county=06037",
        "/calculator/?place=5157000&place=5182000",
        "/calculator/",
        "/cities/norfolk-va/",
        "/",
        "/compare/?city=norfolk-va&city=richmond-va&city=newport-news-va&city=st-louis-mo",
        "saved",
    ],
)
def test_nothing_runs_over_the_edge(
    page: Page, live_server: object, path: str, width: int, expected_console: list[str]
) -> None:
    expected_console.append("400")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{live_server}{NORFOLK if path == 'saved' else path}")
    if path == "saved":
        page.get_by_role("button", name="Save with a short link").click()
        page.wait_for_url(re.compile("/s/"))
    page.evaluate("for (const part of document.querySelectorAll('main details')) part.open = true")
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0


def test_a_printed_tab_has_no_ways_around_the_page(page: Page, live_server: object) -> None:
    page.goto(f"{live_server}{NORFOLK}?tab=years&years=3")
    assert page.get_by_role("link", name="Workbook").first.is_visible()
    page.emulate_media(media="print")
    shown = [link.text_content() for link in page.locator("nav a, button").all() if link.is_visible()]
    assert shown == []
