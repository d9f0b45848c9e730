"""The region builder: places and counties chosen, added and removed by links that keep the settings."""

import html
import re

import pytest
from django.test import Client

from calculator.asking.question import read_question
from calculator.asking.subject import subject_of_question
from calculator.presenters.places.region import present_region
from profiles.selectors import search_counties

pytestmark = pytest.mark.django_db
BOTH = "/calculator/?place=5157000&place=5182000"


def region(query: dict[str, list[str]], search: str = "") -> dict[str, object]:
    question = read_question(query)
    subject = subject_of_question(question)
    assert subject is not None
    found = present_region(subject, question, search)
    assert found is not None
    return found


def total(client: Client, url: str) -> str:
    answer = client.get(html.unescape(url))
    found = re.search(r'data-out="total">(\$[\d,]+)<', answer.content.decode())
    assert found, answer.status_code
    return found[1]


def test_removing_one_leaves_the_other_with_its_settings(client: Client) -> None:
    page = client.get(f"{BOTH}&coverage_share=0.5").content.decode()
    links = re.findall(r'class="remove" href="([^"]+)"', page)
    assert len(links) == 2
    assert total(client, links[1]) == total(client, "/cities/norfolk-va/calculator/?coverage_share=0.5")


def test_a_place_named_twice_counts_once(client: Client) -> None:
    assert total(client, f"{BOTH}&place=norfolk-va") == total(client, BOTH)
    assert client.get(f"{BOTH}&place=norfolk-va").content.decode().count('class="remove"') == 2


def test_every_suggestion_leads_to_a_larger_region() -> None:
    builder = region({"place": ["5157000"], "coverage_share": ["0.5"]})
    assert builder["near"]
    for link in builder["near"]:  # type: ignore[attr-defined]
        assert link["url"].count("place=") == 2
        assert "coverage_share=0.5" in link["url"]
    assert [link["url"].count("county=51710") for link in builder["counties"]] == [1]  # type: ignore[attr-defined]


def test_facts_typed_for_the_old_region_are_not_the_new_ones() -> None:
    builder = region({"place": ["5157000"], "population": ["99"], "case_manager_caseload": ["12"]})
    for link in builder["near"]:  # type: ignore[attr-defined]
        assert "population" not in link["url"]
        assert "case_manager_caseload=12" in link["url"]


def test_search_without_scripts_finds_places_and_counties(client: Client) -> None:
    page = client.get(f"{BOTH}&search=suffolk").content.decode()
    assert re.search(r"Add Suffolk, Virginia", page)
    assert re.search(r"All of Suffolk County, N", page)
    assert "Add Norfolk" not in client.get(f"{BOTH}&search=norfolk+va").content.decode()


def test_a_county_says_that_its_figure_is_its_own(client: Client) -> None:
    page = client.get("/calculator/?county=06037").content.decode()
    assert "county’s own figure" in page
    assert "type one under" in page


def test_an_unknown_place_is_named_and_the_others_stay(client: Client) -> None:
    answer = client.get("/calculator/?place=5157000&place=nowhere&coverage_share=0.5")
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "nowhere" in page
    assert "Norfolk" in page
    assert "coverage_share" in page


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("los angeles", "06037"),
        ("Cook County, IL", "17031"),
        ("orange ca", "06059"),
        ("06037", "06037"),
        ("st louis", "29189"),
    ],
)
def test_counties_are_found_by_name_state_or_code(text: str, first: str) -> None:
    assert search_counties(text, limit=4)[0].geoid == first


@pytest.mark.parametrize("text", ["", "  ", "zzzz", "%", "'; drop"])
def test_nonsense_finds_no_county(text: str) -> None:
    assert search_counties(text, limit=4) == []
