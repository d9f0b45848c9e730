"""Near names: all that a comparison with every name finds, for a small part of its comparisons."""

import random
from unittest.mock import patch

import pytest
from rapidfuzz.distance import OSA

from profiles.search import near
from profiles.search.finder import Finder
from profiles.search.near import LEAST_SIMILARITY, MOST_NEAR, NearNames
from profiles.selectors import place_table

LETTERS = "abcdefghijklmnopqrstuvwxyz  é-'7"


@pytest.fixture(scope="module")
def names(django_db_setup: None, django_db_blocker: object) -> list[str]:
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        return sorted({place.name.lower() for place in place_table().places})


def typed(names: list[str]) -> list[str]:
    """Names with letters left out, put in, exchanged, and text without any sense."""
    chance = random.Random(17)
    found = ["".join(chance.choices(LETTERS, k=chance.randint(1, 30))) for _ in range(40)]
    for name in chance.sample(names, 80):
        at = chance.randrange(len(name))
        swapped = name[:at] + name[at : at + 2][::-1] + name[at + 2 :]
        found += [name, name[:at] + name[at + 1 :], name[:at] + chance.choice(LETTERS) + name[at:], swapped, name[::-1]]
    return found


def test_nothing_near_is_missed(names: list[str]) -> None:
    nearby = NearNames(names)
    for text in typed(names)[::4]:
        scored = ((OSA.normalized_similarity(text, name), -at, name) for at, name in enumerate(names))
        all_near = sorted(((score, at, name) for score, at, name in scored if score >= LEAST_SIMILARITY), reverse=True)
        assert nearby.like(text) == [(name, score) for score, _, name in all_near[:MOST_NEAR]], text


def test_few_are_compared(names: list[str]) -> None:
    nearby = NearNames(names)
    compared = [len(nearby.possible(text)) for text in typed(names)]
    assert sum(compared) / len(compared) < len(names) / 30


@pytest.mark.django_db
def test_a_thousand_senseless_names_compare_no_more_than_a_few_of_each() -> None:
    finder, chance, compared = Finder(place_table()), random.Random(3), []
    extract = near.process.extract

    def counted(name: str, choices: list[str], **how: object) -> object:
        compared.append(len(choices))
        return extract(name, choices, **how)

    with patch.object(near.process, "extract", counted):
        for _ in range(200):
            finder.find("".join(chance.choices(LETTERS, k=12)), limit=20)
    assert sum(compared) < 200 * 500
