"""Reading every fact from the database in one go, as plain values."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import numpy as np
from django.db import connection, transaction
from django.db.models import Model

from profiles import models
from profiles.facts.agencies_reader import read_county_agencies, read_municipios
from profiles.facts.homicides_reader import StoredCount, read_homicides
from profiles.facts.larger_subjects import LargerSubjects
from profiles.facts.values import (
    CountyFacts,
    FactsNotLoaded,
    MetroFacts,
    PlaceFacts,
    PlaceTable,
    SourceFacts,
    StateFacts,
    Subjects,
    YearValue,
)

type Row = tuple[Any, ...]

COUNTY = (
    "geoid", "name", "state_id", "metro_id", "population", "population_year", "latitude", "longitude", "slug",
)  # fmt: skip
# Field of the model → the words for these ages.
AGES = {
    "age_0_14": "under 15", "age_15_24": "15 to 24", "age_25_44": "25 to 44", "age_45_64": "45 to 64",
    "age_65_up": "65 and over",
}  # fmt: skip
POPULATION_SOURCES = {"place": "census_places", "town": "census_towns"}


class _Once(dict[Any, Any]):
    """Equal values as one object: a kind, a year, a price area stands in tens of thousands of rows."""

    def __missing__(self, value: Any) -> Any:
        self[value] = value
        return value


@contextmanager
def _reading() -> Iterator[None]:
    """One moment's facts. SQLite's transactions begin as a writer's, which others, starting or saving, would wait for."""
    sqlite: Any = connection if connection.vendor == "sqlite" else None
    connection.ensure_connection()  # which reads how its transactions begin
    begins = sqlite and sqlite.transaction_mode
    if sqlite:
        sqlite.transaction_mode = "DEFERRED"
    try:
        with transaction.atomic():
            yield
    finally:
        if sqlite:
            sqlite.transaction_mode = begins


def read_place_table() -> PlaceTable:
    """Read everything, consistently, in a fixed number of queries and without a model instance a row."""
    once = _Once()  # of texts and years: numbers of other kinds might be equal and yet another type
    with _reading():
        version = models.DatasetVersion.objects.values_list("version", flat=True).first()
        if version is None:
            raise FactsNotLoaded
        sources = {row[0]: SourceFacts(*row) for row in _rows(models.Source)}
        of_states: dict[str, list[YearValue]] = defaultdict(list)
        for fips, year, value in models.StateHomicides.objects.order_by("state_id", "year").values_list(
            "state_id", "year", "value"
        ):
            of_states[fips].append(YearValue(year, value))
        states = {row[0]: replace(StateFacts(*row), homicides=tuple(of_states[row[0]])) for row in _rows(models.State)}
        shown_years = tuple(
            models.CountedYear.objects.filter(shown=True).order_by("year").values_list("year", flat=True)
        )
        metros = {row[0]: MetroFacts(*row) for row in _rows(models.Metro)}
        counties = list(models.County.objects.order_by("geoid").values_list(*COUNTY, *AGES))
        active = models.Place.objects.filter(active=True).order_by("geoid")
        rows = list(active.values_list(
            "geoid", "slug", "name", "census_name", "kind", "state_id", "county_id", "metro_id", "latitude",
            "longitude", "featured", "featured_rank", "price_level", "price_level_year", "price_level_area",
            "level", "holds_places",
        ))  # fmt: skip
        levels = {row[0]: row[-2] for row in rows}
        parts = list(models.PlaceCounty.objects.order_by("id").values_list("place_id", "county_id"))
        estimates = models.PopulationEstimate.objects.order_by("place_id", "year").values_list(
            "place_id", "year", "value"
        )
        population: dict[str, list[YearValue]] = defaultdict(list)
        for geoid, year, value in estimates.iterator(chunk_size=20_000):
            population[geoid].append(YearValue(once[year], value))
        counts: dict[str, list[StoredCount]] = defaultdict(list)
        counted = models.HomicideCount.objects.order_by("place_id", "year", "source_id").values_list(
            "place_id", "year", "source_id", "value", "high", "months", "firearm", "area_population", "status",
            "publisher", "url",
        )  # fmt: skip
        for geoid, year, source, *count, publisher, url in counted:
            counts[geoid].append(StoredCount._make((once[year], once[source], *count, once[publisher], once[url])))
        agencies = read_county_agencies(shown_years)
        municipios = read_municipios()
    counties_of: dict[str, list[str]] = defaultdict(list)
    within: dict[tuple[str, str], list[str]] = defaultdict(list)  # (county, level) → GEOIDs
    listed = {row[0] for row in rows if row[0] in population}
    for geoid, county in parts:
        if geoid in listed:
            county = once[county]  # noqa: PLW2901 (the same text)
            counties_of[geoid].append(county)
            within[county, levels[geoid]].append(geoid)
    county_facts = {
        geoid: CountyFacts(
            geoid, name, states[fips].usps, people, year, metro, latitude, longitude,
            tuple(sorted(within[geoid, "place"])), tuple(sorted(within[geoid, "town"])), slug,
            tuple(zip(AGES.values(), ages, strict=True)),
        )
        for geoid, name, fips, metro, people, year, latitude, longitude, slug, *ages in counties
    }  # fmt: skip
    found: dict[str, list[PlaceFacts]] = {"place": [], "town": []}
    for (
        geoid, slug, name, census_name, kind, fips, county, metro, latitude, longitude,
        featured, rank, price_level, price_year, price_area, level, holds_places,
    ) in rows:  # fmt: skip
        if geoid not in listed:
            continue
        history = tuple(population[geoid])
        homicides = read_homicides(counts.get(geoid, ()), history, shown_years)
        state = states[fips]
        found[level].append(PlaceFacts(
            geoid, slug, name, name if census_name == name else census_name, once[kind], state.usps, state.name,
            state.fips, county and county_facts[county].geoid, county and county_facts[county].name,
            tuple(counties_of[geoid]), metro and metros[metro].cbsa, metro and metros[metro].title, latitude, longitude,
            featured, rank, history[-1].value, history[-1].year, history,
            homicides.whole[-1] if homicides.whole else None, homicides.whole, price_level, once[price_year],
            once[price_area] or None, once[level], POPULATION_SOURCES[level], holds_places,
            homicides.doubtful, homicides.three_year, homicides.five_year,
        ))  # fmt: skip
    larger = LargerSubjects(
        county_facts, {state.usps: state for state in states.values()}, metros, (*found["place"], *found["town"])
    )
    others = {"town": found["town"], "county": larger.counties(), "state": larger.states(), "metro": larger.metros()}
    return PlaceTable(
        **_columns(found["place"]),
        version=version,
        counties=county_facts,
        metros=metros,
        states=larger.state_facts,
        sources=sources,
        homicide_years=shown_years,
        county_agencies=agencies,
        municipio_homicides=municipios,
        others={level: Subjects(**_columns(subjects)) for level, subjects in others.items()},
    )


def _columns(places: list[PlaceFacts]) -> dict[str, Any]:
    own = [place.own_homicides for place in places]
    three_year = [place.homicides_three_year for place in places]
    five_year = [place.homicides_five_year for place in places]
    return {
        "places": tuple(places),
        "population": _column([place.population for place in places]),
        "homicides": _column([year.value if year else None for year in own]),
        "homicide_rate": _column([year.rate_per_100k if year else None for year in own]),
        "latitude": _column([place.latitude for place in places]),
        "longitude": _column([place.longitude for place in places]),
        "price_level": _column([place.price_level for place in places]),
        "homicides_three_year": _column([mean.value if mean else None for mean in three_year]),
        "homicides_five_year": _column([mean.value if mean else None for mean in five_year]),
        "index_by_geoid": {place.geoid: index for index, place in enumerate(places)},
        "index_by_slug": {place.slug: index for index, place in enumerate(places)},
    }


def _rows(model: type[Model]) -> list[Row]:
    return list(
        model._default_manager.order_by("pk").values_list(*(field.attname for field in model._meta.concrete_fields))
    )


def _column(values: Sequence[float | None]) -> np.ndarray:
    column = np.array(values, dtype=np.float64)  # None becomes NaN
    column.setflags(write=False)
    return column
