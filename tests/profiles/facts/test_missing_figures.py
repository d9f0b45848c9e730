"""A figure that nobody published is said to be missing, on every way to a budget; it never becomes 0, NaN or a fault."""

import csv
import json
import re
from collections.abc import Iterable

import pytest
from django.http import StreamingHttpResponse
from django.test import Client

from calculator.answer import Answer
from calculator.asking.question import read_question
from calculator.presenters.places.profile import present_profile
from calculator.subject import subject_of_place
from cvi_calc.urls import SUBJECT_PAGES
from profiles.selectors import find_place

pytestmark = pytest.mark.django_db
DELAWARE = "georgetown-de"  # BEA publishes no price level for nonmetropolitan Delaware


@pytest.fixture
def site() -> Client:
    return Client()


def text(response: Iterable[bytes]) -> str:
    return b"".join(response.streaming_content if isinstance(response, StreamingHttpResponse) else response).decode()


def test_the_calculator_names_the_missing_price_level(site: Client) -> None:
    response = site.get(f"/cities/{DELAWARE}/calculator/?methodology=field@2026.1")
    page = response.content.decode()
    assert response.status_code == 400
    assert "Price level is not reported for Georgetown, Delaware" in page
    assert 'href="#p-price_level"' in page
    assert "$nan" not in page.lower()


@pytest.mark.parametrize(
    "query", ["methodology=field@2026.1&price_level=98", "methodology=field@2026.1&local_pay=0", ""]
)
def test_the_calculator_answers_what_can_be_answered(site: Client, query: str) -> None:
    assert site.get(f"/cities/{DELAWARE}/calculator/?{query}").status_code == 200


def test_one_budget_names_the_parameter_to_give(site: Client) -> None:
    response = site.get(f"/api/v1/cities/{DELAWARE}/budget/?methodology=field@2026.1")
    assert response.status_code == 400
    (error,) = response.json()["errors"]
    assert (error["parameter"], error["allowed"]) == ("price_level", "a number from 50 to 200")
    assert site.get(f"/api/v1/cities/{DELAWARE}/budget/?methodology=field@2026.1&price_level=98").json()["total"] > 0


def test_a_row_among_all_places_has_empty_cells(site: Client) -> None:
    table = text(site.get("/api/v1/budgets/?methodology=field@2026.1&state=DE&format=csv"))
    (row,) = (row for row in csv.DictReader(table.splitlines()) if row["slug"] == DELAWARE)
    assert (row["total"], row["frontline_cost"]) == ("", "")
    assert row["high_risk"] == "8.098", "what needs no price level is there"
    assert "nan" not in table.lower()
    rows = json.loads(text(site.get("/api/v1/budgets/?methodology=field@2026.1&state=DE")))["results"]
    (answer,) = (row for row in rows if row["slug"] == DELAWARE)
    assert answer["total"] is None


@pytest.mark.parametrize("ending", ["pdf", "xlsx", "csv", "json"])
def test_a_file_is_refused_in_words(site: Client, ending: str) -> None:
    response = site.get(f"/cities/{DELAWARE}/budget.{ending}?methodology=field@2026.1")
    assert response.status_code == 400
    assert "is not reported for Georgetown, Delaware" in response.content.decode()


def test_homicides_of_a_police_area_are_shown_and_not_reckoned_with(site: Client) -> None:
    facts = site.get("/api/v1/cities/las-vegas-nv/").json()["homicides"]
    assert (facts["value"], facts["area_population"], facts["population_year"]) == (83, 1_670_226, None)
    assert facts["rate_per_100k"] == pytest.approx(83 / 1_670_226 * 100_000, abs=0.005)
    budget = site.get("/api/v1/cities/las-vegas-nv/budget/").json()
    assert budget["inputs"]["homicides"] is None
    refused = site.get("/api/v1/cities/las-vegas-nv/budget/?high_risk_basis=2")
    assert [error["parameter"] for error in refused.json()["errors"]] == ["homicides"]


@pytest.mark.parametrize(
    ("slug", "note"),
    [
        (
            "las-vegas-nv",
            "2025, 5.0 per 100,000, counted for the police agency’s area of 1,670,226 residents; sources disagree",
        ),
        ("norfolk-va", "2025, 11.3 per 100,000, per resident of 2024"),
        ("midfield-al", "2023: 5"),
    ],
)
def test_a_profile_says_whose_residents_a_rate_divides_by(slug: str, note: str) -> None:
    place = find_place(slug)
    question, subject = read_question({}), subject_of_place(place)
    context = present_profile(place, Answer(subject, question))
    (homicides,) = (fact for fact in context["facts"] if fact["label"] == "Homicides")
    assert homicides["note"] == note
    figure = next(figure for figure in context["trends"] if figure["id"] == "homicides")
    if slug == "las-vegas-nv":
        assert "the police agency’s whole area, " in figure["note"]
        assert "1,670,226 residents, not of Las Vegas alone" in figure["note"]
        assert context["comparison"][1].startswith("We have no homicide rate of Las Vegas alone")
    if slug == "norfolk-va":
        assert "The rate of 2025 is per resident of 2024." in figure["note"]


FIELD = "methodology=field@2026.1"


def test_without_an_answer_no_other_total_is_shown_as_one(site: Client) -> None:
    """What is missing is named beside its field; a total of the preset's figures would not answer what was asked."""
    for query in (FIELD, f"{FIELD}&high_risk_basis=2&homicides=2&local_pay=1", "outreach_caseload=0", "solve=much"):
        response = site.get(f"/cities/{DELAWARE}/calculator/?{query}")
        page = response.content.decode()
        assert response.status_code == 400
        assert 'data-out="total">No answer yet<' in page, query
        assert "There is no total until this is settled" in page
        assert 'id="budget"' not in page
        assert not re.search(r"data-out=\"[a-z_]+\">\$", page)


@pytest.mark.parametrize("tab", ["years", "funding", "return", "grant", "working"])
def test_no_tab_answers_with_a_figure_that_nobody_reported(site: Client, tab: str) -> None:
    """What is missing is named; the tab's fields stay, and its answer comes with the figure."""
    address = f"/cities/{DELAWARE}/calculator/?{FIELD}&homicides=2&tab={tab}"
    response = site.get(address)
    page = response.content.decode()
    assert response.status_code == 400
    assert "There is no answer until this is settled: Price level" in page
    answer = page[page.index('id="tabs"') : page.index('id="take-it"')]
    assert "No answer yet." in answer
    assert not re.search(r"\$[\d,.]+ (million|billion)|<td[^>]*>\$\d", answer)
    given = site.get(f"{address}&price_level=98")
    found = given.content.decode()
    assert given.status_code == 200
    assert "No answer yet." not in found
    fields = re.compile(r'<(?:input|select|textarea) [^>]*name="([a-z_]+)"')
    assert set(fields.findall(found)) - {"price_level"} <= set(fields.findall(page))


@pytest.mark.parametrize(
    ("tab", "query", "label", "others"),
    [
        ("years", "years=none", "Years", ("funding", "grant")),
        ("funding", "funding_amount=much&funding_name=City", "Source 1", ()),
        ("return", "effect_central=much", "Central", ()),
        ("grant", "indirect_rate=much", "indirect rate", ()),
        ("working", "coverage_share=much", "Share", ("years", "funding", "return", "grant")),
    ],
)
def test_a_fault_hides_the_answers_that_are_made_from_its_field(
    site: Client, tab: str, query: str, label: str, others: tuple[str, ...]
) -> None:
    for at in (tab, *others):
        page = site.get(f"/cities/norfolk-va/calculator/?{query}&tab={at}").content.decode()
        assert re.search(rf"There is no answer until this is settled: [^<]*{label}", page), at
    if not others:
        assert "No answer yet" not in site.get(f"/cities/norfolk-va/calculator/?{query}").content.decode()


@pytest.mark.parametrize(
    ("path", "label"),
    [
        (f"/cities/{DELAWARE}/?{FIELD}", "Price level"),
        (f"/counties/sussex-county-de/?{FIELD}", "Price level"),
        (f"/cities/{DELAWARE}/?coverage_share=much", "Share of people"),
        ("/cities/norfolk-va/?coverage_share=much", "Share of people"),
        ("/cities/norfolk-va/?high_risk_basis=3", "Local estimate"),
        ("/cities/las-vegas-nv/?high_risk_basis=2", "Homicides"),
    ],
)
def test_a_profile_without_an_answer_has_its_published_facts_and_no_budget(site: Client, path: str, label: str) -> None:
    response = site.get(path)
    page = response.content.decode()
    assert response.status_code == 400
    assert re.search(rf"There is no total until this is settled: [^<]*{label}", page)
    assert re.search(r"Population</dt><dd class=\"value\">[\d,]+<", page)
    for part in (
        'id="budget"',
        'id="staff"',
        "At highest risk</dt>",
        "budget.pdf",
        "people are at highest risk of gun violence in",
    ):
        assert part not in page, part


@pytest.mark.parametrize("home", [f"/cities/{DELAWARE}/", "/cities/milton-de/", "/counties/sussex-county-de/"])
def test_every_page_and_file_of_it_answers_or_says_why(site: Client, home: str) -> None:
    for route in SUBJECT_PAGES:
        address = f"{home}{route.pattern}?{FIELD}"
        assert site.get(address).status_code in (200, 400), address


def test_a_fault_beside_an_answer_leaves_it(site: Client) -> None:
    """Staff in post, a memo's date and Medicaid's terms change no total, no year and no gap."""
    for query in ("current_outreach_workers_city=much", "memo_date=soon", "medicaid_hours=much&tab=funding"):
        response = site.get(f"/cities/norfolk-va/calculator/?{query}")
        assert response.status_code == 400, query
        assert "No answer yet" not in response.content.decode(), query


def test_a_basis_whose_figure_is_missing_stays_chosen_beside_its_fault(site: Client) -> None:
    response = site.get(f"/cities/{DELAWARE}/calculator/?methodology=caps@2026.1&high_risk_basis=3&coverage_share=0.5")
    page = response.content.decode()
    assert response.status_code == 400
    assert re.search(r'name="high_risk_basis" value="3" checked', page)
    assert "Local estimate of people at highest risk" in page
    assert 'data-out="total">No answer yet<' in page


def test_a_preset_that_needs_a_missing_figure_is_said_and_not_compared_with(site: Client) -> None:
    page = site.get(f"/cities/{DELAWARE}/calculator/?{FIELD}&local_pay=0&outreach_caseload=5").content.decode()
    assert "needs a figure that is not reported here" in page
    effect = re.search(r'data-slider="local_pay".*?data-effect>(.*?)</p>', page, re.DOTALL)
    assert effect
    assert effect[1] == ""
