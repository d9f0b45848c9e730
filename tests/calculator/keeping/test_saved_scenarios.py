"""Saved scenarios: the same numbers for ever, whatever happens to methods and facts."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from calculator import methods
from calculator.keeping import saved
from calculator.keeping.snapshot import snapshot_of, subject_from
from calculator.models import ALPHABET, ID_LENGTH, Scenario
from calculator.subject import subject_of_place, subject_of_places, subject_typed
from profiles.models import Place, PopulationEstimate
from profiles.selectors import find_place, find_subject, forget_place_table
from tests.newer_edition import CHANGES, NEWER, newer_edition
from tests.saving import HALF, NORFOLK, PRESET, link_of, save, total_on

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def uncounted() -> None:
    cache.clear()


@pytest.fixture
def newer_caps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A world with an edition in which a case manager stands by 20 people."""
    with newer_edition(tmp_path, monkeypatch, {"caps.yaml": (r"(case_manager_caseload:.*?value: )25", r"\g<1>20")}):
        yield


def test_saving_leads_to_a_short_link_that_shows_the_same_total(client: Client) -> None:
    answer = save(client)
    assert answer.status_code == 303
    assert re.fullmatch(rf"/s/[{ALPHABET}]{{{ID_LENGTH}}}/", answer["Location"])
    page = client.get(answer["Location"]).content.decode()
    assert "Norfolk, Virginia" in page
    assert f"version {methods.newest().version}" in page
    assert "Case manager caseload" in page or "case manager" in page.lower()
    assert total_on(client, answer["Location"]) == total_on(client, f"{NORFOLK}?{HALF}")


def test_every_section_of_the_question_is_kept(client: Client) -> None:
    more = f"{HALF}&years=4&ramp=sc2&funding_name=ARPA&funding_kind=federal_grant&funding_amount=2000000&perspective=social"
    more += "&current_mediators_city=3&local_citation=Our+count"
    key = link_of(save(client, query=more)).split("/")[2]
    question = saved.find_saved(key).question
    assert not question.faults
    assert len(question.plan.calendar_years) == 4
    assert question.plan.ramp == "sc2"
    assert question.funding.query()
    assert question.current_staff.counts() == {"mediators": 3}
    assert question.returns.perspective_key == "social"
    assert question.scenario.citation == "Our count"


def test_a_newer_method_moves_the_calculator_and_not_the_saved_link(
    client: Client, request: pytest.FixtureRequest
) -> None:
    link, version = save(client, query="methodology=caps")["Location"], methods.newest().version
    before = total_on(client, link)
    live = total_on(client, f"{NORFOLK}?{PRESET}")
    assert before == live
    request.getfixturevalue("newer_caps")
    assert methods.find_methodology("caps").version == NEWER
    assert total_on(client, f"{NORFOLK}?{PRESET}") != live
    assert total_on(client, link) == before
    assert f"version {version}" in client.get(link).content.decode()


def test_newer_facts_move_the_calculator_and_not_the_saved_link(client: Client) -> None:
    link = save(client)["Location"]
    before = total_on(client, link)
    latest = PopulationEstimate.objects.filter(place_id="5157000").order_by("-year").first()
    assert latest is not None
    latest.value *= 2
    latest.save()
    forget_place_table()
    assert total_on(client, f"{NORFOLK}?{HALF}") != before
    assert total_on(client, link) == before
    assert client.get(f"{link}budget.json").json()["inputs"]["population"] == latest.value / 2


def test_a_place_that_is_gone_leaves_its_saved_scenarios(client: Client) -> None:
    link = save(client)["Location"]
    before = total_on(client, link)
    Place.objects.filter(pk="5157000").update(active=False)
    forget_place_table()
    assert client.get(f"{NORFOLK}?{PRESET}").status_code == 404
    assert total_on(client, link) == before


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/calculator/", "population=50000"),
        ("/calculator/", "place=5157000&place=virginia-beach-va&place=norfolk-va"),
        ("/calculator/", "county=06037&methodology=field"),
        ("/cities/norfolk-va/calculator/", "high_risk_basis=3&local_high_risk=300&local_citation=Ours"),
    ],
)
def test_any_subject_can_be_saved_and_its_files_taken(client: Client, path: str, query: str) -> None:
    link = save(client, path, query)["Location"]
    shown = total_on(client, link)
    assert shown == total_on(client, f"{path}?{query}")
    document = client.get(f"{link}budget.json").json()
    assert f"${document['total']:,}" == shown
    for ending, begins in (("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf"), ("pdf", b"%PDF")):
        answer = client.get(f"{link}budget.{ending}")
        assert answer.status_code == 200
        assert answer.content.startswith(begins)


def test_a_snapshot_reads_back_as_the_same_subject() -> None:
    places = [find_place("norfolk-va"), find_place("richmond-va")]
    for subject in (
        subject_of_place(places[0]),
        subject_of_places(places),
        subject_of_place(find_subject("county", "51710")),
        subject_of_place(find_subject("state", "md")),
        subject_of_place(find_place("irvington-nj")),
        subject_typed(50_000.0),
    ):
        back = subject_from(snapshot_of(subject))
        assert snapshot_of(back) == snapshot_of(subject)
        assert repr(back.facts) == repr(subject.facts)
        if subject.place:
            assert back == subject


def test_a_county_saved_beside_its_places_is_the_county_still() -> None:
    """Until counties were subjects of their own, their places were kept and the county beside them."""
    county = find_subject("county", "24033")
    old = {
        "kind": "county",
        "name": "Prince George's County, MD",
        "facts": {"population": 947_430.0, "homicides": None, "price_level": 109.5},
        "places": [snapshot_of(subject_of_place(find_place("bowie-md")))["places"][0]],
        "county": {
            "geoid": "24033",
            "name": county.name,
            "state": "MD",
            "population": 947_430,
            "population_year": 2023,
        },
    }
    back = subject_from(old)
    assert back.place is not None
    assert (back.kind, back.name, back.place.path) == ("county", "Prince George's County, MD", county.path)
    assert (back.facts["population"], back.facts["price_level"], back.place.price_level) == (947_430.0, 109.5, 109.5)


def test_saving_the_same_again_gives_the_same_link(client: Client) -> None:
    first, again = save(client)["Location"], save(client)["Location"]
    assert first == again
    assert save(client, query="methodology=caps")["Location"] != first
    assert Scenario.objects.count() == 2


def test_a_saved_page_shows_every_tab_without_its_fields(client: Client) -> None:
    more = f"{HALF}&years=4&ramp=even&funding_name=State&funding_amount=2000000&perspective=social&subawards=7&homicides=40"
    link = link_of(save(client, query=more))
    live = {
        tab: client.get(f"{NORFOLK}?{more}&tab={tab}").content.decode()
        for tab in ("years", "funding", "return", "grant")
    }
    shown = {tab: client.get(f"{link}?tab={tab}").content.decode() for tab in live}
    for tab, page in shown.items():
        main = page.partition("<main")[2].partition("</main>")[0]
        assert "<form" not in main, tab
        figures = set(
            re.findall(r"\$\d[\d,]*", live[tab].partition("plan-answer")[2] or live[tab].partition("grant-tab")[2])
        )
        assert figures, tab
        assert figures - set(re.findall(r"\$\d[\d,]*", main)) <= {"$50,000", "$2,000,000"}, tab
        assert "What was chosen" in main
    assert "Coverage: Even steps" in shown["years"]
    assert "State (Other): $2,000,000 a year, 2027–2030, asked for" in shown["funding"]
    assert "Subawards: 7" in shown["grant"]
    assert "What the effect is of: shootings connected to the people reached" in shown["return"]
    assert "Let homicides vary from draw to draw: yes" in shown["return"]
    assert "Seed of the random samples: 2026" in shown["return"]


def test_every_tab_of_a_saved_page_outlives_a_newer_edition(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = link_of(save(client, query=f"{HALF}&years=4&perspective=social&subawards=7&homicides=40"))
    tabs = ("budget", "years", "funding", "return", "grant", "working")
    before = {tab: re.findall(r"\$[\d,.]+", client.get(f"{link}?tab={tab}").content.decode()) for tab in tabs}
    with newer_edition(tmp_path, monkeypatch, CHANGES):
        for tab in tabs:
            page = client.get(f"{link}?tab={tab}").content.decode()
            assert re.findall(r"\$[\d,.]+", page) == before[tab], tab
            assert f"Open under edition {NEWER}" in page


def test_a_name_and_a_note_are_part_of_what_is_saved_and_can_be_taken_out(client: Client) -> None:
    page, query = "/cities/norfolk-va/calculator/", "methodology=caps&coverage_share=0.5"
    named = client.post(
        "/scenarios/", {"path": page, "query": query, "name": "مسودة <b>May</b>", "note": "For\r\nthe council"}
    )
    shown = client.get(named["Location"]).content.decode()
    assert '<h1 class="h1-small"><bdi>مسودة &lt;b&gt;May&lt;/b&gt;</bdi></h1>' in shown
    assert "For the council" in shown
    assert "Norfolk, Virginia" in shown
    for tab in ("years", "return", "grant"):
        assert "&lt;b&gt;May&lt;/b&gt;" in client.get(f"{named['Location']}?tab={tab}").content.decode()
    again = client.get(f"{page}?{query}&name=May").content.decode()
    assert 'id="p-name" name="name" type="text" value="May"' in again
    plain = client.post("/scenarios/", {"path": page, "query": f"{query}&name=May", "name": "", "note": ""})
    assert plain["Location"] != named["Location"]
    assert "May" not in client.get(plain["Location"]).content.decode().split("<h1")[1].split("</h1>")[0]
    long = client.post("/scenarios/", {"path": page, "query": query, "name": "n" * 10_000, "note": ""})
    told = long.content.decode()
    assert long.status_code == 400
    assert "at most 120 characters" in told
    assert "n" * 10_000 in told


def test_programs_name_what_they_save(client: Client) -> None:
    body = {"population": 50_000, "name": "Draft", "note": "First"}
    saved = client.post("/api/v1/scenarios/", body, content_type="application/json")
    assert saved.status_code == 201
    assert (saved.json()["name"], saved.json()["note"]) == ("Draft", "First")
    read = client.get(f"/api/v1/scenarios/{saved.json()['id']}/").json()
    assert read["name"] == "Draft"
    refused = client.post("/api/v1/scenarios/", {**body, "name": "n" * 121}, content_type="application/json")
    assert refused.status_code == 400
    assert refused.json()["errors"][0]["pointer"] == "/name"
