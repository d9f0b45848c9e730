"""The page of every component, in a real browser: access, widths, both schemes, with and without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.browser

# 320 is 1280 px at 400% zoom.
WIDTHS = [320, 360, 768, 1440]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_every_component_is_accessible_and_fits(
    page: Page, axe: Callable[[Page], None], live_server: LiveServer, width: int, scheme: str
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{live_server.url}/patterns/")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    for details in page.locator("main details").all():
        details.evaluate("element => element.open = true")
    axe(page)


def test_range_and_box_follow_each_other_and_reset(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/patterns/")
    slider = page.locator("[data-slider=case_manager_caseload]")
    box, knob = slider.locator(".box input"), slider.locator("input[type=range]")
    assert knob.input_value() == "12"
    knob.focus()
    page.keyboard.press("ArrowRight")
    assert box.input_value() == "13"
    box.fill("150")
    assert knob.input_value() == knob.get_attribute("max"), "a value past the track rests at its end"
    share = page.locator("[data-slider=coverage_share]")
    share.locator("input[type=range]").focus()
    page.keyboard.press("ArrowLeft")
    assert share.locator(".box input").input_value() == "49%", "a share is typed as a percentage"
    slider.locator("[data-reset]").click()
    assert (box.input_value(), knob.input_value()) == ("25", "25")


def test_targets_are_at_least_24_pixels(page: Page, live_server: LiveServer) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{live_server.url}/patterns/")
    controls = page.locator(
        "main :is(button, .button, input, select, textarea, summary, .tabs a, .pagination a, .reset)"
    )
    sizes = [(control.evaluate("e => e.outerHTML.slice(0, 80)"), control.bounding_box()) for control in controls.all()]
    small = [(html, size) for html, size in sizes if size and (size["height"] < 24 or size["width"] < 24)]
    assert not small


def test_the_menu_opens_by_keyboard_on_a_phone(page: Page, live_server: LiveServer) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{live_server.url}/patterns/")
    link = page.locator(".nav a[href='/methodology/']")
    shown = "element => element.checkVisibility()"
    assert not link.evaluate(shown)
    page.locator("details.menu > summary").focus()
    page.keyboard.press("Enter")
    assert link.evaluate(shown)
    page.keyboard.press("Escape")
    assert not link.evaluate(shown)


def test_without_scripts_the_box_does_the_work_and_nothing_dead_is_shown(
    browser: Browser, live_server: LiveServer
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/patterns/")
    slider = page.locator("[data-slider=case_manager_caseload]")
    assert slider.locator(".box input").is_visible()
    assert not slider.locator("input[type=range]").is_visible()
    assert not page.locator("[data-copy]").first.is_visible()
    slider.locator(".box input").fill("14")
    page.get_by_role("button", name="Show the result").click()
    assert "case_manager_caseload=14" in page.url
    context.close()
