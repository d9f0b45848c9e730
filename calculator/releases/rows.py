"""What a release holds: each resource with its rows, from the facts and methods of today."""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any

import msgspec
import numpy as np
from django.conf import settings

from calculator.api.bulk.table import PEOPLE, compute
from calculator.api.places.homicides import rate_answer
from calculator.api.shapes import Shape
from calculator.asking.scenario import OneYear
from calculator.engine.methodology import Methodology
from calculator.methods import latest
from calculator.releases import shapes
from calculator.releases.homicides import homicide_rows
from calculator.releases.shapes import OURS, column
from profiles.editorial.memory import local_estimates, stories_of_a_release
from profiles.selectors import PlaceFacts, PlaceTable, people_held


@dataclass(frozen=True, slots=True)
class Resource:
    """A table of a release: its name, what a row is, the columns that tell rows apart, and the rows."""

    name: str
    title: str
    shape: type[Shape]
    key: tuple[str, ...]
    rows: Callable[[], Iterator[Shape]]


def resources(table: PlaceTable) -> tuple[Resource, ...]:
    """Return every resource of a release of these facts."""
    towns = table.of("town").places
    everywhere = (*table.places, *towns)
    larger = (*table.of("county").places, *table.of("state").places, *table.of("metro").places)
    one = ("geoid",)
    return (
        Resource("places", "Incorporated places", shapes.PlaceRow, one, lambda: map(place_row, table.places)),
        Resource("towns", "Towns and townships", shapes.PlaceRow, one, lambda: map(place_row, towns)),
        Resource("counties", "Counties", shapes.CountyRow, ("county_fips",), lambda: _counties(table)),
        Resource("states", "States", shapes.StateRow, ("state",), lambda: _states(table)),
        Resource(
            "population", "Residents by year", shapes.PopulationRow, ("geoid", "year"),
            lambda: _population((*everywhere, *larger)),
        ),
        Resource(
            "homicides", "Homicides by year and source", shapes.HomicideRow, ("geoid", "year", "source", "agency"),
            lambda: homicide_rows(table),
        ),
        Resource(
            "crosswalks", "Places and their counties", shapes.CrosswalkRow, ("geoid", "county_fips"),
            lambda: _crosswalks(everywhere),
        ),
        Resource("prices", "Price levels", shapes.PriceRow, one, lambda: _prices((*everywhere, *larger))),
        Resource("pay", "Pay by occupation", shapes.PayRow, ("occupation_code",), _pay),
        Resource(
            "local_counts", "People at highest risk, counted locally", shapes.LocalCountRow,
            ("geoid", "year", "kind", "people", "citation"), lambda: _local_counts(everywhere),
        ),
        *(
            Resource(
                f"budgets-{method.id}", f"One year’s budget of every place by {method.reference}", budget_shape(method),
                one, partial(_budgets, table, method),
            )
            for method in latest().values()
        ),
        Resource("evidence", "Evaluations and announcements", shapes.EvidenceRow, ("slug",), _evidence),
    )  # fmt: skip


def place_row(place: PlaceFacts) -> shapes.PlaceRow:
    """Return a place or town with its latest facts."""
    homicides = place.homicides
    return shapes.PlaceRow(
        geoid=place.geoid,
        geoidfq=place.geoidfq,
        slug=place.slug,
        name=place.name,
        census_name=place.census_name,
        kind=place.kind,
        state=place.state,
        county_fips=place.county_geoid,
        county_name=place.county_name,
        cbsa=place.metro_cbsa,
        metro_title=place.metro_title,
        latitude=place.latitude,
        longitude=place.longitude,
        population=place.population,
        population_year=place.population_year,
        homicides=homicides.value if homicides else None,
        homicides_year=homicides.year if homicides else None,
        homicides_per_100k=rate_answer(homicides) if homicides else None,
        homicides_status=homicides.status.value if homicides else None,
        homicides_source=homicides.source if homicides else None,
        homicides_area_population=homicides.area_population if homicides else None,
        price_level=place.price_level,
        price_level_year=place.price_level_year,
        featured_rank=place.featured_rank,
    )


def budget_shape(method: Methodology) -> type[Shape]:
    """Return the row of a method's budgets: who it is for, every line, and the version that computed it."""
    from calculator.api.bulk.table import line_names

    unit = dict.fromkeys(PEOPLE, "people")
    lines = [
        (
            name,
            Annotated[
                (float if name in PEOPLE else int) | None,
                column(method.lines[name].label, OURS, unit.get(name, method.lines[name].unit)),
            ],
        )
        for name in line_names(method)
    ]
    head = [("geoid", shapes.Geoid), ("methodology", Annotated[str, column("Method and version", OURS)])]
    end = [("geoidfq", shapes.Geoidfq)]
    return msgspec.defstruct(f"{method.id.title()}Budget", [*head, *lines, *end], bases=(Shape,), gc=False)  # type: ignore[return-value]


def _budgets(table: PlaceTable, method: Methodology) -> Iterator[Shape]:
    shape = budget_shape(method)
    columns = [_values(name, values) for name, values in compute(table, OneYear(method)).items()]
    for place, *values in zip(table.places, *columns, strict=True):
        yield shape(place.geoid, method.reference, *values, place.geoidfq)


def _values(name: str, values: np.ndarray) -> list[Any]:
    known = np.isfinite(values).tolist()
    cast = float if name in PEOPLE else int
    return [cast(value) if there else None for value, there in zip(values.tolist(), known, strict=True)]


def _counties(table: PlaceTable) -> Iterator[Shape]:
    for county in table.of("county").places:
        yield shapes.CountyRow(
            county_fips=county.geoid, geoidfq=county.geoidfq, slug=county.slug, name=county.name, kind=county.kind,
            state=county.state, cbsa=county.metro_cbsa, metro_title=county.metro_title, latitude=county.latitude,
            longitude=county.longitude, population=county.population, population_year=county.population_year,
            price_level=county.price_level, price_level_year=county.price_level_year,
        )  # fmt: skip


def _states(table: PlaceTable) -> Iterator[Shape]:
    for state in table.of("state").places:
        homicides = state.homicides
        yield shapes.StateRow(
            state=state.state, state_fips=state.geoid, geoidfq=state.geoidfq, slug=state.slug, name=state.name,
            population=state.population, population_year=state.population_year,
            population_covered_share=round(people_held(state).places_share, 6),
            homicides=homicides.value if homicides else None, homicides_year=homicides.year if homicides else None,
            homicides_per_100k=rate_answer(homicides) if homicides else None,
            homicides_status=homicides.status.value if homicides else None,
            homicides_source=homicides.source if homicides else None,
            price_level=state.price_level, price_level_year=state.price_level_year,
        )  # fmt: skip


def _population(places: Sequence[PlaceFacts]) -> Iterator[Shape]:
    for place in places:
        for known in place.population_history:
            yield shapes.PopulationRow(place.geoid, known.year, known.value, place.level, place.geoidfq)


def _crosswalks(places: Sequence[PlaceFacts]) -> Iterator[Shape]:
    for place in places:
        ranked = [place.county_geoid, *(fips for fips in place.counties if fips != place.county_geoid)]
        for rank, fips in enumerate((fips for fips in ranked if fips), start=1):
            yield shapes.CrosswalkRow(place.geoid, fips, rank, place.metro_cbsa, place.geoidfq)


def _prices(places: Sequence[PlaceFacts]) -> Iterator[Shape]:
    for place in places:
        if place.price_level is not None and place.price_level_year is not None:
            yield shapes.PriceRow(
                place.geoid,
                place.price_level,
                place.price_level_year,
                place.price_level_area,
                place.level,
                place.geoidfq,
            )


def _pay() -> Iterator[Shape]:
    with (settings.BASE_DIR / "data" / "bls" / "pay.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            known: Mapping[str, Any] = {name: value or None for name, value in row.items()}
            yield msgspec.convert(known, shapes.PayRow, strict=False)


def _local_counts(places: Sequence[PlaceFacts]) -> Iterator[Shape]:
    for place in places:
        for known in local_estimates(place.geoid):
            yield shapes.LocalCountRow(
                place.geoid,
                known.year,
                known.kind,
                known.people,
                known.low,
                known.high,
                known.citation,
                known.url,
                place.geoidfq,
            )


def _evidence() -> Iterator[Shape]:
    for story in stories_of_a_release():
        yield shapes.EvidenceRow(
            slug=story.slug, place=story.place, geoids=";".join(story.geoids), state=story.state, kind=story.kind,
            figure=story.figure, claim=story.claim, period=story.period, design=story.design, caution=story.caution,
            source=story.source, url=story.url,
        )  # fmt: skip
