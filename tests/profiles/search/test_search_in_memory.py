"""Search from memory: what is meant is found, what nobody meant breaks nothing."""

import pytest

from profiles.selectors import (
    PlaceNotFound,
    find_place,
    search_places,
)

pytestmark = pytest.mark.django_db


SEARCHES = [
    ("norfolk", "norfolk-va"),
    ("Norfolk, VA", "norfolk-va"),
    ("norfolk virginia", "norfolk-va"),
    ("norfolk v", "norfolk-va"),
    ("norfolk ne", "norfolk-ne"),
    ("City of Norfolk", "norfolk-va"),
    ("norfolk city", "norfolk-va"),
    ("norfok", "norfolk-va"),
    ("St. Louis", "st-louis-mo"),
    ("saint louis", "st-louis-mo"),
    ("st louis mo", "st-louis-mo"),
    ("Ft Worth", "fort-worth-tx"),
    ("mt vernon ny", "mount-vernon-ny"),
    ("ste. genevieve", "ste-genevieve-mo"),
    ("cañon city", "canon-city-co"),
    ("canon city", "canon-city-co"),
    ("Espanola", "espanola-nm"),
    ("blatimore", "baltimore-md"),
    ("los angles", "los-angeles-ca"),
    ("new york", "new-york-ny"),
    ("New York City", "new-york-ny"),
    ("washington dc", "washington-dc"),
    ("kansas city ks", "kansas-city-ks"),
    ("kansas city", "kansas-city-mo"),
    ("oklahoma city", "oklahoma-city-ok"),
    ("virginia beach", "virginia-beach-va"),
    ("village of the branch", "village-of-the-branch-ny"),
    ("nashville", "nashville-tn"),
    ("louisville/jefferson", "louisville-ky"),
    ("ventura", "ventura-ca"),
    ("san buenaventura", "ventura-ca"),
    ("boise", "boise-city-id"),
    ("5157000", "norfolk-va"),
    ("winston salem", "winston-salem-nc"),
    ("coeur d alene", "coeur-dalene-id"),
    ("o fallon", "ofallon-mo"),
]


@pytest.mark.parametrize(("text", "slug"), SEARCHES)
def test_search_finds_what_is_meant(text: str, slug: str) -> None:
    assert [place.slug for place in search_places(text, limit=3)][:1] == [slug]


@pytest.mark.parametrize("text", ["", "   ", "!!!", "zzzzqqxx", "\x00", "a" * 5_000, "🙂", "' OR 1=1 --"])
def test_search_for_nothing_finds_little_and_breaks_nothing(text: str) -> None:
    assert len(search_places(text, limit=3)) <= 3


def test_search_keeps_to_its_limit_and_ranks_by_population() -> None:
    found = search_places("spring", limit=10, towns=False)
    assert len(found) == 10
    assert found[0].slug == "springfield-mo"
    assert search_places("norfolk", limit=0) == []


def test_an_unknown_place_comes_with_suggestions() -> None:
    with pytest.raises(PlaceNotFound) as caught:
        find_place("norfok-va")
    assert caught.value.suggestions[0].slug == "norfolk-va"
    with pytest.raises(PlaceNotFound) as caught:
        find_place("waukesha-wi")
    assert {place.slug for place in caught.value.suggestions} == {"waukesha-wi-5584250", "waukesha-wi-5584275"}
