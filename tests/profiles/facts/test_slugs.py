"""Addresses of places: stable, unique, plain."""

import itertools
import re

import pytest

from profiles.facts.slugs import Named, place_slugs
from profiles.models import Place

TWO_FRANKLINS = [
    Named("4227456", "Franklin", "PA", "Venango County"),
    Named("4227400", "Franklin", "PA", "Cambria County"),
    Named("5100000", "Franklin", "VA", "Franklin city"),
]


def test_a_clash_gets_the_county_whatever_the_order() -> None:
    for order in itertools.permutations(TWO_FRANKLINS):
        assert place_slugs(order) == {
            "4227456": "franklin-venango-pa",
            "4227400": "franklin-cambria-pa",
            "5100000": "franklin-va",
        }


def test_a_clash_within_a_county_gets_the_geoid() -> None:
    both = [Named("5578650", "Superior", "WI", "Douglas County"), Named("5578660", "Superior", "WI", "Douglas County")]
    assert place_slugs(both) == {"5578650": "superior-wi-5578650", "5578660": "superior-wi-5578660"}


def test_a_slug_once_given_is_never_given_again() -> None:
    new = [Named("0100001", "Norfolk", "VA", "Norfolk city")]
    assert place_slugs(new, taken=["norfolk-va"]) == {"0100001": "norfolk-norfolk-va"}
    assert place_slugs(new, taken=["norfolk-va", "norfolk-norfolk-va"]) == {"0100001": "norfolk-va-0100001"}


def test_accents_and_marks_become_plain_ascii() -> None:
    assert place_slugs([Named("1", "Cañon City", "CO", None)]) == {"1": "canon-city-co"}
    assert place_slugs([Named("1", "O'Fallon", "MO", None)]) == {"1": "ofallon-mo"}
    assert place_slugs([Named("1", "St. Louis", "MO", None)]) == {"1": "st-louis-mo"}


@pytest.mark.django_db
def test_every_place_has_an_address_of_its_own() -> None:
    slugs = list(Place.objects.values_list("slug", flat=True))
    assert len(set(slugs)) == len(slugs) == 19_479 + 8_363
    assert [slug for slug in slugs if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)] == []
    known = {
        "5157000": "norfolk-va", "4752006": "nashville-tn", "2148006": "louisville-ky", "1836003": "indianapolis-in",
        "3651000": "new-york-ny", "3209700": "carson-city-nv", "1304204": "augusta-ga", "1150000": "washington-dc",
        "3401334450": "irvington-nj", "4204579000": "upper-darby-pa", "5503178675": "superior-town-wi",
    }  # fmt: skip
    assert dict(Place.objects.filter(geoid__in=known).values_list("geoid", "slug")) == known
