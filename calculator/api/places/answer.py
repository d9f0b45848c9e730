"""Places as they are answered: a row of a list, and everything known of one. What nobody reported is None, never zero."""

from typing import Annotated, Any, Literal

from msgspec import UNSET, UnsetType

from calculator.api.budget.answer import BudgetSummary
from calculator.api.places.area import Cbsa, CountyFips, CountyName, MetroTitle
from calculator.api.places.homicides import (
    NOT_REPORTED,
    HomicideMeanOfYears,
    Homicides,
    homicides_answer,
    mean_answer,
)
from calculator.api.places.local import CostOfViolence, LocalEstimate, PublishedPay, Resource, Spending
from calculator.api.shapes import Cited, Count, Shape, Share, Year, shaped, told
from profiles.editorial.memory import costs_of_violence, local_estimates, published_pay, resources, spending
from profiles.selectors import PlaceFacts, people_held, place_table

PRICE_SOURCE = "bea_rpp"


class Figure(Shape):
    """A figure with its year and source."""

    value: Annotated[Count, told("The figure, in people")]
    year: Annotated[Year, told("The year it describes")]
    source: Annotated[str, told("A key of sources/")]


class YearValue(Shape):
    """A figure of a year."""

    year: Annotated[Year, told("The year it describes")]
    value: Annotated[Count, told("The count in that year")]


class PriceLevel(Shape):
    """The price level of the place's metro, or of its state's rest."""

    value: Annotated[
        float | None,
        told("BEA regional price parity, U.S. = 100; null where it is not published", unit="index (U.S. = 100)"),
    ]
    year: Annotated[int | None, told("The year of the price level; null where there is none", unit="calendar year")]
    area: Annotated[
        str | None,
        told("The metro, or the part of a state outside metros, that it describes; null where there is none"),
    ]
    source: Annotated[str | None, told("A key of sources/; null where there is none")]


class County(Shape):
    """A county."""

    geoid: Annotated[str, told("FIPS code, 5 digits, text")]
    name: Annotated[str, told("Name of the county")]


class Metro(Shape):
    """A metropolitan or micropolitan area."""

    cbsa: Annotated[str, told("CBSA code, 5 digits, text")]
    title: Annotated[str, told("Name of the metropolitan or micropolitan area")]


class Links(Shape):
    """Where to go from a place."""

    self: Annotated[str, told("Address of this answer")]
    budget: Annotated[str, told("Address of its budget, for programs")]
    profile: Annotated[str, told("The page for people")]
    calculator: Annotated[str, told("The calculator page")]


class Age(Shape):
    """Residents of some ages."""

    ages: Annotated[str, told("15 to 24, and the like")]
    value: Annotated[Count, told("Residents of these ages", unit="people")]


class PeopleHeld(Shape):
    """How a state's residents divide, each person once."""

    places: Annotated[Count, told("In incorporated places", unit="people")]
    towns: Annotated[Count, told("In towns and townships, outside those places", unit="people")]
    neither: Annotated[Count, told("In neither: their local government is the county", unit="people")]


class City(Cited):
    """Everything known of a place."""

    geoid: Annotated[str, told("Census GEOID: of a place 7 digits, a town 10, a county or metro 5, a state 2; text")]
    geoidfq: Annotated[str, told("The fully qualified GEOID, as Census tables join: 1600000US5157000")]
    slug: Annotated[str, told("The name in URLs")]
    level: Annotated[Literal["place", "town", "county", "state", "metro"], told("What kind of subject it is")]
    name: Annotated[str, told("Name without its legal kind or state, such as Norfolk")]
    census_name: Annotated[str, told("The name as the Census Bureau publishes it")]
    state: Annotated[str, told("Postal code of the state, such as VA")]
    state_name: Annotated[str, told("Name of the state")]
    kind: Annotated[str, told("city, town, village, borough or another legal kind")]
    county: Annotated[
        County | None, told("Use county_fips and county_name: the county where most residents live", deprecated=True)
    ]
    metro: Annotated[
        Metro | None,
        told("Use cbsa and metro_title: the metropolitan or micropolitan area; null outside any", deprecated=True),
    ]
    latitude: Annotated[
        float | None, told("Degrees north of the equator; null where it is not published", unit="degrees")
    ]
    longitude: Annotated[
        float | None, told("Degrees east, so below 0 in America; null where it is not published", unit="degrees")
    ]
    featured: Annotated[bool, told("One of the 50 places of 100,000 or more with the highest homicide rates")]
    featured_rank: Annotated[
        int | None, told("Among the featured places by homicide rate, 1 to 50; null for the others")
    ]
    population: Annotated[Figure, told("Use latest_population: a list has an integer by this name", deprecated=True)]
    population_history: Annotated[tuple[YearValue, ...], told("Residents on July 1 by year, the oldest first")]
    homicides: Annotated[Homicides, told("Use latest_homicides: a list has an integer by this name", deprecated=True)]
    homicides_three_year: Annotated[
        HomicideMeanOfYears | None, told("Of the whole years among the last three; null with fewer than two")
    ]
    homicides_five_year: Annotated[
        HomicideMeanOfYears | None, told("Of the whole years among the last five; null with fewer than three")
    ]
    homicide_history: Annotated[
        tuple[Homicides, ...], told("Every year somebody counted, whole or not, the oldest first")
    ]
    price_level: Annotated[PriceLevel, told("What prices are here, U.S. = 100")]
    local_estimates: Annotated[
        tuple[LocalEstimate, ...],
        told("People at highest risk as counted locally, the newest first; empty where nobody published a count"),
    ]
    resources: Annotated[tuple[Resource, ...], told("The place’s own plans and offices, then what others published")]
    spending: Annotated[tuple[Spending, ...], told("What the place spends, as published")]
    costs_of_violence: Annotated[
        tuple[CostOfViolence, ...],
        told("What a shooting costs, as published in the place; empty where nobody published it"),
    ]
    published_pay: Annotated[
        tuple[PublishedPay, ...], told("Pay as published by employers here; empty where nobody published it")
    ]
    data_version: Annotated[str, told("Version of the facts")]
    budget: Annotated[BudgetSummary, told("By the caps methodology, nothing moved")]
    links: Annotated[Links, told("Addresses of what belongs to it")]
    county_fips: CountyFips
    county_name: CountyName
    cbsa: Cbsa
    metro_title: MetroTitle
    latest_population: Annotated[Figure, told("Residents on July 1 of the newest year")]
    latest_homicides: Annotated[
        Homicides, told("The newest whole year (local or complete); its value is null where nobody reported one")
    ]
    ages: Annotated[tuple[Age, ...] | UnsetType, told("Of a county: residents by age, together the population")] = UNSET
    population_covered_share: Annotated[
        Share | UnsetType, told("Of a state: the share of residents that its incorporated places hold")
    ] = UNSET
    people_held: Annotated[
        PeopleHeld | UnsetType, told("Of a state: how its residents divide; the parts add up to the population")
    ] = UNSET


def city_answer(place: PlaceFacts, *, version: str, budget: BudgetSummary, links: Links, cited: dict[str, Any]) -> City:
    """Return everything known of a place, each figure with its year and source; `cited` holds the members of `Cited`."""
    population = Figure(value=place.population, year=place.population_year, source=place.population_source)
    homicides = homicides_answer(place.homicides) if place.homicides else NOT_REPORTED
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
        population=population,
        population_history=shaped(tuple[YearValue, ...], place.population_history),
        homicides=homicides,
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
        county_fips=place.county_geoid,
        county_name=place.county_name,
        cbsa=place.metro_cbsa,
        metro_title=place.metro_title,
        latest_population=population,
        latest_homicides=homicides,
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
