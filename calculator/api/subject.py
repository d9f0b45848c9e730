"""Whom an answer is about."""

from typing import Annotated, Literal

from calculator.api.shapes import Shape, Year, told
from calculator.subject import Subject as Asked


class Subject(Shape):
    """Whom a budget is for."""

    kind: Annotated[
        Literal["place", "town", "county", "state", "metro", "region", "typed"],
        told("What it is; region: several places taken together; typed: a population without a place"),
    ]
    name: Annotated[str, told("Its name, as a heading would say it")]
    geoid: Annotated[
        str | None,
        told(
            "Census GEOID of the one place, town, county, state or metro, text; null for several places or a typed population"
        ),
    ]
    slug: Annotated[str | None, told("The name in URLs; null where the budget is for no one subject")]
    state: Annotated[str | None, told("Postal code of the state; null of a typed population, and of several states")]
    population_year: Annotated[Year | None, told("Year of the published population; null where it was typed")]
    homicides_year: Annotated[
        Year | None, told("Year of the published homicides; null where none are published or they were typed")
    ]
    places: Annotated[list[str], told("GEOIDs of the places taken together; empty where it is one subject")]


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
