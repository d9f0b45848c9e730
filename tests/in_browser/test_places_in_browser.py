"""Names typed in a real browser lead where people mean; the pages of what is larger than a place work for everybody."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from profiles.selectors import place_table, search

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def names_ready(transactional_db: None) -> None:
    """Prepare the names once, as a server does before it serves."""
    search("norfolk", limit=1)


# What is typed and entered → the page that opens, or else the first link that the answer offers.
TYPED = {
    "DC": "/cities/washington-dc/",
    "NYC": "/cities/new-york-ny/",
    "Philly": "/cities/philadelphia-pa/",
    "NOLA": "/cities/new-orleans-la/",
    "KCMO": "/cities/kansas-city-mo/",
    "Mpls": "/cities/minneapolis-mn/",
    "Indy": "/cities/indianapolis-in/",
    "SF": "/cities/san-francisco-ca/",
    "LA": "/cities/los-angeles-ca/",
    "Jax": "/cities/jacksonville-fl/",
    "Prince George's County": "/counties/prince-georges-county-md/",
    "Puerto Rico": "/states/pr/",
    "Silver Spring MD": "/counties/montgomery-county-md/",
    "Irvington NJ": "/cities/irvington-nj/",
    "Upper Darby PA": "/cities/upper-darby-pa/",
    "San Juan": "/states/pr/#m72127",
    "Norfolk, Virginia": "/cities/norfolk-va/",
    "St. Louis": "/cities/st-louis-mo/",
    "N. Las Vegas": "/cities/north-las-vegas-nv/",
    "Ft. Wayne": "/cities/fort-wayne-in/",
    "Mt. Vernon NY": "/cities/mount-vernon-ny/",
    "city of Chicago": "/cities/chicago-il/",
    "Maryland": "/states/md/",
    "60601": "/cities/chicago-il/",
    "Philedelphia": "/cities/philadelphia-pa/",
}
PAGES = ("/counties/prince-georges-county-md/", "/states/md/", "/states/", "/states/pr/", "/map/",
         "/portfolio/?state=VA&size=250000", "/cities/monowi-ne/", "/cities/irvington-nj/",
         "/cities/?search=Silver+Spring+MD", "/metros/baltimore-columbia-towson-md/", "/validation/", "/data/",
         "/privacy/", "/security/")  # fmt: skip


def test_twenty_five_names_lead_where_people_mean(page: Page, live_server: object) -> None:
    page.goto(f"{live_server}/faq/")
    for typed, path in TYPED.items():
        page.locator("#site-search").fill(typed)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        if not page.url.endswith(path):
            offered = page.locator("main .links a").first.get_attribute("href")
            assert offered == path, typed


def test_suggestions_say_what_each_thing_is_and_keep_to_the_state(page: Page, live_server: object) -> None:
    page.goto(f"{live_server}/")
    field = page.locator("#home-search")
    field.press_sequentially("Silver Spring, MD")
    option = page.get_by_role("option").first
    expect(option).to_contain_text("Census-designated place in Montgomery County, Maryland")
    for text in page.get_by_role("option").all_inner_texts():
        assert "MD" in text or "Maryland" in text


@pytest.mark.parametrize("path", PAGES)
def test_new_pages_pass_axe_and_fit_a_phone(
    page: Page, live_server: object, axe: Callable[[Page], None], path: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{live_server}{path}")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_small_place_fits_three_screens_of_a_phone(page: Page, live_server: object) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{live_server}/cities/monowi-ne/")
    assert page.evaluate("document.querySelector('main').getBoundingClientRect().height") <= 3 * 740


def test_the_map_works_by_keyboard_and_pointer(page: Page, live_server: object) -> None:
    page.goto(f"{live_server}/map/")
    dots = page.locator(".map-dots a")
    dots.first.focus()
    expect(page.locator("[data-said]")).to_contain_text("New York, NY")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[data-said]")).not_to_contain_text("New York, NY")
    page.locator("[data-map]").hover(position={"x": 500, "y": 300})
    county = page.locator(".map-counties-live #c46137")  # Ziebach County, South Dakota: one ring far from any dot
    expect(county).to_be_attached()
    assert page.locator(".map-counties-live path[id]").count() == len(place_table().counties)
    county.hover()
    expect(page.locator("[data-said]")).to_contain_text("Ziebach County, SD")
    county.click()
    page.wait_for_url("**/counties/ziebach-county-sd/")


def test_the_map_and_a_portfolio_answer_without_a_script(browser: Browser, live_server: object) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{live_server}/map/")
    page.get_by_label("State", exact=True).select_option("MD")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("link", name="Prince George's County, MD")).to_be_visible()
    page.goto(f"{live_server}/portfolio/")
    places = sorted(place_table().places, key=lambda place: -len(place.slug))[:1_000]
    page.get_by_label("Or a list, one place a line").fill("\n".join(f"{place.slug}" for place in places))
    page.get_by_role("button", name="Show the totals").click()
    expect(page.get_by_role("row", name=places[0].label)).to_be_visible()
    expect(page.get_by_text("1,000 chosen")).to_be_visible()
    context.close()


@pytest.mark.parametrize(
    "path", ["/cities/", "/states/", "/metros/", "/portfolio/?state=VA", "/methodology/caps/", "/validation/", "/data/"]
)
def test_no_amount_is_cut_on_a_tablet(page: Page, live_server: object, path: str) -> None:
    """A last column that ends inside its number reads as a thousandth of it."""
    page.set_viewport_size({"width": 768, "height": 1024})
    page.goto(f"{live_server}{path}")
    assert page.locator(".table-scroll").count()
    wider = """frames => frames.filter((frame) => frame.scrollWidth > frame.clientWidth + 1)
      .map((frame) => frame.textContent.slice(0, 60))"""
    assert page.locator(".table-scroll:visible").evaluate_all(wider) == []
