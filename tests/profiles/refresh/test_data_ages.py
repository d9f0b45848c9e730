"""What /data/ says of the facts: their age, what the test of whole years can do, who is not rated."""

import pytest
from django.test import Client
from markupsafe import escape

from profiles.models import Source

pytestmark = pytest.mark.django_db


def test_the_page_shows_each_tables_age_and_address(client: Client) -> None:
    page = client.get("/data/").content.decode()
    for source in Source.objects.all():
        assert escape(source.title) in page
        assert f'href="{source.url}"' in page
    assert "November 21, 2026" in page
    assert "May 2026: overdue" in page


def test_the_page_says_what_passing_proves(client: Client) -> None:
    page = client.get("/data/").content.decode()
    assert "Passing is not proof" in page
    assert "one case of six" in page


def test_large_places_without_three_whole_years_are_listed_as_not_rated(client: Client) -> None:
    page = client.get("/data/").content.decode()
    listed = page.partition('id="featured"')[2].partition("</section>")[0]
    assert "Orlando, FL" in listed
    assert "Norfolk, VA" not in listed
    assert "coalition" not in listed.lower()


def test_local_counts_are_listed_with_their_addresses(client: Client) -> None:
    page = client.get("/data/").content.decode()
    assert "Jackson, MS" in page.partition('id="local-counts')[2]
    assert "SuperTalk Mississippi" in page
