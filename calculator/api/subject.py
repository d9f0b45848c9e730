"""Whom an answer is about."""

from typing import Annotated, Literal

from calculator.api.shapes import Shape, Year, told
from calculator.subject import Subject as Asked


class Subject(Shape):
    """Whom a budget is for."""

    kind: Literal["place", "region", "county", "typed"]
    name: str
    geoid: Annotated[str | None, told("GEOID of the place or county")]
    slug: Annotated[str | None, told("Slug of the place")]
    state: Annotated[str | None, told("Postal code")]
    population_year: Annotated[Year | None, told("Year of the published population")]
    homicides_year: Annotated[Year | None, told("Year of the published homicides")]
    places: Annotated[list[str], told("GEOIDs of the places taken together")]


def subject_answer(subject: Asked) -> Subject:
    """Return whom a budget is for: one place, several, a county, or a population typed in."""
    place, county = subject.place, subject.county
    known = place or county
    return Subject(
        kind=subject.kind,
        name=subject.name,
        geoid=known.geoid if known else None,
        slug=place.slug if place else None,
        state=known.state if known else None,
        population_year=known.population_year if known else None,
        homicides_year=place.own_homicides.year if place and place.own_homicides else None,
        places=[] if county else [member.geoid for member in subject.places],
    )
