"""Whose budget a question asks for: a county, places, or a typed population, read from its names and written back."""

from collections.abc import Sequence

from calculator.asking.given import Fault, FaultyError
from calculator.asking.question import Question
from calculator.asking.unknown import unknown_places
from calculator.subject import Subject, subject_of_place, subject_of_places, subject_typed
from profiles.selectors import PlaceFacts, PlaceNotFound, SubjectNotFound, find_place, find_subject
from web.quoting import quoted

MOST_PLACES = 500


def region_of(place_keys: Sequence[str]) -> Subject:
    """Return the named places as one subject. Raises FaultyError naming the first that are unknown."""
    if len(place_keys) > MOST_PLACES:
        message = f"names {len(place_keys):,} places; give a county, or at most {MOST_PLACES} places"
        raise FaultyError([Fault("place", message, f"1 to {MOST_PLACES} places")])
    places: dict[str, PlaceFacts] = {}
    unknown = []
    for key in place_keys:
        try:
            place = find_place(key)
            places[place.geoid] = place
        except PlaceNotFound as error:
            unknown.append(error)
    if unknown:
        raise FaultyError(unknown_places(unknown))
    return subject_of_places(list(places.values()))


def county_of(fips: str) -> Subject:
    """Return the county as one subject. Raises FaultyError."""
    try:
        return subject_of_place(find_subject("county", fips))
    except SubjectNotFound:
        raise FaultyError(
            [Fault("county", f"{quoted(fips[:80])} is no county we know", "a FIPS code of 5 digits")]
        ) from None


def subject_of_question(question: Question) -> Subject | None:
    """Return whose budget a query string asks for: its county, its places, or its population; None where none is named.

    Raises FaultyError where it names an unknown place or county, or both kinds at once.
    """
    counties = [value for name, value in question.subject if name == "county"]
    places = [value for name, value in question.subject if name == "place"]
    if len(counties) + bool(places) > 1:
        raise FaultyError([Fault("county", "give one county, or places, not both", "one county or several places")])
    if counties:
        return county_of(counties[0])
    if places:
        return region_of(places)
    population = question.scenario.facts.get("population")
    return None if population is None else subject_typed(population)


def subject_pairs(subject: Subject) -> tuple[tuple[str, str], ...]:
    """Return the pairs that name this region or county in a query string, each once, by codes that last."""
    if subject.kind == "county":
        return (("county", subject.places[0].geoid),)
    return tuple(("place", place.geoid) for place in subject.places) if subject.kind == "region" else ()
