"""What a program might return: a low, a central and a high answer, and thousands of draws between them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

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
class View:
    """One perspective of several: present USD of the constant year at the low, central and high effect.

    None: nothing is spent, nothing is averted, or a case costs nothing. Homicides at break-even are a year.
    """

    perspective: Perspective
    homicide_cost: float  # USD of the constant year
    nonfatal_cost: float
    benefit: tuple[int, int, int]
    benefit_per_dollar: tuple[float | None, float | None, float | None]
    probability_benefit_exceeds_cost: float | None
    break_even_homicides: float
    break_even_with_nonfatal: float
    cost_per_shooting_averted: float | None


@dataclass(frozen=True, slots=True)
class Baseline:
    """Homicides a year without the program, the smaller of the latest year and the mean of three (NaN: not reported)."""

    value: float
    latest: float
    three_year: float
    varies: bool  # whether the draws let it vary, as counts of few years do by chance


@dataclass(frozen=True, slots=True)
class Returns:
    """The whole answer from one perspective; homicides at break-even are a year. Later editions answer from every
    perspective at once, in `views` by key.
    """

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
    views: Mapping[str, View] = field(default_factory=dict)
    baseline: Baseline | None = None
    constant_year: int | None = None
    measure: int | None = None  # 1: shootings in the areas served, 2: shootings connected to the people reached
    share_of_shootings: float | None = None
