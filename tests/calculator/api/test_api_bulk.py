"""Every place's budget at once: the same figures as one by one, no NaN, groups, ranks, CSV that pandas types right."""

import csv
import io
import json
import re
from typing import Any

import pandas as pd
import pytest
from django.test import Client

from calculator.methods import newest

BULK = "/api/v1/budgets/"

pytestmark = pytest.mark.django_db


def rows_of(client: Client, **query: Any) -> list[dict[str, Any]]:
    response = client.get(BULK, query)
    return json.loads(response.getvalue())["results"]  # type: ignore[no-any-return]


@pytest.fixture
def whole_csv(client: Client) -> bytes:
    return client.get(BULK, {"format": "csv"}).getvalue()


def test_pandas_reads_the_csv_with_right_types(whole_csv: bytes) -> None:
    frame = pd.read_csv(io.BytesIO(whole_csv), dtype={"geoid": str, "county_fips": str, "cbsa": str})
    assert len(frame) == 19_479
    assert frame["geoid"].str.len().eq(7).all()
    assert frame["geoid"].is_unique
    whole = frame.select_dtypes("integer").columns
    assert {"population", "outreach_workers", "all_staff", "wraparound_cost", "total"} <= set(whole)
    assert {"high_risk", "people_served"} <= set(frame.select_dtypes("float").columns)
    optional = [name for name in frame if name.startswith("homicides")] + [
        "county_fips",
        "county_name",
        "cbsa",
        "metro_title",
        "scenario",
    ]
    assert frame.drop(columns=optional).notna().all(axis=None)
    lines = ["wraparound_cost", "frontline_cost", "supervision_ovp_cost", "training_cost", "evaluation_cost"]
    assert frame[lines].sum(axis=1).eq(frame["total"]).all()


def test_every_row_says_what_it_was_computed_with(whole_csv: bytes) -> None:
    rows = list(csv.DictReader(io.StringIO(whole_csv.decode())))
    assert {(row["methodology"], row["methodology_version"]) for row in rows} == {("caps", newest().version)}
    assert len({row["data_version"] for row in rows}) == 1


def test_the_same_request_gives_the_same_bytes(client: Client, whole_csv: bytes) -> None:
    assert client.get(BULK, {"format": "csv"}).getvalue() == whole_csv


@pytest.mark.parametrize("query", [{}, {"methodology": "field"}, {"high_risk_basis": 2}, {"coverage_share": 0.37}])
def test_nothing_is_nan_infinite_or_negative(client: Client, query: dict[str, Any]) -> None:
    text = client.get(BULK, query).getvalue()
    assert not re.search(rb'NaN|Infinity|":-', text)
    assert len(json.loads(text)["results"]) == 19_479


@pytest.mark.parametrize("query", [{}, {"methodology": "field", "outreach_caseload": 11}, {"high_risk_basis": 2}])
def test_bulk_and_single_answers_agree_to_the_dollar(client: Client, query: dict[str, Any]) -> None:
    rows = rows_of(client, state="VA", **query)
    compared = 0
    for row in rows[::8]:
        single = client.get(f"/api/v1/cities/{row['geoid']}/budget/", query)
        if row["total"] is None:
            assert single.status_code == 400
            continue
        answer = single.json()
        expected = {
            "high_risk": answer["high_risk"],
            "people_served": answer["people_served"],
            **{role["role"]: role["count"] for role in answer["staffing"]},
            **{line["line"]: line["amount"] for line in answer["budget"]},
            "total": answer["total"],
        }
        assert {name: row[name] for name in expected} == expected
        compared += 1
    assert compared >= 4


def test_a_missing_fact_leaves_cells_empty_and_not_zero(client: Client) -> None:
    rows = {row["geoid"]: row for row in rows_of(client, high_risk_basis=2, state="NE")}
    monowi = rows["3132550"]
    assert (monowi["homicides"], monowi["high_risk"], monowi["total"]) == (None, None, None)
    text = client.get(BULK, {"high_risk_basis": 2, "state": "NE", "format": "csv"}).text
    row = next(row for row in csv.DictReader(io.StringIO(text)) if row["geoid"] == "3132550")
    assert (row["homicides"], row["high_risk"], row["total"]) == ("", "", "")


@pytest.mark.parametrize("by", ["state", "metro"])
def test_groups_add_up(client: Client, by: str) -> None:
    groups = rows_of(client, group_by=by)
    places = rows_of(client)
    assert sum(group["places"] for group in groups) == len(places) == 19_479
    for column in ("population", "outreach_workers", "total"):
        assert sum(group[column] for group in groups) == sum(place[column] for place in places)


def test_groups_count_the_places_they_could_not_compute(client: Client) -> None:
    (virginia,) = rows_of(client, group_by="state", state="VA", high_risk_basis=2)
    places = rows_of(client, state="VA", high_risk_basis=2)
    known = [place for place in places if place["total"] is not None]
    assert virginia["places"] == len(places) > virginia["places_counted"] == len(known) > 0
    assert virginia["total"] == sum(place["total"] for place in known)
    assert 8_500_000 < virginia["state_population"] < 9_000_000


def test_top_n_by_any_column(client: Client) -> None:
    top = rows_of(client, top=5, by="population")
    assert [row["slug"] for row in top[:2]] == ["new-york-ny", "los-angeles-ca"]
    totals = [row["total"] for row in rows_of(client, top=30)]
    assert totals == sorted(totals, reverse=True)
    assert len(rows_of(client, top=3, by="total", group_by="state")) == 3
    assert None not in [row["homicides"] for row in rows_of(client, top=100, by="homicides")]


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ({"top": 3, "limit": 2}, "top"),
        ({"by": "total"}, "top"),
        ({"top": 3, "by": "slug"}, "by"),
        ({"ordering": "places"}, "ordering"),
        ({"group_by": "county"}, "group_by"),
        ({"population": 5}, "population"),
        ({"homicides": 5}, "homicides"),
    ],
)
def test_bad_questions_are_named(client: Client, query: Any, parameter: str) -> None:
    answer = client.get(BULK, query)
    assert answer.status_code == 400
    assert [error["parameter"] for error in answer.json()["errors"]] == [parameter]


def test_the_norfolk_row_uses_its_published_population(client: Client) -> None:
    (row,) = rows_of(client, search="5157000")
    assert row["geoid"] == "5157000"
    assert row["high_risk"] == 231.105
    assert row["total"] == client.get("/api/v1/cities/norfolk-va/budget/").json()["total"]


def test_the_third_basis_takes_each_places_own_count(client: Client, norfolk: Any) -> None:
    assert all(row["total"] is None for row in rows_of(client, state="VA", high_risk_basis=3))
    forced = rows_of(client, state="VA", high_risk_basis=3, local_high_risk=100)
    assert {row["high_risk"] for row in forced} == {100.0}


def test_a_file_is_named_after_whom_it_holds(client: Client) -> None:
    for query, who in (
        ({"state": "va,MD"}, "places-of-MD-VA"),
        ({"kind": "county", "state": "RI"}, "counties-of-RI"),
        ({"group_by": "metro", "state": "RI", "limit": "1"}, "places-of-RI-by-metro"),
        ({"state": "VA,MD,RI,DE,NJ,NY", "limit": "1"}, "places-of-6-states"),
    ):
        answer = client.get(BULK, {**query, "format": "csv", "outreach_caseload": "12"})
        name = answer.headers["Content-Disposition"]
        assert f'"cvi-budgets_{who}_caps-{newest().version}_outreach_caseload-12_' in name, name
