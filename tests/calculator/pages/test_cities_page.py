"""The list of every place: found as people type, narrowed, ordered, page by page."""

import re

import pytest
from django.test import Client

from profiles.selectors import place_table

pytestmark = pytest.mark.django_db


def names(page: str) -> list[str]:
    return re.findall(r'<th role="rowheader" scope="row"><a href="/cities/[^"]+">([^<]+)</a>', page)


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("norfolk va", "/cities/norfolk-va/"),
        ("5157000", "/cities/norfolk-va/"),
        ("saint louis mo", "/cities/st-louis-mo/"),
    ],
)
def test_a_search_that_means_one_place_leads_there(client: Client, typed: str, path: str) -> None:
    response = client.get("/cities/", {"search": typed})
    assert (response.status_code, response["Location"]) == (302, path)


def test_st_louis_comes_first(client: Client) -> None:
    page = client.get("/cities/", {"search": "st louis"}).content.decode()
    assert names(page)[0] == "St. Louis, Missouri"
    assert 'value="st louis"' in page


def test_the_largest_come_first_each_with_its_answer(client: Client) -> None:
    page = client.get("/cities/").content.decode()
    assert names(page)[:3] == ["New York, New York", "Los Angeles, California", "Chicago, Illinois"]
    assert "$207,620,300" in page
    assert len(names(page)) == 50


def test_state_size_and_order_narrow_the_list(client: Client) -> None:
    table = place_table()
    page = client.get("/cities/", {"state": "VA", "size": "100000", "ordering": "name"}).content.decode()
    expected = sorted(
        place.name for place in table.places if place.state == "VA" and 100_000 <= place.population < 250_000
    )
    assert names(page) == [f"{name}, Virginia" for name in expected]
    featured = client.get("/cities/", {"size": "featured"}).content.decode()
    assert set(names(featured)) == {f"{p.name}, {p.state_name}" for p in table.places if p.featured}


def test_places_without_a_homicide_figure_come_last_and_say_so(client: Client) -> None:
    rates = [
        place.homicides.rate_per_100k if place.homicides else None
        for place in place_table().places
        if place.state == "VT"
    ]
    known = sum(rate is not None for rate in rates)
    assert 0 < known < len(rates)
    page = client.get("/cities/", {"state": "VT", "ordering": "-rate"}).content.decode()
    rows = re.findall(r"<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">.*?</tr>", page, re.DOTALL)
    assert ["not reported" in row for row in rows] == [False] * known + [True] * (len(rows) - known)


def test_pages_cover_every_place_once(client: Client) -> None:
    first = client.get("/cities/", {"state": "VA"}).content.decode()
    second = client.get("/cities/", {"state": "VA", "page": "2"}).content.decode()
    assert not set(names(first)) & set(names(second))
    assert "51–100 of" in second
    assert 'rel="prev"' in second
    beyond = client.get("/cities/", {"state": "VA", "page": "999"}).content.decode()
    assert 'rel="next"' not in beyond
    assert names(beyond)


def test_what_is_wrong_is_said_and_what_was_typed_kept(client: Client) -> None:
    answer = client.get("/cities/", {"state": "XX", "search": "<script>alert(1)</script>", "colour": "red"})
    assert (answer.status_code, answer.get("Cache-Control", "")) == (400, "")
    page = answer.content.decode()
    assert "error-summary" in page
    assert "XX" in page
    assert "colour is not a known parameter" in page
    assert "State: “XX” is not an option; allowed is one of the list" in page
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_nothing_found_offers_a_way_on(client: Client) -> None:
    page = client.get("/cities/", {"search": "xqzxqzxqz"}).content.decode()
    assert "Nothing is called “xqzxqzxqz”" in page
    assert client.get("/cities/", {"search": "a\x00b"}).status_code == 400


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_the_list_can_be_used_by_everybody(page, axe, live_server, expected_console, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    expected_console.append("status of 400")  # there is no state XX
    page.goto(f"{live_server.url}/cities/?search=springfield&state=XX")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
def test_filters_work_by_keyboard_and_without_scripts(browser, live_server) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(f"{live_server.url}/cities/")
    page.select_option("#filter-state", "VA")
    page.focus("#filter-search")
    page.keyboard.type("norf")
    page.keyboard.press("Enter")
    page.wait_for_url("**state=VA**")
    assert page.locator("tbody th").first.inner_text() == "Norfolk, Virginia"
    context.close()
