"""Reading every fact from the database in one go, as plain values."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
from django.db import transaction
from django.db.models import Model

from profiles import models
from profiles.disagreement import disagrees
from profiles.facts import (
    CountyFacts,
    FactsNotLoaded,
    HomicideYear,
    MetroFacts,
    PlaceFacts,
    PlaceTable,
    SourceFacts,
    StateFacts,
    Subjects,
    YearValue,
)
from profiles.larger_subjects import LargerSubjects

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
FARTHEST_POPULATION_YEAR = 1  # 2025 has no estimate yet: its rate uses 2024's population, and says so


def read_place_table() -> PlaceTable:
    """Read everything, consistently, in a fixed number of queries and without a model instance a row."""
    with transaction.atomic():
        version = models.DatasetVersion.objects.values_list("version", flat=True).first()
        if version is None:
            raise FactsNotLoaded
        sources = {row[0]: SourceFacts(*row) for row in _rows(models.Source)}
        states = {row[0]: StateFacts(*row) for row in _rows(models.State)}
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
            population[geoid].append(YearValue(year, value))
        counts: dict[str, list[Row]] = defaultdict(list)
        for geoid, *count in models.HomicideCount.objects.order_by("place_id", "year", "source_id").values_list(
            "place_id", "year", "source_id", "value", "firearm", "area_population", "preferred"
        ):
            counts[geoid].append(tuple(count))
    counties_of: dict[str, list[str]] = defaultdict(list)
    within: dict[tuple[str, str], list[str]] = defaultdict(list)  # (county, level) → GEOIDs
    listed = {row[0] for row in rows if row[0] in population}
    for geoid, county in parts:
        if geoid in listed:
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
        homicides = homicide_history(counts.get(geoid, ()), history)
        state = states[fips]
        found[level].append(PlaceFacts(
            geoid, slug, name, census_name, kind, state.usps, state.name, fips,
            county, county_facts[county].name if county else None, tuple(counties_of[geoid]),
            metro, metros[metro].title if metro else None, latitude, longitude, featured, rank,
            history[-1].value, history[-1].year, history,
            homicides[-1] if homicides else None, homicides, price_level, price_year, price_area or None,
            level, POPULATION_SOURCES[level], holds_places,
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
        others={level: Subjects(**_columns(subjects)) for level, subjects in others.items()},
    )


def _columns(places: list[PlaceFacts]) -> dict[str, Any]:
    own = [place.own_homicides for place in places]
    return {
        "places": tuple(places),
        "population": _column([place.population for place in places]),
        "homicides": _column([year.value if year else None for year in own]),
        "homicide_rate": _column([year.rate_per_100k if year else None for year in own]),
        "latitude": _column([place.latitude for place in places]),
        "longitude": _column([place.longitude for place in places]),
        "price_level": _column([place.price_level for place in places]),
        "index_by_geoid": {place.geoid: index for index, place in enumerate(places)},
        "index_by_slug": {place.slug: index for index, place in enumerate(places)},
    }


def homicide_history(counts: list[Row] | tuple[()], population: tuple[YearValue, ...]) -> tuple[HomicideYear, ...]:
    """(year, source, value, firearm, area_population, preferred) rows of a place as years: the preferred count
    and what the others say.
    """
    by_year: dict[int, list[Row]] = defaultdict(list)
    for count in counts:
        by_year[count[0]].append(count)
    return tuple(
        _homicide_year(year, rows, population) for year, rows in sorted(by_year.items()) if any(row[-1] for row in rows)
    )


def _homicide_year(year: int, rows: list[Row], population: tuple[YearValue, ...]) -> HomicideYear:
    _, source, value, firearm, area_population, _ = next(row for row in rows if row[-1])
    others = [row for row in rows if not row[-1]]
    if firearm is None:
        agreeing = [row[3] for row in others if row[3] is not None and row[3] <= value and not disagrees(row[2], value)]
        firearm = agreeing[0] if agreeing else None
    nearest = min(population, key=lambda estimate: abs(estimate.year - year))
    near = not area_population and abs(nearest.year - year) <= FARTHEST_POPULATION_YEAR and nearest.value > 0
    residents = area_population or (nearest.value if near else None)
    return HomicideYear(
        year=year,
        value=value,
        firearm=firearm,
        source=source,
        rate_per_100k=value / residents * 100_000 if residents else None,
        population_year=nearest.year if near else None,
        other=tuple((row[1], row[2]) for row in others),
        disagreement=any(disagrees(row[2], value) for row in others),
        area_population=area_population,
    )


def _rows(model: type[Model]) -> list[Row]:
    return list(
        model._default_manager.order_by("pk").values_list(*(field.attname for field in model._meta.concrete_fields))
    )


def _column(values: Sequence[float | None]) -> np.ndarray:
    column = np.array(values, dtype=np.float64)  # None becomes NaN
    column.setflags(write=False)
    return column
