"""A sample of every kind and state of page answers with its own name; `make every-page` asks all of them."""

import html

import pytest
from django.test import Client

from profiles.selectors import PlaceFacts, municipios, place_table, search

pytestmark = pytest.mark.django_db


def sampled(kind: str) -> list[PlaceFacts]:
    """The largest, the smallest and the middle one of each state."""
    by_state: dict[str, list[PlaceFacts]] = {}
    for place in place_table().of(kind).places:
        by_state.setdefault(place.state, []).append(place)
    found = []
    for places in by_state.values():
        places.sort(key=lambda place: place.population)
        found += {place.geoid: place for place in (places[0], places[len(places) // 2], places[-1])}.values()
    return found


@pytest.mark.parametrize("kind", ["state", "metro", "county", "town", "place"])
def test_the_pages_of_a_sample_answer(client: Client, kind: str) -> None:
    wrong = []
    for place in sampled(kind):
        answer = client.get(place.path)
        if answer.status_code != 200 or place.name not in html.unescape(answer.text):
            wrong.append((place.path, answer.status_code))
    assert not wrong


def test_every_municipio_is_found_and_on_puerto_ricos_page(client: Client) -> None:
    page = html.unescape(client.get("/states/pr/").text)
    for known in municipios().values():
        assert f'id="m{known.geoid}"' in page
        assert known.name in page
        assert any(found.entry.geoid == known.geoid for found in search(f"{known.name}, PR", limit=5).results), (
            known.name
        )
