"""Boxes for shares are in percent, addresses in shares: one never reads as the other."""

import re
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.test import Client

from calculator.asking.question import read_question

CITY = "/cities/norfolk-va/calculator/"
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "share"),
    [("50", 0.5), ("50%", 0.5), ("0.5", 0.005), ("0.5%", 0.005), (" 50 ", 0.5), ("12.5 percent", 0.125), ("100", None)],
)
def test_a_bare_number_in_a_box_is_a_percentage(client: Client, typed: str, share: float | None) -> None:
    """The form says that its boxes are in percent; the page goes on to the address that says it in shares."""
    response = client.get(CITY, {"methodology": "caps", "boxes": "percent", "coverage_share": typed, "tab": "years"})
    assert response.status_code == 303
    address = parse_qs(urlsplit(response["Location"]).query)
    assert address == {
        "methodology": ["caps"],
        "tab": ["years"],
        **({"coverage_share": [f"{share}"]} if share is not None else {}),
    }
    assert client.get(response["Location"]).status_code == 200


def test_addresses_and_links_keep_what_they_meant(client: Client) -> None:
    page = client.get(CITY, {"coverage_share": "0.5"}).content.decode()
    assert 'name="coverage_share" inputmode="decimal" data-share value="50%"' in page
    assert 'name="boxes" value="percent"' in page
    assert read_question({"coverage_share": ["0.5"]}).scenario.moved == {"coverage_share": 0.5}


def test_what_a_form_only_carries_stays_in_shares(client: Client) -> None:
    """The years' form has boxes in percent, and carries the coverage of the first tab along."""
    page = client.get(CITY, {"coverage_share": "0.5", "tab": "years"}).content.decode()
    form = re.search(r'<form id="asks".*?</form>', page, re.DOTALL)
    assert form
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form[0])
    assert ("coverage_share", "0.5") in hidden
    typed = [("years", "3"), ("vacancy_share", "4"), ("memo_sections", "staff")]
    response = client.get(f"{CITY}?{urlencode([*hidden, *typed])}")
    address = parse_qs(urlsplit(response["Location"]).query)
    assert (address["coverage_share"], address["vacancy_share"]) == (["0.5"], ["0.04"])
    assert client.get(CITY, {"boxes": "sideways"}).status_code == 400


def test_what_a_box_cannot_take_stays_as_it_was_meant(client: Client) -> None:
    response = client.get(CITY, {"boxes": "percent", "coverage_share": "150", "vacancy_share": "7"})
    page = response.content.decode()
    assert response.status_code == 400
    assert 'value="150%"' in page
    assert "allowed is 0% to 100%" in page
    assert "vacancy_share=0.07" in page
    wrong = client.get(CITY, {"coverage_share": "50"}).content.decode()
    assert "Did you mean 50%?" in wrong


def test_every_share_of_every_form_is_read_so() -> None:
    asked = {
        "boxes": ["percent"],
        "years": ["3"],
        "ramp": ["typed"],
        "coverage_by_year": ["20", "40%", "60"],
        "funding_name": ["Fund"],
        "funding_amount": ["$1.2 million"],
        "funding_growth_share": ["3"],
        "indirect_rate": ["10"],
        "vacancy_share": ["5"],
        "turnover_share": ["40"],
        "population": ["1 200 000"],
    }
    question = read_question(asked)
    assert not question.faults
    assert question.plan.typed == (0.2, 0.4, 0.6)
    assert question.plan.moved["vacancy_share"] == 0.05
    assert question.funding.sources[0].growth_share == 0.03
    assert question.funding.sources[0].amount == 1_200_000
    assert question.grant.indirect_rate == 0.1
    assert question.scenario.facts["population"] == 1_200_000
    again = read_question({name: [v for n, v in question.query() if n == name] for name, _ in question.query()})
    assert again.query() == question.query()


@pytest.mark.parametrize("query", [{"boxes": "percent"}, {"coverage_share": "1 200"}, {"population": "USD 5"}])
def test_programs_are_held_to_shares(client: Client, query: dict[str, str]) -> None:
    assert client.get("/api/v1/cities/norfolk-va/budget/", query).status_code == 400
