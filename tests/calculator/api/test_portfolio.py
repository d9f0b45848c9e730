"""Many places at once: the rows agree with one place's own answer, too many are refused, overlaps are told."""

import csv
import json
from math import isnan
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client

from calculator.answer import Answer
from calculator.asking.given import FaultyError
from calculator.asking.question import read_question
from calculator.portfolio import plans_of, returns_of
from calculator.subject import subject_of_place
from profiles.selectors import find_any, place_table

pytestmark = pytest.mark.django_db
KEYS = ["norfolk-va", "baltimore-md", "irvington-nj", "24033", "monowi-ne", "md"]


def post(body: Any) -> tuple[int, dict[str, Any]]:
    answer = Client().post("/api/v1/portfolios/", json.dumps(body), content_type="application/json")
    return answer.status_code, answer.json()


def test_each_row_is_that_places_own_budget() -> None:
    scenarios = [{"coverage_share": 0.25}, {"coverage_share": 1}, {"methodology": "field", "outreach_caseload": 11}]
    status, answer = post({"places": KEYS, "scenarios": scenarios})
    assert (status, answer["count"], len(answer["rows"])) == (200, 6, 18)
    for row in answer["rows"]:
        query = {name: [str(value)] for name, value in scenarios[row["scenario"]].items()}
        single = Answer(subject_of_place(find_any(row["slug"])), read_question(query)).budget
        assert (row["total"], row["all_staff"]) == (single.total, single.values["all_staff"]), row
    assert answer["totals"][1]["total"] == sum(row["total"] for row in answer["rows"] if row["scenario"] == 1)


@pytest.mark.parametrize(
    "query",
    [
        {
            "methodology": "caps@2026.1",
            "years": "5",
            "ramp": "even",
            "pay_growth_share": "0.05",
            "vacancy_share": "0.1",
        },
        {},
        {"years": "5", "coverage_share": "1", "methodology": "field", "vacancy_share": "0.1", "ramp": "even"},
        {"years": "3", "homicides": "20", "perspective": "society", "constant_year": "2023"},
    ],
)
def test_plans_and_returns_in_one_pass_are_each_places_own(query: dict[str, str]) -> None:
    question = read_question({name: [value] for name, value in query.items()})
    places = [*map(find_any, KEYS), *[place for place in place_table().places if place.population >= 250_000][:20]]
    years, points = plans_of(places, question), returns_of(places, question)
    assert years is not None
    assert (points is None) == ("2026.1" in query.get("methodology", ""))
    said = 0
    for index, place in enumerate(places):
        single = Answer(subject_of_place(place), question)
        of_one = [(year.year, year.coverage_share, year.total) for year in single.plan]
        assert [(year, share[index], total[index]) for year, share, total in years] == of_one, place.name
        if points is None:
            continue
        try:
            found = single.returns
        except FaultyError:
            assert isnan(points.averted[1][index]), place.name
            continue
        said += 1
        outcomes = (found.low, found.central, found.high)
        assert [column[index] for column in points.averted] == [each.homicides_averted for each in outcomes], place.name
        assert [column[index] for column in points.benefit] == [each.benefit for each in outcomes], place.name
        assert points.per_dollar[index] == found.central.benefit_per_dollar, place.name
    assert points is None or said >= 10


def test_a_return_of_many_is_the_answer_of_one() -> None:
    _, answer = post({"places": ["norfolk-va", "monowi-ne"], "answer": "return"})
    single = Answer(subject_of_place(find_any("norfolk-va")), read_question({})).returns
    row = answer["rows"][0]
    assert row["averted"]["central"] == single.central.homicides_averted
    assert row["benefit_per_dollar"] == single.central.benefit_per_dollar
    assert answer["rows"][1]["averted"] is None, "too few workers for an effect"


def test_a_thousand_are_answered_and_one_more_is_refused() -> None:
    slugs = [place.slug for place in place_table().places[:1001]]
    with patch("calculator.portfolio.Answer", side_effect=AssertionError("answered one by one, not at once")):
        for kind in ("budget", "plan", "return"):
            assert post({"places": slugs[:1000], "answer": kind, "years": 5})[0] == 200, kind
    status, problem = post({"places": slugs})
    assert status == 400
    assert "1,001 places" in problem["errors"][0]["message"]


def test_a_city_and_its_county_are_told() -> None:
    _, answer = post({"places": ["bowie-md", "24033", "md"]})
    assert [(pair["name"], pair["within_name"]) for pair in answer["overlaps"]] == [
        ("Bowie, MD", "Prince George's County, MD"), ("Bowie, MD", "Maryland"), ("Prince George's County, MD", "Maryland"),
    ]  # fmt: skip
    page = Client().get("/portfolio/", {"places": "Bowie, MD\nPrince George's County"}).content.decode()
    assert "Some of these are the same people." in page


def test_everything_wrong_is_told_at_once_at_its_place() -> None:
    status, problem = post({"places": ["nope"], "scenarios": [{"coverage_share": 5}, {"bad": 1}], "answer": "zzz"})
    assert status == 400
    pointers = {fault["pointer"] for fault in problem["errors"]}
    assert {"/answer", "/scenarios/0/coverage_share", "/scenarios/1/bad"} <= pointers
    assert any("nope" in fault["message"] for fault in problem["errors"])


def test_a_filter_finds_the_counties_of_a_state() -> None:
    _, answer = post({"filter": {"kind": "county", "state": "MD"}})
    assert answer["count"] == 24
    assert post({"filter": {}})[0] == 400, "19,479 places are too many"
    assert post({})[0] == 400


def test_the_page_answers_and_gives_the_same_as_csv() -> None:
    query = {"state": "VA", "size": "100000", "coverage": ["0.5", "1"]}
    page = Client().get("/portfolio/", query)
    assert page.status_code == 200
    rows = Client().get("/portfolio/portfolio.csv", query).content.decode().splitlines()
    norfolk = next(row for row in rows if ",Norfolk," in row).split(",")
    single = Answer(subject_of_place(find_any("norfolk-va")), read_question({})).budget
    assert int(norfolk[6]) == single.total
    returned = Answer(subject_of_place(find_any("norfolk-va")), read_question({})).returns
    assert norfolk[-5:-2] == [
        f"{each.homicides_averted:.2f}" for each in (returned.low, returned.central, returned.high)
    ]
    assert f"${single.total:,}" in page.content.decode()
    assert Client().get("/portfolio/", {"places": "zzzz"}).status_code == 400


def test_the_page_says_what_several_places_may_return_together_and_whom_it_leaves_out() -> None:
    query = {"places": "norfolk-va\nbaltimore-md\nmonowi-ne", "coverage": "1"}
    page = Client().get("/portfolio/", query).content.decode()
    singles = [
        Answer(subject_of_place(find_any(key)), read_question({})).returns for key in ("norfolk-va", "baltimore-md")
    ]
    assert f">{sum(each.central.homicides_averted for each in singles):,.1f}<" in page
    assert "1 of the chosen is left out" in page


def test_over_five_years_and_three_levels_the_sheet_has_the_pages_sums() -> None:
    query = {"places": "norfolk-va\nbaltimore-md", "coverage": ["0.25", "0.5", "1"], "years": "5"}
    sheet = csv.DictReader(Client().get("/portfolio/portfolio.csv", query).content.decode().splitlines())
    rows = list(sheet)
    page = Client().get("/portfolio/", query).content.decode()
    for share in ("0.25", "0.5", "1"):
        assert f"${sum(int(row[f'total_5_years_coverage_{share}']) for row in rows):,}" in page


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("places=" + ";".join(["a"] * 1001), 400, "1,001 places"),
        ("places=99999", 400, "is no place we know"),
        ("kind=galaxy&state=VA", 400, "kind"),
        ("kind=place&kind=county&state=VA", 400, "kind"),
        ("state=VA&coverage=9", 400, "coverage"),
        ("state=VA&years=500", 400, "years"),
        ("places=bowie-md%0A24033", 200, "Some of these are the same people."),
    ],
)
def test_bad_input_is_told_on_the_page(query: str, status: int, said: str) -> None:
    answer = Client().get(f"/portfolio/?{query}")
    assert (answer.status_code, said in answer.content.decode()) == (status, True)
