"""Places as they are answered: a row of a list, and everything known of one. What nobody reported is None, never zero."""

from typing import Annotated, Literal

from calculator.api.budget.answer import BudgetSummary
from calculator.api.places.homicides import (
    AREA_WORDS,
    NOT_REPORTED,
    HomicideMeanOfYears,
    Homicides,
    homicides_answer,
    mean_answer,
    rate_answer,
)
from calculator.api.shapes import Count, Page, Shape, Year, shaped, told
from profiles.editorial import local_estimates, resources
from profiles.selectors import PlaceFacts

POPULATION_SOURCE = "census_places"
PRICE_SOURCE = "bea_rpp"


class CityRow(Shape):
    """A place in a list."""

    geoid: Annotated[str, told("Census GEOID: state and place FIPS code, 7 digits, text")]
    slug: Annotated[str, told("The place's name in URLs")]
    name: Annotated[str, told("Plain name")]
    state: Annotated[str, told("Postal code")]
    state_name: str
    kind: Annotated[str, told("city, town, village, borough or another legal kind")]
    county: Annotated[str | None, told("The county where most residents live")]
    metro: Annotated[str | None, told("Metropolitan or micropolitan area")]
    latitude: Annotated[float | None, told("Degrees north")]
    longitude: Annotated[float | None, told("Degrees east")]
    featured: Annotated[bool, told("One of the 50 places of 100,000 or more with the highest homicide rates")]
    population: Annotated[Count, told("Residents on July 1 of population_year")]
    population_year: Year
    homicides: Annotated[Count | None, told("Victims in the newest whole year; null: not reported, which is not zero")]
    homicides_year: Annotated[Year | None, told("The newest whole year")]
    homicides_per_100k: Annotated[
        float | None, told("Per 100,000 residents of that year, or of the police area; none under 25,000 residents")
    ]
    homicides_area_population: Annotated[Count | None, told(AREA_WORDS)]
    price_level: Annotated[float | None, told("BEA regional price parity, U.S. = 100")]
    data_version: Annotated[str, told("Version of the facts")]


class CityList(Page):
    """A page of places."""

    results: tuple[CityRow, ...]


class Figure(Shape):
    """A figure with its year and source."""

    value: Count
    year: Year
    source: Annotated[str, told("A key of sources/")]


class YearValue(Shape):
    """A figure of a year."""

    year: Year
    value: Count


class PriceLevel(Shape):
    """The price level of the place's metro, or of its state's rest."""

    value: Annotated[float | None, told("BEA regional price parity, U.S. = 100")]
    year: Annotated[int | None, told("The year")]
    area: Annotated[str | None, told("The area it describes")]
    source: Annotated[str | None, told("A key of sources/")]


class County(Shape):
    """A county."""

    geoid: Annotated[str, told("FIPS code, 5 digits, text")]
    name: str


class Metro(Shape):
    """A metropolitan or micropolitan area."""

    cbsa: Annotated[str, told("CBSA code, 5 digits, text")]
    title: str


class Links(Shape):
    """Where to go from a place."""

    self: str
    budget: str
    profile: Annotated[str, told("The page for people")]
    calculator: Annotated[str, told("The calculator page")]


class LocalEstimate(Shape):
    """People at highest risk as counted locally."""

    people: int
    low: Annotated[int | None, told("Lowest count")]
    high: Annotated[int | None, told("Highest count")]
    year: Year
    citation: str
    url: str
    kind: Annotated[Literal["total", "target"], told("Everybody, or the part a program means to reach")]


class Resource(Shape):
    """A place's own publication or office."""

    kind: str
    title: str
    url: str


class City(Shape):
    """Everything known of a place."""

    geoid: Annotated[str, told("Census GEOID, 7 digits, text")]
    slug: str
    name: Annotated[str, told("Plain name")]
    census_name: Annotated[str, told("The name as the Census Bureau publishes it")]
    state: Annotated[str, told("Postal code")]
    state_name: str
    kind: str
    county: County | None
    metro: Metro | None
    latitude: Annotated[float | None, told("Degrees north")]
    longitude: Annotated[float | None, told("Degrees east")]
    featured: bool
    featured_rank: Annotated[int | None, told("1 to 50")]
    population: Figure
    population_history: tuple[YearValue, ...]
    homicides: Annotated[Homicides, told("The newest whole year (local or complete)")]
    homicides_three_year: Annotated[
        HomicideMeanOfYears | None, told("Of the whole years among the last three; null with fewer than two")
    ]
    homicides_five_year: Annotated[
        HomicideMeanOfYears | None, told("Of the whole years among the last five; null with fewer than three")
    ]
    homicide_history: tuple[Homicides, ...]
    price_level: PriceLevel
    local_estimates: Annotated[tuple[LocalEstimate, ...], told("Newest first")]
    resources: Annotated[tuple[Resource, ...], told("The place's own plans and offices")]
    data_version: Annotated[str, told("Version of the facts")]
    budget: Annotated[BudgetSummary, told("By the caps methodology, nothing moved")]
    links: Links


def city_row(place: PlaceFacts, *, version: str) -> CityRow:
    """Return one row of the list of places."""
    homicides = place.homicides
    return CityRow(
        geoid=place.geoid,
        slug=place.slug,
        name=place.name,
        state=place.state,
        state_name=place.state_name,
        kind=place.kind,
        county=place.county_name,
        metro=place.metro_title,
        latitude=place.latitude,
        longitude=place.longitude,
        featured=place.featured,
        population=place.population,
        population_year=place.population_year,
        homicides=homicides.value if homicides else None,
        homicides_year=homicides.year if homicides else None,
        homicides_per_100k=rate_answer(homicides) if homicides else None,
        homicides_area_population=homicides.area_population if homicides else None,
        price_level=place.price_level,
        data_version=version,
    )


def city_answer(place: PlaceFacts, *, version: str, budget: BudgetSummary, links: Links) -> City:
    """Return everything known of a place, each figure with its year and the key of its source."""
    return City(
        geoid=place.geoid,
        slug=place.slug,
        name=place.name,
        census_name=place.census_name,
        state=place.state,
        state_name=place.state_name,
        kind=place.kind,
        county=County(geoid=place.county_geoid, name=place.county_name)
        if place.county_geoid and place.county_name
        else None,
        metro=Metro(cbsa=place.metro_cbsa, title=place.metro_title) if place.metro_cbsa and place.metro_title else None,
        latitude=place.latitude,
        longitude=place.longitude,
        featured=place.featured,
        featured_rank=place.featured_rank,
        population=Figure(value=place.population, year=place.population_year, source=POPULATION_SOURCE),
        population_history=shaped(tuple[YearValue, ...], place.population_history),
        homicides=homicides_answer(place.homicides) if place.homicides else NOT_REPORTED,
        homicides_three_year=mean_answer(place.homicides_three_year),
        homicides_five_year=mean_answer(place.homicides_five_year),
        homicide_history=tuple(homicides_answer(known) for known in place.counted_years),
        price_level=PriceLevel(
            value=place.price_level,
            year=place.price_level_year,
            area=place.price_level_area,
            source=None if place.price_level is None else PRICE_SOURCE,
        ),
        local_estimates=shaped(tuple[LocalEstimate, ...], local_estimates(place.geoid)),
        resources=shaped(tuple[Resource, ...], resources(place.geoid)),
        data_version=version,
        budget=budget,
        links=links,
    )
