"""Putting a region together: who is in it, how its facts are made, and whom to add."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from calculator.asking.question import Question
from calculator.asking.subject import MOST_PLACES
from calculator.subject import Subject
from calculator.words.wording import counted, people
from profiles.selectors import (
    CountyFacts,
    PlaceFacts,
    find_county,
    neighbors,
    places_in_county,
    search_counties,
    search_places,
)

CALCULATOR = "/calculator/"
FOUND = 8
FOUND_COUNTIES = 4
NEAR = 5
MOST_LISTED = 60
MOST_LINKED = 40  # each link names all the others; beyond it boxes to untick take as much room as there are places


def present_region(subject: Subject, question: Question, search: str) -> dict[str, Any] | None:
    """Return the builder of templates/calculator/region.html; None for a typed population."""
    if subject.kind == "typed":
        return None
    members = () if subject.kind == "county" else subject.places
    inside = places_in_county(subject.places[0].geoid) if subject.kind == "county" else []
    boxes = len(members) > MOST_LINKED
    return {
        "kind": subject.kind,
        "places": [
            {
                "label": _label(place),
                "residents": people(place.population),
                "geoid": place.geoid,
                "remove_url": "" if boxes else searching(_url(question, _without(members, place)), search),
            }
            for place in members
        ],
        "county_places": [_label(place) for place in inside[:MOST_LISTED]],
        "county_more": max(0, len(inside) - MOST_LISTED),
        "clear_url": CALCULATOR,
        "how": _how(subject),
        "search_text": search,
        "boxes": boxes,
        **found_links(question, search, members),
        "full": len(members) >= MOST_PLACES,
        "near": _place_links(question, _near(members), members),
        "counties": _county_links(question, _counties_of(members)),
    }


def found_links(question: Question, search: str, members: Sequence[PlaceFacts] = ()) -> dict[str, Any]:
    """Return the places and counties that a search found, each a link that takes it and keeps the settings."""
    if not search.strip():
        return {"found": [], "found_counties": []}
    known = {place.geoid for place in members}
    places = [place for place in search_places(search, limit=FOUND + len(known)) if place.geoid not in known][:FOUND]
    return {
        "found": _place_links(question, places, members),
        "found_counties": _county_links(question, search_counties(search, limit=FOUND_COUNTIES)),
    }


def searching(url: str, search: str) -> str:
    """Return the address with what is looked for among places, so that a click elsewhere does not lose it."""
    return f"{url}{'&' if '?' in url else '?'}{urlencode({'search': search})}" if search else url


def _place_links(
    question: Question, places: Sequence[PlaceFacts], members: Sequence[PlaceFacts]
) -> list[dict[str, str]]:
    return [
        {
            "label": f"{place.name}, {place.state_name}",
            "meta": counted(place.population, "resident", "residents")
            + (f", {place.county_name}" if place.county_name else ""),
            "url": _url(question, [*members, place]),
        }
        for place in places
    ]


def _county_links(question: Question, counties: Sequence[CountyFacts]) -> list[dict[str, str]]:
    return [
        {
            "label": f"All of {county.name}, {county.state}",
            "meta": f"{counted(county.population, 'resident', 'residents')}, "
            f"{counted(len(county.place_geoids), 'place', 'places')}",
            "url": replace(_keeping(question), subject=(("county", county.geoid),)).url(CALCULATOR, tab=question.tab),
        }
        for county in counties
    ]


def _url(question: Question, members: Sequence[PlaceFacts]) -> str:
    """Return the calculator of these places; facts that were typed for the region before are not this region's."""
    subject = tuple(("place", place.geoid) for place in members)
    return replace(_keeping(question), subject=subject).url(CALCULATOR, tab=question.tab) if members else CALCULATOR


def _keeping(question: Question) -> Question:
    return replace(question, scenario=replace(question.scenario, facts={}))


def _without(members: Sequence[PlaceFacts], gone: PlaceFacts) -> list[PlaceFacts]:
    return [place for place in members if place.geoid != gone.geoid]


def _near(members: Sequence[PlaceFacts]) -> list[PlaceFacts]:
    """Return the nearest places to the largest member that are not members."""
    if not members:
        return []
    known = {place.geoid for place in members}
    center = _largest(members)[0]
    return [place for place in neighbors(center, limit=NEAR + len(known)) if place.geoid not in known][:NEAR]


def _counties_of(members: Sequence[PlaceFacts]) -> list[CountyFacts]:
    keys = dict.fromkeys(place.county_geoid for place in _largest(members) if place.county_geoid)
    return [find_county(key) for key in list(keys)[:FOUND_COUNTIES]]


def _largest(places: Sequence[PlaceFacts]) -> list[PlaceFacts]:
    return sorted(places, key=lambda place: (-place.population, place.geoid))


def _label(place: PlaceFacts) -> str:
    return f"{place.name}, {place.state}"


def _how(subject: Subject) -> str:
    """Return how the region's facts are made."""
    if subject.kind == "county":
        return (
            f"Residents are the county’s own figure ({subject.places[0].population_year}), so people outside any city count "
            "too. Counties report no single homicide figure; type one under “Local facts” to use it. The price level is "
            "that of the county’s metropolitan area, or of the rest of its state."
        )
    years = sorted({place.population_year for place in subject.places})
    return (
        f"Residents are summed ({', '.join(map(str, years))}) before any formula runs, and a place named twice counts once. "
        "Homicides are summed only where every place reported them. The price level is weighted by residents."
    )
