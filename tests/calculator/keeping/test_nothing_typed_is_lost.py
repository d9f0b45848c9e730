"""Whatever was typed or unticked goes along with whatever is pressed next, with scripts and without."""

import re
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect

from calculator.asking.memo import SECTIONS
from calculator.presenters.places.region import MOST_LINKED
from profiles.selectors import place_table
from tests.moves import NORFOLK, REGION, asked, is_the_servers, leave, opened, rests, typed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAVED = re.compile(r"/s/\w{10}/$")


@pytest.fixture(autouse=True)
def uncounted() -> None:
    cache.clear()


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page without JavaScript."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def many(more: int) -> tuple[str, list[str]]:
    """Return the calculator of so many more places than have links of their own, and their GEOIDs."""
    keys = [place.geoid for place in place_table().of("place").places if place.state == "VA"][: MOST_LINKED + more]
    return "/calculator/?" + "&".join(f"place={key}" for key in keys), keys


def box(page: Page, name: str) -> str:
    return page.locator(f"#p-{name}").input_value()


def open_all(page: Page) -> None:
    page.evaluate("for (const part of document.querySelectorAll('main details')) part.open = true")


def answers(page: Page, part: str) -> None:
    page.wait_for_function(
        "part => document.querySelector('[data-question]').dataset.question.includes(part)", arg=part
    )
    rests(page)


@pytest.mark.parametrize(
    ("then", "where"),
    [
        ("Several years", "tab=years"),
        ("Remove Norfolk, VA", r"\?place=5182000"),
        ("Field evidence", "methodology=field"),
    ],
)
def test_what_is_looked_for_goes_with_whatever_is_clicked_next(
    page: Page, plain: Page, live_server: object, then: str, where: str
) -> None:
    opened(page, f"{live_server}{REGION}")
    typed(page, "#region-search", "Hampton")
    page.get_by_role("link", name=then).click()
    page.wait_for_url(re.compile(where))
    assert asked(page)["search"] == ["Hampton"]
    assert page.locator("#region-search").input_value() == "Hampton"
    is_the_servers(page, plain)


def test_what_is_looked_for_is_no_step_of_undo_and_in_no_file(page: Page, live_server: object) -> None:
    opened(page, f"{live_server}{REGION}")
    typed(page, "#region-search", "Hampton")
    page.get_by_role("button", name="Find").click()
    answers(page, "search=Hampton")
    expect(page.get_by_role("link", name="Add Hampton, Virginia")).to_be_visible()
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    typed(page, "#p-case_manager_caseload", "12")
    leave(page)
    answers(page, "case_manager_caseload=12")
    page.get_by_role("button", name="Undo").click()
    page.wait_for_function("() => !location.search.includes('caseload')")
    assert page.locator("#region-search").input_value() == "Hampton"
    with page.expect_download() as download:
        page.get_by_role("link", name="Table").click()
    assert "search" not in download.value.url


def test_a_place_unticked_is_out_on_every_tab_and_comes_back_by_undo(
    page: Page, plain: Page, live_server: object
) -> None:
    url, keys = many(4)
    opened(page, f"{live_server}{url}&population=99999")
    for key in (keys[1], keys[5]):
        # Not `uncheck`, which looks at the box once more: with the answer it may be gone.
        page.locator(f"[name=place][value='{key}']").click()
    page.get_by_role("link", name="Several years").click()
    page.wait_for_url("**tab=years**")
    left = [key for key in keys if key not in (keys[1], keys[5])]
    assert asked(page)["place"] == left
    assert "population" not in asked(page)  # it was that of the others too
    assert "places" not in asked(page)
    is_the_servers(page, plain)
    page.get_by_role("button", name="Undo").click()
    page.wait_for_function("left => new URLSearchParams(location.search).getAll('place').length > left", arg=len(left))
    is_the_servers(page, plain)
    page.reload()
    rests(page)
    assert len(asked(page)["place"]) > len(left)


def test_no_section_of_the_memo_is_said_to_be_none(
    page: Page, plain: Page, live_server: object, expected_console: list[str]
) -> None:
    expected_console.append("400")
    opened(page, f"{live_server}{NORFOLK}?memo_sections=staff,method")
    ticks = page.locator("[name=memo_sections]:checked")
    for key in ("staff", "method"):
        page.locator(f"#p-memo_sections-{key}").uncheck()
        rests(page)
    assert asked(page)["memo_sections"] == [""]
    expect(ticks).to_have_count(0)
    expect(page.get_by_role("alert")).to_contain_text("at least one section")
    is_the_servers(page, plain)
    page.reload()
    expect(ticks).to_have_count(0)
    rests(page)
    page.evaluate("document.getElementById('memo').open = true")
    page.locator("#p-memo_sections-sources").check()
    rests(page)
    assert asked(page)["memo_sections"] == ["sources"]
    expect(page.get_by_role("alert")).to_have_count(0)


def test_without_scripts_no_section_is_told_from_all_and_a_file_says_so(plain: Page, live_server: object) -> None:
    plain.goto(f"{live_server}{NORFOLK}?memo_sections=staff")
    open_all(plain)
    plain.locator("#p-memo_sections-staff").uncheck()
    plain.get_by_role("button", name="Put this into the memo").click()
    expect(plain.get_by_role("alert")).to_contain_text("at least one section")
    expect(plain.locator("[name=memo_sections]:checked")).to_have_count(0)
    plain.get_by_role("link", name="Council memo").click()
    expect(plain.locator("#main")).to_contain_text("at least one section")
    plain.goto(f"{live_server}{NORFOLK}")
    expect(plain.locator("[name=memo_sections]:checked")).to_have_count(sum(usual for _, usual in SECTIONS.values()))


@pytest.mark.parametrize(
    ("tab", "button"),
    [
        ("", "Show the result"),
        ("years", "Show the years"),
        ("funding", "Add a source"),
        ("return", "Show the return"),
        ("grant", "Add a line"),
        ("sure", "Put this into the memo"),
        ("working", "Put this into the memo"),
    ],
)
def test_without_scripts_any_button_takes_name_note_and_memo_along(
    plain: Page, live_server: object, tab: str, button: str
) -> None:
    plain.goto(f"{live_server}{NORFOLK}{f'?tab={tab}' if tab else ''}")
    open_all(plain)
    plain.locator("#p-name").fill("Council draft")
    plain.locator("#p-note").fill("Before the vote")
    plain.locator("#p-memo_to").fill("City Council")
    plain.get_by_role("button", name=button).first.click()
    assert [box(plain, name) for name in ("name", "note", "memo_to")] == [
        "Council draft",
        "Before the vote",
        "City Council",
    ]
    assert asked(plain).get("tab", [""]) == [tab]


def test_without_scripts_saving_takes_along_what_was_typed_and_not_yet_sent(plain: Page, live_server: object) -> None:
    plain.goto(f"{live_server}{NORFOLK}?outreach_caseload=9")
    open_all(plain)
    plain.locator("#p-coverage_share").fill("50")
    plain.locator("#p-local_high_risk").fill("310")
    plain.locator("#p-memo_from").fill("The Mayor")
    plain.locator("#p-name").fill("Council draft")
    plain.get_by_role("button", name="Save with a short link").click()
    assert SAVED.search(plain.url)
    expect(plain.locator("#main")).to_contain_text("Council draft")
    plain.get_by_role("link", name="Open in the calculator").click()
    said = {name: values[0] for name, values in asked(plain).items()}
    assert said == {
        "methodology": said["methodology"],
        "outreach_caseload": "9",
        "coverage_share": "0.5",
        "high_risk_basis": "3",
        "local_high_risk": "310",
        "memo_from": "The Mayor",
        "name": "Council draft",
    }


def test_without_scripts_looking_for_places_keeps_what_was_typed(plain: Page, live_server: object) -> None:
    plain.goto(f"{live_server}{REGION}&population=700000")
    open_all(plain)
    plain.locator("#p-case_manager_caseload").fill("12")
    plain.locator("#region-search").fill("Hampton")
    plain.get_by_role("button", name="Find").click()
    expect(plain.get_by_role("link", name="Add Hampton, Virginia")).to_be_visible()
    assert asked(plain)["case_manager_caseload"] == ["12"]
    assert asked(plain)["population"] == ["700000"]
    plain.get_by_role("link", name="Several years").click()
    assert plain.locator("#region-search").input_value() == "Hampton"


def test_without_scripts_a_place_unticked_is_out_whatever_is_pressed(plain: Page, live_server: object) -> None:
    url, keys = many(2)
    plain.goto(f"{live_server}{url}&population=99999")
    open_all(plain)
    plain.get_by_role("button", name="Show the result").click()
    assert asked(plain)["population"] == ["99999"]
    plain.locator(f"[name=place][value='{keys[1]}']").uncheck()
    plain.get_by_role("button", name="Show the result").click()
    assert asked(plain)["place"] == [key for key in keys if key != keys[1]]
    assert "population" not in asked(plain)


def test_back_over_a_jump_within_the_page_keeps_the_address_of_what_it_shows(
    page: Page, plain: Page, live_server: object
) -> None:
    opened(page, f"{live_server}{NORFOLK}")
    page.locator(".quick").get_by_role("link", name="Save").click()
    typed(page, "#p-case_manager_caseload", "12")
    leave(page)
    answers(page, "case_manager_caseload=12")
    page.go_back()
    page.wait_for_function("() => !location.hash")
    assert asked(page)["case_manager_caseload"] == ["12"]
    is_the_servers(page, plain)
    page.reload()
    assert box(page, "case_manager_caseload") == "12"


@pytest.mark.parametrize(
    ("tab", "button", "unread"),
    [
        ("years", "Show the years", {"case_manager_caseload": "a dozen", "memo_date": "soon"}),
        ("return", "Show the return", {"case_manager_caseload": "a dozen", "years": "many"}),
        ("working", "Put this into the memo", {"years": "many", "subawards": "some"}),
        ("budget", "Show the result", {"years": "many", "subawards": "some"}),
    ],
)
def test_without_scripts_what_cannot_be_read_goes_along_from_every_tab(
    plain: Page, live_server: object, tab: str, button: str, unread: dict[str, str]
) -> None:
    query = "&".join(f"{name}={text}" for name, text in unread.items())
    plain.goto(f"{live_server}{NORFOLK}?tab={tab}&{query}")
    open_all(plain)
    plain.locator("#p-name").fill("Council draft")
    plain.get_by_role("button", name=button).first.click()
    said = asked(plain)
    assert {name: said[name] for name in unread} == {name: [text] for name, text in unread.items()}
    assert said["name"] == ["Council draft"]


def test_what_a_browser_puts_back_is_answered(
    page: Page, plain: Page, live_server: object, expected_console: list[str]
) -> None:
    """What is too long for an address stands in the boxes alone: whoever comes back gets it from the browser, not from us."""
    expected_console.append("400")
    opened(page, f"{live_server}{NORFOLK}?tab=years")
    before = page.url
    page.locator("#p-note").fill("x" * 9_000)
    leave(page)
    expect(page.get_by_role("alert")).to_contain_text("9,000 characters")
    rests(page)
    assert page.url == before
    page.goto(f"{live_server}/about/")
    page.go_back()
    rests(page)
    assert len(box(page, "note")) == 9_000
    expect(page.get_by_role("alert")).to_contain_text("9,000 characters")
