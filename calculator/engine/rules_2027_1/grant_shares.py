"""Whole dollars and whole posts divided among several, so that the parts add up."""

from collections.abc import Sequence

from calculator.engine.functions import round_half_away


def divided(amount: int, weights: Sequence[float]) -> list[int]:
    """Return whole parts of `amount` by weight: steps of a rounded running sum. Where all are zero the last takes all."""
    everything, running, parts, before = sum(weights), 0.0, [], 0
    for weight in weights:
        running += weight
        reached = int(round_half_away(amount * running / everything)) if everything else 0
        parts.append(reached - before)
        before = reached
    parts[-1] += amount - before
    return parts


def by_period(amount: int, *, place: int, periods: int) -> int:
    """Return the even part of an amount over the award that falls into the period at `place` (from 0)."""
    return divided(amount, [1.0] * periods)[place]


def posts_divided(asked: int, wanted: Sequence[int]) -> list[int]:
    """Return how many of the posts asked for go to each, first come first served, and last how many are left."""
    given, left = [], asked
    for count in wanted:
        given.append(min(count, left))
        left -= given[-1]
    return [*given, left]
