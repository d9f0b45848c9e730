"""The methods' pages say what their files say: every parameter, formula, source and change."""

import json
import re
from collections import Counter
from html import unescape

import pytest
from django.test import Client

from calculator.methods import latest, newest, released
from calculator.words.wording import in_words
from profiles.selectors import featured_places

pytestmark = pytest.mark.django_db
PATHS = ["/methodology/", *(f"/methodology/{name}/" for name in (*latest(), *released(), "plan", "returns"))]


@pytest.mark.parametrize("method", released().values(), ids=lambda method: method.reference)
def test_a_page_shows_the_whole_file(client: Client, method) -> None:
    page = unescape(client.get(f"/methodology/{method.reference}/").content.decode())
    for record in (*method.parameters.values(), *method.facts.values()):
        assert f'<div id="{record.name}">' in page
        assert record.note in page
        assert record.source.title in page
    for line in method.lines.values():
        assert f"{line.name} = {line.formula.text}" in page
    for change in method.changes:
        assert change.text in page
        assert in_words(change.date) in page


@pytest.mark.parametrize("path", PATHS)
def test_no_id_stands_twice(client: Client, path: str) -> None:
    ids = Counter(re.findall(r'\sid="([^"]*)"', client.get(path).content.decode()))
    assert len(ids) > 5
    assert [name for name, times in ids.items() if times > 1] == []


def test_a_year_is_written_as_a_year(client: Client) -> None:
    page = client.get("/methodology/caps/").content.decode()
    assert re.search(r"<b>2024</b>.{0,20}<small>allowed 2020 to 2050</small>", page)


def test_the_overview_holds_the_reference_against_the_published_profile(client: Client) -> None:
    page = client.get("/methodology/").content.decode()
    for text in ("$10,710,225", "$4,837,055", "$4,836,000", "$19,889,880", "$19,888,485", "−0.007%", "not legible"):
        assert text in page, text
    assert "our calibration and not the coalition’s rules" in page


def test_the_overview_names_every_difference_between_the_presets(client: Client) -> None:
    page = unescape(client.get("/methodology/").content.decode())
    caps, field = (latest()[name] for name in ("caps", "field"))
    for name, record in caps.parameters.items():
        differs = record.value != field.parameters[name].value
        assert (f'scope="row">{record.label}</th>' in page) == differs, name


def test_the_pages_of_plan_and_returns_show_their_parameters(client: Client) -> None:
    for path, rules in (("plan", newest().plan), ("returns", newest().returns)):
        page = unescape(client.get(f"/methodology/{path}/").content.decode())
        for record in rules.parameters.values():
            assert f'<div id="{record.name}">' in page
            assert record.source.title in page
    page = unescape(client.get("/methodology/returns/").content.decode())
    for perspective in newest().returns.perspectives.values():
        assert f"${perspective.cost_per_homicide:,.0f}" in page


@pytest.mark.parametrize("preset", ["caps", "field"])
def test_a_page_shows_ten_cities_before_and_after(client: Client, preset: str) -> None:
    page = client.get(f"/methodology/{preset}/").content.decode()
    rows = re.search(r"Ten cities under.*?</table>", page, re.DOTALL)
    assert rows
    assert rows[0].count('scope="row"') == 10
    place = featured_places()[0]
    for version in ("2026.1", "2027.1"):
        question = {"methodology": f"{preset}@{version}"}
        budget = client.get(f"/api/v1/cities/{place.slug}/budget/", question).json()
        plan = client.post(
            "/api/v1/plans/", {**question, "places": [place.slug]}, content_type="application/json"
        ).json()
        assert f"${budget['total']:,}" in rows[0]
        assert f"${plan['total']:,}" in rows[0]
    assert "Ten cities under" not in client.get(f"/methodology/{preset}@2026.1/").content.decode()


def test_structured_data_is_a_dataset(client: Client) -> None:
    page = client.get("/methodology/caps/").content.decode()
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert data
    assert json.loads(data[1])["@type"] == "Dataset"
    assert json.loads(data[1])["version"] == latest()["caps"].version


def test_an_unknown_method_names_those_there_are(client: Client) -> None:
    response = client.get("/methodology/guess/")
    assert response.status_code == 404
    assert "caps@" in response.content.decode()


@pytest.mark.browser
@pytest.mark.parametrize("path", PATHS)
def test_the_pages_can_be_used_by_everybody(page, axe, live_server, path: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(live_server.url + path)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("address", ["/methodology/caps@2026.1/", "/methodology/field@2026.1/", "/methodology/"])
def test_words_of_an_old_edition_are_american_too(client: Client, address: str) -> None:
    assert not re.findall(r"\d %", client.get(address).content.decode())


def test_a_choice_is_told_in_words_not_by_its_number(client: Client) -> None:
    page = client.get("/methodology/caps/").content.decode()
    adjusted = page[page.index('<div id="local_pay">') :]
    assert "yes in field" in adjusted[:900]
    differences = client.get("/methodology/").content.decode()
    row = differences[differences.index("Adjust pay to local prices") :][:400]
    assert re.findall(r">(no|yes)<", row) == ["no", "yes"]
