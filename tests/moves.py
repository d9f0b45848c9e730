"""What a hand does in the calculator's tabs, and whether the page then is the server's."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page

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
      .filter(({ name }) => !(/^aria-(label|valuetext)$/.test(name) && node.matches("[type=range], [data-slider] summary")))
      .filter(({ name }) => !(name === "disabled" && node.matches("[data-undo], [data-redo]")))
      .map(({ name, value }) => `${name}=${value}`).sort();
    if (node.matches("input, select, textarea")) own.push(`says=${node.matches("[type=radio]") ? node.checked : node.value}`);
    lines.push(" ".repeat(depth) + [node.nodeName, ...own].join(" "));
    for (const child of node.childNodes) walk(child, depth + 1);
  };
  walk(document.getElementById("main"), 0);
  return lines;
}"""


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


def type_between_numbers(page: Page) -> None:
    typed(page, "#p-case_manager_caseload", "1,5")  # its first character moves the thumb past the end of the track
    leave(page)


def type_name(page: Page) -> None:
    typed(page, "#p-name", "Council draft, 50% & more")
    leave(page)


def type_note(page: Page) -> None:
    typed(page, "#p-note", "Before the vote")
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


def choose_own_perspective(page: Page) -> None:
    page.locator("[name=perspective][value=own]").click()


def choose_fit(page: Page) -> None:
    page.locator("select[name=request_fit]").select_option("1")


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
        move_and_undo, type_between_numbers, type_name,
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
    (f"{NORFOLK}?tab=return", choose_own_perspective), (f"{NORFOLK}?tab=grant", choose_fit),
    (f"{REGION}&tab=return", type_note),
    (f"{TYPED}&tab=return", type_homicides),
    (f"{NORFOLK}?tab=grant", type_subawards), (f"{NORFOLK}?tab=grant&years=2", choose_class),
]  # fmt: skip
