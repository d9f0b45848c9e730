"""Pages are rendered once and stay true: to the facts, to editors' words, to the address they were asked at."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
PROFILE = "/cities/norfolk-va/"


def test_a_page_one_has_is_answered_with_304(client: Client) -> None:
    first = client.get(PROFILE)
    again = client.get(PROFILE, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "no-cache" in first["Cache-Control"]


def test_a_remembered_page_is_the_page(client: Client) -> None:
    assert client.get(PROFILE).content == client.get(PROFILE).content


def test_a_page_asked_at_another_address_names_that_address(client: Client) -> None:
    here = client.get(PROFILE, headers={"Host": "localhost"}).content.decode()
    there = client.get(PROFILE, headers={"Host": "127.0.0.1"}).content.decode()
    assert "http://localhost/cities/norfolk-va/" in here
    assert "http://127.0.0.1/cities/norfolk-va/" in there
    assert "localhost" not in there


def test_what_an_editor_approves_shows_at_once(client: Client) -> None:
    from profiles.models import LocalEstimate

    before = client.get(PROFILE)
    LocalEstimate.objects.create(
        place_id="5157000",
        people=321,
        year=2024,
        citation="Problem analysis",
        url="https://norfolk.gov/",
        state="approved",
    )
    after = client.get(PROFILE, headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert "Problem analysis" in after.content.decode()


def test_a_scenario_in_the_address_is_not_taken_for_the_plain_page(client: Client) -> None:
    path = f"{PROFILE}calculator/"
    plain, moved = client.get(path), client.get(path, {"coverage_share": "0.5"})
    assert plain["ETag"] != moved["ETag"]
    assert plain.content != moved.content
