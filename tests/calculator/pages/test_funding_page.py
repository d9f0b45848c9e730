"""The funding tab and the plan's money: cash, carry-over, growth, Medicaid that follows specialists, warnings."""

import re
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
NORFOLK = {"methodology": "caps@2027.1", "population": 238_005, "years": 3}


def planned(client: Client, *funding: dict[str, Any], **more: Any) -> dict[str, Any]:
    body = {**NORFOLK, "funding": list(funding), **more}
    response = client.post("/api/v1/plans/", body, content_type="application/json")
    assert response.status_code == 200, response.content
    found: dict[str, Any] = response.json()
    return found


def test_what_is_left_over_lowers_the_next_year_s_gap(client: Client) -> None:
    source = {"amount": 20_000_000, "first_year": 2027, "last_year": 2027, "certainty": "committed"}
    kept, lost = planned(client, {**source, "carry_over": True}), planned(client, source)

    spare = 20_000_000 - kept["years"][0]["total"]
    assert kept["years"][1]["gap"] == max(0, kept["years"][1]["total"] - spare)
    assert lost["years"][1]["gap"] == lost["years"][1]["total"]


def test_money_grows_from_its_own_first_year(client: Client) -> None:
    source = {"amount": 1_000_000, "first_year": 2026, "last_year": 2029, "growth_share": 0.1, "certainty": "likely"}

    assert [year["funding"]["likely"] for year in planned(client, source)["years"]] == [1_100_000, 1_210_000, 1_331_000]


def test_medicaid_follows_the_specialists(client: Client) -> None:
    answer = planned(client, {"kind": "medicaid", "certainty": "likely"}, medicaid_state="CA")

    for year in answer["years"]:
        specialists = next(row for row in year["staffing"] if row["role"] == "hvip_specialists")
        wanted = specialists["count"] * specialists["months"] / 12 * 1_000 * 53.32 * 0.4
        assert abs(year["funding"]["likely"] - wanted) <= 0.5


def test_warnings_name_caps_terms_and_who_applies(client: Client) -> None:
    arpa = {"name": "Recovery", "kind": "arpa", "amount": 5, "certainty": "committed"}
    cvipi = {
        "name": "CVIPI",
        "kind": "federal_grant",
        "amount": 900_000,
        "funder": "bja-cvipi",
        "applicant": "community",
    }
    warnings = " ".join(planned(client, arpa, cvipi)["warnings"])

    assert "must be spent by December 31, 2026" in warnings
    assert "above the most" in warnings
    assert "subrecipient of the government" in warnings


def test_faults_of_money_are_told_at_their_cells(client: Client) -> None:
    bad = {
        "amount": 5,
        "growth_share": -1,
        "lag_days": 4_000,
        "first_year": 2030,
        "last_year": 2029,
        "funder": "nobody",
    }
    response = client.post("/api/v1/plans/", {**NORFOLK, "funding": [bad]}, content_type="application/json")

    pointers = {fault["pointer"] for fault in response.json()["errors"]}
    assert pointers == {f"/funding/0/{name}" for name in ("growth_share", "lag_days", "last_year", "funder")}


def test_the_tab_shows_cash_totals_and_warnings(client: Client) -> None:
    rows = "".join(
        f"&funding_name={name}&funding_kind=state&funding_amount=3000000&funding_first_year=2027&funding_last_year=2029"
        f"&funding_certainty=committed&funding_paid={paid}&funding_lag_days=255"
        for name, paid in (("State", "reimbursed"), ("City", "year_ahead"))
    )
    response = client.get(f"/calculator/?methodology=caps@2027.1&population=238005&years=3&tab=funding{rows}")
    page = re.sub(r"\s+", " ", response.content.decode())

    assert response.status_code == 200
    assert "An advance of $" in page
    assert "All years" in page
    assert "Money in by source" in page
    assert 'value="reimbursed" selected' in page


def test_the_gap_of_all_years_stands_in_the_first_sentence(client: Client) -> None:
    address = "/calculator/?methodology=caps@2027.1&population=238005&years=3&tab=funding"
    source = "&funding_name=City&funding_kind=city_general_fund&funding_amount=1000000&funding_certainty=committed"
    page = re.sub(r"<[^>]+>|\s+", " ", client.get(f"{address}{source}").content.decode())

    assert re.search(r"All 3 years together lack \$[\d.]+ million", page)
