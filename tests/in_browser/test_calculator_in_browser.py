"""The calculator in a real browser: a drag answers at once and by itself, and the address keeps everything."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, Route, expect

from tests.calculator_page import (
    NORFOLK,
    address_says,
    box,
    is_settled,
    open_norfolk,
    panel,
    server_total,
    show,
    shows,
    slider,
    total,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def uncounted() -> None:
    cache.clear()


def test_a_drag_answers_in_the_same_frame_without_a_request(page: Page, browser: Browser, live_server: object) -> None:
    open_norfolk(page, live_server)
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    before = total(page)
    within_the_event = page.evaluate(
        """() => {
          const range = document.querySelector('[data-slider=case_manager_caseload] input[type=range]');
          range.value = 12;
          range.dispatchEvent(new Event('input', { bubbles: true }));
          return document.querySelector('[data-out=total]').textContent;
        }"""
    )
    assert within_the_event != before
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert not asked
    slider(page, "case_manager_caseload").dispatch_event("change")
    address_says(page, "case_manager_caseload=12")
    assert server_total(browser, page.url) == within_the_event


def test_it_is_ready_before_any_number_format_is_made(page: Page, live_server: object) -> None:
    """The first one loads what a browser knows of languages: a phone's longest task, before anything is moved."""
    page.add_init_script("""window.made = 0;
        const { NumberFormat } = Intl;
        Intl.NumberFormat = function (...given) { made++; return new NumberFormat(...given); };""")
    open_norfolk(page, live_server)
    assert page.evaluate("made") == 0
    show(page, "case_manager_caseload")
    box(page, "case_manager_caseload").fill("12")
    assert page.evaluate("made") > 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("coverage_share", "50%"),
        ("outreach_salary", "61,234"),
        ("fringe_share_community", "22.5%"),
        ("housing_per_person", "9,999"),
        ("local_pay", "1"),
        ("living_wage_floor", "70,000"),
        ("scale_threshold_first", "100"),
        ("population", "1,234,567"),
        ("homicides", "99"),
    ],
)
def test_what_is_typed_answers_at_once_as_the_server_will(
    page: Page, browser: Browser, live_server: object, name: str, value: str
) -> None:
    open_norfolk(page, live_server)
    show(page, name)
    box(page, name).fill(value)  # typed, and not yet left: the script alone answers
    address_says(page, f"{name}=")
    by_itself = panel(page)
    alone = browser.new_context(java_script_enabled=False)
    other = alone.new_page()
    other.goto(page.url)
    assert panel(other) == by_itself
    alone.close()


def test_each_basis_gives_the_servers_answer(page: Page, browser: Browser, live_server: object) -> None:
    open_norfolk(page, live_server)
    page.get_by_label("People per homicide", exact=False).first.check()
    address_says(page, "high_risk_basis=2")
    assert server_total(browser, page.url) == total(page)


def test_a_local_estimate_and_its_citation(
    page: Page, browser: Browser, live_server: object, expected_console: list[str]
) -> None:
    expected_console.append("400")  # the basis is chosen before its figure is there
    open_norfolk(page, live_server)
    page.locator("[name=high_risk_basis][value='3']").check()
    expect(page.locator("[data-problem]")).to_be_visible()
    show(page, "local_high_risk")
    box(page, "local_high_risk").fill("310")
    box(page, "local_citation").fill("Problem analysis, 2024")
    box(page, "local_citation").blur()
    expect(page.locator("[data-problem]")).to_be_hidden()
    address_says(page, "local_citation=Problem")
    expect(page.locator("[data-basis='3']")).to_have_text("310")
    assert server_total(browser, page.url) == total(page)
    page.reload()
    assert box(page, "local_citation").input_value() == "Problem analysis, 2024"


def test_the_keyboard_alone_moves_resets_and_undoes(page: Page, live_server: object) -> None:
    open_norfolk(page, live_server)
    start = total(page)
    page.locator("#presets").evaluate("node => { node.tabIndex = -1; node.focus(); }")
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('[data-slider=coverage_share] input[type=range]')"):
            break
    assert page.evaluate("document.activeElement.matches('[data-slider=coverage_share] input[type=range]')")
    page.keyboard.press("Home")
    lowest = total(page)
    assert lowest != start
    page.keyboard.press("ArrowRight")
    one_up = total(page)
    assert one_up != lowest
    page.keyboard.press("End")
    assert total(page) == start
    page.keyboard.press("ArrowLeft")
    address_says(page, "coverage_share=0.99")
    moved = total(page)
    reset = page.locator("[data-slider=coverage_share] [data-reset]")
    reset.focus()
    page.keyboard.press("Enter")
    shows(page, start)
    expect(page.locator("[data-undo]")).to_be_enabled()
    page.locator("[data-undo]").focus()
    page.keyboard.press("Enter")
    shows(page, moved)
    expect(page.locator("[data-redo]")).to_be_enabled()
    page.locator("[data-redo]").focus()
    page.keyboard.press("Enter")
    shows(page, start)
    expect(reset).to_be_hidden()


def test_the_hand_stays_on_the_thumb_while_parts_of_the_page_come_and_go(page: Page, live_server: object) -> None:
    open_norfolk(page, live_server)
    slider(page, "coverage_share").focus()
    for key, asked in (("Home", "coverage_share=0"), ("End", ""), ("Home", "coverage_share=0"), ("End", "")):
        page.keyboard.press(key)
        is_settled(page, asked)
        assert page.evaluate("document.activeElement.matches('[data-slider=coverage_share] input[type=range]')")


def test_moved_back_while_another_question_is_on_its_way_asks_again(page: Page, live_server: object) -> None:
    open_norfolk(page, live_server)
    start, held = total(page), list[Route]()

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/calculator/?*coverage_share=99*", hold)
    slider(page, "coverage_share").focus()
    with page.expect_request("**/calculator/?*coverage_share=99*"):
        page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")
    is_settled(page, "")
    for route in held:
        route.abort()
    shows(page, start)
    assert "coverage_share=0.99" not in page.url
    expect(page.locator("[data-unsettled]")).to_be_hidden()


def test_undo_walks_back_and_redo_forward(page: Page, live_server: object) -> None:
    open_norfolk(page, live_server)
    seen = [total(page)]
    for name, value in (("coverage_share", "50%"), ("case_manager_caseload", "12"), ("outreach_caseload", "10")):
        show(page, name)
        box(page, name).fill(value)
        box(page, name).blur()
        address_says(page, f"{name}=")
        seen.append(total(page))
    assert len(set(seen)) == 4
    undo, redo = page.locator("[data-undo]"), page.locator("[data-redo]")
    for at in (2, 1, 0):
        undo.click()
        shows(page, seen[at])
    expect(undo).to_be_disabled()
    for at in (1, 2, 3):
        redo.click()
        shows(page, seen[at])
    expect(redo).to_be_disabled()


def test_back_reload_and_a_copied_link_restore_everything(page: Page, browser: Browser, live_server: object) -> None:
    open_norfolk(page, live_server)
    for name, value in (("coverage_share", "50%"), ("case_manager_caseload", "12"), ("population", "240,000")):
        show(page, name)
        box(page, name).fill(value)
        box(page, name).blur()
    address_says(page, "population=240000")
    address, answer = page.url, total(page)
    assert parse_qs(urlsplit(address).query) == {
        "methodology": ["caps"],
        "coverage_share": ["0.5"],
        "case_manager_caseload": ["12"],
        "population": ["240000"],
    }
    page.reload()
    assert (page.url, total(page)) == (address, answer)
    page.locator(".brand").click()
    page.wait_for_url(f"{live_server}/")
    page.go_back()
    page.wait_for_function("answer => document.querySelector('[data-out=total]')?.textContent === answer", arg=answer)
    assert box(page, "case_manager_caseload").input_value() == "12"
    assert slider(page, "case_manager_caseload").input_value() == "12"
    elsewhere = browser.new_context()
    other = elsewhere.new_page()
    other.goto(address)
    assert other.locator("[data-out=total]").inner_text() == answer
    assert other.locator("#p-population").input_value() == "240,000"
    elsewhere.close()


def test_a_preset_keeps_what_was_moved(page: Page, live_server: object) -> None:
    open_norfolk(page, live_server)
    show(page, "case_manager_caseload")
    box(page, "case_manager_caseload").fill("18")
    box(page, "case_manager_caseload").blur()
    address_says(page, "case_manager_caseload=18")
    page.get_by_role("link", name="Field evidence").click()
    page.wait_for_url(re.compile("methodology=field"))
    assert box(page, "case_manager_caseload").input_value() == "18"
    assert box(page, "hvip_specialist_caseload").input_value() == "20"
    expect(page.get_by_role("link", name="Field evidence")).to_have_attribute("aria-current", "true")


def test_without_scripts_the_form_submits_and_answers(browser: Browser, live_server: object) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server}{NORFOLK}")
    before = total(page)
    box(page, "coverage_share").fill("50%")
    page.locator("summary", has_text="Caseloads").click()
    show(page, "case_manager_caseload")
    box(page, "case_manager_caseload").fill("12")
    page.get_by_role("button", name="Show the result").click()
    assert "coverage_share=0.5&" in page.url
    assert total(page) != before
    assert box(page, "case_manager_caseload").input_value() == "12"
    expect(page.locator("[data-slider=coverage_share] [data-reset]")).to_be_visible()
    page.locator("[data-slider=coverage_share] [data-reset]").click()
    page.locator("[data-slider=case_manager_caseload] [data-reset]").click()
    assert total(page) == before
    context.close()


def test_values_out_of_range_are_named_next_to_their_field_and_the_rest_kept(
    page: Page, live_server: object, expected_console: list[str], axe: Callable[[Page], None]
) -> None:
    expected_console.append("400")
    page.goto(f"{live_server}{NORFOLK}?outreach_caseload=0&coverage_share=half&case_manager_caseload=12&population=-5")
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("1 to 200")
    for name, allowed in (("outreach_caseload", "1 to 200"), ("coverage_share", "0"), ("population", "50,000,000")):
        field = box(page, name)
        expect(field).to_be_visible()
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(page.locator(f"#p-{name}-error")).to_contain_text(allowed)
    assert box(page, "outreach_caseload").input_value() == "0"
    assert box(page, "case_manager_caseload").input_value() == "12"
    summary.get_by_role("link").first.click()
    assert page.evaluate("document.activeElement.id") == "p-coverage_share" or page.evaluate("location.hash")
    axe(page)


def test_a_wrong_value_in_a_box_is_said_at_once_and_mended(page: Page, live_server: object) -> None:
    open_norfolk(page, live_server)
    show(page, "outreach_caseload")
    field = box(page, "outreach_caseload")
    field.fill("900")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.locator("[data-problem]")).to_contain_text("1 to 200")
    field.fill("9")
    expect(page.locator("[data-problem]")).to_be_hidden()
    expect(field).not_to_have_attribute("aria-invalid", "true")
