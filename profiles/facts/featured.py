"""The featured cities: a rule over the facts, not a list.

Whole years make the mean. A cited local count that stops before its year does is a floor under that year: where it
lies above the mean of the whole years, the place's rate is at least the mean with it, and it is ranked by that; a
place is not left out because its deadliest year was counted only to September. It is no figure of the year elsewhere.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

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
    floors: dict[int, int] = field(default_factory=dict)  # local counts that say "at least", by year


def mean_rate_per_100k(candidate: Candidate) -> float | None:
    """Mean over the whole years 2020-2024 of homicides / that year's population × 100,000; None under three.

    A floor is taken where it raises the mean.
    """
    rates = _rates(candidate, candidate.homicides)
    if len(rates) < MINIMUM_WHOLE_YEARS:
        return None
    for floor in sorted(_rates(candidate, candidate.floors), reverse=True):
        if floor * len(rates) > sum(rates):
            rates.append(floor)
    return sum(rates) / len(rates)


def _rates(candidate: Candidate, counts: Mapping[int, int]) -> list[float]:
    return [
        counts[year] / candidate.population[year] * 100_000
        for year in YEARS
        if year in counts and candidate.population.get(year, 0) > 0
    ]


def featured_ranks(candidates: Iterable[Candidate]) -> dict[str, int]:
    """Rank (1 = highest mean rate) of each featured place by GEOID, among places of 100,000 or more."""
    rated = [
        (rate, candidate.geoid)
        for candidate in candidates
        if candidate.latest_population >= MINIMUM_POPULATION and (rate := mean_rate_per_100k(candidate)) is not None
    ]
    rated.sort(key=lambda item: (-item[0], item[1]))
    return {geoid: rank for rank, (_, geoid) in enumerate(rated[:FEATURED_COUNT], start=1)}
