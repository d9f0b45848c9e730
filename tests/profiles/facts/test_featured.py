"""The featured cities are a rule over the facts."""

import re

import pytest
from django.test import Client

from profiles.facts.featured import Candidate, featured_ranks, mean_rate_per_100k
from profiles.models import Place
from profiles.selectors import featured_places


def candidate(geoid: str, *, population: int = 200_000, homicides: dict[int, int]) -> Candidate:
    return Candidate(geoid, population, dict.fromkeys(range(2020, 2025), population), homicides)


def test_the_rate_is_the_mean_of_the_whole_years() -> None:
    assert mean_rate_per_100k(candidate("1", homicides={2020: 20, 2021: 30, 2024: 40})) == pytest.approx(15)


def test_two_years_are_not_enough_and_years_outside_do_not_count() -> None:
    assert mean_rate_per_100k(candidate("1", homicides={2023: 40, 2024: 40})) is None
    assert mean_rate_per_100k(candidate("1", homicides={2019: 40, 2024: 40, 2025: 40})) is None


def test_a_count_that_stops_early_only_ever_raises_the_mean() -> None:
    whole = {2020: 20, 2022: 20, 2024: 20}
    stopped = Candidate("1", 100_000, dict.fromkeys(range(2020, 2025), 100_000), whole, floors={2021: 40, 2023: 19})
    assert mean_rate_per_100k(stopped) == pytest.approx(25)
    too_few = Candidate(
        "1", 100_000, dict.fromkeys(range(2020, 2025), 100_000), {2020: 20, 2022: 20}, floors={2021: 40}
    )
    assert mean_rate_per_100k(too_few) is None


def test_zero_homicides_is_a_report() -> None:
    assert mean_rate_per_100k(candidate("1", homicides={2020: 0, 2021: 0, 2022: 0})) == 0


def test_places_under_100_000_are_not_featured_and_fifty_are() -> None:
    many = [candidate(str(number), homicides=dict.fromkeys((2020, 2021, 2022), number)) for number in range(60)]
    small = candidate("small", population=99_999, homicides=dict.fromkeys((2020, 2021, 2022), 900))
    ranks = featured_ranks([*many, small])
    assert len(ranks) == 50
    assert ranks["59"] == 1
    assert ranks["10"] == 50
    assert not {"9", "small"} & set(ranks)


def test_equal_rates_are_ranked_by_geoid() -> None:
    pair = [
        candidate("2", homicides=dict.fromkeys((2020, 2021, 2022), 5)),
        candidate("1", homicides=dict.fromkeys((2020, 2021, 2022), 5)),
    ]
    assert featured_ranks(pair) == {"1": 1, "2": 2}


@pytest.mark.django_db
def test_the_fifty_of_the_facts() -> None:
    featured = featured_places()
    assert [place.featured_rank for place in featured] == list(range(1, 51))
    assert all(place.population >= 100_000 for place in featured)
    named = {
        "norfolk-va", "baltimore-md", "st-louis-mo", "birmingham-al", "new-orleans-la", "memphis-tn",
        "chicago-il", "newark-nj", "jackson-ms", "montgomery-al", "macon-ga", "augusta-ga",
        "columbus-ga",
    }  # fmt: skip
    assert named <= {place.slug for place in featured}
    assert Place.objects.filter(featured=True).count() == 50


@pytest.mark.django_db
def test_the_first_page_prints_the_rates_by_which_it_ranks() -> None:
    """A place ranked with a count that stopped early would say "at least"; since Columbus was counted whole there is none."""
    page = Client().get("/").content.decode()
    printed = re.findall(r'">([^<]+)</a> <span class="soft">(at least )?([\d.]+)<', page)
    assert len(printed) == 50
    assert not [name for name, floor, _ in printed if floor]
    rates = [float(rate) for *_, rate in printed]
    assert rates == sorted(rates, reverse=True)
    assert printed[0][0] in page[page.index("The highest:") :][:80]
