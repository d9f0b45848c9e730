"""The featured cities: a rule over the facts, not a list."""

from collections.abc import Iterable
from dataclasses import dataclass

FEATURED_COUNT = 50
MINIMUM_POPULATION = 100_000
YEARS = range(2020, 2025)
MINIMUM_WHOLE_YEARS = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the rule looks at: population, and homicides by whole year of the place itself (of no larger police area)."""

    geoid: str
    latest_population: int
    population: dict[int, int]
    homicides: dict[int, int]


def mean_rate_per_100k(candidate: Candidate) -> float | None:
    """Mean over the whole years 2020-2024 of homicides / that year's population × 100,000; None under three."""
    rates = [
        candidate.homicides[year] / candidate.population[year] * 100_000
        for year in YEARS
        if year in candidate.homicides and candidate.population.get(year, 0) > 0
    ]
    return sum(rates) / len(rates) if len(rates) >= MINIMUM_WHOLE_YEARS else None


def featured_ranks(candidates: Iterable[Candidate]) -> dict[str, int]:
    """Rank (1 = highest mean rate) of each featured place by GEOID, among places of 100,000 or more."""
    rated = [
        (rate, candidate.geoid)
        for candidate in candidates
        if candidate.latest_population >= MINIMUM_POPULATION and (rate := mean_rate_per_100k(candidate)) is not None
    ]
    rated.sort(key=lambda item: (-item[0], item[1]))
    return {geoid: rank for rank, (_, geoid) in enumerate(rated[:FEATURED_COUNT], start=1)}
