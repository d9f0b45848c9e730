"""The years that a source holds in part: each looked into, and none printed as whole that another source contradicts."""

import csv
from collections import defaultdict
from collections.abc import Iterator

from django.conf import settings

DATA = settings.BASE_DIR / "data"


def rows(name: str) -> Iterator[dict[str, str]]:
    with (settings.BASE_DIR / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def residents() -> dict[str, int]:
    return {row["geoid"]: int(row["population_2024"]) for row in rows("data/census/population.csv")}


def excepted() -> set[tuple[str, str]]:
    return {(row["geoid"], row["year"]) for row in rows("data/exceptions.csv")}


def test_every_part_of_a_year_where_50_000_people_live_was_looked_into() -> None:
    """`docs/years-in-doubt.csv` says of each what was decided, and why."""
    people = residents()
    decided = {(row["geoid"], row["year"]): row["decided"] for row in rows("docs/years-in-doubt.csv")}
    printed: dict[tuple[str, str], str] = {}
    for row in rows("data/fbi/homicides.csv"):
        if row["status"] and row["year"] >= "2018" and people.get(row["geoid"], 0) >= 50_000:
            printed[row["geoid"], row["year"]] = row["status"]
    parts = {key for key, status in printed.items() if status == "incomplete"}
    assert parts == {key for key, what in decided.items() if what == "part"}
    assert {printed[key] for key, what in decided.items() if what == "whole"} == {"local"}
    assert all(row["why"] for row in rows("docs/years-in-doubt.csv"))


def test_no_whole_year_is_half_of_what_another_source_counts() -> None:
    """Where a hundred thousand people live, but for what a person reviewed."""
    people, reviewed = residents(), excepted()
    counts: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    leading: dict[tuple[str, str], str] = {}
    for row in rows("data/fbi/homicides.csv"):
        key = (row["geoid"], row["year"])
        if row["year"] >= "2018" and people.get(row["geoid"], 0) >= 100_000:
            counts[key][row["source"]] = int(row["value"])
            if row["status"] in ("complete", "local"):
                leading[key] = row["source"]
    contradicted = [
        (key, source, counts[key])
        for key, source in leading.items()
        if source != "local" and max(counts[key].values()) > max(2 * counts[key][source], 5) and key not in reviewed
    ]
    assert contradicted == []
    assert len(leading) > 2_000
