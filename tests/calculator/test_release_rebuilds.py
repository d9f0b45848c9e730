"""A release's files rebuild the API's answers cell by cell, and say the same as CSV, as Parquet and in SQLite."""

import csv
import io
import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from typing import Any

import pyarrow.parquet as pq
import pytest
from django.conf import settings
from django.test import Client

from profiles.releases.shelf import Release
from tests.released import NAME, copy_release, rows, shelved

type Row = dict[str, str]

pytestmark = pytest.mark.django_db
CODES = ("geoid", "geoidfq")
SUBJECTS = (
    "cities/norfolk-va", "cities/st-louis-mo", "cities/new-york-ny", "cities/birmingham-al", "towns/3401334450",
    "counties/24033", "counties/51710", "states/va", "states/dc", "metros/12580",
)  # fmt: skip


@pytest.fixture(scope="module")
def release(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Release]:
    """Yield the release of the facts as they were loaded, on a shelf of its own."""
    folder = tmp_path_factory.mktemp("rebuilt")
    with django_db_blocker.unblock():
        copy_release(folder)
    with shelved(folder) as release:
        yield release


@pytest.fixture(scope="module")
def kept(release: Release) -> Callable[[str], list[Row]]:
    """Return the rows of a resource, each file read once."""
    read: dict[str, list[Row]] = {}
    return lambda name: read.setdefault(name, rows(release.folder / f"{name}.csv"))


@pytest.fixture(scope="module")
def of(kept: Callable[[str], list[Row]]) -> Callable[[str, str], list[Row]]:
    """Return the rows of a resource about one subject."""
    by_geoid: dict[str, dict[str, list[Row]]] = {}

    def found(name: str, geoid: str) -> list[Row]:
        if name not in by_geoid:
            by_geoid[name] = defaultdict(list)
            for row in kept(name):
                by_geoid[name][row["geoid"]].append(row)
        return by_geoid[name][geoid]

    return found


def as_csv(value: object) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def texts(values: Iterable[object]) -> list[str]:
    return [as_csv(value) for value in values]


def asked(client: Client, path: str) -> list[Row]:
    text = client.get(f"/api/v1/{path}&format=csv&data={NAME}").getvalue().decode()
    return list(csv.DictReader(io.StringIO(text)))


def answer(client: Client, path: str) -> Any:
    return json.loads(client.get(f"/api/v1/{path}/?data={NAME}").getvalue())


def everything(level: str, row: Row, states: dict[str, Row], version: str) -> Row:
    """Return a whole row of the API's list from a row of the release."""
    empty = dict.fromkeys(
        ("homicides", "homicides_year", "homicides_per_100k", "homicides_status", "homicides_source",
         "homicides_area_population", "metro_title", "cbsa", "county_fips", "county_name", "latitude", "longitude"), "",
    )  # fmt: skip
    row = {**empty, "kind": level, **row}
    row.setdefault("geoid", row.get("state_fips") or row["county_fips"])
    row = {
        **row, "level": level, "featured": as_csv(bool(row.get("featured_rank"))), "state_name": states[row["state"]]["name"],
        "data_version": version, "data_release": NAME,
    }  # fmt: skip
    if level == "county":
        row |= {"county_fips": row["geoid"], "county_name": row["name"]}
    return {**row, "county": row["county_name"], "metro": row["metro_title"]}


@pytest.mark.parametrize(
    ("level", "resource", "path", "count"),
    [
        ("place", "places", "cities/?", 19_479),
        ("town", "towns", "towns/?", 8_363),
        ("county", "counties", "counties/?", 3_144),
        ("state", "states", "states/?", 51),
    ],
)
def test_lists_are_rebuilt_whole(
    client: Client, release: Release, kept: Callable[[str], list[Row]], level: str, resource: str, path: str, count: int
) -> None:
    states = {row["state"]: row for row in kept("states")}
    told = asked(client, path)
    rebuilt = [everything(level, row, states, release.data_version) for row in kept(resource)]
    assert len(told) == len(rebuilt) == count
    for one, other in zip(told, rebuilt, strict=True):
        assert one == {name: other[name] for name in one}


@pytest.mark.parametrize("method", ["caps", "field"])
def test_budgets_are_rebuilt_whole(client: Client, kept: Callable[[str], list[Row]], method: str) -> None:
    told = asked(client, f"budgets/?methodology={method}")
    columns = kept(f"budgets-{method}")
    assert len(told) == len(columns) == 19_479
    for one, other in zip(told, columns, strict=True):
        assert {name: one["method" if name == "methodology" else name] for name in other} == other


@pytest.mark.parametrize("path", SUBJECTS)
def test_what_is_known_of_one_is_rebuilt(client: Client, of: Callable[[str, str], list[Row]], path: str) -> None:
    subject = answer(client, path)
    geoid = subject["geoid"]
    years = of("population", geoid)
    assert [{name: as_csv(value) for name, value in year.items()} for year in subject["population_history"]] == [
        {"year": row["year"], "value": row["population"]} for row in years
    ]
    assert subject["population"]["value"] == max((int(row["year"]), int(row["population"])) for row in years)[1]
    counted = [row for row in of("homicides", geoid) if row["agency"] == "all"]
    told = [
        {name: as_csv(value) for name, value in year.items() if type(value) is not list}
        for year in subject["homicide_history"]
    ]
    assert [{name: value for name, value in year.items() if name != "disagreement"} for year in told] == years_of(
        counted
    )
    for year in subject["homicide_history"]:
        of_year = [row for row in counted if row["year"] == str(year["year"])]
        assert [(one["source"], one["value"], as_csv(one["months"])) for one in year["sources"]] == [
            (row["source"], int(row["homicides"] or row["at_least"]), row["months"]) for row in of_year
        ]
    (price,) = of("prices", geoid)
    level = subject["price_level"]
    assert (as_csv(level["value"]), as_csv(level["year"]), level["area"]) == (
        price["price_level"],
        price["year"],
        price["area"],
    )
    if subject["level"] in ("place", "town"):
        first, *_ = of("crosswalks", geoid)
        assert (first["rank"], first["county_fips"], first["cbsa"]) == (
            "1", subject["county"]["geoid"], subject["metro"]["cbsa"] if subject["metro"] else "",
        )  # fmt: skip


def years_of(counted: list[Row]) -> list[Row]:
    """Return each year as the API tells it, from the counts that lead."""
    names = {"homicides": "value", "per_100k": "rate_per_100k"}
    beside = ("geoid", "geoidfq", "level", "agency", "agency_name", "preferred")
    return [
        {names.get(name, name): value for name, value in row.items() if name not in beside}
        for row in counted
        if row["preferred"] == "true"
    ]


def test_counties_have_what_their_own_agencies_count(kept: Callable[[str], list[Row]]) -> None:
    with (settings.BASE_DIR / "data" / "fbi" / "county_homicides.csv").open(encoding="utf-8", newline="") as file:
        counted = {(row["ori"], row["year"], row["source"]): row["value"] for row in csv.DictReader(file)}
    found = [row for row in kept("homicides") if row["level"] == "county"]
    shown = {row["year"] for row in found}
    assert {(row["agency"], row["year"], row["source"]): row["homicides"] or row["at_least"] for row in found} == {
        key: value for key, value in counted.items() if key[1] in shown
    }


def test_part_of_a_year_is_no_year(kept: Callable[[str], list[Row]]) -> None:
    by_status = defaultdict(set)
    for row in kept("homicides"):
        by_status[row["status"]].add((bool(row["homicides"]), bool(row["at_least"])))
    assert by_status == {
        "": {(True, False)}, "local": {(True, False)}, "complete": {(True, False)}, "unverified": {(True, False)},
        "provisional": {(False, True)}, "incomplete": {(False, True)},
    }  # fmt: skip


def test_local_counts_and_evidence_are_rebuilt_whole(client: Client, kept: Callable[[str], list[Row]]) -> None:
    by_place = defaultdict(list)
    for row in kept("local_counts"):
        by_place[row["geoid"]].append({name: value for name, value in row.items() if name not in CODES})
    assert by_place
    for geoid, counts in by_place.items():
        told = answer(client, f"cities/{geoid}")["local_estimates"]
        assert [{name: as_csv(one[name]) for name in counts[0]} for one in told] == counts
    told = answer(client, "evidence")["results"]
    assert len(told) == len(kept("evidence"))
    for one, row in zip(told, kept("evidence"), strict=True):
        shared = row.keys() & one.keys()
        assert {name: as_csv(one[name]) for name in shared - {"geoids", "places"}} == {
            name: row[name] for name in shared - {"geoids", "places"}
        }
        assert len(shared) > 8


def test_pay_is_the_table_that_was_compiled(kept: Callable[[str], list[Row]]) -> None:
    assert kept("pay") == rows(settings.BASE_DIR / "data" / "bls" / "pay.csv")


def test_parquet_and_sqlite_hold_every_cell_of_csv(release: Release) -> None:
    """Some 330,000 rows thrice, column by column: the promise is of every cell."""
    with closing(sqlite3.connect(release.folder / "cvi.sqlite")) as database:
        for described in json.loads((release.folder / "datapackage.json").read_text(encoding="utf-8"))["resources"]:
            name, fields = described["name"], described["schema"]["fields"]
            with (release.folder / described["path"]).open(encoding="utf-8", newline="") as file:
                _, *lines = csv.reader(file)
            parquet = pq.read_table(release.folder / f"{name}.parquet").to_pydict()
            for field, cells in zip(fields, zip(*lines, strict=True), strict=True):
                assert texts(parquet[field["name"]]) == list(cells), (name, field["name"])
            stored = list(zip(*database.execute(f'SELECT * FROM "{name}"'), strict=True))
            columns = [
                texts(map(bool, values) if field["type"] == "boolean" else values)
                for field, values in zip(fields, stored, strict=True)
            ]
            assert sorted(zip(*columns, strict=True)) == sorted(map(tuple, lines)), name


def test_the_map_has_every_place_with_coordinates(release: Release, kept: Callable[[str], list[Row]]) -> None:
    features = json.loads((release.folder / "places.geojson").read_text(encoding="utf-8"))["features"]
    located = [row for row in kept("places") if row["latitude"]]
    assert len(features) == len(located) > 19_000
    for feature, row in zip(features, located, strict=True):
        longitude, latitude = feature["geometry"]["coordinates"]
        told = {**feature["properties"], "latitude": latitude, "longitude": longitude}
        assert {name: as_csv(told[name]) for name in row} == row
