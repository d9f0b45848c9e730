"""From values to places on a chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, isfinite, log10


def coordinate(value: float) -> str:
    """Write a coordinate with at most two decimals, no trailing zeros; NaN and infinity are a ValueError."""
    if not isfinite(value):
        raise ValueError(f"a chart cannot place {value!r}")
    rounded = round(value, 2) or 0.0  # never "-0"
    return f"{rounded:.2f}".rstrip("0").rstrip(".")


SMALLEST_SPAN = 1e-6  # closer together than this is one value: no chart here shows millionths


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from `low..high` to `start..end`; an empty domain puts everything at `start`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return start + (value - low) / (high - low) * (end - start)."""
        if self.high == self.low:
            return self.start
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def round_step(span: float, steps: int) -> float:
    """Return the smallest of 1, 2, 2.5, 5 * 10ⁿ that covers `span` in at most `steps` steps."""
    if span <= 0:
        return 1.0
    raw = span / steps
    magnitude = 10.0 ** floor(log10(raw))
    return next(m * magnitude for m in (1, 2, 2.5, 5, 10) if m * magnitude >= raw * (1 - 1e-9))


def round_ticks(
    values: Sequence[float], *, steps: int = 4, from_zero: bool = True, least_step: float = 0.0
) -> list[float]:
    """Return evenly spaced round numbers that enclose `values` (and zero, unless told otherwise).

    `least_step` keeps an axis of whole things from naming the same number twice.
    """
    low, high = min(values), max(values)
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low < SMALLEST_SPAN:
        high = low + 1.0
    step = max(round_step(high - low, steps), least_step)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [number * step for number in range(first, last + 1)]
