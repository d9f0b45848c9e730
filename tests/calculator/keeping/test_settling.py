"""The net: after any move the page is the server's page for its address, whatever was clicked next, and however slow the line."""

import re
import threading
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect

from calculator.views import calculator as views

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NORFOLK = "/cities/norfolk-va/calculator/"
IRVINE = "/cities/irvine-ca/calculator/"  # a place without a homicide
REGION = "/calculator/?place=5157000&place=5182000"
TYPED = "/calculator/?population=50000"
SOURCES = (
    "funding_name=Grant&funding_kind=federal_grant&funding_amount=3000000&funding_first_year=2027"
    "&funding_last_year=2028&funding_certainty=committed&funding_name=City&funding_kind=city_general_fund"
    "&funding_amount=2000000&funding_first_year=2027&funding_last_year=2031&funding_certainty=likely"
)
# Everything in <main> and what its controls say, but for what a visitor opened and whether there is something to undo.
MAIN = """() => {
  const lines = [];
  const walk = (node, depth) => {
    if (node.nodeType === Node.TEXT_NODE) {
      if (node.data.trim()) lines.push(" ".repeat(depth) + node.data.replace(/\\s+/g, " ").trim());
      return;
    }
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    const own = [...node.attributes]
      .filter(({ name }) => !(name === "open" || name === "class" && !node.className))
      .filter(({ name }) => !(name === "disabled" && node.matches("[data-undo], [data-redo]")))
      .map(({ name, value }) => `${name}=${value}`).sort();
    if (node.matches("input, select, textarea")) own.push(`says=${node.matches("[type=radio]") ? node.checked : node.value}`);
    lines.push(" ".repeat(depth) + [node.nodeName, ...own].join(" "));
    for (const child of node.childNodes) walk(child, depth + 1);
  };
  walk(document.getElementById("main"), 0);
  return lines;
}"""


@pytest.fixture(autouse=True)
def uncounted() -> None:
    cache.clear()


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page without JavaScript."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def rests(page: Page) -> None:
    """Wait until the page is ready, and has settled what was done so far."""
    page.wait_for_function(
        "() => window.performance.getEntriesByName('ready').length && !document.documentElement.classList.contains('settling')"
    )
    page.wait_for_timeout(0)


def opened(page: Page, url: str) -> None:
    page.goto(url)
    rests(page)
    page.evaluate("for (const part of document.querySelectorAll('main details')) part.open = true")


def typed(page: Page, field: str, text: str) -> None:
    """Click into a field, replace what it says key by key; the field keeps the focus."""
    page.locator(field).click(click_count=3)
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def is_the_servers(page: Page, plain: Page) -> None:
    rests(page)
    plain.goto(page.url)
    here, there = page.evaluate(MAIN), plain.evaluate(MAIN)
    differing = [(mine, its) for mine, its in zip(here, there, strict=False) if mine != its]
    assert not differing, differing[:5]
    assert len(here) == len(there)
    assert page.title() == plain.title()


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query, keep_blank_values=True)


def drag(page: Page, name: str, to: float) -> None:
    """Drag a slider's thumb with the mouse to a share (0–1) of its track, in steps, and let go."""
    track = page.locator(f"[data-slider={name}] input[type=range]")
    track.scroll_into_view_if_needed()
    box = track.bounding_box()
    value, low, high = track.evaluate("range => [range.value, range.min, range.max].map(Number)")
    assert box
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 8 + (box["width"] - 16) * (value - low) / (high - low), middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * to, middle, steps=6)
    page.mouse.up()


def leave(page: Page) -> None:
    page.locator("h1").click()


def move_slider(page: Page) -> None:
    drag(page, "coverage_share", 0.3)


def type_in_box(page: Page) -> None:
    typed(page, "#p-case_manager_caseload", "12")
    leave(page)


def type_nonsense(page: Page) -> None:
    typed(page, "#p-outreach_caseload", "a few")
    leave(page)


def choose_homicides(page: Page) -> None:
    page.locator("[name=high_risk_basis][value='2']").click()


def choose_local(page: Page) -> None:
    page.locator("[name=high_risk_basis][value='3']").click()


def choose_preset(page: Page) -> None:
    page.get_by_role("link", name="Field evidence").click()
    page.wait_for_url("**methodology=field**")


def type_fact(page: Page) -> None:
    typed(page, "#p-population", "123456")
    leave(page)


def type_staff(page: Page) -> None:
    typed(page, "#p-current_mediators_city", "3")
    leave(page)


def move_and_undo(page: Page) -> None:
    before = page.url
    type_in_box(page)
    rests(page)
    assert page.url != before
    page.get_by_role("button", name="Undo").click()
    rests(page)
    assert "caseload" not in page.url


def type_years(page: Page) -> None:
    typed(page, "#p-years", "7")
    leave(page)


def choose_ramp(page: Page) -> None:
    page.locator("[name=ramp][value=typed]").click()


def add_source(page: Page) -> None:
    page.get_by_role("button", name="Add a source").click()


def type_amount(page: Page) -> None:
    typed(page, "#funding_amount-2", "7,500,000")
    leave(page)


def remove_source(page: Page) -> None:
    page.get_by_role("button", name="Remove Grant").click()


def choose_perspective(page: Page) -> None:
    page.locator("[name=perspective][value=social]").click()


def type_homicides(page: Page) -> None:
    typed(page, "#p-homicides", "41")
    leave(page)


def type_subawards(page: Page) -> None:
    typed(page, "[name=subawards]", "7")
    leave(page)


def choose_class(page: Page) -> None:
    field = page.locator("select[name^=map_]").first
    other = field.evaluate("select => [...select.options].find((option) => !option.selected).value")
    field.select_option(other)


MOVES: list[tuple[str, Callable[[Page], None]]] = [
    *[(NORFOLK, move) for move in (
        move_slider, type_in_box, type_nonsense, choose_homicides, choose_local, choose_preset, type_fact, type_staff,
        move_and_undo,
    )],
    (f"{NORFOLK}?coverage_share=0.5&methodology=field", move_slider),
    (IRVINE, move_slider), (IRVINE, choose_homicides), (IRVINE, type_fact),
    (REGION, move_slider), (REGION, type_in_box), (REGION, choose_homicides),
    (TYPED, move_slider), (TYPED, type_fact), (TYPED, type_staff),
    ("/cities/emporia-va/calculator/", type_in_box),
    (f"{NORFOLK}?tab=years", type_years), (f"{NORFOLK}?tab=years&years=3", choose_ramp), (f"{TYPED}&tab=years", type_years),
    (f"{NORFOLK}?tab=funding&{SOURCES}", add_source), (f"{NORFOLK}?tab=funding&{SOURCES}", type_amount),
    (f"{NORFOLK}?tab=funding&{SOURCES}", remove_source),
    (f"{NORFOLK}?tab=return", choose_perspective), (f"{NORFOLK}?tab=return", type_homicides),
    (f"{TYPED}&tab=return", type_homicides),
    (f"{NORFOLK}?tab=grant", type_subawards), (f"{NORFOLK}?tab=grant&years=2", choose_class),
]  # fmt: skip


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
    page.wait_for_function("() => location.search.includes('case_manager_caseload=12')")
    page.reload()
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
    other.value.wait_for_load_state()
    assert asked(other.value)["case_manager_caseload"] == ["12"]
    assert asked(other.value)["tab"] == ["years"]
