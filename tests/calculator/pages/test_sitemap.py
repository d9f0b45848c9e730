"""What search engines are told: every page once, nothing private."""

import re
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from django.test import Client

from profiles.selectors import place_table

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def locations(client: Client, path: str) -> list[str]:
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/xml")
    return [node.text or "" for node in ElementTree.fromstring(response.content).iterfind(".//s:loc", NAMES)]


def test_the_sitemap_holds_every_place_once(client: Client) -> None:
    sections = locations(client, "/sitemap.xml")
    found = [url for section in sections for url in locations(client, section.removeprefix("http://testserver"))]
    places = [match[1] for url in found if (match := re.search(r"/cities/([^/]+)/$", url))]
    listed = {level: sorted(place.slug for place in place_table().of(level).places) for level in ("place", "town")}
    assert sorted(places) == sorted(listed["place"] + listed["town"]), "towns have the address of a place"
    assert len(found) == len(set(found))


def test_every_page_of_the_sitemap_answers(client: Client) -> None:
    for url in locations(client, "/sitemap-pages.xml"):
        assert client.get(url.removeprefix("http://testserver")).status_code == 200, url


def test_robots_may_read_pages_and_leave_the_rest(client: Client) -> None:
    response = client.get("/robots.txt")
    text = response.content.decode()
    assert response["Content-Type"].startswith("text/plain")
    assert "Sitemap: http://testserver/sitemap.xml" in text
    rules = RobotFileParser()
    rules.parse(text.splitlines())
    for path in ("/", "/cities/norfolk-va/", "/evidence/", "/methodology/caps/"):
        assert rules.can_fetch("*", path), path
    for path in ("/admin/", "/s/abc/", "/patterns/"):
        assert not rules.can_fetch("*", path), path
