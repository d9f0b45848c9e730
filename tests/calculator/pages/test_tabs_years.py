"""The tabs of years, funding and return, as pages and in a browser."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import pytest
from django.test import Client
from playwright.sync_api import Page, Route, expect

NORFOLK = "/cities/norfolk-va/calculator/"
SOURCES = (
    "funding_name=Grant&funding_kind=federal_grant&funding_amount=3000000&funding_first_year=2027"
    "&funding_last_year=2028&funding_certainty=committed&funding_name=City&funding_kind=city_general_fund"
    "&funding_amount=2000000&funding_first_year=2027&funding_last_year=2031&funding_certainty=likely"
)


def text_of(response: object) -> str:
    words = re.sub(r"<[^>]*>", " ", response.content.decode())  # type: ignore[attr-defined]
    return re.sub(r"\s+", " ", words)


@pytest.mark.django_db
@pytest.mark.parametrize("tab", ["years", "funding", "return"])
def test_a_tab_keeps_everything_else_that_was_asked(client: Client, tab: str) -> None:
    query = f"coverage_share=0.5&years=3&{SOURCES}&perspective=social&current_mediators_city=3&subawards=7"
    response = client.get(f"{NORFOLK}?tab={tab}&{query}")
    assert response.status_code == 200
    fields = re.findall(r'<(?:input|select)[^>]*name="(\w+)"', response.content.decode())
    asked = {*parse_qs(query), "tab"}
    assert asked <= set(fields), asked - set(fields)


@pytest.mark.django_db
def test_the_years_tab_shows_what_the_api_answers(client: Client) -> None:
    body = {"places": ["5157000"], "years": 3, "ramp": "even"}
    plan = client.post("/api/v1/plans/", body, content_type="application/json").json()
    text = text_of(client.get(f"{NORFOLK}?tab=years&years=3&ramp=even"))
    for year in plan["years"]:
        assert f"${year['total']:,}" in text
    assert f"${plan['total']:,}" in text


@pytest.mark.django_db
def test_the_funding_tab_warns_of_the_cliff_and_says_what_the_gap_is(client: Client) -> None:
    text = text_of(client.get(f"{NORFOLK}?tab=funding&years=5&ramp=sc2&{SOURCES}"))
    assert "A cliff in 2029" in text
    assert "Grant ends." in text
    assert re.search(r"2031 lacks \$[\d.]+ million", text)


@pytest.mark.django_db
def test_what_was_typed_stays_beside_its_fault(client: Client) -> None:
    row = "funding_name=Late&funding_kind=state&funding_amount=-5&funding_first_year=2030&funding_last_year=2027"
    response = client.get(f"{NORFOLK}?tab=funding&{row}&funding_certainty=asked")
    page = response.content.decode()
    assert response.status_code == 400
    for name, typed in (("amount", "-5"), ("last_year", "2027")):
        field = re.search(rf'<input[^>]*id="funding_{name}-1"[^>]*>', page)
        assert field
        assert f'value="{typed}"' in field[0]
        assert 'aria-invalid="true"' in field[0]
        assert f'id="funding_{name}-1-error"' in page
        assert f'href="#funding_{name}-1"' in page


@pytest.mark.django_db
@pytest.mark.parametrize("tab", ["", "nonsense", "sure", "grant", "funding"])
def test_every_fault_leads_to_a_field_that_is_there(client: Client, tab: str) -> None:
    faulty = "solve=abc&years=99&seed=x&funding_amount=x&mediator_caseload=0&medicaid_rate=-1&current_mediators_city=-1"
    page = client.get(f"{NORFOLK}?tab={tab}&{faulty}").content.decode()
    summary = re.search(r'class="error-summary".*?</ul>', page, re.DOTALL)
    assert summary
    links = [link.replace("&amp;", "&").partition("#") for link in re.findall(r'href="([^"]*)"', summary[0])]
    assert len(links) == 7 + (tab == "nonsense")
    pages = {url: client.get(url).content.decode() for url, _, _ in links if url} | {"": page}
    for url, _, field in links:
        assert field != "main"
        assert f' id="{field}"' in pages[url], (url, field)
    assert "tab=nonsense" not in page, "a tab there is not goes no further"


ROWS = {
    "funding": "funding_name=A&funding_amount=1",
    "grant": "subrecipients_name=A&other_lines_name=B&other_lines_amount=1",
}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("tab", "least"), [("budget", 90), ("years", 10), ("funding", 15), ("return", 15), ("grant", 40)]
)
def test_a_bad_value_in_any_field_leads_back_to_it_by_its_label(client: Client, tab: str, least: int) -> None:
    page = client.get(f"{NORFOLK}?tab={tab}&ramp=typed&{ROWS.get(tab, '')}").content.decode()
    forms = "".join(re.findall(r"<form[^>]*data-asks.*?</form>", page, re.DOTALL))
    fields: dict[str, str] = {}  # the first id by name
    for tag in re.findall(r"<(?:input|select) [^>]*>", forms):
        field, name = re.search(r' id="([^"]+)"', tag), re.search(r' name="([^"]+)"', tag)
        if field and name and not re.search(r"(^|_)name$|citation|documents_due|targets|_funder$|^memo_", name[1]):
            fields.setdefault(name[1], field[1])
    assert len(fields) >= least
    rows = [pair for pair in parse_qsl(ROWS.get(tab, "")) if pair[0] not in fields]
    query = urlencode([("tab", tab), *rows, *((name, "zz") for name in fields)])
    page = client.post(NORFOLK, query, content_type="application/x-www-form-urlencoded", follow=True).content.decode()
    summary = re.search(r'class="error-summary".*?</ul>', page, re.DOTALL)
    assert summary
    links = dict(re.findall(r'href="#([^"]+)">([^<]+)<', summary[0]))
    assert [field for field in links if f' id="{field}"' not in page] == []
    for name, field in fields.items():
        told = [words for link, words in links.items() if link == field or field.startswith(f"{link}-")]
        assert told, f"{name} is not told at its field"
        assert not told[0].startswith(name), f"{name} is called by its raw name"


@pytest.mark.django_db
def test_without_reported_homicides_the_return_asks_and_does_not_answer(client: Client) -> None:
    text = text_of(client.get("/calculator/?tab=return&population=50000"))
    assert "Not reported for a population of 50,000" in text
    assert "It pays for itself" not in text
    answered = text_of(client.get("/calculator/?tab=return&population=50000&homicides=9"))
    assert "It pays for itself" in answered


@pytest.mark.django_db
def test_perspectives_are_never_mixed(client: Client) -> None:
    for key, homicide in (("taxpayer_average", 270_399), ("taxpayer_unit", 1_500_000), ("social", 9_000_000)):
        text = text_of(
            client.get(
                f"{NORFOLK}?methodology=caps@2026.1&tab=return&homicides=10&perspective={key}&nonfatal_per_homicide=0"
            )
        )
        assert f"${1.5 * homicide:,.0f}" in text


@pytest.mark.django_db
def test_the_budget_tab_sets_staff_in_post_against_the_recommended(client: Client) -> None:
    text = text_of(client.get(f"{NORFOLK}?population=238005&current_mediators_city=2&current_mediators_community=3"))
    assert "73 posts are still to fill" in text


browser = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class TestInABrowser:
    pytestmark = browser

    def test_a_change_answers_in_place_and_the_address_follows(
        self, page: Page, live_server: object, expected_console: list[str]
    ) -> None:
        expected_console.append("status of 400")  # shares by year are asked for
        page.goto(f"{live_server}{NORFOLK}?tab=years&coverage_share=0.5")
        years = page.get_by_label("Years", exact=True)
        years.fill("2")
        years.press("Tab")
        expect(page.get_by_role("columnheader", name="2029")).to_have_count(0)
        expect(page.get_by_label("First year")).to_be_focused()
        asked = parse_qs(urlsplit(page.url).query)
        assert asked["years"] == ["2"]
        assert asked["coverage_share"] == ["0.5"]
        page.get_by_label("Year by year, typed in").check()
        expect(page.locator("#p-coverage_by_year-2")).to_have_value("")
        expect(page.get_by_role("alert")).to_contain_text("one share for each year")
        page.get_by_role("link", name="Start from even steps: 25%, 50%").click()
        expect(page.locator("#p-coverage_by_year-2")).to_have_value("50%")
        page.locator("#p-coverage_by_year-1").fill("30")
        page.locator("#p-coverage_by_year-1").press("Tab")
        expect(page.locator("[data-announce]")).to_contain_text("over 2 years")
        total = page.locator("#plan-money-table-caption").locator("xpath=..").locator("tfoot td").last
        shown = total.inner_text()
        page.reload()
        expect(total).to_have_text(shown)

    def test_rows_are_added_moved_and_removed_by_keyboard(self, page: Page, live_server: object) -> None:
        page.goto(f"{live_server}{NORFOLK}?tab=funding&{SOURCES}")
        page.get_by_role("button", name="Add a source").press("Enter")
        name = page.locator("#funding_name-3")
        expect(name).to_be_focused()
        name.fill("Foundation")
        page.locator("#funding_amount-3").fill("500000")
        page.locator("#funding_amount-3").press("Tab")
        expect(page.get_by_role("group", name="Foundation")).to_be_visible()
        page.get_by_role("button", name="Move up Foundation").press("Enter")
        expect(page.locator("#funding_name-2")).to_have_value("Foundation")
        page.get_by_role("button", name="Remove Grant").press("Enter")
        expect(page.locator("fieldset.source-row")).to_have_count(2)
        expect(page.locator("#funding_name-1")).to_have_value("Foundation")
        assert parse_qs(urlsplit(page.url).query)["funding_name"] == ["Foundation", "City"]
        assert "edit" not in page.url

    def test_enter_in_a_field_updates_and_moves_no_row(self, page: Page, live_server: object) -> None:
        page.goto(f"{live_server}{NORFOLK}?tab=funding&{SOURCES}")
        page.locator("#funding_amount-2").fill("7000000")
        page.locator("#funding_amount-2").press("Enter")
        expect(page.locator("#funding_amount-2")).to_have_value("7000000")
        page.wait_for_url("**funding_amount=7000000**")
        expect(page.locator("#funding_name-1")).to_have_value("Grant")

    def test_a_lost_connection_loses_nothing(
        self, page: Page, live_server: object, expected_console: list[str]
    ) -> None:
        expected_console.append("ERR_FAILED")
        page.goto(f"{live_server}{NORFOLK}?tab=return")

        def refuse(route: Route) -> None:
            route.abort()

        page.route("**/calculator/?*", refuse)
        page.locator("#p-homicides").fill("41")
        page.locator("#p-homicides").press("Tab")
        expect(page.get_by_role("alert")).to_contain_text("Nothing you typed is lost")
        expect(page.locator("#p-homicides")).to_have_value("41")
        page.unroute("**/calculator/?*", refuse)
        page.get_by_role("button", name="Try again").click()
        expect(page.get_by_text("41 a year are counted here")).to_be_visible()
        expect(page.get_by_role("alert")).to_have_count(0)

    def test_what_is_typed_while_an_answer_is_under_way_stays(self, page: Page, live_server: object) -> None:
        page.goto(f"{live_server}{NORFOLK}?tab=years")
        held: list[Route] = []
        page.route("**/calculator/?*", lambda route: held.append(route))  # noqa: PLW0108 - a bound method is no handler
        page.locator("#p-years").fill("3")
        page.locator("#p-years").press("Tab")
        while not held:
            page.wait_for_timeout(20)
        page.locator("#p-first_year").press_sequentially("9")
        held.pop(0).continue_()
        expect(page.get_by_role("columnheader", name="2030")).to_have_count(0)
        assert "9" in page.locator("#p-first_year").input_value()
        expect(page.locator("#p-first_year")).to_be_focused()

    def test_staff_in_post_answer_on_the_budget_tab(self, page: Page, live_server: object) -> None:
        page.goto(f"{live_server}{NORFOLK}?population=238005")
        page.get_by_text("Who is there already").click()
        page.get_by_label("Mediator, City").fill("5")
        page.get_by_label("Mediator, City").press("Tab")
        expect(page.locator("#staff-gap b").first).to_contain_text("73 posts are still to fill")
        assert parse_qs(urlsplit(page.url).query)["current_mediators_city"] == ["5"]

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize(
        "query",
        [
            "tab=years&ramp=typed",
            f"tab=funding&{SOURCES}&medicaid_state=IL",
            "tab=return&perspective=taxpayer_unit",
            "tab=years&years=99",
        ],
    )
    def test_tabs_are_accessible(
        self,
        page: Page,
        live_server: object,
        axe: Callable[[Page], None],
        expected_console: list[str],
        query: str,
        scheme: str,
    ) -> None:
        expected_console.append("400")
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": 360, "height": 800})
        page.goto(f"{live_server}{NORFOLK}?{query}")
        for closed in page.locator("#plan-tab details").all():
            closed.evaluate("(details) => { details.open = true; }")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    def test_without_scripts_the_forms_answer(self, page: Page, live_server: object) -> None:
        context = page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
        plain = context.new_page()
        plain.goto(f"{live_server}{NORFOLK}?tab=funding&coverage_share=0.5")
        plain.get_by_role("button", name="Add a source").click()
        plain.locator("#funding_amount-1").fill("1500000")
        plain.get_by_role("button", name="Show the result").click()
        expect(plain.get_by_role("cell", name="$1,500,000").first).to_be_visible()
        assert parse_qs(urlsplit(plain.url).query)["coverage_share"] == ["0.5"]
        context.close()
