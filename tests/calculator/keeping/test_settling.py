"""The net: after any move the page is the server's page for its address, whatever was clicked next, and however slow the line."""

import re
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect

from calculator.views import calculator as views
from tests.moves import (
    MAIN,
    MOVES,
    NORFOLK,
    REGION,
    SOURCES,
    asked,
    is_the_servers,
    leave,
    move_and_undo,
    opened,
    rests,
    typed,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def uncounted() -> None:
    cache.clear()


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page without JavaScript."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("url", "move"), MOVES, ids=lambda part: getattr(part, "__name__", None) or part[:60])
def test_after_a_move_the_page_is_the_servers(
    page: Page, plain: Page, live_server: object, expected_console: list[str], url: str, move: Callable[[Page], None]
) -> None:
    expected_console.append("400")
    opened(page, f"{live_server}{url}")
    before = page.evaluate(MAIN)
    move(page)
    is_the_servers(page, plain)
    if move is not move_and_undo:
        assert page.evaluate(MAIN) != before


def box(page: Page, name: str) -> str:
    return page.locator(f"#p-{name}").input_value()


def test_a_figure_typed_before_a_tab_is_clicked_goes_with_it(page: Page, live_server: object) -> None:
    opened(page, f"{live_server}{NORFOLK}")
    typed(page, "#p-case_manager_caseload", "12")
    page.get_by_role("link", name="Several years").click()
    page.wait_for_url("**tab=years**")
    assert asked(page)["case_manager_caseload"] == ["12"]
    rests(page)
    typed(page, "#p-years", "7")
    page.get_by_role("link", name="Funding").click()
    page.wait_for_url("**tab=funding**")
    assert asked(page)["years"] == ["7"]
    assert asked(page)["case_manager_caseload"] == ["12"]


def test_staff_in_post_reach_tabs_files_compare_and_what_is_saved(page: Page, live_server: object) -> None:
    opened(page, f"{live_server}{NORFOLK}")
    typed(page, "#p-current_mediators_city", "3")
    with page.expect_download() as download:
        page.get_by_role("link", name="Table").click()
    assert "current_mediators_city=3" in download.value.url
    typed(page, "#p-current_case_managers_community", "2")
    page.get_by_role("link", name="Grant budget").click()
    page.wait_for_url("**tab=grant**")
    assert asked(page)["current_case_managers_community"] == ["2"]
    page.get_by_role("link", name="One year").click()
    page.wait_for_url(lambda url: "tab=" not in url)
    rests(page)
    typed(page, "#p-current_mediators_city", "5")
    page.get_by_role("button", name="Save with a short link").click()
    page.wait_for_url(re.compile(r"/s/\w{10}/$"))
    assert "current_mediators_city=5" in (
        page.get_by_role("link", name="Open in the calculator").get_attribute("href") or ""
    )


def test_the_saved_scenario_holds_the_amount_just_typed(page: Page, live_server: object) -> None:
    opened(page, f"{live_server}{NORFOLK}?tab=funding&{SOURCES}")
    typed(page, "#funding_amount-2", "7654321")
    page.get_by_role("button", name="Save with a short link").click()
    page.wait_for_url(re.compile(r"/s/\w{10}/$"))
    page.get_by_role("link", name="Open in the calculator").click()
    page.wait_for_url("**funding_amount=7654321**")


def test_a_name_and_a_note_go_with_whatever_is_clicked_next(page: Page, live_server: object) -> None:
    opened(page, f"{live_server}{NORFOLK}")
    typed(page, "#p-name", "Council draft")
    page.get_by_role("link", name="Several years").click()
    page.wait_for_url("**tab=years**")
    rests(page)
    assert box(page, "name") == "Council draft"
    typed(page, "#p-note", "Before the vote")
    typed(page, "#p-years", "7")
    leave(page)
    rests(page)
    assert [box(page, name) for name in ("name", "note", "years")] == ["Council draft", "Before the vote", "7"]
    page.get_by_role("button", name="Save with a short link").click()
    page.wait_for_url(re.compile(r"/s/\w{10}/$"))
    expect(page.locator("#main")).to_contain_text("Council draft")
    expect(page.locator("#main")).to_contain_text("Before the vote")


def test_what_stands_in_another_form_outlasts_an_answer(page: Page, live_server: object) -> None:
    opened(page, f"{live_server}{REGION}")
    typed(page, "#region-search", "Hampton")
    typed(page, "#p-case_manager_caseload", "12")
    leave(page)
    page.wait_for_function("() => document.querySelector('[data-question]').dataset.question.includes('caseload=12')")
    rests(page)
    assert page.locator("#region-search").input_value() == "Hampton"


def test_open_workings_ranges_and_headings_follow(page: Page, live_server: object) -> None:
    opened(page, f"{live_server}{NORFOLK}")
    typed(page, "#p-coverage_share", "50%")
    leave(page)
    rests(page)
    line = page.locator("table.budget tbody tr").first
    assert line.locator(".amount").inner_text() == "$5,199,885"
    assert re.search(r"= 5,199,88\d|\$5,199,885", line.locator(".working").inner_text())
    assert "10,399,72" not in page.locator("#main").inner_text()


def test_a_slow_server_is_waited_for_and_the_newest_answer_stays(
    page: Page, plain: Page, live_server: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(page, f"{live_server}{NORFOLK}")
    gate = threading.Event()
    answer = views._answer

    def held(*arguments: Any) -> Any:
        gate.wait(30)
        return answer(*arguments)

    monkeypatch.setattr(views, "_answer", held)
    typed(page, "#p-coverage_share", "50%")
    typed(page, "#p-case_manager_caseload", "12")
    typed(page, "#p-outreach_caseload", "9")
    page.get_by_role("link", name="Several years").click()
    page.wait_for_timeout(300)
    assert "tab=years" not in page.url
    gate.set()
    page.wait_for_url("**tab=years**")
    names = ("coverage_share", "case_manager_caseload", "outreach_caseload")
    assert [asked(page)[name] for name in names] == [["0.5"], ["12"], ["9"]]
    is_the_servers(page, plain)


def test_without_a_connection_nothing_leaves_the_page_and_nothing_is_lost(
    page: Page, plain: Page, live_server: object, expected_console: list[str]
) -> None:
    expected_console.append("ERR_INTERNET_DISCONNECTED")
    opened(page, f"{live_server}{NORFOLK}")
    page.context.set_offline(True)
    typed(page, "#p-case_manager_caseload", "12")
    page.get_by_role("link", name="Several years").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing you typed is lost")
    page.get_by_role("button", name="Save with a short link").click()
    assert "tab=years" not in page.url
    assert box(page, "case_manager_caseload") == "12"
    assert asked(page)["case_manager_caseload"] == ["12"]
    page.context.set_offline(False)
    expect(page.get_by_role("alert")).to_have_count(0)
    is_the_servers(page, plain)


def test_a_reload_amid_typing_loses_nothing(page: Page, live_server: object) -> None:
    opened(page, f"{live_server}{NORFOLK}")
    typed(page, "#p-case_manager_caseload", "12")
    page.reload()  # within the same instant, before any pause is over
    assert box(page, "case_manager_caseload") == "12"


def test_unreadable_text_stays_in_its_box_with_its_fault_on_every_way(
    page: Page, live_server: object, expected_console: list[str]
) -> None:
    expected_console.append("400")
    opened(page, f"{live_server}{NORFOLK}")
    typed(page, "#p-case_manager_caseload", "a dozen")
    page.get_by_role("link", name="Several years").click()
    page.wait_for_url("**tab=years**")
    assert asked(page)["case_manager_caseload"] == ["a dozen"]
    expect(page.get_by_role("alert")).to_contain_text("People per case manager")
    rests(page)
    page.get_by_role("link", name="One year").click()
    page.wait_for_url(lambda url: "tab=" not in url)
    assert box(page, "case_manager_caseload") == "a dozen"
    expect(page.locator("#p-case_manager_caseload-error")).to_contain_text("1 to 200")
    rests(page)
    typed(page, "#p-case_manager_caseload", "12")
    leave(page)
    rests(page)
    assert asked(page)["case_manager_caseload"] == ["12"]
    expect(page.get_by_role("alert")).to_have_count(0)


def test_undo_and_redo_reach_over_tabs_reloads_and_removed_sources(
    page: Page, plain: Page, live_server: object
) -> None:
    opened(page, f"{live_server}{NORFOLK}?{SOURCES}")
    undo, redo = page.get_by_role("button", name="Undo"), page.get_by_role("button", name="Redo")
    expect(undo).to_be_disabled()
    typed(page, "#p-case_manager_caseload", "12")
    page.get_by_role("link", name="Funding").click()
    page.wait_for_url("**tab=funding**")
    rests(page)
    page.get_by_role("button", name="Remove Grant").click()
    expect(page.locator("fieldset.source-row")).to_have_count(1)
    page.reload()
    rests(page)
    undo.click()
    expect(page.locator("fieldset.source-row")).to_have_count(2)
    assert page.locator("#funding_name-1").input_value() == "Grant"
    is_the_servers(page, plain)
    undo.click()
    page.wait_for_function("() => !location.search.includes('case_manager_caseload')")
    expect(undo).to_be_disabled()
    page.get_by_role("link", name="Grant budget").click()
    page.wait_for_url("**tab=grant**")
    rests(page)
    redo.click()
    page.wait_for_function("() => location.search.includes('case_manager_caseload=12')")
    redo.click()
    page.wait_for_function("() => !location.search.includes('funding_name=Grant')")
    expect(redo).to_be_disabled()


def test_a_link_opened_elsewhere_has_what_is_typed(page: Page, live_server: object) -> None:
    opened(page, f"{live_server}{NORFOLK}")
    typed(page, "#p-case_manager_caseload", "12")
    with page.context.expect_page() as other:
        page.get_by_role("link", name="Several years").click(modifiers=["Control"])
    other.value.wait_for_url("**tab=years**")  # it begins as an empty page
    assert asked(other.value)["case_manager_caseload"] == ["12"]
