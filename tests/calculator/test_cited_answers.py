"""Every answer says which facts it rests on and how it is cited, and its permanent address gives the same bytes."""

import html
import io
import json
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models import F
from django.test import Client, override_settings

from calculator.methods import newest
from profiles.models import County, DatasetVersion, HomicideCount, PopulationEstimate, State
from profiles.releases.shelf import Release, forget_shelf
from profiles.selectors import forget_place_table, place_table
from tests.released import NAME, copy_release, shelved

READ = (
    *("cities/?state=VA,MD&limit=2&year=2022", "cities/norfolk-va/", "cities/norfolk-va/budget/?outreach_caseload=12"),
    *("counties/?limit=2", "counties/51710/", "counties/51710/budget/", "towns/?limit=1", "states/", "states/va/"),
    *(
        "metros/?limit=1",
        "budgets/?state=RI&coverage_share=0.5",
        "budgets/?state=RI&group_by=state",
        "search/?q=norfolk",
    ),
    *("funders/", "strategies/", "evidence/?place=chicago-il", "sources/", "validation/", "methodologies/"),
    *("methodologies/field/", "releases/"),
)
POSTED: dict[str, dict[str, Any]] = {
    "budgets/": {"places": ["norfolk-va"], "outreach_caseload": 12},
    "plans/": {"places": ["norfolk-va"], "years": 2},
    "measures/": {"places": ["norfolk-va"]},
    "portfolios/": {"places": ["norfolk-va"], "scenarios": [{}, {"coverage_share": 0.5}]},
    "match/": {"names": ["Norfolk, VA"]},
    "sensitivity/": {"places": ["norfolk-va"]},
}

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def release(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Release]:
    """Yield the release of the facts as they were loaded, on a shelf of its own."""
    folder = tmp_path_factory.mktemp("cited")
    with django_db_blocker.unblock():
        copy_release(folder)
    with shelved(folder) as release:
        yield release


def canonical(answer: Any) -> str:
    (found,) = re.findall(r'<([^>]+)>; rel="canonical"', answer.headers["Link"])
    return str(found)


def test_every_answer_is_cited_by_an_address_that_gives_its_bytes_again(release: Release, client: Client) -> None:
    kept = {}
    for path in READ:
        answer = client.get(f"/api/v1/{path}")
        body = json.loads(answer.getvalue())
        address = canonical(answer)
        assert f"data={NAME}" in address, path
        assert (body["data_release"], NAME in body["cite"]) == (NAME, True), path
        assert "inputs" in body or "inputs" in body.get("budget", {}), path
        again = client.get(address.removeprefix("http://testserver"))
        assert canonical(again) == address
        if not {"next", "previous"} & body.keys():  # whose links carry the question as asked
            assert again.getvalue() == answer.getvalue(), path
        kept[address] = again.getvalue()
    assert any(f"methodology=caps%40{newest().version}" in address for address in kept)
    correct_facts()
    assert json.loads(client.get("/api/v1/states/").content)["data_release"] is None
    for address, before in kept.items():
        assert client.get(address.removeprefix("http://testserver")).getvalue() == before, address


def test_what_was_posted_is_cited(release: Release, client: Client) -> None:
    for path, body in POSTED.items():
        answer = client.post(f"/api/v1/{path}", body, content_type="application/json")
        said = answer.json()
        assert (answer.status_code, said["data_release"], NAME in said["cite"]) == (200, NAME, True), path
        assert said["inputs"], path
        if "permalink" in said:
            assert canonical(answer) == said["permalink"]
            assert client.get(said["permalink"].removeprefix("http://testserver")).status_code == 200


def test_every_budget_says_its_inputs_and_what_was_changed(release: Release, client: Client) -> None:
    one = client.get("/api/v1/cities/norfolk-va/budget/?outreach_caseload=12").json()
    many = json.loads(client.get("/api/v1/budgets/?state=RI&outreach_caseload=12").getvalue())
    for answer in (one, many):
        assert answer["inputs"]["outreach_caseload"] == 12
        assert answer["changed"] == {"outreach_caseload": {"value": 12, "usual": 15}}
        assert answer["scenario"] == "outreach_caseload=12"
    assert client.get("/api/v1/cities/norfolk-va/").json()["budget"]["inputs"]["outreach_caseload"] == 15
    assert place_table().version == one["data_version"]


def test_lists_say_what_was_asked(client: Client) -> None:
    asked = {
        path: client.get(f"/api/v1/{path}").json()["inputs"] for path in (READ[0], "search/?q=norfolk", "sources/")
    }
    assert asked == {
        READ[0]: {"state": "VA,MD", "limit": "2", "year": "2022"},
        "search/?q=norfolk": {"q": "norfolk"},
        "sources/": {},
    }
    body = {"places": ["norfolk-va"], "scenarios": [{}, {"coverage_share": 0.5}], "answer": "plan", "years": 2}
    said = client.post("/api/v1/portfolios/", body, content_type="application/json").json()["inputs"]
    assert said == {
        "places": 1, "answer": "plan", "years": 2, "scenarios": ["years=2", "coverage_share=0.5&years=2"],
    }  # fmt: skip


def test_a_release_that_is_made_is_named_at_once(release: Release, client: Client) -> None:
    with override_settings(RELEASES_DIR=release.folder / "nowhere"):
        forget_shelf()
        before = client.get("/api/v1/states/va/")
        assert before.json()["data_release"] is None
    forget_shelf()
    after = client.get("/api/v1/states/va/", headers={"if-none-match": before.headers["ETag"]})
    assert (after.status_code, after.json()["data_release"]) == (200, NAME)


def test_files_and_paper_print_the_address_that_gives_them_again(release: Release, client: Client) -> None:
    said = client.get("/api/v1/cities/norfolk-va/budget/?outreach_caseload=12").json()
    question = {"outreach_caseload": "12"}
    workbook = client.get("/cities/norfolk-va/budget.xlsx", question).content
    with zipfile.ZipFile(io.BytesIO(workbook)) as book:
        inside = b"".join(book.read(name) for name in book.namelist()).decode(errors="replace")
    assert html.escape(said["permalink"]) in inside
    paper = client.get("/cities/norfolk-va/budget.docx", {**question, "memo_date": "2026-11-26"}).content
    with zipfile.ZipFile(io.BytesIO(paper)) as memo:
        printed = b"".join(memo.read(name) for name in memo.namelist() if name.endswith((".xml", ".rels"))).decode()
    assert f"data={NAME}" in printed
    assert f"methodology=caps%40{newest().version}" in printed
    page = client.get(said["permalink"].removeprefix("http://testserver"))
    assert page.status_code == 200
    assert f"{said['budget'][0]['amount']:,}" in page.text


def test_pages_and_files_of_a_release_keep_their_bytes(release: Release, client: Client) -> None:
    asked = f"outreach_caseload=12&methodology=caps%40{newest().version}&data={NAME}"
    levels = ("cities/norfolk-va", "counties/norfolk-city-va", "states/va")
    tabs, kinds = ("budget", "years", "return", "grant"), ("xlsx", "csv", "json", "pdf", "docx")
    paths = [
        *(f"/{level}/?data={NAME}" for level in levels),
        *(f"/{level}/calculator/?{asked}&tab={tab}" for level in levels for tab in tabs),
        *(f"/{level}/budget.{kind}?{asked}&memo_date=2026-11-26" for level in levels for kind in kinds),
    ]
    kept = {path: client.get(path).getvalue() for path in paths}
    correct_facts()
    for level in levels:
        changed = client.get(f"/{level}/").getvalue() != client.get(f"/{level}/?data={NAME}").getvalue()
        assert changed, level
    for path, before in kept.items():
        assert client.get(path).getvalue() == before, path


def correct_facts() -> None:
    """Let facts be corrected after the release: other residents and homicides everywhere."""
    for model in (County, State):
        model.objects.update(population=F("population") + 1_000)
    PopulationEstimate.objects.update(value=F("value") + 1_000)
    HomicideCount.objects.update(value=F("value") + 100)
    DatasetVersion.objects.update(version="later still")
    forget_place_table()
