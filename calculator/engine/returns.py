"""What a program might return: a low, a central and a high answer, and thousands of draws between them."""

from dataclasses import dataclass

from calculator.engine.returns_rules import Perspective


@dataclass(frozen=True, slots=True)
class Effect:
    """The share (0–1) by which shootings among the people reached might fall; low ≤ central ≤ high."""

    low: float
    central: float
    high: float

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.central <= self.high <= 1:
            raise ValueError("an effect needs 0 ≤ low ≤ central ≤ high ≤ 1")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One answer: cases averted over the years counted, the cost they would have had (USD), and that per dollar."""

    effect: float
    homicides_averted: float
    nonfatal_averted: float
    benefit: int
    benefit_per_dollar: float | None


@dataclass(frozen=True, slots=True)
class Distribution:
    """The draws of benefit per dollar: columns for a chart, percentiles, and how often benefits exceed the cost.

    `edges` has one more element than `counts`; shares are 0–1.
    """

    draws: int
    edges: tuple[float, ...]
    counts: tuple[int, ...]
    percentile_five: float
    median: float
    percentile_ninety_five: float
    probability_benefit_exceeds_cost: float


@dataclass(frozen=True, slots=True)
class Returns:
    """The whole answer from one perspective. Homicides at break-even are a year."""

    perspective: Perspective
    homicides: float
    years_counted: int
    cost: int
    low: Outcome
    central: Outcome
    high: Outcome
    distribution: Distribution | None  # None where nothing is spent
    break_even_homicides: float
    break_even_with_nonfatal: float
