"""What an opponent of the numbers would look for first: words that claim too much, figures without a basis."""

import csv
import re
from html import unescape

import pytest
from django.test import Client

from calculator.presenters.plan.returns import cases
from tests.memos import pdf_of, text_of

pytestmark = pytest.mark.django_db


def words_of(client: Client, address: str) -> str:
    page = client.get(address).content.decode().partition("<main")[2].partition("<footer")[0]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


def memo_of(client: Client, address: str) -> str:
    return text_of(pdf_of(client.get(address).content))


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0"), (0.02, "under 0.1"), (0.05, "0.1"), (2.0, "2"), (3.94, "3.9"), (73.552, "73.6"), (171.15, "171")],
)
def test_cases_are_said_alike_everywhere(count: float, said: str) -> None:
    assert cases(count) == said


def test_page_and_memo_say_the_same_break_even_and_that_it_is_out_of_reach(client: Client) -> None:
    page = words_of(
        client, "/cities/norfolk-va/calculator/?methodology=caps@2026.1&tab=return&population=238005&homicides=50"
    )
    paper = memo_of(client, "/cities/norfolk-va/budget.pdf?methodology=caps@2026.1&population=238005&homicides=50")
    assert "if it averts 73.6 homicides a year" in page
    assert "if 73.6 homicides a year were averted, of 50" in paper
    for words in (page, paper):
        assert "by deaths alone it does not" in words
        assert "counted as among the people at highest risk" in words
    assert "Nonfatal shootings are taken as 3 for each homicide, an assumption" in paper
    reachable = words_of(
        client, "/cities/norfolk-va/calculator/?methodology=caps@2026.1&tab=return&homicides=50&perspective=social"
    )
    assert "by deaths alone it does not" not in reachable


def test_every_column_of_the_draws_has_an_edge_of_its_own(client: Client) -> None:
    page = words_of(client, "/cities/norfolk-va/calculator/?tab=return")
    edges = re.findall(r"(\$[\d.]+) to (\$[\d.]+) \d", page)
    assert len(edges) > 10
    assert all(low != high for low, high in edges)


def test_the_profile_says_whose_caseloads_and_pay_these_are(client: Client) -> None:
    page = words_of(client, "/cities/norfolk-va/")
    assert "our calibration to that one profile, not the coalition’s published rules" in page


def test_a_figure_names_its_source_and_not_a_key(client: Client) -> None:
    page = words_of(client, "/cities/norfolk-va/")
    assert "27 (Federal Bureau of Investigation, Crime Data Explorer, monthly counts by agency, 12 months)" in page
    assert "By firearm (FBI case list)" in page
    table = client.get("/cities/norfolk-va/budget.csv").content.decode()
    assert '"AH Datalytics, Real-Time Crime Index, 2025"' in table


def test_a_post_that_nobody_holds_costs_nothing_in_words(client: Client) -> None:
    page = words_of(client, "/cities/norfolk-va/")
    assert "$0 in all" not in page
    assert "none at this size" in page


@pytest.mark.parametrize(
    "address",
    [
        "/calculator/?population=1000",
        "/cities/monowi-ne/calculator/",
        "/calculator/?place=5157000&place=5116000&place=5164000",
    ],
)
def test_one_is_singular(client: Client, address: str) -> None:
    assert not re.search(r"(?<![\d.,])1 (people|places|residents|staff)\b(?! \d)", words_of(client, address))
    assert not re.search(r"fewer than 1 (people|of)", words_of(client, address))


def test_the_gap_is_said_in_workers_or_people_with_its_basis(client: Client) -> None:
    money = "funding_name=City&funding_kind=state&funding_amount=18500000&funding_certainty=committed"
    page = words_of(
        client,
        f"/cities/norfolk-va/calculator/?methodology=caps@2026.1&tab=funding&{money}&funding_first_year=2027&funding_last_year=2031",
    )
    assert re.search(r"\d+ street outreach workers", page)
    assert "at the year’s pay and benefits" in page


def test_the_memo_says_whose_count_and_which_year(client: Client) -> None:
    paper = memo_of(client, "/cities/norfolk-va/budget.pdf")
    assert (
        "26 homicides in 2025, 11.3 for every 100,000 residents of 2024; the FBI’s case list has 22 by firearm" in paper
    )
    assert "Homicides by firearm: Federal Bureau of Investigation, Supplementary Homicide Report" in paper
    assert "State homicides: Federal Bureau of Investigation" in paper


def test_a_mean_names_who_counted_its_own_years(client: Client) -> None:
    """East St. Louis, of which the state police and the FBI's case list tell, and no index."""
    years = client.get("/api/v1/cities/east-st-louis-il/").json()["homicides_five_year"]["years"]
    rows = list(csv.DictReader(client.get("/cities/east-st-louis-il/budget.csv").content.decode().splitlines()))
    said = next(row["source"] for row in rows if row["line"] == "homicides_five_year")
    assert said.endswith(f", {', '.join(map(str, years))}")
    assert "Illinois State Police" in said
    assert "Real-Time Crime Index" not in said
    bases = client.get("/api/v1/cities/east-st-louis-il/budget/").json()["bases"]
    assert [basis["source"] for basis in bases] == ["U.S. Census Bureau, 2024", said]
    paper = memo_of(client, "/cities/east-st-louis-il/budget.pdf")
    assert "Real-Time Crime Index; Supplementary" not in paper


def test_homicides_typed_in_are_nobodys_count(client: Client) -> None:
    """A figure that stands for its means too is typed in there as well; several places' are a sum."""
    bases = client.get("/api/v1/cities/norfolk-va/budget/?homicides=10").json()["bases"]
    assert [basis["source"] for basis in bases] == ["U.S. Census Bureau, 2024", "typed in"]
    rows = csv.DictReader(
        client.get("/calculator/budget.csv?place=5157000&place=5116000").content.decode().splitlines()
    )
    said = {row["source"] for row in rows if row["section"] == "facts" and row["line"].startswith("homicides")}
    assert said == {"sum of the places, where every one has a whole year"}


def test_a_region_says_the_years_of_its_homicides(client: Client) -> None:
    paper = memo_of(client, "/calculator/budget.pdf?place=5157000&place=5116000&place=5164000")
    assert "Together the places recorded 56 homicides in 2025." in paper
    mixed = memo_of(client, "/calculator/budget.pdf?place=5157000&place=0646842")
    assert "each in its newest whole year, 2024 to 2025" in mixed


def test_support_without_staff_is_not_called_reaching_people(client: Client) -> None:
    for words in (words_of(client, "/cities/monowi-ne/"), memo_of(client, "/cities/monowi-ne/budget.pdf")):
        assert "too few for a team" in words
        assert "Reaching all of them" not in words


def test_a_city_is_set_against_its_state_in_the_same_year(client: Client) -> None:
    page = words_of(client, "/cities/norfolk-va/")
    estimate = "an estimated 4.8 per 100,000 in 2024 (FBI, estimated crimes by state)"
    assert f"{estimate}; Norfolk’s rate of that year, 16.0, is 3.4 times that." in page


def test_the_memo_of_a_county_hires_for_no_city_and_a_plan_tells_itself_from_the_one_year(client: Client) -> None:
    paper = memo_of(client, "/calculator/budget.pdf?county=24005&years=4&ramp=sc2")
    assert "9 work for local government" in paper
    assert "4 work for the city" in memo_of(client, "/cities/norfolk-va/budget.pdf")
    assert "The budget above is one year by itself" in paper
    assert "(27.5%)" in paper


def test_a_place_where_nobody_lives_costs_nothing_in_words(client: Client) -> None:
    assert "Nothing: nobody is reached." in memo_of(client, "/cities/carbonate-co/budget.pdf")


def test_the_grant_narrative_says_whose_caseloads_and_that_work_scales(client: Client) -> None:
    page = words_of(client, "/cities/chicago-il/calculator/?tab=grant")
    assert "our calibration to that one profile" in page
    assert (
        "The program reaches 2,721 people. A large program needs fewer staff for each person, so posts are set for 2,327"
        in page
    )
    assert (
        "A large program needs fewer staff"
        not in words_of(client, "/cities/norfolk-va/calculator/?tab=grant").partition("Budget narrative")[2]
    )
