"""The search: what people type leads where they mean, what is similar is not passed off as exact, cost is bounded."""

import json
import random
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client

from profiles.facts.names import normalized
from profiles.search.known_names import aliases, census_designated_places, municipios, territories, zip_codes
from profiles.selectors import LONGEST_QUERY, place_table, search

LEVELS = ("place", "town", "county", "state", "metro")
pytestmark = pytest.mark.django_db

# What people type → where it leads: the page it opens at once, or else the first thing it offers.
LEADS = {
    "DC": "/cities/washington-dc/",
    "NYC": "/cities/new-york-ny/",
    "Philly": "/cities/philadelphia-pa/",
    "NOLA": "/cities/new-orleans-la/",
    "KCMO": "/cities/kansas-city-mo/",
    "Mpls": "/cities/minneapolis-mn/",
    "Indy": "/cities/indianapolis-in/",
    "SF": "/cities/san-francisco-ca/",
    "LA": "/cities/los-angeles-ca/",
    "Jax": "/cities/jacksonville-fl/",
    "Prince George's County": "/counties/prince-georges-county-md/",
    "Irvington NJ": "/cities/irvington-nj/",
    "Upper Darby PA": "/cities/upper-darby-pa/",
    "Norfolk, Virginia": "/cities/norfolk-va/",
    "N. Las Vegas": "/cities/north-las-vegas-nv/",
    "So. San Francisco": "/cities/south-san-francisco-ca/",
    "E. St. Louis": "/cities/east-st-louis-il/",
    "Ft. Wayne": "/cities/fort-wayne-in/",
    "Mt. Vernon NY": "/cities/mount-vernon-ny/",
    "city of Chicago": "/cities/chicago-il/",
    "Springfield Mass": "/cities/springfield-ma/",
    "md": "/states/md/",
    "60601": "/cities/chicago-il/",
    "23510-1234": "/cities/norfolk-va/",
    "Miami-Dade": "/counties/miami-dade-county-fl/",
    "Broward": "/counties/broward-county-fl/",
    "Tulsa": "/cities/tulsa-ok/",
    "Norfolk city, VA": "/cities/norfolk-va/",
    "Baltimore, MD 21201": "/cities/baltimore-md/",
    "Washington State": "/states/wa/",
    "W. Va.": "/states/wv/",
    "Brooklyn NY": "/counties/kings-county-ny/",
    "Brooklyn, New York": "/counties/kings-county-ny/",
    "Manhattan, NY": "/counties/new-york-county-ny/",
    "Staten Island NY": "/counties/richmond-county-ny/",
    "Harlem, New York": "/cities/new-york-ny/",
    "Harlem NYC": "/cities/new-york-ny/",
    "South Side Chicago": "/cities/chicago-il/",
    "South Side, Chicago": "/cities/chicago-il/",
    "Hollywood CA": "/cities/los-angeles-ca/",
}
FIRST = {
    "Silver Spring MD": ("cdp", "/counties/montgomery-county-md/"),
    "20910": ("cdp", "/counties/montgomery-county-md/"),
    "Puerto Rico": ("state", "/states/pr/"),
    "San Juan": ("municipio", "/states/pr/#m72127"),
    "Maryland": ("state", "/states/md/"),
    "St. Louis": ("place", "/cities/st-louis-mo/"),
    "Washington": ("state", "/states/wa/"),
    "Montgomery County": ("county", "/counties/montgomery-county-md/"),
    "Arlington VA": ("cdp", "/counties/arlington-county-va/"),
    "Brooklyn": ("county", "/counties/kings-county-ny/"),
    "Port Washington": ("place", "/cities/port-washington-wi/"),
    "Orange NJ": ("town", "/cities/orange-nj/"),
    "Mexico City": ("place", "/cities/mexico-mo/"),
    "Carson City": ("place", "/cities/carson-city-nv/"),
    "Dauphin": ("place", "/cities/dauphin-pa/"),
    "Oaktown": ("place", "/cities/oakland-ca/"),
    "Harlem": ("place", "/cities/new-york-ny/"),
    "Hollywood": ("place", "/cities/hollywood-fl/"),
    "24033": ("place", "/cities/roanoke-va/"),
}
NOT_COVERED = {
    "Guam": ["Guam", "GU", "Hagåtña", "Dededo", "Tamuning, Guam", "96910", "96932-0001"],
    "U.S. Virgin Islands": ["Virgin Islands", "USVI", "VI", "Charlotte Amalie", "St. Thomas, VI", "00802", "00851"],
    "American Samoa": ["american samoa", "AS", "Pago Pago", "Pago Pago, AS", "96799"],
    "Northern Mariana Islands": ["CNMI", "MP", "Saipan", "Rota, MP", "96950", "96952"],
    "Puerto Rico": ["PR", "00901", "00979"],
}
MISSPELT = {
    "Philedelphia": "philadelphia-pa",
    "Albequerque NM": "albuquerque-nm",
    "Milwakee": "milwaukee-wi",
    "Cincinnatti Ohio": "cincinnati-oh",
    "Pittsburg PA": "pittsburgh-pa",
}


def get(path: str, **query: object) -> Any:
    return Client().get(path, query)


@pytest.mark.parametrize(("typed", "path"), LEADS.items())
def test_a_name_that_means_one_thing_opens_it(typed: str, path: str) -> None:
    answer = get("/cities/", search=typed)
    assert (answer.status_code, answer.headers.get("Location")) == (302, path)


@pytest.mark.parametrize(("typed", "expected"), FIRST.items())
def test_a_name_in_doubt_offers_the_likeliest_first(typed: str, expected: tuple[str, str]) -> None:
    answer = search(typed, limit=8)
    assert (answer.exact, answer.results[0].entry.kind, answer.results[0].entry.path) == (True, *expected)


@pytest.mark.parametrize(("typed", "slug"), MISSPELT.items())
def test_a_misspelling_is_similar_never_exact(typed: str, slug: str) -> None:
    answer = search(typed, limit=8)
    assert (answer.exact, answer.results[0].entry.slug) == (False, slug)
    page = get("/cities/", search=typed).content.decode()
    assert f"Nothing is called “{typed}”" in page
    assert "Similar names:" in page


@pytest.mark.parametrize(("typed", "name"), [(typed, name) for name, all_ in NOT_COVERED.items() for typed in all_])
def test_a_territory_is_said_not_to_be_covered(typed: str, name: str) -> None:
    answer = get("/api/v1/search/", q=typed).json()
    first = answer["results"][0]
    assert (answer["exact"], first["name"], first["covered"], first["population"]) == (True, name, False, None)
    assert first["why_not"]
    assert first["url_api"] is None
    page = get("/cities/", search=typed)
    assert page.status_code == 200
    assert f"{name}: " in page.content.decode()
    assert "Nothing is called" not in page.content.decode()


def test_a_territorys_town_is_no_ones_name_else() -> None:
    towns = {town for territory in territories() for town in territory.towns}
    assert not towns & {normalized(place.name) for level in LEVELS for place in place_table().of(level).places}


def test_an_island_that_others_are_called_as_opens_neither() -> None:
    results = search("St. Croix", limit=8).results
    assert {"county", "state"} <= {found.entry.kind for found in results if found.match == "exact"}
    assert get("/cities/", search="St. Croix").status_code == 200


@pytest.mark.parametrize(
    "typed", ["Mexico City", "Carson City", "Dauphin", "Oaktown", "Harlem", "Hollywood", "24033", "PR"]
)
def test_nothing_is_opened_where_something_else_may_be_meant(typed: str) -> None:
    assert get("/cities/", search=typed).status_code == 200


def test_five_digits_that_are_a_zip_and_a_countys_code_offer_both() -> None:
    assert [found.entry.path for found in search("24033", limit=8).results] == [
        "/cities/roanoke-va/", "/counties/prince-georges-county-md/",
    ]  # fmt: skip


def test_a_county_by_its_bare_name_comes_after_what_is_called_so() -> None:
    found = search("Westchester", limit=8).results
    assert [each.entry.path for each in found[:3]] == [
        "/cities/westchester-il/", "/counties/miami-dade-county-fl/", "/counties/westchester-county-ny/",
    ]  # fmt: skip


def test_a_name_shared_by_two_opens_neither() -> None:
    page = get("/cities/", search="Springfield")
    assert page.status_code == 200
    assert "Nothing is called" not in page.content.decode()


@pytest.mark.parametrize(
    "typed", ["Springfield, Illinois", "Spring il", "Springfeild IL", "Sprngfield, il", "lake, IL"]
)
def test_a_state_that_was_typed_is_never_left(typed: str) -> None:
    results = search(typed, limit=20).results
    assert results
    assert {found.entry.state for found in results if found.entry.kind != "metro"} == {"IL"}


def test_what_we_do_not_cover_says_so_and_what_to_open() -> None:
    answer = get("/api/v1/search/", q="Silver Spring MD").json()
    result = answer["results"][0]
    assert (result["kind"], result["slug"], result["population"], result["covered"]) == ("cdp", None, None, False)
    assert "census-designated place" in result["why_not"]
    assert result["url"].endswith("/counties/montgomery-county-md/")
    assert result["url_api"].endswith("/api/v1/counties/24031/")
    page = get("/cities/", search="Silver Spring MD").content.decode()
    assert "Open Montgomery County, Maryland" in page


@pytest.mark.parametrize(
    ("query", "allowed"),
    [("", "a name of 1 to 100 characters"), ("   ", "1 to 100"), ("x" * 500, "1 to 100"), (None, "1 to 100")],
)
def test_bad_input_is_told(query: str | None, allowed: str) -> None:
    answer = get("/api/v1/search/", **({} if query is None else {"q": query}))
    assert answer.status_code == 400
    problem = json.loads(answer.content)["errors"][0]
    assert problem["parameter"] == "q"
    assert allowed in problem["allowed"]


def test_a_repeated_or_unknown_parameter_is_told() -> None:
    assert Client().get("/api/v1/search/?q=a&q=b").status_code == 400
    assert get("/api/v1/search/", q="a", kind="town").status_code == 400
    assert get("/cities/", search="x" * 500).status_code == 400


def test_aliases_are_many_and_all_lead_somewhere() -> None:
    assert len(aliases()) >= 150
    for alias, (level, key) in aliases().items():
        assert alias == normalized(alias), "as it is looked up"
        found = search(alias, limit=5).results[0]
        assert (found.match, found.entry.kind) == ("alias", level), alias
        assert key in (found.entry.slug, found.entry.geoid)


def test_only_names_of_small_places_are_taken_by_an_alias() -> None:
    """An alias that is a name too is listed first, and opens nothing by itself."""
    for alias in aliases():
        answer = search(alias, limit=8)
        called = [
            found.entry
            for found in answer.results
            if found.match == "exact" and not (found.form and found.entry.kind == "county")
        ]
        assert all((entry.population or 0) < 120_000 or entry.kind in ("county", "state") for entry in called), alias
        assert not called or answer.meant is None, alias


def test_the_lists_of_names_are_whole() -> None:
    counties = place_table().counties
    assert len(municipios()) == 78
    assert len(census_designated_places()) > 12_000
    assert all(known.county in counties for known in census_designated_places().values())
    assert len(zip_codes()) > 40_000


def test_a_search_compares_a_short_text_once_or_twice_whatever_was_typed() -> None:
    random.seed(7)
    letters = "abcdefghijklmnopqrstuvwxyz '-.,"
    for size in (1, 2, 5, 12, 40, 100, 4_000):
        text = "".join(random.choices(letters, k=size))
        with patch("profiles.search.near.process.extract", return_value=[]) as compared:
            search(text, limit=8)
        assert compared.call_count <= 2
        assert all(len(call.args[0]) <= LONGEST_QUERY for call in compared.call_args_list)
