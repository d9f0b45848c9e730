"""A city official and a funder on a phone: find the city, see every figure, keep the focus in sight."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from profiles.selectors import search

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NORFOLK = "/cities/norfolk-va/calculator/"
PHONE = {"width": 360, "height": 740}


@pytest.fixture(autouse=True)
def uncounted_and_names_ready(transactional_db: None) -> None:
    """Forget who asked how often, and prepare the names once, as a server does before it serves."""
    cache.clear()
    search("norfolk", limit=1)


@pytest.fixture
def phone(page: Page) -> Page:
    page.set_viewport_size(PHONE)
    return page


def type_for_places(page: Page, field: str, text: str) -> None:
    page.locator(field).click()
    expect(page.locator(field)).to_have_attribute("role", "combobox")
    page.locator(field).press_sequentially(text)
    expect(page.locator(f"{field}[aria-expanded=true]")).to_be_visible()


def test_typing_suggests_places_and_the_keyboard_chooses(
    phone: Page, live_server: object, axe: Callable[[Page], None]
) -> None:
    phone.goto(f"{live_server}/")
    field = phone.locator("#home-search")
    below = phone.locator(".home-head .thousand")
    before = below.bounding_box()
    type_for_places(phone, "#home-search", "st. lou")
    options = phone.get_by_role("option")
    expect(options.first).to_contain_text("St. Louis, MO")
    expect(phone.locator(".search-large [role=status]")).to_contain_text("places below")
    assert below.bounding_box() == before, "the list lies over the page and moves nothing"
    axe(phone)
    phone.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    phone.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    assert field.input_value() == "st. lou"
    phone.keyboard.press("ArrowDown")
    expect(options.first).to_be_visible()
    phone.keyboard.press("ArrowDown")
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/cities/st-louis-mo/")
    expect(phone.get_by_role("link", name="Council memo").first).to_be_in_viewport()


def test_the_search_works_when_suggestions_do_not(
    phone: Page, live_server: object, expected_console: list[str]
) -> None:
    expected_console.append("ERR_FAILED")
    phone.route("**/api/v1/cities/**", lambda route: route.abort())
    phone.goto(f"{live_server}/")
    phone.locator("#home-search").press_sequentially("norfolk va")
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/cities/norfolk-va/")


def test_a_funder_asks_what_if(phone: Page, live_server: object) -> None:
    phone.goto(f"{live_server}/")
    phone.get_by_role("link", name="You fund this work").click()
    type_for_places(phone, "#city-search", "norfolk")
    phone.get_by_role("option", name="Norfolk, VA").click()
    phone.wait_for_url(f"**{NORFOLK}")
    total = phone.locator("[data-out=total]")
    start = total.inner_text()
    phone.locator("summary", has_text="Caseloads").click()
    phone.get_by_label("People per case manager", exact=True).first.fill("12")
    phone.get_by_label("Share of people at highest risk who are reached", exact=True).first.fill("50%")
    phone.keyboard.press("Tab")
    expect(total).not_to_have_text(start)
    expect(total).to_be_in_viewport()
    expect(phone.locator("[data-slider=case_manager_caseload] [data-effect]")).to_contain_text("5 → 10")


@pytest.mark.parametrize(
    "path",
    [
        "/cities/?search=springfield",
        "/cities/norfolk-va/",
        f"{NORFOLK}?tab=years",
        f"{NORFOLK}?tab=funding",
        f"{NORFOLK}?tab=return",
        f"{NORFOLK}?tab=grant",
        "/methodology/",
    ],
)
def test_no_column_of_a_table_is_out_of_sight(phone: Page, live_server: object, path: str) -> None:
    phone.goto(f"{live_server}{path}")
    phone.evaluate("for (const part of document.querySelectorAll('main details')) part.open = true")
    hidden = phone.evaluate(
        """() => [...document.querySelectorAll('main .table td, main .table th, main .tabs a')]
          .filter((cell) => cell.getClientRects().length && !cell.closest('.visually-hidden'))
          .filter((cell) => cell.getBoundingClientRect().right > document.documentElement.clientWidth
            || cell.scrollWidth > cell.clientWidth + 1)
          .map((cell) => cell.textContent.trim())"""
    )
    assert hidden == []


def test_what_has_the_focus_is_never_under_the_answer(phone: Page, live_server: object) -> None:
    phone.goto(f"{live_server}{NORFOLK}")
    bar = phone.locator(".result-now")
    expect(bar).to_be_visible()
    stops = 0
    for _ in range(60):
        phone.keyboard.press("Tab")
        covered = phone.evaluate(
            """() => {
              const focused = document.activeElement, box = focused.getBoundingClientRect();
              const bar = document.querySelector('.result-now').getBoundingClientRect();
              if (focused === document.body) return null;
              return box.bottom > bar.top + 1 && box.top < bar.bottom && !focused.closest('.result-now')
                ? focused.outerHTML.slice(0, 120) : '';
            }"""
        )
        assert not covered
        stops += covered == ""
    assert stops > 50


OUT_OF_LINE = """() => [...document.querySelectorAll(".actions > .button-quiet")].filter((button) => {
  const words = document.createRange();
  words.selectNodeContents(button);
  const row = button.closest(".actions").getBoundingClientRect().left;
  const box = button.getBoundingClientRect().left;
  return button.checkVisibility() && box - row < 2 && words.getBoundingClientRect().left - row > 1;
}).map((button) => button.textContent)"""


@pytest.mark.parametrize("tab", ["budget", "funding", "grant"])
def test_a_quiet_button_begins_where_the_column_begins(phone: Page, live_server: object, tab: str) -> None:
    phone.goto(f"{live_server}{NORFOLK}?tab={tab}&years=2&funding_name=State&funding_amount=500000")
    assert phone.locator(".actions > .button-quiet").first.is_visible()
    assert phone.evaluate(OUT_OF_LINE) == []


WRAPPED = """() => [...document.querySelectorAll(".table :is(tbody, tfoot) th")].filter((cell) => {
  const words = document.createRange();
  words.selectNodeContents(cell);
  return new Set([...words.getClientRects()].map((line) => Math.round(line.top))).size > 1;
}).map((cell) => cell.textContent).filter((words) => words.trim().length < 14)"""
SCROLLED = """() => [...document.querySelectorAll(".table-scroll")]
  .filter((table) => table.scrollWidth > table.clientWidth + 1).map((table) => table.textContent.slice(0, 60))"""


@pytest.mark.parametrize("width", [768, 1440])
@pytest.mark.parametrize("tab", ["years", "funding", "grant"])
def test_a_table_of_years_keeps_its_years_on_one_line_and_its_columns_in_sight(
    page: Page, live_server: object, tab: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{live_server}{NORFOLK}?tab={tab}&years=5")
    page.evaluate("document.querySelectorAll('details').forEach((fold) => (fold.open = true))")
    assert page.evaluate(WRAPPED) == []
    assert page.evaluate(SCROLLED) == []
