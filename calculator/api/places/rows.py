"""Lists of places as they are answered: a row for each. What nobody reported is None, never zero."""

from typing import Annotated, Any, Literal

from calculator.api.places.area import Cbsa, CountyFips, CountyName, MetroTitle
from calculator.api.places.homicides import AREA_WORDS, rate_answer
from calculator.api.shapes import Count, Page, Shape, Share, Year, told
from profiles.selectors import PlaceFacts, people_held


class CityRow(Shape):
    """A place in a list."""

    geoid: Annotated[str, told("Census GEOID: of a place 7 digits, a town 10, a county or metro 5, a state 2; text")]
    slug: Annotated[str, told("The place’s name in URLs")]
    name: Annotated[str, told("Name without its legal kind or state, such as Norfolk")]
    state: Annotated[str, told("Postal code of the state, such as VA")]
    state_name: Annotated[str, told("Name of the state")]
    kind: Annotated[str, told("city, town, village, borough or another legal kind")]
    county: Annotated[str | None, told("Use county_name: the county where most residents live", deprecated=True)]
    metro: Annotated[str | None, told("Use metro_title: its metropolitan or micropolitan area", deprecated=True)]
    latitude: Annotated[
        float | None, told("Degrees north of the equator; null where it is not published", unit="degrees")
    ]
    longitude: Annotated[
        float | None, told("Degrees east, so below 0 in America; null where it is not published", unit="degrees")
    ]
    featured: Annotated[bool, told("One of the 50 places of 100,000 or more with the highest homicide rates")]
    population: Annotated[Count, told("Residents on July 1 of population_year", unit="people")]
    population_year: Annotated[Year, told("The year of `population`")]
    homicides: Annotated[
        Count | None, told("Victims in homicides_year; null: not reported, which is not zero", unit="homicides")
    ]
    homicides_year: Annotated[
        Year | None, told("The newest whole year, or the one asked for by year=; null where nobody reported it")
    ]
    homicides_per_100k: Annotated[
        float | None,
        told(
            "Per 100,000 residents of that year, or of the police area; none under 25,000 residents",
            unit="homicides per 100,000 people",
        ),
    ]
    homicides_area_population: Annotated[Count | None, told(AREA_WORDS, unit="people")]
    price_level: Annotated[
        float | None,
        told("BEA regional price parity, U.S. = 100; null where it is not published", unit="index (U.S. = 100)"),
    ]
    data_version: Annotated[str, told("Version of the facts")]
    level: Annotated[Literal["place", "town", "county", "state", "metro"], told("What kind of subject it is")]
    geoidfq: Annotated[str, told("The fully qualified GEOID, as Census tables join: 1600000US5157000")]
    county_fips: CountyFips
    county_name: CountyName
    cbsa: Cbsa
    metro_title: MetroTitle
    homicides_status: Annotated[str | None, told("How the year was reported; null where nobody did")]
    homicides_source: Annotated[str | None, told("A key of sources/")]
    data_release: Annotated[str | None, told("The release those facts belong to; null where they are newer than any")]


class StateRow(CityRow):
    """A state in a list."""

    population_covered_share: Annotated[Share, told("The share of residents that its incorporated places hold")]


class StateList(Page):
    """A page of states."""

    results: Annotated[tuple[StateRow, ...], told("The states of this page, in the order asked for")]


class CityList(Page):
    """A page of places."""

    results: Annotated[tuple[CityRow, ...], told("The rows of this page, in the order asked for")]


def city_row(place: PlaceFacts, *, version: str, release: str | None, year: int | None = None) -> CityRow:
    """Return one row of the list of places: its latest figures, or those of a year."""
    homicides, residents, population_year = place.homicides, place.population, place.population_year
    if year is not None:
        homicides = next((known for known in place.homicide_history if known.year == year), None)
        known = next((known for known in place.population_history if known.year == year), None)
        residents, population_year = (known.value, known.year) if known else (residents, population_year)
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
        population=residents,
        population_year=population_year,
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
