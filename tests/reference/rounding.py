"""ROUND and CEIL as the methodology means them."""

import math


def whole(value: float) -> int:
    """The nearest whole number, half away from zero, after the noise beyond fifteen digits is dropped."""
    clean = float(f"{value:.15g}")
    return int(math.copysign(math.floor(abs(clean) + 0.5), clean))


def split(amount: int, weights: list[float]) -> list[int]:
    """Whole parts of an amount by weight, each the step of a rounded running sum, so that they add up to it."""
    everything = sum(weights)
    if everything == 0:
        weights, everything = [1.0] * len(weights), float(len(weights))
    reached = [whole(amount * sum(weights[: place + 1]) / everything) for place in range(len(weights))]
    return [now - before for now, before in zip(reached, [0, *reached], strict=False)]
