"""The pages of the house in a real browser: the strict CSP holds, the database of facts survives."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page, expect

SAYS = """() => {
  const at = document.activeElement, label = at.labels?.[0]?.textContent ?? "";
  return `${at.id} ${label} ${at.textContent}`.replace(/\\s+/g, " ").trim();
}"""
MOST_TABS = 60

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_editors_work_under_the_strict_csp(page: Page, live_server: object) -> None:
    User.objects.create_superuser("editor", password="a long enough pass phrase")
    page.goto(f"{live_server}/admin/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill("a long enough pass phrase")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="What would you like to do?")).to_be_visible()
    page.goto(f"{live_server}/admin/auth/user/add/")
    expect(page.get_by_role("heading", name="Add user")).to_be_visible()


def test_the_api_reference_renders_under_the_strict_csp(page: Page, live_server: object) -> None:
    page.goto(f"{live_server}/api/docs/reference/")
    expect(page.get_by_role("heading", name="API reference")).to_be_visible()


def test_a_page_that_is_not_there_helps_on(
    page: Page, live_server: object, axe: Callable[[Page], None], expected_console: list[str]
) -> None:
    expected_console.append("404")
    page.goto(f"{live_server}/nothing-here/")
    expect(page.get_by_role("heading", name="There is no page here")).to_be_visible()
    axe(page)


def test_the_keyboard_alone_leads_from_the_first_page_to_the_memo(page: Page, live_server: object) -> None:
    def tab_to(words: str) -> None:
        said = []
        for _ in range(MOST_TABS):
            page.keyboard.press("Tab")
            said.append(page.evaluate(SAYS))
            if words in said[-1]:
                return
        raise AssertionError(f"no Tab reaches {words!r} on {page.url}: {said}")

    def enter(address: str) -> None:
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(address))

    page.goto(f"{live_server}/")
    tab_to("home-search")
    page.keyboard.type("Norfolk, VA")
    enter("/cities/norfolk-va/$")
    tab_to("Make it yours")
    enter("/start/$")
    tab_to("People counted here")
    page.keyboard.type("210")
    enter("step=staff")
    for step in ("pay", "money", "year", "check"):
        tab_to("Skip this question")
        enter(f"step={step}")
    tab_to("Council memo")
    assert re.search(r"/budget\.pdf\?.*local_high_risk=210", page.evaluate("() => document.activeElement.href"))


@pytest.mark.parametrize("scripts", [True, False])
def test_going_back_to_a_question_finds_what_was_typed(browser: Browser, live_server: object, scripts: bool) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{live_server}/cities/norfolk-va/start/")
    page.locator("[name=local_high_risk]").fill("1 200")
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**step=staff**")
    page.go_back()
    assert page.locator("[name=local_high_risk]").input_value() == "1 200"
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**local_high_risk=1200**")
    context.close()
