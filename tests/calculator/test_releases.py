"""Releases: files that rebuild the API's answers, answers that stay, and what is wrong said clearly."""

import csv
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from calculator.api.guide.examples import example
from calculator.management.commands.release import COMMITTED
from calculator.releases.about import SUMS
from calculator.releases.build import reproducible, sha256
from profiles.models import DatasetVersion, HomicideCount
from profiles.releases.shelf import Release, forget_shelf
from profiles.selectors import forget_place_table
from tests.released import NAME, copy_release, shelved

NUMBERS = ("high_risk", "people_served")
TABLES = {
    "places", "towns", "counties", "states", "homicides", "crosswalks", "prices", "pay", "local_counts", "population",
    "budgets-caps", "budgets-field", "evidence",
}  # fmt: skip


@pytest.fixture(scope="module")
def release(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Release]:
    """Yield the release of the facts as they were loaded, made once, on a shelf of its own."""
    folder = tmp_path_factory.mktemp("releases")
    with django_db_blocker.unblock():
        copy_release(folder)
    with shelved(folder) as release:
        yield release


def test_the_package_describes_every_column_of_every_file(release: Release) -> None:
    package = json.loads((release.folder / "datapackage.json").read_text(encoding="utf-8"))
    assert {table["name"] for table in package["resources"]} == TABLES
    for table in package["resources"]:
        path = release.folder / table["path"]
        assert table["hash"] == f"sha256:{sha256(path)}"
        assert table["bytes"] == path.stat().st_size
        fields = table["schema"]["fields"]
        with path.open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == [field["name"] for field in fields]
        for field in fields:
            assert field["type"] in ("string", "integer", "number", "boolean"), field
            assert field["description"], field
            assert field["unit"], field
            assert field["source"], field


def test_every_row_of_a_subject_has_a_code_that_no_sheet_takes_for_a_number(release: Release) -> None:
    told = set()
    for path in sorted(release.folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file)
            code = next(
                (name for name in ("geoid", "county_fips", "state_fips") if name in (rows.fieldnames or ())), ""
            )
            if path.stem in TABLES and code:
                told.add(path.stem)
                assert all(row["geoidfq"].partition("US")[2] == row[code] for row in rows), path.name
    assert told == TABLES - {"pay", "evidence"}  # which have no row of a subject


def test_an_answer_of_a_release_stays_byte_by_byte(release: Release, client: Client, db: None) -> None:
    paths = [
        f"/api/v1/cities/norfolk-va/?data={NAME}",
        f"/api/v1/cities/norfolk-va/budget/?data={NAME}&high_risk_basis=2",
    ]
    before = [client.get(path).content for path in paths]
    count = HomicideCount.objects.filter(place_id="5157000").latest("year")
    HomicideCount.objects.filter(pk=count.pk).update(value=count.value + 100)
    DatasetVersion.objects.update(version="later still")
    forget_place_table()
    assert [client.get(path).content for path in paths] == before
    live = client.get("/api/v1/cities/norfolk-va/").json()
    assert live["homicides"]["value"] == json.loads(before[0])["homicides"]["value"] + 100


def test_an_unknown_release_says_which_there_are(release: Release, client: Client, db: None) -> None:
    answer = client.get("/api/v1/cities/norfolk-va/?data=1999.01")
    assert answer.status_code == 400
    assert answer.json()["errors"] == [
        {"parameter": "data", "message": "there is no data release '1999.01'", "allowed": NAME}
    ]


def test_two_releases_at_once_are_refused(release: Release, client: Client, db: None) -> None:
    answer = client.get(f"/api/v1/cities/?data={NAME}&data={NAME}")
    assert (answer.status_code, answer.json()["errors"][0]["allowed"]) == (400, "one release")


def test_a_release_without_one_of_its_files_is_not_answered_from(release: Release, client: Client, db: None) -> None:
    path = release.folder / "states.csv"
    kept = path.read_bytes()
    path.unlink()
    try:
        answer = client.get(f"/api/v1/cities/norfolk-va/?data={NAME}")
        assert (answer.status_code, "states.csv" in answer.json()["detail"]) == (503, True)
        assert client.get("/readyz").status_code == 503
        assert client.get(f"/data/{NAME}/").status_code == 200
    finally:
        path.write_bytes(kept)


@pytest.mark.parametrize("text", [None, b"", b'{"name": "2026.11"}'])
def test_a_release_that_does_not_say_what_it_holds_is_not_answered_from(
    release: Release, client: Client, db: None, text: bytes | None
) -> None:
    path = release.folder / "release.json"
    kept = path.read_bytes()
    path.unlink()
    if text is not None:
        path.write_bytes(text)
    forget_shelf()
    try:
        answer = client.get(f"/api/v1/cities/norfolk-va/?data={NAME}")
        assert (answer.status_code, "release.json" in answer.json()["detail"]) == (503, True)
        ready = client.get("/readyz")
        assert (ready.status_code, ready.json()["reason"]) == (503, f"a release lacks {NAME}/release.json")
        assert client.get("/api/v1/cities/norfolk-va/").status_code == 200
    finally:
        path.write_bytes(kept)
        forget_shelf()


def test_a_release_is_never_made_twice(release: Release) -> None:
    with pytest.raises(CommandError, match="exists already"):
        call_command("release", NAME)


def test_the_folder_keeps_what_editors_and_visitors_wrote_to_itself(release: Release) -> None:
    with closing(sqlite3.connect(release.folder / "facts.sqlite")) as database:
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert not {name for name in tables if "submission" in name or "historical" in name or name.startswith("auth")}


def test_the_committed_checksums_are_those_of_the_shipped_facts(release: Release) -> None:
    assert (COMMITTED / NAME / SUMS).read_text(encoding="utf-8") == reproducible(release.files), (
        "the facts or methods changed: run `rm -rf var/releases/2026.11 && manage.py release 2026.11 --commit`"
    )


def test_files_pages_and_catalogs_are_served(release: Release, client: Client, db: None) -> None:
    file = client.get(f"/data/{NAME}/states.csv")
    assert file.headers["ETag"] == f'"{release.files["states.csv"]}"'
    assert b"".join(file.streaming_content) == (release.folder / "states.csv").read_bytes()  # type: ignore[attr-defined]
    assert client.get(f"/data/{NAME}/facts.sqlite").status_code == 404
    assert client.get(f"/data/{NAME}/..%2f{NAME}%2fstates.csv").status_code == 404
    catalog = client.get("/data.json").json()
    assert {part["title"] for part in catalog["dataset"][0]["distribution"]} >= {"places.parquet", "cvi.sqlite"}
    feed = client.get("/data/feed.atom")
    assert b'xmlns="http://www.w3.org/2005/Atom"' in feed.content
    assert f"/data/{NAME}/".encode() in feed.content
    listed = client.get("/api/v1/releases/").json()["results"]
    assert [one["release"] for one in listed] == [NAME]
    shown = example("releases.json")["results"][0]
    assert shown.keys() == listed[0].keys()
    assert {file["name"] for file in shown["files"]} <= {file["name"] for file in listed[0]["files"]}
    page = client.get(f"/data/{NAME}/").text
    assert "application/ld+json" in page
    assert f"release {NAME}" in page
