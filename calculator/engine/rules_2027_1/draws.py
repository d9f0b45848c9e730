"""Draws that cover each assumption evenly: a shuffled stratum each, so that few draws tell much."""

import numpy as np
from numpy.typing import NDArray

Draws = NDArray[np.float64]


def generator_of(seed: int) -> np.random.Generator:
    """Return the generator that a seed stands for: the same seed gives the same draws."""
    return np.random.Generator(np.random.PCG64(seed))


def uniform(generator: np.random.Generator, count: int) -> Draws:
    """Return `count` numbers in 0–1, one in each of `count` equal parts, shuffled."""
    strata = generator.permutation(count)
    return (strata + generator.random(count)) / count


def triangular(generator: np.random.Generator, low: float, peak: float, high: float, count: int) -> Draws:
    """Return draws by the inverse of the distribution, so that a higher `low`, `peak` or `high` lowers none."""
    share = uniform(generator, count)
    if high == low:
        return np.full(count, low)
    turn = (peak - low) / (high - low)
    rising = low + np.sqrt(share * (high - low) * (peak - low))
    falling = high - np.sqrt((1 - share) * (high - low) * (high - peak))
    return np.where(share < turn, rising, falling)
