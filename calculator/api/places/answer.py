"""Places as they are answered: a row of a list, and everything known of one. What nobody reported is None, never zero."""

from typing import Annotated, Any, Literal

from msgspec import UNSET, UnsetType

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
from calculator.api.places.local import CostOfViolence, LocalEstimate, PublishedPay, Resource, Spending
from calculator.api.shapes import Cited, Count, Page, Shape, Share, Year, shaped, told
from profiles.editorial import costs_of_violence, local_estimates, published_pay, resources, spending
from profiles.selectors import PlaceFacts, people_held, place_table

PRICE_SOURCE = "bea_rpp"


class CityRow(Shape):
    """A place in a list."""

    geoid: Annotated[str, told("Census GEOID: of a place 7 digits, a town 10, a county or metro 5, a state 2; text")]
    slug: Annotated[str, told("The place's name in URLs")]
    name: Annotated[str, told("Plain name")]
    state: Annotated[str, told("Postal code")]
    state_name: str
    kind: Annotated[str, told("city, town, village, borough or another legal kind")]
    county: Annotated[str | None, told("Use county_name: the county where most residents live", deprecated=True)]
    metro: Annotated[str | None, told("Use metro_title: its metropolitan or micropolitan area", deprecated=True)]
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
    level: Annotated[Literal["place", "town", "county", "state", "metro"], told("What kind of subject it is")]
    geoidfq: Annotated[str, told("The fully qualified GEOID, as Census tables join: 1600000US5157000")]
    county_fips: Annotated[str | None, told("FIPS code of the county where most residents live, 5 digits, text")]
    county_name: Annotated[str | None, told("Its name")]
    cbsa: Annotated[str | None, told("Code of the metropolitan or micropolitan area, 5 digits, text")]
    metro_title: Annotated[str | None, told("Its name")]
    homicides_status: Annotated[str | None, told("How the year was reported; null where nobody did")]
    homicides_source: Annotated[str | None, told("A key of sources/")]
    data_release: Annotated[str | None, told("The release those facts belong to; null where they are newer than any")]


class StateRow(CityRow):
    """A state in a list."""

    population_covered_share: Annotated[Share, told("The share of residents that its incorporated places hold")]


class StateList(Page):
    """A page of states."""

    results: tuple[StateRow, ...]


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


class Age(Shape):
    """Residents of some ages."""

    ages: Annotated[str, told("15 to 24, and the like")]
    value: Count


class PeopleHeld(Shape):
    """How a state's residents divide, each person once."""

    places: Annotated[Count, told("In incorporated places")]
    towns: Annotated[Count, told("In towns and townships, outside those places")]
    neither: Annotated[Count, told("In neither: their local government is the county")]


class City(Cited):
    """Everything known of a place."""

    geoid: Annotated[str, told("Census GEOID: of a place 7 digits, a town 10, a county or metro 5, a state 2; text")]
    geoidfq: Annotated[str, told("The fully qualified GEOID, as Census tables join: 1600000US5157000")]
    slug: str
    level: Annotated[Literal["place", "town", "county", "state", "metro"], told("What kind of subject it is")]
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
    resources: Annotated[tuple[Resource, ...], told("The place's own plans and offices, then what others published")]
    spending: Annotated[tuple[Spending, ...], told("What the place spends, as published")]
    costs_of_violence: tuple[CostOfViolence, ...]
    published_pay: tuple[PublishedPay, ...]
    data_version: Annotated[str, told("Version of the facts")]
    budget: Annotated[BudgetSummary, told("By the caps methodology, nothing moved")]
    links: Links
    ages: Annotated[tuple[Age, ...] | UnsetType, told("Of a county: residents by age, together the population")] = UNSET
    population_covered_share: Annotated[
        Share | UnsetType, told("Of a state: the share of residents that its incorporated places hold")
    ] = UNSET
    people_held: Annotated[
        PeopleHeld | UnsetType, told("Of a state: how its residents divide; the parts add up to the population")
    ] = UNSET


def city_row(place: PlaceFacts, *, version: str, release: str | None, year: int | None = None) -> CityRow:
    """Return one row of the list of places: its latest figures, or those of a year."""
    homicides, population = place.homicides, YearValue(place.population_year, place.population)
    if year is not None:
        homicides = next((known for known in place.homicide_history if known.year == year), None)
        known = next((known for known in place.population_history if known.year == year), None)
        population = YearValue(known.year, known.value) if known else population
    kind: type[CityRow] = CityRow
    more: dict[str, Any] = {}
    if place.level == "state":
        kind, more = StateRow, {"population_covered_share": round(people_held(place).places_share, 6)}
    return kind(
        **more,
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
        population=population.value,
        population_year=population.year,
        homicides=homicides.value if homicides else None,
        homicides_year=homicides.year if homicides else None,
        homicides_per_100k=rate_answer(homicides) if homicides else None,
        homicides_area_population=homicides.area_population if homicides else None,
        price_level=place.price_level,
        data_version=version,
        level=place.level,
        geoidfq=place.geoidfq,
        county_fips=place.county_geoid,
        county_name=place.county_name,
        cbsa=place.metro_cbsa,
        metro_title=place.metro_title,
        homicides_status=homicides.status.value if homicides else None,
        homicides_source=homicides.source if homicides else None,
        data_release=release,
    )


def city_answer(place: PlaceFacts, *, version: str, budget: BudgetSummary, links: Links, cited: dict[str, Any]) -> City:
    """Return everything known of a place, each figure with its year and source; `cited` holds the members of `Cited`."""
    return City(
        **cited,
        geoid=place.geoid,
        geoidfq=place.geoidfq,
        slug=place.slug,
        level=place.level,
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
        population=Figure(value=place.population, year=place.population_year, source=place.population_source),
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
        spending=shaped(tuple[Spending, ...], spending(place.geoid)),
        costs_of_violence=shaped(tuple[CostOfViolence, ...], costs_of_violence(place.geoid)),
        published_pay=shaped(tuple[PublishedPay, ...], published_pay(place.geoid)),
        data_version=version,
        budget=budget,
        links=links,
        **_of_level(place),
    )


def _of_level(place: PlaceFacts) -> dict[str, Any]:
    """Return what only a county or only a state has."""
    if place.level == "county":
        ages = place_table().counties[place.geoid].ages
        return {"ages": tuple(Age(ages=words, value=value) for words, value in ages)}
    if place.level == "state":
        held = people_held(place)
        return {"population_covered_share": round(held.places_share, 6), "people_held": shaped(PeopleHeld, held)}
    return {}
