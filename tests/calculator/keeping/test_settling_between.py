"""What a change means for its neighbors, and the questions that were overtaken before the server answered them."""

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, Route, expect

from tests.moves import NORFOLK, asked, drag, leave, opened, rests, typed

FIRST = "**/calculator/?methodology=caps&case_manager_caseload=12"
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def uncounted() -> None:
    cache.clear()


def test_a_question_that_was_overtaken_is_a_step_of_undo_too(page: Page, live_server: object) -> None:
    opened(page, f"{live_server}{NORFOLK}")
    held = list[Route]()

    def hold(route: Route) -> None:
        held.append(route)

    page.route(FIRST, hold)
    with page.expect_request(FIRST):
        typed(page, "#p-case_manager_caseload", "12")
        leave(page)
    typed(page, "#p-outreach_caseload", "9")
    leave(page)
    page.wait_for_function(
        "() => document.querySelector('[data-question]').dataset.question.includes('outreach_caseload=9')"
    )
    for route in held:
        route.abort()
    page.unroute(FIRST)
    rests(page)
    page.get_by_role("button", name="Undo").click()
    page.wait_for_function("() => !location.search.includes('outreach_caseload')")
    rests(page)
    assert asked(page)["case_manager_caseload"] == ["12"]
    page.get_by_role("button", name="Undo").click()
    page.wait_for_function("() => !location.search.includes('case_manager_caseload')")


def test_presses_of_undo_wait_for_one_another_and_the_keyboard_stays(page: Page, live_server: object) -> None:
    opened(page, f"{live_server}{NORFOLK}")
    reached = page.get_by_role("slider", name="Share of people at highest risk who are reached")
    for _ in range(4):
        reached.press("ArrowLeft")
        rests(page)
    page.wait_for_function("() => location.search.includes('coverage_share=0.96')")
    page.get_by_role("button", name="Undo").focus()
    for _ in range(4):
        page.keyboard.press("Enter")
    page.wait_for_function("() => !location.search.includes('coverage_share')")
    page.wait_for_function("() => document.activeElement.matches('[data-redo]:enabled')")


def test_posts_typed_in_are_set_by_hand(page: Page, live_server: object) -> None:
    opened(page, f"{live_server}{NORFOLK}")
    typed(page, "#p-outreach_posts", "30")
    leave(page)
    page.wait_for_function(
        "() => document.querySelector('[data-question]').dataset.question.includes('outreach_posts=30')"
    )
    rests(page)
    assert asked(page)["outreach_basis"] == ["2"]
    expect(page.locator("#p-outreach_basis")).to_have_value("2")


def test_who_moves_how_many_are_reached_no_longer_starts_from_the_money(page: Page, live_server: object) -> None:
    opened(page, f"{live_server}{NORFOLK}?solve=3000000")
    assert page.locator("#p-solve").input_value() == "3,000,000"
    drag(page, "coverage_share", 0.9)
    page.wait_for_function("() => !document.querySelector('[data-question]').dataset.question.includes('solve')")
    rests(page)
    assert page.locator("#p-solve").input_value() == ""
    assert "coverage_share" in asked(page)
