"""ROUND and CEIL as the methodology means them."""

import math


def whole(value: float) -> int:
    """The nearest whole number, half away from zero; what lies within 2**-50 of itself below a half is the half."""
    return int(math.copysign(math.floor(abs(value) * (1 + 2**-50) + 0.5), value))


def split(amount: int, weights: list[float]) -> list[int]:
    """Whole parts of an amount by weight, each the step of a rounded running sum, so that they add up to it."""
    everything = sum(weights)
    if everything == 0:
        weights, everything = [1.0] * len(weights), float(len(weights))
    reached = [whole(amount * sum(weights[: place + 1]) / everything) for place in range(len(weights))]
    return [now - before for now, before in zip(reached, [0, *reached], strict=False)]
