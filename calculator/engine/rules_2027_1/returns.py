"""What a program might return: every perspective side by side, in constant dollars, and thousands of draws between."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calculator.engine.errors import MissingFactError, TooFewWorkersError
from calculator.engine.evaluate import run_lines
from calculator.engine.functions import ARRAY_FUNCTIONS, SCALAR_FUNCTIONS, power
from calculator.engine.rules_2027_1.draws import generator_of, triangular
from calculator.engine.rules_2027_1.returns_rules import OWN, Perspective, ReturnsRules

COLUMNS = 24
AREA, PERSON = 1, 2
EFFECTS = ("effect_low", "effect_central", "effect_high")


@dataclass(frozen=True, slots=True)
class WorkYear:
    """A year's work and its cost: shares 0–1, planned frontline posts, whole USD of `dollars_of`; `year` of a plan."""

    coverage_share: float
    worked_share: float
    frontline_staff: int
    cost: int
    dollars_of: int
    year: int | None = None  # None: one year's budget, no calendar year


@dataclass(frozen=True, slots=True)
class ReturnsTerms:
    """What was asked: every parameter (NaN where open), and which of them were `sent`, and so are certain."""

    parameters: Mapping[str, float]
    sent: frozenset[str] = frozenset()
    perspective: str = "taxpayer_average"

    def __post_init__(self) -> None:
        low, central, high = (self.parameters[name] for name in EFFECTS)
        if not -0.5 <= low <= central <= high <= 1:
            raise ValueError("an effect needs -0.5 ≤ low ≤ central ≤ high ≤ 1")


@dataclass(frozen=True, slots=True)
class Baseline:
    """Homicides a year without the program, and the two figures of which it is the smaller."""

    value: float
    latest: float
    three_year: float
    varies: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """Cases averted over the years counted, not discounted, at one effect."""

    effect: float
    homicides_averted: float
    nonfatal_averted: float


@dataclass(frozen=True, slots=True)
class Distribution:
    """The draws of benefit per dollar: columns for a chart and percentiles. `edges` has one more than `counts`."""

    draws: int
    edges: tuple[float, ...]
    counts: tuple[int, ...]
    percentile_five: float
    median: float
    percentile_ninety_five: float


@dataclass(frozen=True, slots=True)
class View:
    """The answer from one perspective: present USD of the constant year, low, central and high.

    None: nothing is spent, nothing is averted, or a homicide costs nothing.
    """

    perspective: Perspective
    homicide_cost: float
    nonfatal_cost: float
    benefit: tuple[int, int, int]
    benefit_per_dollar: tuple[float | None, float | None, float | None]
    probability_benefit_exceeds_cost: float | None
    break_even_homicides: float | None
    break_even_with_nonfatal: float | None
    cost_per_shooting_averted: float | None
    distribution: Distribution | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Returns:
    """The whole answer. `cost` is whole present USD of `constant_year`."""

    baseline: Baseline
    measure: int
    share_of_shootings: float
    years_counted: int
    constant_year: int
    cost: int
    low: Outcome
    central: Outcome
    high: Outcome
    views: Mapping[str, View]
    asked: str

    @property
    def view(self) -> View:
        """The perspective that was asked for."""
        return self.views[self.asked]


def returns_of(
    rules: ReturnsRules,
    terms: ReturnsTerms,
    *,
    homicides: float,
    homicides_three_year: float,
    homicides_sent: bool,
    years: Sequence[WorkYear],
) -> Returns:
    """Return what a program of these years might return.

    Raises MissingFactError where no homicides are reported (NaN): that is not zero; TooFewWorkersError where no year has
    as many frontline posts as an effect needs.
    """
    known = [figure for figure in (homicides, homicides_three_year) if not math.isnan(figure)]
    if not known:
        raise MissingFactError("homicides")
    if all(year.frontline_staff < rules.least_frontline for year in years):
        raise TooFewWorkersError(rules.least_frontline)
    values = terms.parameters
    baseline = Baseline(
        value=min(known),
        latest=homicides,
        three_year=homicides_three_year,
        varies=not homicides_sent and values["vary_homicides"] >= 1,
    )
    inputs = {**values, **_work(rules, values, years), "baseline": baseline.value}
    at_effects = [{**inputs, "effect": values[name]} for name in EFFECTS]
    averted = [_run(rules, {**each, "homicide_cost": 1.0, "nonfatal_cost": 0.0}) for each in at_effects]
    drawn = _drawn(rules, terms, inputs, baseline)
    low, central, high = (
        Outcome(each["effect"], line["homicides_averted"], line["nonfatal_averted"])
        for each, line in zip(at_effects, averted, strict=True)
    )
    return Returns(
        baseline=baseline,
        measure=int(values["effect_measure"]),
        share_of_shootings=inputs["share_of_shootings"],
        years_counted=len(years),
        constant_year=int(values["constant_year"]),
        cost=round(inputs["cost"]),
        low=low,
        central=central,
        high=high,
        views={
            perspective.key: _view(rules, perspective, unit_costs, at_effects, drawn)
            for perspective in rules.perspectives.values()
            if (unit_costs := unit_costs_of(rules, perspective, values)) is not None
        },
        asked=terms.perspective,
    )


def unit_costs_of(
    rules: ReturnsRules, perspective: Perspective, values: Mapping[str, float]
) -> tuple[float, float] | None:
    """Return USD of the constant year for a homicide and a nonfatal shooting; None where nobody typed one's own."""
    if perspective.key == OWN:
        homicide, nonfatal = values["cost_per_homicide"], values["cost_per_nonfatal"]
        return None if math.isnan(homicide) else (homicide, 0.0 if math.isnan(nonfatal) else nonfatal)
    rise = rules.prices.between(perspective.price_year or rules.index_year, int(values["constant_year"]))
    return (perspective.cost_per_homicide or 0.0) * rise, (perspective.cost_per_nonfatal or 0.0) * rise


def _work(rules: ReturnsRules, values: Mapping[str, float], years: Sequence[WorkYear]) -> dict[str, float]:
    """Return the sums over the years that the lines take: work done, its cost, and the discount factors."""
    area_given = values["effect_measure"] < PERSON and not math.isnan(values["share_in_area"])
    factors = [power(1 + values["discount_share"], -index) for index in range(len(years))]
    done = [
        0.0
        if year.frontline_staff < rules.least_frontline
        else year.worked_share * (1.0 if area_given else year.coverage_share)
        for year in years
    ]
    share = values["share_in_area"] if area_given else 1.0
    costs = [_constant(rules, values, year) for year in years]
    return {
        "worked": sum(done),
        "worked_present": sum(each * factor for each, factor in zip(done, factors, strict=True)),
        "share_of_shootings": values["share_connected"] if values["effect_measure"] >= PERSON else share,
        "cost": sum(cost * factor for cost, factor in zip(costs, factors, strict=True)),
        "discount_years": sum(factors),
    }


def _constant(rules: ReturnsRules, values: Mapping[str, float], year: WorkYear) -> float:
    """Return a year's cost in USD of the constant year, not discounted."""
    to, rise = int(values["constant_year"]), values["inflation_share"]
    if year.year is None:
        return year.cost * rules.prices.between(year.dollars_of, to, later_rise=rise)
    since = power(1 + rise, year.year - rules.index_year)
    return year.cost / since * rules.prices.between(rules.index_year, to)


def _drawn(rules: ReturnsRules, terms: ReturnsTerms, inputs: Mapping[str, float], baseline: Baseline) -> dict[str, Any]:
    """Return the inputs with what is uncertain as arrays of shape (draws,), in the order that the seed fixes."""
    values, count = terms.parameters, rules.draws
    generator = generator_of(int(values["seed"]))
    low, central, high = (values[name] for name in EFFECTS)
    drawn: dict[str, Any] = {"effect": triangular(generator, low, central, high, count)}
    uncertain = {"nonfatal_per_homicide": "nonfatal_per_homicide"}
    if values["effect_measure"] >= PERSON:
        uncertain["share_connected"] = "share_of_shootings"
    for name, takes_place_of in uncertain.items():
        record = rules.parameters[name]
        if name not in terms.sent and record.low is not None and record.high is not None:
            drawn[takes_place_of] = triangular(generator, record.low, values[name], record.high, count)
    if baseline.varies:
        drawn["baseline"] = generator.poisson(baseline.value * 3, count) / 3
    return {**inputs, **drawn}


def _view(
    rules: ReturnsRules,
    perspective: Perspective,
    unit_costs: tuple[float, float],
    at_effects: Sequence[Mapping[str, float]],
    drawn: Mapping[str, Any],
) -> View:
    costs = {"homicide_cost": unit_costs[0], "nonfatal_cost": unit_costs[1]}
    low, central, high = (_run(rules, {**each, **costs}) for each in at_effects)
    spent = at_effects[0]["cost"]
    benefits = np.broadcast_to(run_lines(rules, ARRAY_FUNCTIONS, {**drawn, **costs})["benefit"], rules.draws)
    paid = spent > 0

    def per_dollar(line: Mapping[str, float]) -> float | None:
        return line["benefit_per_dollar"] if paid else None

    return View(
        perspective=perspective,
        homicide_cost=unit_costs[0],
        nonfatal_cost=unit_costs[1],
        benefit=(round(low["benefit"]), round(central["benefit"]), round(high["benefit"])),
        benefit_per_dollar=(per_dollar(low), per_dollar(central), per_dollar(high)),
        probability_benefit_exceeds_cost=int(np.count_nonzero(benefits > spent)) / rules.draws if paid else None,
        break_even_homicides=_finite(central["break_even_homicides"]),
        break_even_with_nonfatal=_finite(central["break_even_with_nonfatal"]),
        cost_per_shooting_averted=central["cost_per_shooting_averted"] if central["shootings_averted"] > 0 else None,
        distribution=_distribution(benefits / spent) if paid else None,
    )


def _distribution(per_dollar: NDArray[np.float64]) -> Distribution:
    lowest, highest = float(per_dollar.min()), float(per_dollar.max())
    counts, edges = np.histogram(per_dollar, bins=COLUMNS, range=(lowest, highest if highest > lowest else lowest + 1))
    edges_list = [float(edge) for edge in edges]
    if any(a >= b for a, b in pairwise(edges_list)):  # differences too small for a double
        counts, edges_list = np.array([per_dollar.size]), [lowest, lowest + 1]
    five, median, ninety_five = (float(value) for value in np.percentile(per_dollar, [5, 50, 95]))
    return Distribution(
        draws=per_dollar.size,
        edges=tuple(edges_list),
        counts=tuple(int(count) for count in counts),
        percentile_five=five,
        median=median,
        percentile_ninety_five=ninety_five,
    )


def _run(rules: ReturnsRules, inputs: Mapping[str, float]) -> dict[str, float]:
    return run_lines(rules, SCALAR_FUNCTIONS, inputs)


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
