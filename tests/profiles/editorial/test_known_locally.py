"""What is known locally: shipped as reviewed records, shown beside the method's figures, never written over an editor's."""

import shutil
from io import StringIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client

from profiles.editorial.memory import forget_editorial, local_estimates, spending
from profiles.ingest import shipped
from profiles.models import FactChange, LocalEstimate, LocalHomicides, PlaceLink, Spending
from profiles.selectors import find_place, forget_place_table

pytestmark = pytest.mark.django_db
DATA = settings.BASE_DIR / "data"


@pytest.fixture(autouse=True)
def fresh() -> None:
    forget_editorial()


def load() -> None:
    call_command("load_data", data=DATA, force=True, stdout=StringIO())
    forget_editorial()


def answer(client: Client, city: str) -> dict:
    return client.get(f"/api/v1/cities/{city}/").json()


@pytest.mark.parametrize(
    ("city", "people", "kind"),
    [
        ("chicago-il", 20_000, "total"), ("indianapolis-in", 400, "total"), ("oakland-ca", 300, "total"),
        ("stockton-ca", 320, "total"), ("fresno-ca", 138, "total"), ("columbus-oh", 480, "network"),
        ("indianapolis-in", 66, "served"), ("sacramento-ca", 50, "target"),
    ],
)  # fmt: skip
def test_published_counts_are_shown_as_what_they_are(client: Client, city: str, people: int, kind: str) -> None:
    found = {(known["people"], known["kind"]): known for known in answer(client, city)["local_estimates"]}
    known = found[people, kind]
    assert known["publisher"]
    assert known["url"].startswith("http")
    assert f"{people:,}" in client.get(f"/cities/{city}/").content.decode()


def test_of_several_totals_the_one_counted_in_a_year_leads(client: Client) -> None:
    washington = client.get("/api/v1/cities/washington-dc/budget/?high_risk_basis=3").json()
    assert washington["inputs"]["local_high_risk"] == 500
    assert {known.people for known in local_estimates("1150000") if known.offered} == {200, 500}


def test_a_count_that_contradicts_itself_waits_for_review(client: Client) -> None:
    assert LocalEstimate.objects.get(place="4260000", kind="total").state == "waiting"
    assert not [known for known in answer(client, "philadelphia-pa")["local_estimates"] if known["kind"] == "total"]


@pytest.mark.parametrize(
    ("city", "annual_usd", "words"),
    [
        ("oakland-ca", 20_500_000, "$20.5 million a year"), ("baltimore-md", 17_200_000, "$17.2 million a year"),
        ("minneapolis-mn", 23_000_000, "$23.0 million a year"), ("indianapolis-in", 12_500_000, "$12.5 million a year"),
    ],
)  # fmt: skip
def test_what_a_city_spends_stands_beside_the_recommendation(
    client: Client, city: str, annual_usd: int, words: str
) -> None:
    city_answer = answer(client, city)
    beside = [figure for figure in city_answer["spending"] if figure["beside_recommendation"]]
    assert [figure["annual_usd"] for figure in beside] == [annual_usd]
    page = client.get(f"/cities/{city}/").content.decode()
    assert words in page
    share = f"{annual_usd / city_answer['budget']['total']:.0%} of this recommendation"
    assert share in page
    assert beside[0]["contains"].split(";")[0] in page


def test_official_links_come_first_and_a_copy_is_called_one(client: Client) -> None:
    origins = [link["origin"] for link in answer(client, "oakland-ca")["resources"]]
    assert origins == sorted(origins, key=["official", "other", "mirror"].index)
    assert {"official", "mirror"} <= set(origins)
    assert "a copy kept by somebody else" in client.get("/cities/oakland-ca/").content.decode()


def test_a_load_never_overwrites_what_an_editor_touched() -> None:
    LocalEstimate.objects.filter(place="1714000").update(people=18_000)
    kept = Spending.objects.filter(place="0653000").values_list("pk", flat=True)[0]
    Spending.objects.filter(pk=kept).update(state="rejected")
    PlaceLink.objects.filter(place="5157000").delete()
    load()
    assert LocalEstimate.objects.get(place="1714000").people == 18_000
    assert Spending.objects.get(pk=kept).state == "rejected"
    assert not PlaceLink.objects.filter(place="5157000").exists()
    assert kept not in [figure.program for figure in spending("0653000")]


def test_a_corrected_table_reaches_records_nobody_touched(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    table = tmp_path / "data/local/estimates.csv"
    table.write_text(table.read_text().replace(",1714000,20000,", ",1714000,21000,"))
    call_command("load_data", data=tmp_path / "data", stdout=StringIO())
    assert LocalEstimate.objects.get(place="1714000").people == 21_000


def test_a_load_leaves_what_an_editor_changes_while_it_reads(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    table = tmp_path / "data/local/estimates.csv"
    table.write_text(table.read_text().replace(",1714000,20000,", ",1714000,21000,"))
    untouched = shipped._untouched

    def meanwhile(record: Any, *given: Any) -> bool:
        answer = untouched(record, *given)
        if isinstance(record, LocalEstimate) and record.place_id == "1714000":
            now = LocalEstimate.objects.get(pk=record.pk)
            now.people = 18_000
            now.save()
        return answer

    with patch.object(shipped, "_untouched", meanwhile):
        call_command("load_data", data=tmp_path / "data", stdout=StringIO())
    assert LocalEstimate.objects.get(place="1714000").people == 18_000


def test_an_editors_year_end_count_leads_and_leaves_a_row_in_the_history(client: Client) -> None:
    norfolk = find_place("norfolk-va")
    count = LocalHomicides.objects.create(
        place_id=norfolk.geoid, year=2025, low=28, high=28, what="homicides, police", publisher="Norfolk Police",
        url="https://example.org/2025", state="waiting",
    )  # fmt: skip
    assert answer(client, "norfolk-va")["homicides"]["value"] == 26
    count.state = "approved"
    count.save()
    forget_place_table()
    headline = answer(client, "norfolk-va")["homicides"]
    assert (headline["value"], headline["status"], headline["publisher"]) == (28, "local", "Norfolk Police")
    assert {figure["source"]: figure["value"] for figure in headline["sources"]}["rtci"] == 26
    row = FactChange.objects.get(geoid=norfolk.geoid, year=2025, fact="homicides", old="26")
    assert (row.new, row.why) == ("28", "an editor's local count")
    load()
    forget_place_table()
    assert answer(client, "norfolk-va")["homicides"]["value"] == 28, "a load keeps the editor's count"
    count.delete()
    forget_place_table()
    assert answer(client, "norfolk-va")["homicides"]["value"] == 26


def test_a_malformed_record_is_named_and_nothing_changes(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    table = tmp_path / "data/local/spending.csv"
    table.write_text(table.read_text().replace(",20500000,", ",a lot,"))
    with pytest.raises(CommandError, match=r"local/spending\.csv, line \d+, column annual_usd: 'a lot' is not a whole"):
        call_command("load_data", data=tmp_path / "data", stdout=StringIO())
    assert Spending.objects.count() == 31


def test_evidence_carries_its_finding_as_numbers(client: Client) -> None:
    found = {story["slug"]: story for story in client.get("/api/v1/evidence/").json()["results"]}
    hospital = found["prescription-for-hope"]["numbers"]
    assert hospital == {
        "outcome": "violent reinjury", "measure": "odds_ratio", "effect": 0.35, "low": 0.2, "high": 0.59, "n": 992,
    }  # fmt: skip
    assert found["new-york-difference-in-differences"]["numbers"]["effect"] == -0.14
    assert (
        found["chicago-readi-trial"]["numbers"] | {"n": 2456, "effect": None} == found["chicago-readi-trial"]["numbers"]
    )
    assert found["cure-violence-systematic-review"]["kind"] == "review"
    assert "not significant" in client.get("/evidence/").content.decode()
