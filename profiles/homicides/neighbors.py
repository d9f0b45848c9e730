"""What a year's neighbors say: is a count too low to be a whole year's?"""

from collections.abc import Mapping
from math import exp
from statistics import median

REACH_YEARS = 3
FEWEST_NEIGHBORS = 2
LARGEST_SHARE = 0.5
LARGEST_CHANCE = 0.02


def expected(year: int, whole: Mapping[int, int], national: Mapping[int, float]) -> float | None:
    """The median of the whole years up to three each side, each scaled by the nation's change from it to `year`;
    None where fewer than two are known.
    """
    near = [
        count * national[year] / national[other]
        for other, count in whole.items()
        if other != year and abs(other - year) <= REACH_YEARS
    ]
    return median(near) if len(near) >= FEWEST_NEIGHBORS else None


def poisson_chance(count: int, mean: float) -> float:
    """The chance of `count` or fewer where `mean` are expected."""
    term = total = exp(-mean)
    for k in range(1, count + 1):
        term *= mean / k
        total += term
    return min(total, 1.0)


def too_low(count: int, mean: float) -> bool:
    """Whether a count is at most half of what is expected, and chance alone would show so few less than once in 50."""
    return count <= LARGEST_SHARE * mean and poisson_chance(count, mean) < LARGEST_CHANCE
