"""A release comes from the appended history: what changed, cell by cell, with old, new and why; nothing unrecorded."""

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import override_settings

from calculator.releases.changes import COLUMNS, changes
from profiles.editorial.kinds import ReviewState
from profiles.ingest.history_load import recorded
from profiles.models import FactChange, HomicideCount, LocalHomicides, PopulationEstimate, Source
from profiles.refresh.printed import printed_now
from profiles.releases.shelf import find_release, forget_shelf
from profiles.selectors import find_place, forget_place_table
from tests.released import NAME, copy_release

pytestmark = pytest.mark.django_db
NORFOLK = "5157000"
INDEX = "id,year,month,population,agencies,murder_total,murder_ytd"


@pytest.fixture(autouse=True)
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("shelf")
    with override_settings(RELEASES_DIR=folder):
        forget_shelf()
        yield folder
    forget_shelf()


def refresh(tmp_path: Path, count: int = 31) -> None:
    path = tmp_path / "index.csv"
    path.write_text(f"{INDEX}\nVA1170000,2025,12,230068,1,3,{count}\n", encoding="utf-8")
    call_command("refresh", "rtci", file=path, stdout=StringIO())


def edit() -> None:
    """An editor's year-end count of Norfolk, approved."""
    LocalHomicides.objects.create(
        place_id=NORFOLK, year=2024, low=39, high=39, what="homicides, police", publisher="Norfolk Police",
        url="https://example.org/2024", state=ReviewState.APPROVED,
    )  # fmt: skip


def told(name: str) -> list[dict[str, str]]:
    with (find_release(name).folder / "changes.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_what_changed_is_told_cell_by_cell(tmp_path: Path) -> None:
    before, after = tmp_path / "before.csv", tmp_path / "after.csv"
    before.write_text("geoid,name,population\n01,A,1\n02,B,2\n", encoding="utf-8")
    after.write_text("geoid,name,population,slug\n01,A,5,a\n03,C,3,c\n", encoding="utf-8")
    assert list(changes("places", ["geoid"], before, after, lambda *cell: "/".join(cell))) == [
        ("places", "01", "population", "1", "5", "places/01/population"),
        ("places", "01", "slug", "", "a", "places/01/slug"),
        ("places", "02", "geoid", "02", "", "places/02/geoid"),
        ("places", "02", "name", "B", "", "places/02/name"),
        ("places", "02", "population", "2", "", "places/02/population"),
        ("places", "03", "geoid", "", "03", "places/03/geoid"),
        ("places", "03", "name", "", "C", "places/03/name"),
        ("places", "03", "population", "", "3", "places/03/population"),
        ("places", "03", "slug", "", "c", "places/03/slug"),
    ]


def test_the_loaded_facts_are_those_of_the_history() -> None:
    assert printed_now() == recorded()


def test_a_refresh_and_an_editor_reach_the_next_releases_changes_with_their_reasons(
    shelf: Path, tmp_path: Path
) -> None:
    copy_release(shelf)
    forget_shelf()
    assert told(NAME) == []
    refresh(tmp_path)
    edit()
    row = FactChange.objects.filter(geoid=NORFOLK, year=2024, fact="homicides").latest("id")
    assert (row.old, row.new, row.why) == ("37", "39", "an editor's local count")
    forget_place_table()
    call_command("release", "2026.12", date="2026-12-01", verbosity=0)
    found = told("2026.12")
    assert all(set(change) == set(COLUMNS) and change["why"] for change in found)
    cells = {(c["resource"], c["key"], c["field"]): (c["old"], c["new"], c["why"]) for c in found}
    newer = "A newer file of the index"
    assert cells["homicides", f"{NORFOLK}|2025|rtci|all", "homicides"] == ("26", "31", newer)
    assert cells["places", NORFOLK, "homicides"] == ("26", "31", newer)
    assert cells["homicides", f"{NORFOLK}|2024|local|all", "homicides"] == ("", "39", "an editor's local count")
    assert {c["key"].partition("|")[0] for c in found if not c["resource"].startswith("budgets")} <= {
        NORFOLK, *(c["key"] for c in found if c["field"] == "featured_rank"),
    }  # fmt: skip


def test_what_changed_without_a_row_of_the_history_is_not_released() -> None:
    HomicideCount.objects.filter(place=NORFOLK, year=2024, source="rtci").update(value=1)
    with pytest.raises(
        CommandError, match=r"first homicides of 5157000 in 2024: 37 there, 1 here.*Nothing was changed"
    ):
        call_command("release", "2026.12", verbosity=0)


def test_a_later_load_leaves_a_refresh_as_it_is(tmp_path: Path) -> None:
    refresh(tmp_path)
    retrieved = Source.objects.get(key="rtci").retrieved_on
    out = StringIO()
    call_command("load_data", data=settings.BASE_DIR / "data", force=True, stdout=out)
    forget_place_table()
    assert "left as they are: rtci" in out.getvalue()
    assert find_place("norfolk-va").homicides.value == 31
    assert Source.objects.get(key="rtci").retrieved_on == retrieved
    assert printed_now() == recorded(), "and the history says the same"


def test_residents_that_change_leave_rows_too() -> None:
    """A newer vintage is fetched in `test_fetch_census`; here, that a silent change is seen."""
    PopulationEstimate.objects.filter(place=NORFOLK, year=2024).update(value=1)
    with pytest.raises(CommandError, match="first population of 5157000 in 2024"):
        call_command("release", "2026.12", verbosity=0)
