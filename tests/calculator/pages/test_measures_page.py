"""Measures through the API, on their page, and as a sheet to fill in."""

import csv
import io

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
QUERY = "methodology=caps@2027.1&population=238005"


def test_the_answer_is_sized_to_the_staff(client: Client) -> None:
    body = {"methodology": "caps@2027.1", "population": 238_005, "years": 2}
    found = client.post("/api/v1/measures/", body, content_type="application/json").json()["measures"]

    by_name = {measure["name"]: measure for measure in found}
    assert by_name["people_engaged"]["unit"] == "people"
    assert len(by_name["people_engaged"]["by_quarter"]) == 8
    assert by_name["people_engaged"]["per_quarter"] == by_name["people_engaged"]["by_quarter"][-1]["target"] > 0
    assert "Stockton" in by_name["mediations"]["basis"]


def test_the_page_and_its_sheet_hold_the_same_figures(client: Client) -> None:
    page = client.get(f"/measures/?{QUERY}").content.decode()
    sheet = client.get(f"/measures/measures.csv?{QUERY}")

    rows = list(csv.DictReader(io.StringIO(sheet.content.decode("utf-8-sig"))))
    assert "People engaged in the program" in page
    assert "(people" not in page, "a measure says its unit once"
    assert {row["Target"] for row in rows if row["Measure"] == "People engaged in the program"} == {"238"}
    assert {row["Counted"] for row in rows} == {""}
    assert sheet["Content-Type"].startswith("text/csv")


def test_without_a_program_the_page_says_what_is_counted(client: Client) -> None:
    page = client.get("/measures/").content.decode()

    assert "Conflicts mediated" in page
    assert client.get("/measures/?population=many").status_code == 400
