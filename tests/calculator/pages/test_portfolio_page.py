"""The portfolio page: a list that no address holds goes on to one that does, and says the same; what is wrong is told."""

import csv
import random
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
        ("\n".join(["norfolk-va"] * 1_001), "names 1,001 places. 1 to 1,000"),
        ("x" * 60_001, "has 60,001 characters. at most 60,000"),
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
