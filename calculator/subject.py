"""What a budget is for: one subject (a place, town, county, state or metro), several places together, or a population."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from profiles.editorial.memory import LocalEstimate, local_estimates
from profiles.selectors import PlaceFacts, place_table

NOT_REPORTED = math.nan
NATIONAL_PRICE_LEVEL = 100.0
# Of the newest whole year; means of the whole years among the last three and five that are counted.
HOMICIDE_FACTS = ("homicides", "homicides_three_year", "homicides_five_year")
NO_HOMICIDES = dict.fromkeys(HOMICIDE_FACTS, NOT_REPORTED)
IN_A_YEAR = "in a year"  # how a count is best made: of everybody within a year, not on one day


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose budget it is, and its own facts by name; NaN = not reported."""

    kind: Literal["place", "town", "county", "state", "metro", "region", "typed"]
    name: str
    facts: Mapping[str, float]
    places: tuple[PlaceFacts, ...] = ()

    @property
    def in_sentence(self) -> str:
        """The name as it stands inside a sentence: a population typed in has no name of its own."""
        return f"{self.name[0].lower()}{self.name[1:]}" if self.kind == "typed" else self.name

    @property
    def place(self) -> PlaceFacts | None:
        """The one place, town, county, state or metro, where it is one."""
        return self.places[0] if self.kind not in ("region", "typed") else None


def counted_by(place: PlaceFacts, years: Sequence[int]) -> str:
    """Return who counted the place's homicides of `years`, and the years: "WLBT; MLive, 2021, 2023"."""
    sources = place_table().sources
    names = dict.fromkeys(
        item.publisher or f"{sources[item.source].publisher}, {sources[item.source].title}"
        for item in place.homicide_history
        if item.year in years
    )
    return f"{'; '.join(names)}, {', '.join(str(year) for year in years)}"


def subject_of_place(place: PlaceFacts) -> Subject:
    """Return the place, town, county, state or metro with its latest published facts.

    A county's or metro's homicides are not reported as one figure, so they are open until somebody types them in.
    """
    return Subject(kind=place.level, name=place.full_name, facts=_facts(place), places=(place,))


def subject_of_places(places: Sequence[PlaceFacts]) -> Subject:
    """Return several places summed before any formula runs; the price level is weighted by residents.

    Homicides are summed only where every place has a whole year: a missing figure is not zero.
    """
    if len(places) == 1:
        return subject_of_place(places[0])
    facts = [_facts(place) for place in places]
    population = sum(fact["population"] for fact in facts)
    priced = [fact for fact in facts if not math.isnan(fact["price_level"]) and fact["population"]]
    weight = sum(fact["population"] for fact in priced)
    level = sum(fact["price_level"] * fact["population"] for fact in priced) / weight if weight else NOT_REPORTED
    return Subject(
        kind="region",
        name=_together([place.name for place in places]),
        facts={"population": population, "price_level": level}
        | {name: sum(fact[name] for fact in facts) for name in HOMICIDE_FACTS},
        places=tuple(places),
    )


def subject_typed(population: float) -> Subject:
    """Return a population without a place, at the national price level."""
    facts = {"population": population, "price_level": NATIONAL_PRICE_LEVEL} | NO_HOMICIDES
    return Subject(kind="typed", name=f"A population of {population:,.0f}", facts=facts)


def local_estimate(place: PlaceFacts) -> LocalEstimate | None:
    """Return the approved local count of everybody at highest risk that the third basis starts from."""
    return next((count for count in counts_of_everybody(place) if count.offered), None)


def counts_of_everybody(place: PlaceFacts) -> tuple[LocalEstimate, ...]:
    """Return the approved local counts of everybody at highest risk: those counted in a year first, the newest first."""
    totals = [estimate for estimate in local_estimates(place.geoid) if estimate.kind == "total"]
    return tuple(sorted(totals, key=lambda count: count.when_counted != IN_A_YEAR))


def counts_of_all(subject: Subject) -> tuple[LocalEstimate, ...]:
    """Return the counts of the subject's one place; several places have none of their own."""
    return counts_of_everybody(subject.place) if subject.place else ()


def _facts(place: PlaceFacts) -> dict[str, float]:
    estimate = local_estimate(place)
    return {
        "local_high_risk": NOT_REPORTED if estimate is None else float(estimate.people),
        "population": float(place.population),
        "homicides": float(place.own_homicides.value) if place.own_homicides else NOT_REPORTED,
        "homicides_three_year": NOT_REPORTED
        if place.homicides_three_year is None
        else place.homicides_three_year.value,
        "homicides_five_year": NOT_REPORTED if place.homicides_five_year is None else place.homicides_five_year.value,
        "price_level": NOT_REPORTED if place.price_level is None else place.price_level,
    }


def _together(names: list[str]) -> str:
    if len(names) > 4:
        names = [*names[:3], f"{len(names) - 3} more places"]
    return ", ".join(names[:-1]) + " and " + names[-1]
