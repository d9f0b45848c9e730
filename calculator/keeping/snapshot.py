"""A subject as plain JSON values and back: what a saved scenario keeps, so that its facts never change."""

import math
from collections.abc import Mapping
from dataclasses import MISSING, asdict, fields
from typing import Any

from calculator.subject import Subject
from profiles.selectors import HomicideMean, HomicideYear, PlaceFacts, SourceCount, Status, YearValue, place_table

TUPLES = ("counties", "population_history", "homicide_history", "doubtful_years", "place_geoids", "years")


def snapshot_of(subject: Subject) -> dict[str, Any]:
    """Return the subject with every fact and its years and sources; a figure not reported is null.

    Histories are kept for one place, whose memo draws them; a region or county needs only the latest figures.
    """
    places = [asdict(place) for place in subject.places]
    if subject.place is None:
        for place in places:
            place["population_history"] = place["homicide_history"] = place["doubtful_years"] = ()
    return {
        "kind": subject.kind,
        "name": subject.name,
        "facts": {name: None if math.isnan(value) else value for name, value in subject.facts.items()},
        "places": places,
    }


def subject_from(snapshot: Mapping[str, Any]) -> Subject:
    """Return the subject as it was. A field that facts have gained since then is missing; one they lost is dropped."""
    facts = {name: math.nan if value is None else float(value) for name, value in snapshot["facts"].items()}
    county = snapshot.get("county")  # until counties were subjects of their own they were kept beside their places
    places = (_county(county, facts),) if county else tuple(_place(place) for place in snapshot["places"])
    return Subject(kind=snapshot["kind"], name=snapshot["name"], facts=facts, places=places)


def _county(stored: Mapping[str, Any], facts: Mapping[str, float]) -> PlaceFacts:
    """Return a county that was saved without a name for URLs or its state's name, with the price level it had."""
    known = place_table().of("county").get(stored["geoid"])
    level = facts["price_level"]
    return _place(
        {
            **(asdict(known) if known else {}),
            **{name: stored[name] for name in ("geoid", "name", "state", "population", "population_year")},
            "level": "county",
            "price_level": None if math.isnan(level) else level,
            "population_history": (),
            "homicide_history": (),
            "homicides": None,
        }
    )


def _place(stored: Mapping[str, Any]) -> PlaceFacts:
    values = _values(PlaceFacts, stored)
    values["population_history"] = tuple(YearValue(**_values(YearValue, year)) for year in values["population_history"])
    for name in ("homicide_history", "doubtful_years"):
        values[name] = tuple(_homicides(year) for year in values[name])
    values["homicides"] = _homicides(values["homicides"]) if values["homicides"] else None
    for name in ("homicides_three_year", "homicides_five_year"):
        values[name] = HomicideMean(**_values(HomicideMean, values[name])) if values[name] else None
    return PlaceFacts(**values)


def _homicides(stored: Mapping[str, Any]) -> HomicideYear:
    values = _values(HomicideYear, stored)
    values["status"] = Status(values["status"])
    values["other"] = tuple(_other(other) for other in values["other"] or ())
    return HomicideYear(**values)


def _other(stored: Any) -> SourceCount:
    """A count beside the leading one; up to edition 2026.1 it was a pair of source and value."""
    return SourceCount(**stored) if isinstance(stored, Mapping) else SourceCount(*stored)


def _values(kind: type, stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return a value for each field of the dataclass `kind`."""
    values = {
        field.name: stored.get(field.name, None if field.default is MISSING else field.default)
        for field in fields(kind)
    }
    return {name: tuple(value or ()) if name in TUPLES else value for name, value in values.items()}
