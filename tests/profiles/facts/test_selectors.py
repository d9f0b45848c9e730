"""Reading the facts: from memory, under a version, with the right numbers and forgiving search."""

import threading
from collections.abc import Callable

import numpy as np
import pytest
from django.db import OperationalError

from profiles.facts import place_table as memory
from profiles.facts.homicides_reader import StoredCount, read_homicides
from profiles.facts.reader import read_place_table
from profiles.homicides.disagreement import disagrees
from profiles.models import DatasetVersion, Place
from profiles.selectors import (
    CountyNotFound,
    FactsNotLoaded,
    YearValue,
    find_county,
    find_place,
    forget_place_table,
    neighbors,
    peers,
    place_table,
    places_in_county,
    search_places,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def fresh(db: None) -> None:
    """For a test that changes facts: it reads its own table."""
    forget_place_table()


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the table be looked at once and then trusted for the rest of the test."""
    monkeypatch.setattr(memory, "RECHECK_SECONDS", 3600.0)


@pytest.fixture
def rechecked(fresh: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Look for a new version at every use."""
    monkeypatch.setattr(memory, "RECHECK_SECONDS", 0.0)


def test_norfolk_as_it_is() -> None:
    norfolk = find_place("norfolk-va")
    assert norfolk is find_place("5157000")
    assert (norfolk.name, norfolk.state, norfolk.state_name, norfolk.kind) == ("Norfolk", "VA", "Virginia", "city")
    assert (norfolk.population, norfolk.population_year) == (231_105, 2024)
    assert norfolk.population_history[0] == YearValue(2020, 237_813)
    assert (norfolk.price_level, norfolk.price_level_year) == (97.941, 2024)
    assert norfolk.price_level_area == "Virginia Beach-Chesapeake-Norfolk, VA-NC (Metropolitan Statistical Area)"
    assert (norfolk.county_geoid, norfolk.county_name, norfolk.counties) == ("51710", "Norfolk city", ("51710",))
    assert norfolk.featured
    by_year = {year.year: year for year in norfolk.homicide_history}
    assert {year: known.value for year, known in by_year.items()} == {
        2018: 37, 2019: 38, 2020: 51, 2021: 64, 2022: 63, 2023: 43, 2024: 37, 2025: 26,
    }  # fmt: skip
    assert (by_year[2024].source, by_year[2024].firearm) == ("rtci", 30)
    assert by_year[2024].rate_per_100k == pytest.approx(37 / 231_105 * 100_000)
    assert norfolk.homicides == by_year[2025]
    assert (by_year[2025].population_year, by_year[2018].rate_per_100k) == (2024, None)


def test_disagreement_is_flagged_and_both_are_kept() -> None:
    chicago = {year.year: year for year in find_place("chicago-il").homicide_history}
    assert (chicago[2024].value, chicago[2024].source) == (587, "rtci")
    assert [(other.source, other.value) for other in chicago[2024].other] == [("fbi_shr", 461)]
    assert chicago[2024].disagreement
    assert chicago[2024].firearm is None, "firearm victims of a total that is disputed are not shown"
    assert not chicago[2020].disagreement, "787 against 718 is under ten percent"
    columbus = {year.year: year for year in find_place("columbus-oh").homicide_history}
    assert (columbus[2023].value, columbus[2023].disagreement) == (147, True)


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        (587, 461, True),
        (2, 4, False),
        (1, 4, True),
        (100, 110, False),
        (100, 112, True),
        (0, 0, False),
        (20, 22, False),
    ],
)
def test_disagreement_is_more_than_two_and_more_than_ten_percent(one: int, other: int, answer: bool) -> None:
    assert disagrees(one, other) is answer
    assert disagrees(other, one) is answer


def test_a_place_without_residents_has_no_rate() -> None:
    count = StoredCount(2024, "rtci", 1, None, None, None, None, "complete", "", "")
    assert read_homicides([count], (YearValue(2024, 0),), [2024]).whole[0].rate_per_100k is None
    empty = [place for place in place_table().places if place.population == 0]
    assert len(empty) == 4
    assert all(peers(place, limit=3) for place in empty)


def test_the_table_is_whole_and_in_order() -> None:
    table = place_table()
    assert len(table.places) == 19_479
    assert [place.geoid for place in table.places] == sorted(place.geoid for place in table.places)
    assert table.population.sum() == 214_356_282
    columns = ((table.homicides, "own_homicides"), (table.price_level, "price_level"), (table.latitude, "latitude"))
    for column, known in columns:
        assert column.dtype == np.float64
        assert [np.isnan(value) for value in column] == [getattr(place, known) is None for place in table.places]
    rates = [place.own_homicides.rate_per_100k if place.own_homicides else None for place in table.places]
    np.testing.assert_array_equal(table.homicide_rate, np.array(rates, dtype=np.float64))
    assert int(np.isnan(table.price_level).sum()) == 25
    norfolk = table.index_by_slug["norfolk-va"]
    assert (table.population[norfolk], table.homicides[norfolk]) == (231_105, 26)
    assert len(table.counties) == 3_144
    assert table.states["VA"].name == "Virginia"
    assert {year.source for place in table.places for year in place.homicide_history} <= set(table.sources)


def test_a_missing_figure_is_none_never_zero() -> None:
    monowi = find_place("monowi-ne")
    assert monowi.population == 2
    assert (monowi.homicides, monowi.homicide_history) == (None, ())


def test_a_count_of_a_larger_police_area_is_no_figure_of_the_place() -> None:
    las_vegas = find_place("las-vegas-nv")
    year = {known.year: known for known in las_vegas.homicide_history}[2024]
    assert (year.value, year.area_population, year.population_year) == (107, 1_670_226, None)
    assert year.rate_per_100k == pytest.approx(107 / 1_670_226 * 100_000)
    assert las_vegas.own_homicides is None
    table = place_table()
    index = table.index_by_slug["las-vegas-nv"]
    assert np.isnan(table.homicides[index])
    assert np.isnan(table.homicide_rate[index])
    assert not las_vegas.featured


def test_savannah_has_its_own_rate() -> None:
    savannah = find_place("savannah-ga")
    year = {known.year: known for known in savannah.homicide_history}[2021]
    assert (year.value, year.area_population, year.population_year) == (29, None, 2021)
    assert year.rate_per_100k == pytest.approx(29 / 146_525 * 100_000)


def test_reading_takes_a_fixed_number_of_queries(django_assert_max_num_queries: Callable) -> None:
    with django_assert_max_num_queries(15):
        read_place_table()


def test_memory_answers_without_a_query(kept: None, django_assert_num_queries: Callable) -> None:
    table = place_table()
    with django_assert_num_queries(0):
        assert place_table() is table
        find_place("norfolk-va")
        search_places("norf", limit=5)
        neighbors(find_place("norfolk-va"), limit=3)


def test_a_new_version_is_seen_and_an_old_one_not_read_again(rechecked: None) -> None:
    table = place_table()
    assert place_table() is table
    Place.objects.filter(geoid="5157000").update(name="New Norfolk")
    assert place_table() is table, "the same version is not read twice"
    DatasetVersion.objects.update(version="next")
    assert find_place("5157000").name == "New Norfolk"
    assert place_table().version == "next"


def test_no_facts_says_what_to_do(fresh: None) -> None:
    DatasetVersion.objects.all().delete()
    with pytest.raises(FactsNotLoaded, match=r"Run `python manage\.py load_data`"):
        place_table()


def test_memory_serves_while_the_database_is_away(rechecked: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object, **__: object) -> None:
        raise OperationalError("the connection is closed")

    table = place_table()
    monkeypatch.setattr(DatasetVersion.objects, "values_list", away)
    assert place_table() is table
    forget_place_table()
    with pytest.raises(OperationalError):
        place_table()


def test_while_one_thread_looks_the_others_are_served(rechecked: None, monkeypatch: pytest.MonkeyPatch) -> None:
    table = place_table()
    looking, go_on, seen = threading.Event(), threading.Event(), []

    def slow() -> object:
        looking.set()
        go_on.wait(10)
        return table

    monkeypatch.setattr(memory._memory, "_current", slow)
    thread = threading.Thread(target=lambda: seen.append(place_table()))
    thread.start()
    assert looking.wait(10)
    assert place_table() is table, "not held up by the other thread"
    go_on.set()
    thread.join()
    assert seen == [table]


def test_counties_have_their_own_people_and_every_place_in_them() -> None:
    cook = find_county("17031")
    assert (cook.name, cook.state, cook.population_year) == ("Cook County", "IL", 2023)
    places = places_in_county("17031")
    assert places[0].slug == "chicago-il"
    assert {place.geoid for place in places} == set(cook.place_geoids)
    for fips in ("99999", "", "abc"):
        with pytest.raises(CountyNotFound):
            find_county(fips)


def test_neighbors_are_the_nearest() -> None:
    norfolk = find_place("norfolk-va")
    near = neighbors(norfolk, limit=3)
    assert [place.slug for place in near] == ["portsmouth-va", "hampton-va", "poquoson-va"]
    assert [place.slug for place in neighbors(find_place("honolulu-hi"), limit=3)] == [], "none within 500 km"
    nowhere = next(place for place in place_table().places if place.latitude is None)
    assert neighbors(nowhere, limit=3) == []


def test_peers_are_alike_and_never_the_place_itself() -> None:
    norfolk = find_place("norfolk-va")
    alike = peers(norfolk, limit=8)
    assert len(alike) == 8
    assert norfolk not in alike
    assert all(place.homicides and 115_000 < place.population < 462_000 for place in alike)
    unreported = peers(find_place("las-vegas-nv"), limit=3)
    assert all(500_000 < place.population < 900_000 for place in unreported)
