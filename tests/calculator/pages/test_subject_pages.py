"""Towns, counties, states and metros: every kind answers everywhere a place does, and nothing is added silently."""

import csv
import re
from math import inf

import numpy as np
import pytest
from django.conf import settings
from django.test import Client

from calculator.answer import Answer
from calculator.asking.question import read_question
from calculator.mapping.measures import MEASURES, counties_mapped
from calculator.presenters.places.small import nearest_team
from calculator.subject import subject_of_place, subject_of_places
from profiles.selectors import find_any, members_of, people_held, place_table

pytestmark = pytest.mark.django_db
RING = re.compile("M[^M]*")
HOMES = {
    "irvington-nj": "/cities/irvington-nj/",
    "24033": "/counties/prince-georges-county-md/",
    "md": "/states/md/",
    "12580": "/metros/baltimore-columbia-towson-md/",
}


def test_a_slip_in_an_address_leads_on_to_the_nearest_names(client: Client) -> None:
    for wrong, right in (
        ("/cities/nofolk-va/", "/cities/norfolk-va/"),
        ("/counties/cook-county/", "/counties/cook-county-il/"),
    ):
        page = client.get(wrong, headers={"Accept": "text/html"})
        assert page.status_code == 404
        assert f'Did you mean <a href="{right}"' in page.content.decode()


@pytest.mark.parametrize(("key", "home"), HOMES.items())
def test_every_kind_has_what_a_place_has(client: Client, key: str, home: str) -> None:
    place = find_any(key)
    assert place.path == home
    total = Answer(subject_of_place(place), read_question({})).budget.total
    assert f"${total:,}" in client.get(f"{home}calculator/").content.decode()
    assert client.get(f"{home}budget.json").json()["total"] == total
    assert client.get(place.api_path).json()["budget"]["total"] == total
    assert client.get(f"{place.api_path}budget/").json()["total"] == total
    assert client.get(f"/embed/{place.slug}/").status_code == 200
    assert client.get(home).status_code == 200
    assert client.get(f"{home}budget.csv").status_code == 200


def test_codes_and_capitals_lead_to_the_page(client: Client) -> None:
    assert client.get("/counties/24033/").headers["Location"] == "/counties/prince-georges-county-md/"
    assert client.get("/states/MD/").headers["Location"] == "/states/md/"
    assert client.get("/api/v1/states/MD/").json()["slug"] == "md"
    assert client.get("/api/v1/counties/99999/").status_code == 404
    assert client.get("/counties/nowhere-md/").status_code == 404


def test_marylands_parts_add_up_to_maryland_with_the_rest_named(client: Client) -> None:
    answer = client.get("/api/v1/states/md/").json()
    held = answer["people_held"]
    assert held["places"] + held["towns"] + held["neither"] == answer["population"]["value"] == 6_263_220
    assert answer["population_covered_share"] == pytest.approx(0.25, abs=0.005)
    page = client.get("/states/md/").content.decode()
    for count in (held["places"], held["neither"]):
        assert f"{count:,}" in page


def test_marylands_157_places_hold_a_quarter_of_it(client: Client) -> None:
    """By hand from data/census: 157 places with 1,565,446 residents, no towns, so 4,697,774 of 6,263,220 in neither."""
    with (settings.BASE_DIR / "data/census/population.csv").open(encoding="utf-8", newline="") as file:
        counted = [
            int(row["population_2024"]) for row in csv.DictReader(file) if re.fullmatch(r"24\d{5}", row["geoid"])
        ]
    assert (len(counted), sum(counted), 6_263_220 - sum(counted)) == (157, 1_565_446, 4_697_774)
    page = client.get("/states/md/").content.decode()
    table = page[page.index('id="people-held-caption"') :]
    cells = re.findall(r">([\d,.]+%?|[^<>]+)</t[hd]>", table[table.index("<tbody") : table.index("</table>")])
    assert cells == [
        "In 157 incorporated places", "1,565,446", "25.0%",
        "In neither: their local government is the county", "4,697,774", "75.0%",
        "Maryland", "6,263,220", "100.0%",
    ]  # fmt: skip


def test_a_state_says_what_it_takes_at_several_shares_and_at_one_that_is_typed(client: Client) -> None:
    state = find_any("md")
    page = client.get("/states/md/", {"coverage": "40", "boxes": "percent"}).content.decode()
    for share in ("0.25", "0.4", "0.5", "1"):
        answer = Answer(subject_of_place(state), read_question({"coverage_share": [share]}))
        counties = [
            Answer(subject_of_place(county), answer.question).budget.total for county in members_of(state, "county")
        ]
        assert f"${answer.budget.total:,}" in page
        assert f"${sum(counties):,}" in page
    assert client.get("/states/md/", {"coverage": "0.4"}).content.decode().count("40%") == page.count("40%")
    told = client.get("/states/md/", {"coverage": "250%"})
    assert told.status_code == 400
    assert "1% to 100%" in told.content.decode()


def test_a_state_names_who_may_pay_there_and_gives_its_lists_as_files(client: Client) -> None:
    california, texas = (client.get(f"/states/{usps}/").content.decode() for usps in ("ca", "tx"))
    assert "CalVIP" in california
    assert "CalVIP" not in texas
    assert "Byrne" in texas
    for kind in ("county", "place"):
        address = f"/api/v1/budgets/?kind={kind}&amp;state=TX"
        assert f'"{address}"' in texas
        assert f'"{address}&amp;format=csv"' in texas
    assert "kind=town" not in texas, "Texas has no towns of that kind"


@pytest.mark.parametrize("path", ["/", "/cities/", "/states/md/"])
def test_states_and_the_portfolio_are_in_the_menu(client: Client, path: str) -> None:
    page = client.get(path).content.decode()
    menu = page[page.index('aria-label="Main"') : page.index("</nav>", page.index('aria-label="Main"'))]
    assert 'href="/states/"' in menu
    assert 'href="/portfolio/"' in menu


@pytest.mark.parametrize("usps", ["NY", "CT", "MI", "VT", "NJ", "PA", "ME", "MN", "MD", "TX"])
def test_every_states_people_are_counted_once(usps: str) -> None:
    state = find_any(usps)
    held = people_held(state)
    assert held.places + held.towns + held.neither == state.population
    assert held.neither >= 0
    if usps in ("NY", "CT", "MI", "VT", "NJ", "PA"):
        assert held.neither / state.population < 0.001, "everyone lives in a city or a town there"


def test_new_york_city_is_in_five_counties() -> None:
    assert len(find_any("new-york-ny").counties) == 5
    for county in find_any("new-york-ny").counties:
        assert "New York" in [place.name for place in members_of(find_any(county), "place")]


def test_a_county_says_what_its_agencies_count_and_adds_nothing(client: Client) -> None:
    page = client.get("/counties/prince-georges-county-md/").content.decode()
    assert "not the county’s total" in page
    assert client.get("/api/v1/counties/24033/").json()["homicides"]["value"] is None


def test_no_county_or_state_has_the_slug_of_another() -> None:
    for level in ("county", "state", "metro", "town"):
        slugs = [place.slug for place in place_table().of(level).places]
        assert len(set(slugs)) == len(slugs)
        assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) for slug in slugs)
    towns = {place.slug for place in place_table().of("town").places}
    assert towns.isdisjoint(place.slug for place in place_table().places)


def test_a_small_place_is_answered_with_its_county_and_its_neighbors(client: Client) -> None:
    page = client.get("/cities/monowi-ne/").content.decode()
    assert "Small places plan together" in page
    assert "/counties/boyd-county-ne/" in page
    assert 'id="budget"' not in page


@pytest.mark.parametrize("slug", ["monowi-ne", "brookeville-md"])
def test_the_nearest_places_are_enough_of_them_for_a_team(slug: str) -> None:
    """Monowi's county of 1,725 has no worker of its own either: a team there takes more than five neighbors."""
    scenario = read_question({}).scenario
    place = find_any(slug)
    near = nearest_team(place, scenario)
    team = Answer(subject_of_places([place, *near]), read_question({})).budget
    assert 5 <= len(near) <= 30
    assert team.values["frontline_staff"] >= 4


def test_puerto_rico_asks_for_a_population(client: Client) -> None:
    page = client.get("/states/pr/").content.decode()
    assert 'id="m72127"' in page
    assert 'name="population"' in page


def test_the_map_says_each_measure_and_its_gaps(client: Client) -> None:
    for measure in ("rate", "cost", "people", "coverage"):
        page = client.get("/map/", {"measure": measure}).content.decode()
        assert f"/map/{measure}.svg" in page
        picture = client.get(f"/map/{measure}.svg")
        drawn = picture.content.decode()
        assert "unsafe" not in picture.headers["Content-Security-Policy"]
        names = client.get(f"/map/{measure}.json").json()
        assert len(names) == len(place_table().counties)
        outlines = client.get("/map/outlines.json").json()["counties"]
        mapped, ends = counties_mapped(measure), MEASURES[measure].ends
        for number in range(len(ends) + 1):
            inside = [county for county, value in zip(mapped.subjects, mapped.values, strict=True)
                      if (-inf, *ends)[number] <= value < (*ends, inf)[number]]  # fmt: skip
            paths = re.findall(rf'class="q{number} line"(?:><path id="p{number}")? d="([^"]*)"', drawn)
            expected = "".join(outlines.get(county.geoid, "") for county in inside)
            assert sorted(RING.findall("".join(paths))) == sorted(RING.findall(expected))
        assert ('class="none"' in drawn) == bool(np.isnan(mapped.values).any())
    assert client.get("/map/", {"measure": "x"}).status_code == 400
    assert client.get("/map/x.svg").status_code == 404


def test_the_map_ranks_no_county_of_which_under_half_is_known(client: Client) -> None:
    page = client.get("/map/").content.decode()
    table = page[page.index('id="map-table-caption"') :]
    assert "from under half" not in table[: table.index("</table>")]
    assert "St. Louis city, MO" in table
    whole = client.get("/map/", {"state": "LA"}).content.decode()
    assert "from under half of its residents" in whole, "a state's table has them all, and says so"
