"""The portfolio page: a list that no address holds goes on to one that does, and says the same; what is wrong is told."""

import csv
import random
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from profiles.selectors import find_any, place_table

pytestmark = pytest.mark.django_db
LONGEST_LINE = 8_190 - len("GET  HTTP/1.1")  # what the server reads of an address


def post(places: str, **others: str) -> Any:
    return Client().post(
        "/portfolio/", {"boxes": "percent", "kind": "place", "coverage": "50%", "places": places, **others}
    )


def rows(address: str) -> list[dict[str, str]]:
    answer = Client().get(f"/portfolio/portfolio.csv?{urlsplit(address).query}")
    assert answer.status_code == 200
    return list(csv.DictReader(answer.content.decode("utf-8-sig").splitlines()))


@pytest.mark.parametrize("level", ["place", "town", "county"])
def test_a_thousand_long_names_go_on_to_an_address_that_holds_them(level: str) -> None:
    known = [place for place in place_table().of(level).places if find_any(place.slug) is place]
    chosen = random.Random(12).sample(sorted(known, key=lambda place: -len(place.slug))[:2_000], 1_000)
    answer = post("\n".join(place.slug for place in chosen))
    assert answer.status_code == 303
    assert len(answer["Location"]) < LONGEST_LINE
    page = Client().get(answer["Location"])
    assert page.status_code == 200
    assert "1,000 chosen" in page.content.decode()
    assert [row["geoid"] for row in rows(answer["Location"])] == [place.geoid for place in chosen]
    again = page.content.decode().partition("<textarea")[2].partition(">")[2].partition("</textarea>")[0]
    assert again.split() == [place.slug for place in chosen]


def test_a_short_list_stays_readable_in_its_address() -> None:
    answer = post("Norfolk, VA\nMD\n24033\n12060\n")
    assert parse_qs(urlsplit(answer["Location"]).query)["places"] == ["Norfolk, VA\nMD\n24033\n12060\n"]
    assert [row["geoid"] for row in rows(answer["Location"])] == ["5157000", "24", "24033", "12060"]


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ("\n".join(["norfolk-va"] * 1_001), "names 1,001 places; allowed is 1 to 1,000"),
        ("x" * 60_001, "has 60,001 characters; allowed is at most 60,000"),
        ("Springfield", "is not certainly one place; write springfield-"),
        ("Silver Spring MD", "is not covered; write its county, montgomery-county-md"),
        ("Guam", "is not covered"),
        ("Philedelphia", "is no place we know; did you mean philadelphia-pa?"),
        ("Qzzzxx", "is no place we know"),
    ],
)
def test_what_is_wrong_with_a_list_is_told_and_the_list_kept(places: str, said: str) -> None:
    answer = post(places)
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert places[:50] in answer.content.decode()


@pytest.mark.parametrize("codes", ["", "x", "eJw", "!!!!", "A" * 5_000])
def test_an_address_that_was_cut_says_so(codes: str) -> None:
    whole = parse_qs(urlsplit(post("\n".join(place.slug for place in place_table().places[:900]))["Location"]).query)
    sent = codes or whole["codes"][0][:-20]
    answer = Client().get("/portfolio/", {"codes": sent})
    assert answer.status_code == 400
    assert "it was cut or changed" in answer.content.decode()


def test_another_sites_form_is_refused() -> None:
    answer = Client(headers={"Sec-Fetch-Site": "cross-site"}).post("/portfolio/", {"places": "norfolk-va"})
    assert answer.status_code == 403


def test_the_answer_says_what_was_picked_and_counts_no_dollars_of_homicides(client: Client) -> None:
    page = client.get("/portfolio/", {"state": "VA", "size": "50000"}).content.decode()
    assert "chosen (cities and other places in Virginia, of 50,000 residents or more)," in page
    assert "Homicides averted a year, were the effect" in page
    assert "Homicides averted a year, in 2024 dollars" not in page


def test_what_is_typed_wrongly_stays_in_its_box_beside_what_is_wrong_with_it(client: Client) -> None:
    sent = {"boxes": "percent", "state": "DE", "coverage": ["25", "half", "100"], "years": "soon", "places": ""}
    answer = client.post("/portfolio/", sent, headers={"sec-fetch-site": "same-origin"})
    page = answer.content.decode()
    assert answer.status_code == 400
    boxes = dict(re.findall(r'<input class="input[^"]*" id="(pf-[^"]+)"[^>]* value="([^"]*)"', page))
    assert boxes == {"pf-coverage-1": "25", "pf-coverage-2": "half", "pf-coverage-3": "100", "pf-years": "soon"}
    assert '<option value="DE" selected>' in page
    for field, words in (
        ("coverage-2", "“half” is not a number; allowed is 1% to 100%"),
        ("years", "“soon” is not a number; allowed is a whole number from 1 to 10"),
    ):
        assert f'<p class="error" id="pf-{field}-error">{words}</p>' in page
        assert f'href="#pf-{field}"' in page
    assert "Share reached, level 2: “half” is not a number" in page


def test_a_list_says_of_each_name_what_is_in_doubt(client: Client) -> None:
    lines = "Norfolk, VA\nSpringfeld\nNowhere, ZZ"
    page = client.post("/portfolio/", {"places": lines}, headers={"sec-fetch-site": "same-origin"}).content.decode()
    about = re.findall(r'<div class="error" id="pf-places-error">(.*?)</div>', page)[0]
    assert about.count("<p>") == 2
    assert re.findall(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)[0].split("\n")[0].strip() == "Norfolk, VA"


def test_more_shares_than_stand_side_by_side_are_told(client: Client) -> None:
    answer = client.get("/portfolio/?state=DE&" + "&".join(f"coverage=0.{n}" for n in range(1, 7)))
    assert answer.status_code == 400
    assert "6 shares are more than can stand side by side; allowed is at most 4" in answer.content.decode()
