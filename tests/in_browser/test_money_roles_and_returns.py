"""Start from the money, who is hired, which city it is, and what it returns: by keyboard alone, on a phone, without scripts."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect

from tests.calculator_page import NORFOLK, address_says, open_norfolk, total

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def uncounted() -> None:
    cache.clear()


def test_the_keyboard_alone_types_money_chooses_the_city_and_sets_posts(
    page: Page, live_server: object, expected_console: list[str]
) -> None:
    expected_console.append("400")  # posts typed in are asked for
    open_norfolk(page, live_server)
    start = total(page)
    page.get_by_label("Start from the money").focus()
    page.keyboard.type("3 million")
    page.keyboard.press("Tab")
    address_says(page, "solve=3000000")
    expect(page.locator(".money")).to_contain_text("$3.0 million reaches")
    expect(page.locator("[data-announce]")).to_contain_text(total(page))
    page.get_by_label("Start from the money").focus()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.press("Tab")
    expect(page.locator("[data-out=total]")).to_have_text(start)
    page.locator("input[name=high_risk_basis]:checked").focus()
    page.keyboard.press("ArrowDown")
    address_says(page, "high_risk_basis=2")
    assert total(page) != start
    page.get_by_text("Who is there already").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Mediator: how many").focus()
    page.keyboard.press("ArrowDown")
    page.get_by_label("Mediator: posts typed in").focus()
    page.keyboard.type("3")
    page.keyboard.press("Tab")
    address_says(page, "mediator_posts=3")
    asked = parse_qs(urlsplit(page.url).query)
    assert (asked["mediator_basis"], asked["mediator_posts"], asked["high_risk_basis"]) == (["2"], ["3"], ["2"])


def test_without_scripts_money_city_and_posts_answer(browser: Browser, live_server: object) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server}{NORFOLK}")
    groups = page.locator(".sliders > .group.more > summary").all_inner_texts()
    assert groups[:3] == ["Local facts", "Who is there already", "Caseloads"], "what a city knows stands first"
    page.locator("input[name=high_risk_basis][value='2']").check()
    page.get_by_label("Start from the money").fill("$3,000,000")
    page.get_by_role("button", name="Show the result").first.click()
    expect(page.locator(".money")).to_contain_text("$3.0 million reaches")
    page.get_by_text("Who is there already").click()
    page.get_by_label("Mediator: how many").select_option("0")
    page.get_by_role("button", name="Show the result").first.click()
    expect(page.get_by_label("Start from the money")).to_have_value("3,000,000")
    asked = parse_qs(urlsplit(page.url).query)
    assert (asked["mediator_basis"], asked["solve"], asked["high_risk_basis"]) == (["0"], ["3000000"], ["2"])
    page.context.close()


def test_three_perspectives_stand_before_any_single_figure(page: Page, live_server: object) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{live_server}{NORFOLK}?tab=return&homicides=37")
    table = page.get_by_role("table", name="What each dollar might keep")
    named = table.locator("tbody th").all_inner_texts()
    assert len(named) >= 3, named
    bottom = table.evaluate("table => table.getBoundingClientRect().bottom")
    for later in (".plan-answer .lede", ".plan-answer .facts", "#return-ranges-title", "#return-outcomes-caption"):
        single = page.locator(later).first
        assert single.bounding_box()["y"] > bottom - 1, later  # type: ignore[index]
        assert single.evaluate(
            "(single, table) => table.compareDocumentPosition(single) & Node.DOCUMENT_POSITION_FOLLOWING",
            table.element_handle(),
        ), later
