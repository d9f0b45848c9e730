"""Loading: all of it or nothing, again without harm, and never over what editors attached."""

import csv
import shutil
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db.models import Sum

from profiles.ingest.load import mark_loaded
from profiles.models import (
    County,
    DatasetVersion,
    HomicideCount,
    Metro,
    Place,
    PlaceCounty,
    PopulationEstimate,
    Source,
    State,
    StateHomicides,
)

DATA = settings.BASE_DIR / "data"
MODELS = (Source, State, Metro, County, Place, PlaceCounty, PopulationEstimate, HomicideCount)


def load(data: Path = DATA, **options: object) -> str:
    out = StringIO()
    call_command("load_data", data=data, stdout=out, **options)
    return out.getvalue()


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in MODELS}


@pytest.fixture
def altered(tmp_path: Path) -> Callable[..., Path]:
    """Return a copy of the data with one text in one table replaced by another."""

    def alter(table: str, old: str, new: str, *, data: Path = DATA) -> Path:
        target = tmp_path / "data"
        if data != target:
            shutil.copytree(data, target)
        text = (target / table).read_text(encoding="utf-8")
        assert old in text
        (target / table).write_text(text.replace(old, new, 1), encoding="utf-8")
        return target

    return alter


@pytest.mark.django_db
def test_the_known_totals_are_loaded() -> None:
    latest = PopulationEstimate.objects.filter(year=2024, place__level="place")
    assert Place.objects.filter(level="place").count() == latest.count() == 19_479
    assert Place.objects.filter(level="town").count() == 8_363
    assert latest.aggregate(total=Sum("value"))["total"] == 214_356_282
    assert latest.filter(value=0).count() == 4
    assert Place.objects.filter(level="place", latitude=None).count() == 3
    assert County.objects.count() == 3_144
    assert State.objects.count() == 51
    assert StateHomicides.objects.filter(state__usps="VA", year=2024).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("geoid", "population"),
    [
        ("5157000", 231_105), ("3651000", 8_478_072), ("1714000", 2_721_308),
        ("2404000", 568_271), ("1304000", 520_070), ("3132550", 2),
    ],
)  # fmt: skip
def test_spot_populations(geoid: str, population: int) -> None:
    assert PopulationEstimate.objects.get(place=geoid, year=2024).value == population


@pytest.mark.django_db
def test_a_second_load_says_so_and_writes_nothing(django_assert_max_num_queries: Callable) -> None:
    before = DatasetVersion.objects.get().loaded_at
    with django_assert_max_num_queries(3):  # the version, between taking and leaving PostgreSQL's lock
        assert "is loaded already; nothing to do" in load()
    assert DatasetVersion.objects.get().loaded_at == before


@pytest.mark.django_db
def test_a_forced_load_changes_nothing_that_was_right() -> None:
    before, version = counts(), DatasetVersion.objects.get()
    assert "Loaded 19,479 places" in load(force=True)
    after = DatasetVersion.objects.get()
    assert counts() == before
    assert after.version == version.version
    assert after.loaded_at > version.loaded_at


@pytest.mark.django_db
def test_places_that_were_there_are_updated_kept_or_given_another_slug(altered: Callable[..., Path]) -> None:
    """Three cases of one load."""
    # A name that changes: the place keeps its address.
    Place.objects.filter(geoid="5157000").update(slug="old-norfolk", price_level=1)
    data = altered("census/places.csv", "5157000,norfolk-va,Norfolk,", "5157000,norfolk-va,New Norfolk,")
    # A place whose address another holds.
    Place.objects.filter(geoid="5116000").delete()
    Place.objects.filter(geoid="5164000").update(slug="chesapeake-va")
    # A place that the tables no longer list, and one they did not list before.
    data = altered("census/places.csv", "3132550,monowi-ne,", "3132551,monowi-two-ne,", data=data)
    data = altered("census/population.csv", "3132550,", "3132551,", data=data)
    load(data)
    norfolk = Place.objects.get(geoid="5157000")
    assert (norfolk.name, norfolk.slug, norfolk.price_level) == ("New Norfolk", "old-norfolk", 97.941)
    assert Place.objects.get(geoid="5116000").slug == "chesapeake-va-5116000"
    gone = Place.objects.get(geoid="3132550")
    assert (gone.active, gone.slug) == (False, "monowi-ne")
    assert Place.objects.filter(active=True, level="place").count() == 19_479
    assert Place.objects.filter(active=True, level="town").count() == 8_363, "towns are not touched by a row of places"


@pytest.mark.django_db
def test_a_newer_census_vintage_stays() -> None:
    PopulationEstimate.objects.create(place_id="5157000", year=2025, value=230_000)
    mark_loaded(data_hash="other", census_vintage=2025)
    assert "Population stays at the newer Vintage 2025" in load()
    assert PopulationEstimate.objects.get(place="5157000", year=2025).value == 230_000
    assert DatasetVersion.objects.get().version.endswith("-2025")


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables with the places of three states alone (Mississippi, Nebraska, Virginia), which are soon read."""
    folder = tmp_path_factory.mktemp("few") / "data"
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("history", "maps"))
    kept: set[str] = set()  # agencies of counties

    def of_few(row: dict[str, str]) -> bool:
        if "status" in row and "ori" in row:
            return row["ori"] in kept
        code = row.get("geoid") or row.get("county") or row.get("fips") or ""
        if of := code[:2] in ("28", "31", "51"):
            kept.add(row.get("ori", ""))
        return of

    tables = ["census/counties", "census/places", "census/population", "census/towns", "census/cdps", "census/zips"]
    tables += ["fbi/homicides", "fbi/county_agencies", "fbi/county_homicides"]
    tables += [f"local/{name}" for name in ("homicide_counts", "estimates", "spending", "links", "costs", "pay")]
    for table in tables:
        with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file)
            found = [row for row in rows if of_few(row)]
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows.fieldnames or [], lineterminator="\n")
            writer.writeheader()
            writer.writerows(found)
    return folder


def test_tables_of_a_few_states_are_well_formed(few: Path) -> None:
    assert "1,054 places: every row is well formed." in load(few, check=True)


MALFORMED = [
    ("census/population.csv", "5157000,237813", "5157000,237x13",
     r"population\.csv, line \d+, column population_2020: '237x13' is not a whole"),
    ("census/population.csv", "5157000,237813", "5157000,-5",
     r"column population_2020: '-5' is not a whole number of zero or more"),
    ("census/population.csv", "5157000,", "", r"population\.csv, line \d+.*5 cells; expected 6"),
    ("census/places.csv", "norfolk-va", "Norfolk VA",
     r"places\.csv, line \d+, column slug: 'Norfolk VA' is not lower-case"),
    ("census/places.csv", ",norfolk-va,", ",norfolk-ne,", r"column slug: 'norfolk-n?e' appears twice"),
    ("census/places.csv", "5157000,", "515700,", r"column geoid: '515700' is not a code of 7 digits"),
    ("census/places.csv", "Norfolk city,51710,", "Norfolk city,51999,",
     r"column counties: '51999' names a county that no table knows"),
    ("census/places.csv", ",36.923015,", ",136.9,", r"column latitude: '136.9' is not between -15 and 72"),
    ("census/places.csv", "geoid,slug", "geoid,snail",
     r"places\.csv, line 1, column slug: the column is missing; the columns are geoid,snail"),
    ("census/counties.csv", ",47260,", ",99999,",
     r"counties\.csv, line \d+, column metro: '99999' names a metro"),
    ("fbi/homicides.csv", "5157000,2024,rtci,37,", "5157000,2024,fbi_shr,37,",
     r"column source: 5157000 2024 fbi_shr appears twice"),
    ("fbi/homicides.csv", "5157000,2024,fbi_shr,37,,12,30,,", "5157000,2024,fbi_shr,37,,12,30,,complete",
     r"column status: 5157000 2024 appears twice"),
    ("fbi/homicides.csv", "5157000,2024,fbi_shr,37,,12,", "5157000,2024,fbi_shr,37,,13,",
     r"column months: '13' is more than twelve months"),
    ("fbi/homicides.csv", "5157000,2024,fbi_shr,37,", "5157000,2024,fbi_shr,-37,",
     r"column value: '-37' is not a whole number of zero or more"),
    ("fbi/homicides.csv", "5157000,2024,fbi_shr,37,", "5157000,2024,fbi_shr,36.5,",
     r"column value: '36.5' is not a whole number of zero or more"),
    ("fbi/homicides.csv", "5157000,2024,fbi_shr,37,", "5157000,2034,fbi_shr,37,",
     r"column year: 2034 is not a year from 1980 to 20"),
    ("fbi/homicides.csv", "2836000,2025,local,75,75,", "2836000,2025,local,26,26,",
     r"column source: 2836000 2025: local/homicide_counts.csv has no such count"),
    ("local/homicide_counts.csv", "2836000,2025,75,75,", "2836000,2025,75,74,",
     r"homicide_counts.csv, line \d+, column high: 74 is under the low end, 75"),
    ("exceptions.csv", ",2022,none,", ",2022,perhaps,", r"exceptions.csv, line \d+, column use: 'perhaps' is not one of"),
    ("fbi/homicides.csv", "5157000,2024,fbi_shr,37,,12,30,,", "5157000,2024,fbi_shr,37,,12,38,,",
     r"column firearm: 38 firearm victims among 37"),
    ("fbi/homicides.csv", "5157000,2024,rtci", "5157000,2024,cnn",
     r"column source: 'cnn' is a source that no table knows"),
    ("fbi/homicides.csv", "5157000,2024,rtci,37,,,,,complete", "5157000,2024,rtci,37,,,,0,complete",
     "column area_population: 0 residents; leave it empty for the place's own figure"),
    ("bea/price_levels.csv", ",97.941", ",0.000", r"column price_level: '0.000' is not between 50 and 200"),
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("table", "old", "new", "complaint"), MALFORMED)
def test_a_malformed_row_is_named_and_nothing_changes(
    altered: Callable[..., Path], few: Path, table: str, old: str, new: str, complaint: str
) -> None:
    before, version = counts(), DatasetVersion.objects.get().version
    with pytest.raises(CommandError, match=complaint) as caught:
        load(altered(table, old, new, data=few), force=True)
    assert str(caught.value).endswith("Nothing was changed.")
    assert (counts(), DatasetVersion.objects.get().version) == (before, version)


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"sources\.csv, line 1: cannot be read \(No such file"):
        load(tmp_path, check=True)


@pytest.mark.django_db
def test_a_failure_half_way_leaves_everything_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise RuntimeError("power cut")

    before, version = counts(), DatasetVersion.objects.get()
    monkeypatch.setattr("profiles.ingest.load.mark_featured", fail)
    with pytest.raises(RuntimeError, match="power cut"):
        load(force=True)
    assert counts() == before
    assert DatasetVersion.objects.get().loaded_at == version.loaded_at


def test_check_reads_everything_and_needs_no_database() -> None:
    assert "19,479 places: every row is well formed." in load(check=True)
