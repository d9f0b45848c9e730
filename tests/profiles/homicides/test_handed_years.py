"""The years that were handed, one by one: what the API answers, and what the page prints, of each."""

import re
from html import unescape

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
# City, year, status, any of these figures, what the page calls it.
WHOLE = [
    ("jackson-ms", 2025, "local", {75}), ("jackson-ms", 2023, "local", {109}), ("montgomery-al", 2021, "local", {77}),
    ("montgomery-al", 2022, "local", {61}), ("montgomery-al", 2023, "local", {75}), ("columbus-ga", 2020, "local", {44}),
    ("grand-rapids-mi", 2020, "local", {32, 38}), ("casper-wy", 2023, "complete", {2}),
    ("columbus-oh", 2023, "complete", {147, 148}), ("macon-ga", 2020, "local", {51}), ("macon-ga", 2022, "local", {65, 70}),
    ("augusta-ga", 2024, "complete", {45}), ("east-st-louis-il", 2024, "local", {20}), ("modesto-ca", 2025, "local", {0}),
    ("norfolk-va", 2024, "complete", {37}), ("baltimore-md", 2025, "complete", {133}),
    ("jacksonville-fl", 2024, "complete", {61}),
    # Of the same kind, found from outside.
    ("topeka-ks", 2019, "local", {17}), ("topeka-ks", 2022, "local", {18}), ("gary-in", 2024, "local", {40}),
    ("youngstown-oh", 2024, "local", {20}), ("des-moines-ia", 2020, "local", {21}), ("joliet-il", 2022, "local", {7}),
    ("kansas-city-ks", 2023, "local", {24}), ("birmingham-al", 2021, "local", {132}), ("anchorage-ak", 2020, "local", {18}),
    ("honolulu-hi", 2024, "complete", {30}), ("indianapolis-in", 2019, "local", {152}),
    ("jackson-ms", 2024, "local", {111}), ("columbus-ga", 2021, "local", {63}), ("columbus-ga", 2022, "local", {36}),
    ("columbus-ga", 2023, "local", {45}), ("huntsville-al", 2022, "local", {21}), ("huntsville-al", 2025, "complete", {23}),
    ("savannah-ga", 2021, "local", {29}), ("orlando-fl", 2025, "local", {10}), ("aurora-il", 2022, "local", {5}),
    # The police of a city, and not of the town beside it.
    ("superior-wi-5578650", 2024, "complete", {1}),
]  # fmt: skip
PART = [
    ("columbus-ga", 2019, 41), ("augusta-ga", 2022, 31), ("savannah-ga", 2022, 25),
    ("montgomery-al", 2024, 35), ("lancaster-ca", 2022, 13), ("flint-mi", 2022, 21),
]  # fmt: skip
UNVERIFIED = [("fort-lauderdale-fl", 2023, 33), ("hesperia-ca", 2024, 8)]
WORDS = {"local": "counted locally", "complete": "whole year"}


def answered(client: Client, city: str, year: int) -> dict:
    history = client.get(f"/api/v1/cities/{city}/").json()["homicide_history"]
    return next(known for known in history if known["year"] == year)


def printed(client: Client, city: str, year: int) -> list[str]:
    """The year's cells in the page's table of homicides."""
    page = client.get(f"/cities/{city}/").content.decode()
    table = page.partition('id="homicides-table-caption"')[2].partition("</table>")[0]
    row = re.search(rf"<tr[^>]*><th[^>]*>{year}</th>.*?</tr>", table, re.DOTALL)
    assert row, f"{city} prints no row of {year}"
    return re.findall(r"<td[^>]*>(.*?)</td>", row[0], re.DOTALL)


@pytest.mark.parametrize(("city", "year", "status", "figures"), WHOLE)
def test_a_whole_year_is_answered_and_printed(
    client: Client, city: str, year: int, status: str, figures: set[int]
) -> None:
    known = answered(client, city, year)
    assert (known["status"], known["at_least"]) == (status, None)
    assert known["value"] in figures
    shown = str(known["value"]) if known["high"] in (None, known["value"]) else f"{known['value']} to {known['high']}"
    assert printed(client, city, year)[:2] == [shown, WORDS[status]]


@pytest.mark.parametrize(("city", "year", "at_least"), PART)
def test_a_part_of_a_year_is_at_least(client: Client, city: str, year: int, at_least: int) -> None:
    known = answered(client, city, year)
    assert (known["status"], known["value"], known["at_least"]) == ("incomplete", None, at_least)
    assert known["rate_per_100k"] is None
    assert printed(client, city, year)[:2] == [f"at least {at_least}", "part of the year"]


def test_no_killing_in_a_part_of_a_year_says_nothing_of_the_year(client: Client) -> None:
    """Fontana's 2021: the part that was counted is an answer's, and no page makes "at least 0" of it."""
    known = answered(client, "fontana-ca", 2021)
    assert (known["status"], known["value"], known["at_least"]) == ("incomplete", None, 0)
    assert printed(client, "fontana-ca", 2021)[:2] == ["no whole count", "part of the year"]
    page = client.get("/cities/fontana-ca/").content.decode()
    assert "at least 0" not in page
    assert "0+<" not in page
    assert ">part</text>" in page


@pytest.mark.parametrize(("city", "year", "value"), UNVERIFIED)
def test_a_year_that_nothing_holds_up_is_not_verified(client: Client, city: str, year: int, value: int) -> None:
    known = answered(client, city, year)
    assert (known["status"], known["value"], known["rate_per_100k"]) == ("unverified", value, None)
    assert printed(client, city, year)[:2] == [f"{value} (not verified)", "not verified"]


@pytest.mark.parametrize(("city", "never"), [("jackson-ms", "26"), ("grand-rapids-mi", "5"), ("casper-wy", "14")])
def test_a_figure_that_was_never_a_years_is_no_years(client: Client, city: str, never: str) -> None:
    years = client.get(f"/api/v1/cities/{city}/").json()["homicide_history"]
    assert int(never) not in {known["value"] for known in years}
    assert never not in {printed(client, city, known["year"])[0] for known in years}


def test_a_year_that_no_source_holds_is_not_reported(client: Client) -> None:
    """Casper's 2022, for which the index gives more than the police of the whole state."""
    assert 2022 not in {known["year"] for known in client.get("/api/v1/cities/casper-wy/").json()["homicide_history"]}
    assert printed(client, "casper-wy", 2022)[0] == "not reported"


def test_each_years_figure_leads_to_the_table_it_comes_from(client: Client) -> None:
    """Jackson's years: each source is a link, to the count cited, or to the table."""
    years = client.get("/api/v1/cities/jackson-ms/").json()["homicide_history"]
    sources = {year["year"]: printed(client, "jackson-ms", year["year"])[-2] for year in years}
    assert len(sources) > 5
    assert not [year for year, cell in sources.items() if '<a href="https://' not in cell]
    assert years[-1]["url"] in unescape(sources[2025])
    compared = client.get("/cities/jackson-ms/").content.decode().partition('id="peers"')[2].partition("</section>")[0]
    assert "Federal Bureau of Investigation, Estimated crimes by state</a>" in compared


def test_every_sources_figure_stands_beside_the_one_that_leads(client: Client) -> None:
    of_2021 = answered(client, "columbus-ga", 2021)
    assert {count["source"]: count["value"] for count in of_2021["sources"]} == {"local": 63, "fbi_shr": 8}


def test_a_small_town_prints_no_rate_of_one_bad_year(client: Client) -> None:
    baldwin = client.get("/api/v1/cities/baldwin-city-ks/").json()
    assert baldwin["homicides"]["rate_per_100k"] is None
    for address in ("/cities/baldwin-city-ks/", "/cities/baldwin-city-ks/calculator/"):
        assert b"203.8" not in client.get(address).content
