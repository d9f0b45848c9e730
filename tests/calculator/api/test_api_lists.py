"""Lists of places: search, filters, order, pages with honest counts."""

import csv
import io
from typing import Any

import pytest
from django.test import Client

CITIES = "/api/v1/cities/"

pytestmark = pytest.mark.django_db


def slugs(client: Client, **query: Any) -> list[str]:
    return [row["slug"] for row in client.get(CITIES, query).json()["results"]]


@pytest.mark.parametrize(
    ("search", "first"),
    [
        ("norfolk", "norfolk-va"),
        ("St. Louis", "st-louis-mo"),
        ("saint louis", "st-louis-mo"),
        ("city of Baltimore", "baltimore-md"),
        ("Norfolk Nebraska", "norfolk-ne"),
        ("Cañon City", "canon-city-co"),
        ("5157000", "norfolk-va"),
        ("chicgo", "chicago-il"),
    ],
)
def test_search_forgives(client: Client, search: str, first: str) -> None:
    assert slugs(client, search=search)[0] == first


def test_filters_narrow_and_counts_are_of_the_whole_list(client: Client) -> None:
    every = client.get(CITIES, {"limit": 1}).json()
    assert every["count"] == 19_479
    big = client.get(CITIES, {"state": "virginia", "min_population": 200_000, "limit": 2}).json()
    assert {row["state"] for row in big["results"]} == {"VA"}
    assert big["count"] == len(slugs(client, state="VA", min_population=200_000))
    assert client.get(CITIES, {"featured": "true"}).json()["count"] == 50
    assert client.get(CITIES, {"featured": "0"}).json()["count"] == 19_479 - 50
    assert client.get(CITIES, {"max_population": 0}).json()["count"] == 4


@pytest.mark.parametrize("ordering", ["population", "-population", "homicides_per_100k", "-homicides", "name", "state"])
def test_rows_come_in_order_and_the_unknown_last(client: Client, ordering: str) -> None:
    rows = client.get(CITIES, {"ordering": ordering, "state": "WY"}).json()["results"]
    values = [row[ordering.lstrip("-")] for row in rows]
    known = [value for value in values if value is not None]
    assert known == sorted(known, reverse=ordering.startswith("-"))
    assert values == known + [None] * (len(values) - len(known))


def test_pages_meet_and_say_where_the_next_is(client: Client) -> None:
    first = client.get(CITIES, {"state": "VA", "limit": 150})
    assert f'<{first.json()["next"]}>; rel="next"' in first["Link"]
    second = client.get(first.json()["next"])
    assert second.json()["next"] is None
    assert 'rel="prev"' in second["Link"]
    rows = [row["slug"] for page in (first, second) for row in page.json()["results"]]
    assert len(set(rows)) == len(rows) == first.json()["count"]
    beyond = client.get(CITIES, {"state": "VA", "offset": 10_000}).json()
    assert (beyond["results"], beyond["count"]) == ([], len(rows))


def test_csv_has_the_same_rows(client: Client) -> None:
    query = {"state": "VT", "limit": 50}
    rows = list(csv.DictReader(io.StringIO(client.get(CITIES, {**query, "format": "csv"}).text)))
    expected = client.get(CITIES, query).json()["results"]
    assert [row["geoid"] for row in rows] == [row["geoid"] for row in expected]
    assert [row["homicides"] for row in rows] == [
        "" if row["homicides"] is None else str(row["homicides"]) for row in expected
    ]
    negotiated = client.get(CITIES, query, headers={"accept": "text/csv"})
    assert negotiated["Content-Type"] == "text/csv; charset=utf-8"


def test_a_place_without_a_report_says_null_and_not_zero(client: Client) -> None:
    monowi = client.get(f"{CITIES}3132550/").json()
    assert monowi["homicides"]["value"] is None
    assert monowi["population"] == {"value": 2, "year": 2024, "source": "census_places"}


def test_every_source_named_by_a_place_is_a_source(client: Client) -> None:
    keys = {source["key"] for source in client.get("/api/v1/sources/").json()["results"]}
    norfolk = client.get(f"{CITIES}norfolk-va/").json()
    named = {norfolk[fact]["source"] for fact in ("population", "homicides", "price_level")}
    named |= {year["source"] for year in norfolk["homicide_history"]}
    assert named <= keys


def test_links_of_a_place_lead_somewhere(client: Client) -> None:
    links = client.get(f"{CITIES}5157000/").json()["links"]
    assert all(client.get(url).status_code == 200 for url in links.values())


@pytest.mark.parametrize(
    ("query", "parameter", "suggestion"),
    [
        ({"serch": "x"}, "serch", "search"),
        ({"ordering": "-populaton"}, "ordering", "-population"),
        ({"limit": 0}, "limit", None),
        ({"offset": -1}, "offset", None),
        ({"limit": 1.5}, "limit", None),
        ({"state": "ZZ"}, "state", None),
        ({"search": " "}, "search", None),
        ({"search": "x" * 101}, "search", None),
        ({"featured": "yes"}, "featured", None),
        ({"format": "xml"}, "format", None),
        ({"min_population": "1' OR '1'='1"}, "min_population", None),
        ({"state": "{{7*7}}"}, "state", None),
    ],
)
def test_bad_parameters_are_named(client: Client, query: Any, parameter: str, suggestion: str | None) -> None:
    answer = client.get(CITIES, query)
    assert answer.status_code == 400
    (error,) = answer.json()["errors"]
    assert error["parameter"] == parameter
    assert error.get("suggestion") == suggestion or suggestion is None
