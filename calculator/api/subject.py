"""Whom an answer is about."""

from typing import Annotated, Literal

from calculator.api.shapes import Shape, Year, told
from calculator.subject import Subject as Asked


class Subject(Shape):
    """Whom a budget is for."""

    kind: Literal["place", "town", "county", "state", "metro", "region", "typed"]
    name: str
    geoid: Annotated[str | None, told("GEOID of the one place, town, county, state or metro")]
    slug: Annotated[str | None, told("Its slug")]
    state: Annotated[str | None, told("Postal code")]
    population_year: Annotated[Year | None, told("Year of the published population")]
    homicides_year: Annotated[Year | None, told("Year of the published homicides")]
    places: Annotated[list[str], told("GEOIDs of the places taken together")]


def subject_answer(subject: Asked) -> Subject:
    """Return whom a budget is for: one subject, several places, or a population typed in."""
    place = subject.place
    return Subject(
        kind=subject.kind,
        name=subject.name,
        geoid=place.geoid if place else None,
        slug=place.slug if place else None,
        state=place.state if place else None,
        population_year=place.population_year if place else None,
        homicides_year=place.own_homicides.year if place and place.own_homicides else None,
        places=[member.geoid for member in subject.places if member.level in ("place", "town")],
    )
