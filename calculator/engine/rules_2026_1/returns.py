"""What a program might return: a low, a central and a high answer, and thousands of draws between them."""

import math
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calculator.engine.errors import MissingFactError
from calculator.engine.evaluate import evaluate, evaluate_arrays
from calculator.engine.plan import PlanYear
from calculator.engine.results import Budget
from calculator.engine.returns import Distribution, Effect, Outcome, Returns
from calculator.engine.returns_rules import Perspective, ReturnsRules, load_returns_rules
from calculator.engine.terms import ReturnsTerms

COLUMNS = 24
EFFECTS = ("effect_low", "effect_central", "effect_high")


def load_rules(parts: Mapping[str, str]) -> ReturnsRules:
    """Return what the return rests on, read from the edition's files. Raises MethodologyError."""
    return load_returns_rules(parts["returns.yaml"], file="returns.yaml")


def returns_of(
    rules: ReturnsRules,
    terms: ReturnsTerms,
    *,
    inputs: Mapping[str, float],
    budget: Budget | None,
    plan: tuple[PlanYear, ...],
) -> Returns:
    """Return what the program might return: over the plan's years where there are any, else over one year.

    Raises MissingFactError where homicides are not reported.
    """
    if plan:
        coverage, cost = tuple(year.coverage_share for year in plan), sum(year.total for year in plan)
    else:
        coverage, cost = (inputs["coverage_share"],), budget.total if budget else 0
    low, central, high = (terms.parameters[name] for name in EFFECTS)
    usual = (float(rules.parameters[name].value or 0) for name in EFFECTS)
    return estimate_of(
        rules,
        homicides=inputs["homicides"],
        coverage_by_year=coverage,
        cost=cost,
        effect=Effect(low, central, high) if low <= central <= high else Effect(*usual),
        nonfatal_per_homicide=terms.parameters["nonfatal_per_homicide"],
        perspective=rules.perspectives[terms.perspective],
        seed=int(terms.parameters["seed"]),
    )


def estimate_of(
    rules: ReturnsRules,
    *,
    homicides: float,
    coverage_by_year: tuple[float, ...],
    cost: int,
    effect: Effect,
    nonfatal_per_homicide: float,
    perspective: Perspective,
    seed: int,
) -> Returns:
    """Return what a programme that costs `cost` (USD over all years) might return.

    `homicides` are those a year without it, `coverage_by_year` the shares (0–1) of people at highest risk reached.
    Raises MissingFactError where homicides are not reported (NaN): that is not zero.
    """
    if math.isnan(homicides):
        raise MissingFactError("homicides")
    inputs: dict[str, float] = {
        "homicides": homicides,
        "coverage_years": math.fsum(coverage_by_year),
        "cost": float(cost),
        "years_counted": float(len(coverage_by_year)),
        "cost_per_homicide": perspective.cost_per_homicide,
        "cost_per_nonfatal": perspective.cost_per_nonfatal or 0.0,
        "nonfatal_per_homicide": nonfatal_per_homicide,
    }
    values = {
        share: evaluate(rules, {**inputs, "effect": share}) for share in (effect.low, effect.central, effect.high)
    }
    even = values[effect.central]
    return Returns(
        perspective=perspective,
        homicides=homicides,
        years_counted=len(coverage_by_year),
        cost=cost,
        low=_outcome(effect.low, values[effect.low], cost),
        central=_outcome(effect.central, even, cost),
        high=_outcome(effect.high, values[effect.high], cost),
        distribution=_distribution(rules, inputs, effect, seed) if cost > 0 else None,
        break_even_homicides=even["break_even_homicides"],
        break_even_with_nonfatal=even["break_even_with_nonfatal"],
    )


def drawn(
    rules: ReturnsRules, inputs: Mapping[str, float], effect: Effect, seed: int
) -> dict[str, NDArray[np.float64]]:
    """Return every line for each draw, arrays of shape (draws,), from PCG64 seeded with `seed`.

    A draw takes an effect and a number of nonfatal shootings per homicide, both triangular: the effect from low over
    central to high; the other with its peak at the value given, over the evidence's range (widened to hold the value).
    """
    generator = np.random.Generator(np.random.PCG64(seed))
    assumption = rules.parameters["nonfatal_per_homicide"]
    peak = inputs["nonfatal_per_homicide"]
    low = peak if assumption.low is None else min(assumption.low, peak)
    high = peak if assumption.high is None else max(assumption.high, peak)
    draws: dict[str, Any] = {
        **inputs,
        "effect": _triangular(generator, effect.low, effect.central, effect.high, rules.draws),
        "nonfatal_per_homicide": _triangular(generator, low, peak, high, rules.draws),
    }
    return evaluate_arrays(rules, draws)


def _triangular(
    generator: np.random.Generator, low: float, peak: float, high: float, draws: int
) -> NDArray[np.float64]:
    """Return draws by the inverse of the distribution, so that a higher `low`, `peak` or `high` lowers no draw."""
    uniform = generator.random(draws)
    if high == low:
        return np.full(draws, low)
    turn = (peak - low) / (high - low)
    rising = low + np.sqrt(uniform * (high - low) * (peak - low))
    falling = high - np.sqrt((1 - uniform) * (high - low) * (high - peak))
    return np.where(uniform < turn, rising, falling)


def _distribution(rules: ReturnsRules, inputs: Mapping[str, float], effect: Effect, seed: int) -> Distribution:
    per_dollar = np.broadcast_to(drawn(rules, inputs, effect, seed)["benefit_per_dollar"], rules.draws)
    highest = float(per_dollar.max())
    counts, edges = np.histogram(per_dollar, bins=COLUMNS, range=(0.0, highest or 1.0))
    edges_list = [float(edge) for edge in edges]
    if any(a >= b for a, b in pairwise(edges_list)):  # differences too small for a double
        counts, edges_list = np.array([rules.draws]), [0.0, 1.0]
    five, median, ninety_five = (float(value) for value in np.percentile(per_dollar, [5, 50, 95]))
    return Distribution(
        draws=rules.draws,
        edges=tuple(edges_list),
        counts=tuple(int(count) for count in counts),
        percentile_five=five,
        median=median,
        percentile_ninety_five=ninety_five,
        probability_benefit_exceeds_cost=float(np.count_nonzero(per_dollar > 1)) / rules.draws,
    )


def _outcome(share: float, values: Mapping[str, float], cost: int) -> Outcome:
    return Outcome(
        effect=share,
        homicides_averted=values["homicides_averted"],
        nonfatal_averted=values["nonfatal_averted"],
        benefit=round(values["benefit"]),
        benefit_per_dollar=values["benefit_per_dollar"] if cost > 0 else None,
    )
