"""How sure is the budget: what each assumption does to the total alone, and what all of them do together."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calculator.engine.evaluate import evaluate, evaluate_arrays, line_again
from calculator.engine.methodology import Methodology, Parameter
from calculator.engine.rules_2027_1.draws import generator_of, triangular

DRAWS, SEED = 10_000, 2026
CHOICES = frozenset(["coverage_share"])  # decided, not estimated


@dataclass(frozen=True, slots=True)
class Swing:
    """One parameter at the ends of its evidence, everything else as it is: whole USD at each."""

    name: str
    label: str
    unit: str
    low: float
    value: float
    high: float
    total_low: int
    total_high: int

    @property
    def size(self) -> int:
        """How far apart the totals are, USD."""
        return abs(self.total_high - self.total_low)


@dataclass(frozen=True, slots=True)
class Band:
    """The 5th, 50th and 95th percentile."""

    p_five: float
    p_fifty: float
    p_ninety_five: float


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Every swing, largest first, and the joint bands of people at highest risk and of the total (USD)."""

    swings: tuple[Swing, ...]
    draws: int
    people: Band
    total: Band


def sensitivity_of(method: Methodology, inputs: Mapping[str, float], *, sent: Collection[str]) -> Sensitivity:
    """Return how far the total may be off; what was `sent` stays put.

    Raises MissingFactError where the scenario needs a fact that is not reported.
    """
    known = {**inputs, **evaluate(method, inputs)}  # so that a missing fact is told before anything is drawn
    uncertain = uncertain_of(method, inputs, sent=sent)
    swings = []
    for record in uncertain:
        low, high = (
            int(line_again(method, "total", {**known, record.name: end}, (record.name,))) for end in _ends(record)
        )
        swings.append(Swing(record.name, record.label, record.unit, *_spread(record, inputs), low, high))
    swings.sort(key=lambda swing: -swing.size)
    drawn = joint_of(method, inputs, uncertain)
    return Sensitivity(
        swings=tuple(swings),
        draws=DRAWS,
        people=_band(drawn["high_risk"]),
        total=_band(drawn["total"]),
    )


def uncertain_of(method: Methodology, inputs: Mapping[str, float], *, sent: Collection[str]) -> tuple[Parameter, ...]:
    """Return the parameters that evidence gives a range for and nobody sent, in the method's order."""
    return tuple(
        record
        for name, record in method.parameters.items()
        if record.low is not None and record.high is not None and name not in sent and name not in CHOICES
    )


def joint_of(method: Methodology, inputs: Mapping[str, float], uncertain: Collection[Parameter]) -> dict[str, Any]:
    """Return every line for each draw: all uncertain parameters at once, shape (draws,)."""
    generator = generator_of(SEED)
    drawn = {record.name: triangular(generator, *_spread(record, inputs), DRAWS) for record in uncertain}
    return evaluate_arrays(method, {**inputs, **drawn})


def _ends(record: Parameter) -> tuple[float, float]:
    return float(record.low or 0.0), float(record.high or 0.0)


def _spread(record: Parameter, inputs: Mapping[str, float]) -> tuple[float, float, float]:
    """Return low, value and high, the evidence widened to hold a value outside it."""
    (low, high), value = _ends(record), inputs[record.name]
    return min(low, value), value, max(high, value)


def _band(values: NDArray[np.float64]) -> Band:
    """Return the percentiles of the draws; one number where nothing moves it."""
    return Band(*(float(value) for value in np.percentile(values, [5, 50, 95])))
