"""Draws that cover each assumption evenly: a shuffled stratum each, so that few draws tell much."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

Draws = NDArray[np.float64]
Spread = tuple[float, float, float]  # low, peak, high


def generator_of(seed: int, state: Mapping[str, Any] | None = None) -> np.random.Generator:
    """Return the generator that a seed stands for, or one that goes on from a state: the same seed gives the same draws."""
    bits = np.random.PCG64(seed)
    if state is not None:
        bits.state = cast(Any, state)
    return np.random.Generator(bits)


@lru_cache(maxsize=8)
def triangular_draws(seed: int, spreads: tuple[Spread, ...], count: int) -> tuple[tuple[Draws, ...], Mapping[str, Any]]:
    """Return `count` draws of each spread, one after the other, and the generator's state after them.

    They are the same for every community, so a process keeps those of the assumptions asked for last, 80 KB a spread.
    """
    generator = generator_of(seed)
    drawn = tuple(triangular(generator, low, peak, high, count) for low, peak, high in spreads)
    for each in drawn:
        each.flags.writeable = False
    return drawn, generator.bit_generator.state


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
