"""The comparison of scenarios: a saved or pasted link, a preset, a region; what differs first; nothing typed is lost."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from django.core.cache import cache
from django.test import Client

from profiles.selectors import place_table

pytestmark = pytest.mark.django_db
NORFOLK = "/cities/norfolk-va/calculator/"
PLAN = "coverage_share=0.5&years=3&first_year=2027&funding_name=City&funding_kind=state&funding_amount=1000000"
PLAN += "&funding_first_year=2027&funding_last_year=2028&funding_certainty=committed"


def paste(client: Client, link: str, **others: str) -> object:
    return client.get("/compare/", {"city": "norfolk-va", "search": link, **others})


def rows_of(client: Client, address: str) -> dict[str, list[str | None]]:
    page = client.get(address)
    assert page.status_code == 200, page.content.decode()
    return {
        row["label"]: [cell["text"] for cell in row["cells"]]
        for group in page.context["groups"]
        for row in group["rows"]
    }


@pytest.mark.parametrize("begins", ["", "http://testserver", "testserver"])
def test_a_pasted_link_of_ours_becomes_a_column_at_an_address_of_its_own(client: Client, begins: str) -> None:
    answer = paste(client, f"{begins}{NORFOLK}?{PLAN}")
    assert answer.status_code == 303
    rows = rows_of(client, answer["Location"])
    plan = client.get(f"{NORFOLK}?{PLAN}&tab=years").context["tab"]["announcement"]
    assert rows["Years planned"] == [None, "3"]
    assert "over 3 years" in plan
    assert rows["Cost of all years"][1]
    assert rows["Gap, all years"][0] is None
    assert rows["People reached"][0] != rows["People reached"][1]


def test_what_was_chosen_differently_leads_with_both_values(client: Client) -> None:
    page = client.get(paste(client, f"{NORFOLK}?{PLAN}&methodology=field")["Location"])
    first = page.context["groups"][0]
    assert first["title"] == "What was chosen differently"
    labels = {row["label"]: [cell["text"] for cell in row["cells"]] for row in first["rows"]}
    assert {"Method", "Years and coverage", "Money named"} <= set(labels)
    assert "City: $1,000,000 a year" in labels["Money named"]
    assert all(len({*cells}) > 1 for cells in labels.values())
    assert "a year, with" in page.context["leading"][0]["text"]
    text = page.content.decode()
    assert text.index("What differs") < text.index('id="bars"') < text.index('id="table"')


def test_places_alike_in_all_that_was_chosen_lead_with_the_places(client: Client) -> None:
    page = client.get("/compare/?city=norfolk-va&city=richmond-va")
    assert page.context["groups"][0]["title"] == "The place"


def test_a_saved_link_and_a_preset_of_the_same_city_stand_beside_it(client: Client) -> None:
    cache.clear()
    form = {"path": NORFOLK, "query": "coverage_share=0.25", "name": "Council draft"}
    saved = client.post("/scenarios/", form)["Location"]
    page = client.get(paste(client, f"http://testserver{saved}")["Location"])
    assert [column["name"] for column in page.context["columns"]] == ["Norfolk, VA", "Norfolk, VA: Council draft"]
    links = page.context["own_presets"]
    assert len(links) >= 2
    third = client.get(links[1]["url"])
    assert len(third.context["columns"]) == 3
    assert "preset" in third.context["columns"][2]["name"]


def test_regions_counties_states_and_towns_compare(client: Client) -> None:
    region = client.get(paste(client, "/calculator/?place=5157000&place=5116000")["Location"])
    assert "Norfolk and Chesapeake" in region.content.decode()
    county = place_table().of("county").get("24510") or place_table().of("county").places[0]
    for slug in (county.slug, "va", "irvington-nj"):
        rows = rows_of(client, f"/compare/?city=norfolk-va&city={slug}")
        assert rows["Total a year"][1]
    found = client.get("/compare/?city=norfolk-va&search=Cook+County").context["found"]
    assert any("Cook County" in link["label"] for link in found)
    assert client.get(next(link["url"] for link in found if "Cook" in link["label"])).status_code == 200


def test_the_calculator_of_a_region_and_with_typed_facts_leads_to_a_comparison_that_keeps_them(client: Client) -> None:
    for address in (
        "/calculator/?place=5157000&place=5116000",
        f"{NORFOLK}?homicides=60",
        "/calculator/?population=5000",
    ):
        page = client.get(address)
        link = next(item["url"] for item in page.context["quick"] if item["label"] == "Compare")
        compared = client.get(link)
        assert compared.status_code == 200
        assert compared.context["bars"][0]["total"] == page.context["result"]["total"]


@pytest.mark.parametrize(
    ("link", "says"),
    [
        ("https://example.org/cities/norfolk-va/", "example.org"),
        ("https://testserver.example/s/abcdefghjk/", "not to this site"),
        ("javascript:alert(1)", "no link of this site"),
        ("/about/", "nothing that can be compared"),
        ("/s/zzzzzzzzzz/", "no saved scenario"),
        ("/cities/atlantis-zz/calculator/", "do not know"),
        (f"{NORFOLK}?coverage_share=7", "In the link, coverage_share"),
        ("/calculator/", "no place and no population"),
        (f"{NORFOLK}?data=1999.01", "1999.01"),
        ("http://[", "no link"),
        (f"{NORFOLK}?local_citation=" + "x" * 7_600, "longer than a link can be"),
    ],
)
def test_a_link_that_cannot_be_used_is_told_at_the_box_and_stays_there(client: Client, link: str, says: str) -> None:
    answer = paste(client, link)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert says in re.findall(r'id="compare-search-error".*?</div>', page, re.DOTALL)[0]
    assert answer.context["box"]["text"] == link[:7_501]
    assert len(answer.context["columns"]) == 1
    assert 'aria-invalid="true"' in page


def test_a_fifth_is_told_at_the_box_and_moves_up_when_one_is_removed(client: Client) -> None:
    five = ["norfolk-va", "richmond-va", "newport-news-va", "st-louis-mo", "baltimore-md"]
    answer = client.get(f"/compare/?{urlencode([('city', slug) for slug in five])}")
    assert answer.status_code == 400
    assert any("Baltimore" in words for words in answer.context["box"]["errors"])
    removed = answer.context["columns"][0]["remove_url"]
    asked = [value for name, value in parse_qsl(urlsplit(removed).query) if name == "city"]
    assert asked == five[1:]
    assert client.get(removed).status_code == 200


def test_a_reported_zero_is_zero(client: Client) -> None:
    zero = next(place for place in place_table().places if place.homicides and place.homicides.value == 0)
    rows = rows_of(client, f"/compare/?city=norfolk-va&city={zero.slug}")
    assert rows["Homicides a year"][1] == "0"
    assert rows["Homicides per 100,000"][1] == "0.0"
