"""A total says of which year its dollars are, on pages, papers, pictures and in the API; a range leads where one is known."""

import csv
import json
import re
from codecs import BOM_UTF8
from html import unescape
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
ASKED = "dollars_of=2026"
PAGES = [
    "/cities/norfolk-va/",
    f"/cities/norfolk-va/calculator/?{ASKED}",
    f"/calculator/?population=238005&{ASKED}",
    f"/embed/norfolk-va/?{ASKED}",
    f"/compare/?city=norfolk-va&city=st-louis-mo&{ASKED}",
    f"/cities/norfolk-va/budget.svg?{ASKED}",
    "/",
    "/cities/",
    "/states/",
    "/states/va/",
    "/counties/baltimore-county-md/",
    "/cities/irvington-nj/",
    "/portfolio/?kind=county&state=DE",
]
PLANS = ["years", "funding"]
LED_BY_A_RANGE = ["/", "/cities/norfolk-va/", "/cities/irvine-ca/", "/cities/st-louis-mo/", "/cities/irvington-nj/"]


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


@pytest.mark.parametrize("address", PAGES)
def test_a_page_says_of_which_year_its_dollars_are(client: Client, address: str) -> None:
    year = 2026 if ASKED in address else 2024
    text = text_of(client, address)
    assert f"{year} dollars" in text
    assert f"{2024 if year == 2026 else 2026} dollars" not in text


@pytest.mark.parametrize("tab", PLANS)
def test_a_plan_says_that_each_year_is_in_its_own_dollars(client: Client, tab: str) -> None:
    assert "Each year is in its own dollars." in text_of(client, f"/cities/norfolk-va/calculator/?tab={tab}&years=3")


@pytest.mark.parametrize("address", [*LED_BY_A_RANGE, "/embed/st-louis-mo/", "/counties/baltimore-county-md/"])
def test_a_range_and_the_number_in_use_come_first(client: Client, address: str) -> None:
    text = text_of(client, address)
    money = re.search(
        r"would give [\d,]+ to [\d,]+\. Reaching them takes \$[\d.,]+.{0,12} to \$[\d.,]+.{0,30} in 2024 dollars", text
    )
    assert money
    used = re.search(r"This budget uses [\d,]+ by (population|homicides|a count made here)", text)
    assert used
    assert money.start() < used.start()
    assert "$" not in text[: money.start()].rpartition("About ")[2]


def test_the_api_says_the_year_beside_its_total(client: Client) -> None:
    answer = client.get(f"/api/v1/cities/norfolk-va/budget/?{ASKED}").json()
    assert answer["dollars_of"] == 2026
    assert client.get("/api/v1/cities/norfolk-va/").json()["budget"]["dollars_of"] == 2024
    for where, sent in (("solve", {"amount": 3_000_000}), ("sensitivity", {})):
        body = json.dumps({"population": 238_005, "dollars_of": 2026, **sent})
        assert client.post(f"/api/v1/{where}/", body, content_type="application/json").json()["dollars_of"] == 2026


def posted(client: Client, where: str, body: dict[str, Any]) -> Any:
    answer = client.post(f"/api/v1/{where}/", json.dumps(body), content_type="application/json")
    assert answer.status_code == 200, answer.content
    return answer.json()


@pytest.mark.parametrize("method", ["caps@2027.1", "caps@2026.1"])
def test_plans_grants_and_portfolios_say_whose_dollars_each_figure_is_in(client: Client, method: str) -> None:
    known = method == "caps@2027.1"
    own, of_one = ([2027, 2028, 2029], 2024) if known else ([None] * 3, None)
    asked = {"population": 238_005, "methodology": method}
    plan = posted(client, "plans", {**asked, "years": 3})
    assert ([year["dollars_of"] for year in plan["years"]], plan["dollars_of"]) == (own, None)
    assert posted(client, "plans", {**asked, "years": 1})["dollars_of"] == own[0]
    grant = posted(client, "grant-budgets", asked)
    assert {grant["dollars_of"], grant["whole"]["dollars_of"], grant["periods"][0]["dollars_of"]} == {of_one}
    grant = posted(client, "grant-budgets", {**asked, "years": 3})
    assert [period["dollars_of"] for period in grant["periods"]] == own
    assert (grant["dollars_of"], grant["whole"]["dollars_of"]) == (None, None)
    several = {"places": ["norfolk-va"], "scenarios": [{"methodology": method}], "years": 3}
    rows = posted(client, "portfolios", {**several, "answer": "plan"})
    assert [year["dollars_of"] for year in rows["rows"][0]["years"]] == own
    assert (rows["rows"][0]["dollars_of"], rows["totals"][0]["dollars_of"]) == (of_one, None)
    returns = posted(client, "portfolios", {**several, "answer": "return"})
    assert returns["totals"][0]["dollars_of"] == of_one
    assert returns["rows"][0]["constant_year"] == (2025 if known else None)


def test_tables_say_the_year_in_their_last_column(client: Client) -> None:
    for address, year in {
        f"/cities/norfolk-va/budget.csv?{ASKED}": "2026",
        "/cities/norfolk-va/budget.csv?methodology=caps@2026.1": "",
        f"/api/v1/budgets/?format=csv&state=DE&{ASKED}": "2026",
        f"/api/v1/budgets/?format=csv&state=DE&group_by=state&{ASKED}": "2026",
        "/portfolio/portfolio.csv?state=DE&size=50000": "2024",
        "/portfolio/portfolio.csv?state=DE&size=50000&years=2": "each year its own",
    }.items():
        answer = client.get(address)
        text = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert text.startswith(BOM_UTF8) == (not address.startswith("/api/")), address
        head, *rows = csv.reader(text.decode("utf-8-sig").splitlines())
        assert head[-1] == "dollars_of", address
        assert "geoidfq" in head, address  # a GEOID that a spreadsheet program takes for a number loses its zero
        assert {row[-1] for row in rows} == {year}, address
