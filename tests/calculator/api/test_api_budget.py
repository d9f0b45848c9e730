"""One budget through the API: the reference's figures, every fault at once, facts that are missing."""

import json
from typing import Any

import pytest
from django.test import Client

NORFOLK = "/api/v1/cities/norfolk-va/budget/"
REFERENCE = f"{NORFOLK}?methodology=caps&population=238005"

pytestmark = pytest.mark.django_db


def test_norfolk_is_the_reference(client: Client) -> None:
    answer = client.get(REFERENCE).json()
    counts = {row["role"]: row["count"] for row in answer["staffing"]}
    amounts = {row["line"]: row["amount"] for row in answer["budget"]}
    assert list(counts.values())[:7] == [16, 17, 10, 5, 8, 6, 12]
    assert answer["totals"] == {"frontline_staff": 62, "supervisors": 12, "ovp_staff": 4, "all_staff": 78}
    assert amounts["frontline_cost"] == 4_836_000
    assert amounts["supervision_ovp_cost"] == 1_719_900
    assert amounts["wraparound_cost"] == sum(row["amount"] for row in answer["wraparound"]) == 10_710_225
    assert answer["total"] == sum(amounts.values()) == 19_888_485
    assert answer["high_risk"] == 238.005
    assert answer["methodology"] == {"id": "caps", "version": "2027.1"}
    assert sum(row["share"] for row in answer["budget"]) == pytest.approx(1, abs=1e-5)


def test_slug_and_geoid_are_the_same_place(client: Client) -> None:
    assert client.get(REFERENCE).content == client.get(REFERENCE.replace("norfolk-va", "5157000")).content


def test_a_posted_population_gives_the_same_dollars(client: Client) -> None:
    answer = post(client, {"methodology": "caps", "population": 238_005}).json()
    assert answer["total"] == 19_888_485
    assert answer["place"]["kind"] == "typed"
    assert answer["inputs"]["homicides"] is None
    assert answer["inputs"]["price_level"] == 100


def test_places_are_summed_before_the_formulas_run(client: Client) -> None:
    two = post(client, {"places": ["5157000", "virginia-beach-va"]}).json()
    people = two["inputs"]["population"]
    assert two["place"]["kind"] == "region"
    assert two["place"]["places"] == ["5157000", "5182000"]
    assert two["total"] == post(client, {"population": people}).json()["total"]


def test_a_county_has_its_own_population(client: Client) -> None:
    answer = post(client, {"county": "01067"}).json()
    assert answer["place"]["kind"] == "county"
    assert answer["place"]["geoid"] == "01067"
    assert answer["place"]["population_year"] == 2023
    assert answer["inputs"]["population"] > 15_000


def test_trace_shows_the_working_of_every_line(client: Client) -> None:
    assert "trace" not in client.get(REFERENCE).json()
    trace = {step["line"]: step for step in client.get(f"{REFERENCE}&trace=1").json()["trace"]}
    step = trace["outreach_workers"]
    by_caseload = "IF(outreach_basis <= 1, ROUND(workload / outreach_caseload, 0), outreach_posts)"
    assert step["formula"] == f"IF(outreach_basis <= 0, 0, {by_caseload})"
    assert {name: step["values"][name] for name in ("workload", "outreach_caseload", "outreach_basis")} == {
        "workload": 238.005,
        "outreach_caseload": 15,
        "outreach_basis": 1,
    }
    assert step["result"] == 16
    assert trace["total"]["result"] == 19_888_485


def test_every_fault_is_listed_at_once_with_what_is_allowed(client: Client) -> None:
    query = "methodolgy=caps&population=-1&outreach_caseload=abc&mediator_caseload=0&trace=maybe"
    answer = client.get(f"{NORFOLK}?{query}")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    errors = {error["parameter"]: error for error in answer.json()["errors"]}
    assert set(errors) == {"methodolgy", "population", "outreach_caseload", "mediator_caseload", "trace"}
    assert errors["methodolgy"]["suggestion"] == "methodology"
    assert errors["population"]["allowed"] == "a number from 0 to 50,000,000"
    assert errors["mediator_caseload"]["allowed"] == "a number from 1 to 200"


def test_faults_of_a_body_have_pointers(client: Client) -> None:
    body = {"places": ["5157000", "nowhere"], "local_pay": "1", "outreach/caseload": 3}
    answer = post(client, body)
    assert answer.status_code == 400
    assert {error["pointer"] for error in answer.json()["errors"]} == {
        "/places/1",
        "/local_pay",
        "/outreach~1caseload",
    }


@pytest.mark.parametrize(
    "value", ["1,000", "50%", " 5", "+5", ".5", "5.", "0x5", "\uff11\uff15", "NaN", "Infinity", "1e400"]
)
def test_numbers_are_written_as_json_writes_them(client: Client, value: str) -> None:
    answer = client.get(NORFOLK, {"population": value})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["parameter"] == "population"


def test_a_blank_value_is_the_default(client: Client) -> None:
    plain = client.get(NORFOLK).json()["total"]
    assert client.get(NORFOLK, {"population": "", "coverage_share": ""}).json()["total"] == plain


def test_a_parameter_given_twice_is_a_fault(client: Client) -> None:
    answer = client.get(f"{NORFOLK}?population=1000&population=2000")
    assert answer.status_code == 400
    assert "2 times" in answer.json()["errors"][0]["message"]


def test_an_unknown_place_is_a_404_with_suggestions(client: Client) -> None:
    answer = client.get("/api/v1/cities/norfolk-vaa/budget/")
    assert answer.status_code == 404
    assert "norfolk-va" in {error["suggestion"] for error in answer.json()["errors"]}


@pytest.mark.parametrize("geoid", ["3132550", "5157000"])
def test_towns_of_two_people_get_an_answer_and_advice(client: Client, geoid: str) -> None:
    answer = client.get(f"/api/v1/cities/{geoid}/budget/").json()
    assert [advice["code"] for advice in answer["advice"]] == (["plan_as_region"] if geoid == "3132550" else [])


def test_a_place_without_people_has_no_ratios(client: Client) -> None:
    answer = client.get(f"{NORFOLK}?population=0").json()
    assert (answer["total"], answer["per_resident"], answer["per_person_served"]) == (0, None, None)


def test_a_missing_fact_that_is_needed_is_a_fault_that_names_it(client: Client) -> None:
    monowi = "/api/v1/cities/3132550/budget/"
    answer = client.get(monowi, {"high_risk_basis": 2})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["parameter"] == "homicides"
    assert client.get(monowi, {"high_risk_basis": 2, "homicides": 3}).json()["high_risk"] == 12


def post(client: Client, body: Any) -> Any:
    return client.post("/api/v1/budgets/", json.dumps(body), content_type="application/json")
