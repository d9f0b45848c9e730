"""The site's words: every source linked, every key known to the methodology, the right words for people."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from markupsafe import escape

from calculator.methods import released
from profiles.editorial import library
from profiles.editorial.library_reading import ContentError, read_entries
from profiles.editorial.memory import forget_editorial
from profiles.models import EvidenceEntry, Place, Resource
from profiles.selectors import find_place

PAGES = ["/strategies/", "/evidence/", "/resources/", "/faq/", "/about/", "/feedback/", "/evidence/add/"]
CONTENT = sorted(library.FOLDER.glob("*.yaml"))


@pytest.fixture(autouse=True)
def fresh_editorial(db: None) -> Iterator[None]:
    forget_editorial()
    yield
    forget_editorial()


def test_there_is_everything_that_was_promised() -> None:
    assert len(library.strategies()) == 6
    assert len(library.problem_figures()) == 5
    assert len(library.questions()) >= 12
    assert {story.kind for story in library.shipped_stories()} == {
        "announcement", "before_after", "quasi_experimental", "randomized", "review",
    }  # fmt: skip


@pytest.mark.parametrize("method", released().values(), ids=lambda method: method.reference)
def test_every_role_and_line_of_a_page_is_one_of_the_methodology(method) -> None:
    roles, labels = {role.key for role in method.roles}, method.lines
    for key, term in library.budget_terms().items():
        assert key in (roles if term.what == "role" else labels), key
        if term.what == "line":
            assert key in method.budget
            assert term.label == labels[key].label
        if term.what == "service":
            assert key in method.wraparound


def test_every_place_of_the_library_exists(db: None) -> None:
    for story in library.shipped_stories():
        for geoid in story.geoids:
            assert find_place(geoid).name in story.place
    for strategy in (*library.strategies(), *library.services()):
        for example in strategy.where:
            place = find_place(example.slug)
            assert place.state_name in example.place


def test_a_study_says_how_it_was_made_and_every_claim_what_to_keep_in_mind() -> None:
    for story in library.shipped_stories():
        assert story.caution
        assert story.kind == "announcement" or story.design
        assert story.url.startswith("https://")


def test_people_come_first_in_every_text() -> None:
    for path in (*CONTENT, *Path("templates").rglob("*.html")):
        assert not re.search(
            r"high-risk (individual|people|person|men)", path.read_text(encoding="utf-8"), re.IGNORECASE
        ), path


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: {kind: data, title: T, text: x, url: 'http://x.org'}", "neither with https"),
        ("a: {kind: nothing, title: T, text: x, url: 'https://x.org'}", "is none of"),
        ("a: {kind: data, title: T, url: 'https://x.org'}", "'text' is missing"),
        ("a: {kind: data, title: T, text: x, url: 'https://x.org', color: red}", "unknown key 'color'"),
        ("a: [", "resources.yaml"),
    ],
)
def test_a_bad_content_file_names_file_and_entry(tmp_path, monkeypatch, text: str, fault: str) -> None:
    (tmp_path / "resources.yaml").write_text(text)
    monkeypatch.setattr(library, "FOLDER", tmp_path)
    with pytest.raises(ContentError, match=re.escape(fault)) as caught:
        library.shipped_resources.__wrapped__()
    assert "resources.yaml" in str(caught.value)


def test_reading_keeps_the_order_of_the_file(tmp_path) -> None:
    (tmp_path / "x.yaml").write_text("b: {}\na: {}\n")
    assert [entry.slug for entry in read_entries(tmp_path / "x.yaml")] == ["b", "a"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_title_description_canonical_and_no_cookie(client: Client, path: str) -> None:
    response = client.get(path)
    page = response.content.decode()
    assert response.status_code == 200
    assert not response.cookies
    assert f'<link rel="canonical" href="http://testserver{path}">' in page
    description = re.search(r'<meta name="description" content="([^"]+)">', page)
    assert description
    assert 30 < len(description[1]) < 250
    assert "style=" not in page


def test_every_strategy_has_its_page_and_an_unknown_one_has_none(client: Client) -> None:
    for strategy in (*library.strategies(), *library.services()):
        page = client.get(f"/strategies/{strategy.slug}/").content.decode()
        assert escape(strategy.summary) in page
    assert client.get("/strategies/nonsense/").status_code == 404


def test_a_page_that_did_not_change_is_not_sent_again(client: Client) -> None:
    first = client.get("/evidence/")
    again = client.get("/evidence/", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert again.content == b""


def test_evidence_is_filtered_by_place_strategy_and_kind(client: Client) -> None:
    everything = client.get("/evidence/").content.decode()
    assert everything.count("<article") == len(library.shipped_stories())
    chicago = client.get("/evidence/?place=chicago-illinois").content.decode()
    assert 0 < chicago.count("<article") < everything.count("<article")
    assert "Fort Worth, Texas</a>" not in chicago
    trials = client.get("/evidence/?place=chicago-illinois&kind=randomized").content.decode()
    assert trials.count("<article") == 1
    fellowships = client.get("/evidence/?strategy=peace-fellowships").content.decode()
    assert "Sacramento, California</a>" in fellowships
    assert fellowships.count("<article") == 2, "Sacramento and Lansing"


def test_an_unknown_filter_value_is_said_and_shown_as_text(client: Client) -> None:
    page = client.get("/evidence/", {"kind": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert page.count("<article") == len(library.shipped_stories())


def test_only_what_is_approved_is_public(client: Client, norfolk: Place) -> None:
    entry = EvidenceEntry.objects.create(
        place=norfolk, place_name="Norfolk, Virginia", kind="before_after", claim="Shootings fell <b>by half</b>.",
        period="2024", source="City", url="https://www.norfolk.gov/",
    )  # fmt: skip
    assert "Norfolk, Virginia" not in client.get("/evidence/").content.decode()
    entry.state = "approved"
    entry.save()
    page = client.get("/evidence/").content.decode()
    assert "Shootings fell &lt;b&gt;by half&lt;/b&gt;." in page
    assert f'id="story-{entry.pk}"' in page
    entry.state = "rejected"
    entry.save()
    assert "Norfolk, Virginia" not in client.get("/evidence/").content.decode()


def test_a_resource_of_an_editor_joins_the_page(client: Client, db: None) -> None:
    resource = Resource.objects.create(
        kind="network", title="A new network", text="For cities.", url="https://example.org/", state="approved"
    )
    assert "A new network" in client.get("/resources/").content.decode()
    resource.delete()
    assert "A new network" not in client.get("/resources/").content.decode()


def test_the_api_tells_evidence_and_strategies(client: Client, db: None) -> None:
    everything = client.get("/api/v1/evidence/").json()
    assert everything["count"] == len(library.shipped_stories()) == len(everything["results"])
    chicago = client.get("/api/v1/evidence/?place=chicago-il&kind=randomized").json()
    assert [entry["slug"] for entry in chicago["results"]] == ["chicago-readi-trial"]
    refused = client.get("/api/v1/evidence/?kind=hearsay&place=nowhere-zz")
    assert refused.status_code == 400
    assert {error["parameter"] for error in refused.json()["errors"]} == {"kind", "place"}
    strategies = client.get("/api/v1/strategies/").json()
    assert strategies["count"] == 14
    assert {"role": "outreach_workers", "label": "Street outreach workers"} in strategies["results"][0]["roles"]


@pytest.mark.browser
@pytest.mark.parametrize("path", [*PAGES, "/strategies/street-outreach/", "/evidence/?kind=nonsense"])
@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_pages_can_be_used_by_everybody(page, axe, live_server, path: str, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.goto(live_server.url + path)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
