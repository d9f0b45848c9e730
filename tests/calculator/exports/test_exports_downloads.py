"""The files by their addresses: the API's numbers, honest names, whole or refused."""

import csv
import io
import json

import openpyxl
import pytest
from django.test import Client

from calculator.methods import newest
from calculator.views.downloads import XLSX

pytestmark = pytest.mark.django_db
CITY = "/cities/norfolk-va/budget"
ENDINGS = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8", "json": "application/json"}
SCENARIO = "methodology=caps&population=238005"


@pytest.mark.parametrize(("ending", "content_type"), ENDINGS.items())
@pytest.mark.parametrize(
    ("address", "name"),
    [
        (f"{CITY}.%s?{SCENARIO}", "cvi-budget-norfolk-va"),
        (f"/calculator/budget.%s?{SCENARIO}", "cvi-budget-population-238005"),
        ("/calculator/budget.%s?place=norfolk-va&place=5182000", "cvi-budget-region-of-2-places"),
        ("/calculator/budget.%s?county=51710", "cvi-budget-norfolk-city-va"),
    ],
)
def test_a_file_has_its_type_and_a_telling_name(
    client: Client, address: str, name: str, ending: str, content_type: str
) -> None:
    response = client.get(address % ending)
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == content_type
    differs = "_population-238005" if SCENARIO in address else ""
    told = f"{name}_caps-{newest().version}{differs}_2026.11" if ending == "csv" else name
    assert response["Content-Disposition"] == f'attachment; filename="{told}.{ending}"'


def test_the_three_files_and_the_api_say_the_same(client: Client) -> None:
    api = client.get(f"/api/v1/cities/norfolk-va/budget/?{SCENARIO}&trace=1").json()
    assert api["total"] == 19_888_485
    assert client.get(f"{CITY}.json?{SCENARIO}").json() == api
    rows = csv.DictReader(io.StringIO(client.get(f"{CITY}.csv?{SCENARIO}").content.decode("utf-8-sig")))
    amounts = {row["line"]: row["amount"] for row in rows if row["section"] in ("budget", "total")}
    assert amounts == {**{line["line"]: str(line["amount"]) for line in api["budget"]}, "total": "19888485"}
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{CITY}.xlsx?{SCENARIO}").content), data_only=True)
    working = {row[4]: row[1] for row in book["Working"].iter_rows(min_row=2, values_only=True)}
    assert {name: working[name] for name in api["totals"]} == api["totals"]
    assert working["total"] == 19_888_485


def test_a_code_that_no_spreadsheet_program_takes_for_a_number_stands_in_every_row(client: Client) -> None:
    text = client.get("/cities/bridgeport-ct/budget.csv").content.decode("utf-8-sig")
    assert {(row["geoid"], row["geoidfq"]) for row in csv.DictReader(io.StringIO(text))} == {
        ("0908000", "1600000US0908000")
    }


def test_the_workbook_links_to_the_page_that_gives_it_again(client: Client) -> None:
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{CITY}.xlsx?coverage_share=0.5").content))
    sheet = book["Read me"]
    link = sheet.cell(sheet.max_row, 1).value
    begins = f"http://testserver/cities/norfolk-va/calculator/?methodology=caps%40{newest().version}&coverage_share=0.5"
    assert link == begins or link.startswith(f"{begins}&data=")
    assert client.get(link).status_code == 200


def test_facts_of_the_place_carry_their_year_and_source(client: Client) -> None:
    rows = csv.DictReader(io.StringIO(client.get(f"{CITY}.csv").content.decode("utf-8-sig")))
    facts = {row["line"]: row["source"] for row in rows if row["section"] == "facts"}
    assert facts["population"].startswith("U.S. Census Bureau, 20")
    assert facts["homicides"].rpartition(", ")[2].isdigit()
    typed = csv.DictReader(io.StringIO(client.get(f"{CITY}.csv?population=5").content.decode("utf-8-sig")))
    assert next(row["source"] for row in typed if row["line"] == "population") == "typed in"


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("population=-1", "population"),
        ("outreach_caseload=0", "from 1 to 200"),
        ("outreach_caseload=abc", "abc"),
        ("outreach_caselod=15", "outreach_caselod"),
        ("population=1e300", "population"),
        ("methodology=best", "caps"),
        ("high_risk_basis=3", "local_high_risk"),
        ("population=1&population=2", "population"),
    ],
)
def test_a_bad_question_is_refused_on_a_page_that_says_why(client: Client, ending: str, query: str, says: str) -> None:
    response = client.get(f"{CITY}.{ending}?{query}")
    assert response.status_code == 400
    assert response["Content-Type"].startswith("text/html")
    assert "Content-Disposition" not in response
    assert says in response.content.decode()


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_unknown_place_is_not_found(client: Client, ending: str) -> None:
    assert client.get(f"/cities/nowhere-zz/budget.{ending}").status_code == 404
    assert client.get(f"/calculator/budget.{ending}").status_code == 400
    assert client.get(f"/calculator/budget.{ending}?place=nowhere-zz").status_code == 400


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_basis_whose_fact_nobody_reported_is_refused_by_the_fact(client: Client, ending: str) -> None:
    response = client.get(f"/calculator/budget.{ending}?county=51710&high_risk_basis=2")
    assert response.status_code == 400
    assert "homicides" in response.content.decode()
    assert client.get(f"/calculator/budget.{ending}?county=51710&high_risk_basis=2&homicides=9").status_code == 200


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_kept_by_the_caller_is_not_sent_again(client: Client, ending: str) -> None:
    first = client.get(f"{CITY}.{ending}")
    again = client.get(f"{CITY}.{ending}", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(f"{CITY}.{ending}").content == first.content
    assert client.post(f"{CITY}.{ending}").status_code == 405


def test_the_smallest_places_have_files(client: Client) -> None:
    from profiles.selectors import place_table

    smallest = sorted(place_table().places, key=lambda place: place.population)[:3]
    for place in smallest:
        document = json.loads(client.get(f"/cities/{place.slug}/budget.json?methodology=caps").content)
        assert document["total"] == round(place.population * 45)
        assert client.get(f"/cities/{place.slug}/budget.xlsx").status_code == 200
        assert client.get(f"/cities/{place.slug}/budget.csv").status_code == 200
