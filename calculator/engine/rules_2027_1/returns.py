"""What a program might return: every perspective side by side, in constant dollars, and thousands of draws between."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calculator.engine.errors import MissingFactError, TooFewWorkersError
from calculator.engine.evaluate import evaluate, run_lines
from calculator.engine.functions import ARRAY_FUNCTIONS, SCALAR_FUNCTIONS, Functions, power
from calculator.engine.plan import PlanYear
from calculator.engine.results import Budget
from calculator.engine.returns import Baseline, Outcome, Returns, View
from calculator.engine.returns_rules import Perspective
from calculator.engine.rules_2027_1.distribution import distribution_of
from calculator.engine.rules_2027_1.draws import Spread, generator_of, triangular_draws
from calculator.engine.rules_2027_1.price_index import load_price_index
from calculator.engine.rules_2027_1.returns_rules import OWN, ReturnsRules, load_returns_rules
from calculator.engine.terms import ReturnsTerms

AREA, PERSON = 1, 2
EFFECTS = ("effect_low", "effect_central", "effect_high")


@dataclass(frozen=True, slots=True)
class WorkYear:
    """A year's work and its cost: shares 0–1, planned frontline posts, whole USD of `dollars_of`; `year` of a plan.

    Of one subject, or arrays of shape (subjects,).
    """

    coverage_share: Any
    worked_share: Any
    frontline_staff: Any
    cost: Any
    dollars_of: int
    year: int | None = None  # None: one year's budget, no calendar year


def load_rules(parts: Mapping[str, str]) -> ReturnsRules:
    """Return what the return rests on, read from the edition's files. Raises MethodologyError."""
    prices = load_price_index(parts["cpi.yaml"], file="2027.1/cpi.yaml")
    return load_returns_rules(parts["returns.yaml"], file="2027.1/returns.yaml", prices=prices)


def returns_of(
    rules: ReturnsRules,
    terms: ReturnsTerms,
    *,
    inputs: Mapping[str, float],
    budget: Budget | None,
    plan: tuple[PlanYear, ...],
) -> Returns:
    """Return what the program might return: over the plan's years where there are any, else over one year.

    Raises MissingFactError where homicides are not reported (NaN): that is not zero; TooFewWorkersError where no year has
    as many frontline posts as an effect needs.
    """
    return estimate_of(
        rules,
        terms,
        homicides=inputs["homicides"],
        homicides_three_year=inputs["homicides_three_year"],
        years=[_planned(year) for year in plan] or ([_one_year(budget)] if budget else []),
    )


def estimate_of(
    rules: ReturnsRules,
    terms: ReturnsTerms,
    *,
    homicides: float,
    homicides_three_year: float,
    years: Sequence[WorkYear],
) -> Returns:
    """Return the estimate for these years of work. Raises MissingFactError and TooFewWorkersError."""
    known = [figure for figure in (homicides, homicides_three_year) if not math.isnan(figure)]
    if not known:
        raise MissingFactError("homicides")
    if all(year.frontline_staff < rules.least_frontline for year in years):
        raise TooFewWorkersError(rules.least_frontline)
    values = terms.parameters
    varies = "homicides" not in terms.sent and values["vary_homicides"] >= 1
    baseline = Baseline(min(known), homicides, homicides_three_year, varies)
    inputs = {**values, **work_of(rules, values, years, SCALAR_FUNCTIONS), "baseline": baseline.value}
    at_effects = [{**inputs, "effect": values[name]} for name in EFFECTS]
    drawn = _drawn(rules, terms, inputs, baseline)
    benefits, views = {}, {}
    for perspective in _perspectives(rules, values):
        costs = _costs(rules, perspective, int(values["constant_year"]))
        benefits[perspective.key] = _benefits(rules, {**drawn, **costs})
        views[perspective.key] = _view(rules, perspective, at_effects, costs, benefits[perspective.key])
    view = views[terms.perspective]
    low, central, high = (
        _outcome(rules, each, benefit, per_dollar)
        for each, benefit, per_dollar in zip(at_effects, view.benefit, view.benefit_per_dollar, strict=True)
    )
    return Returns(
        perspective=view.perspective,
        homicides=baseline.value,
        years_counted=len(years),
        cost=round(inputs["cost"]),
        low=low,
        central=central,
        high=high,
        distribution=distribution_of(benefits[terms.perspective] / inputs["cost"]) if inputs["cost"] > 0 else None,
        break_even_homicides=view.break_even_homicides,
        break_even_with_nonfatal=view.break_even_with_nonfatal,
        views=views,
        baseline=baseline,
        constant_year=int(values["constant_year"]),
        measure=int(values["effect_measure"]),
        share_of_shootings=inputs["share_of_shootings"],
    )


def _planned(year: PlanYear) -> WorkYear:
    worked = year.values["worked_share"]
    return WorkYear(year.coverage_share, worked, year.frontline_staff, year.total, year.year, year.year)


def _one_year(budget: Budget) -> WorkYear:
    """Return the one year with its cost in dollars of `price_year`, whatever dollars the budget is shown in."""
    inputs, year = budget.inputs, budget.inputs["price_year"]
    frontline, total = int(budget.values["frontline_staff"]), one_year_cost(budget, year)
    return WorkYear(inputs["coverage_share"], inputs["worked_share"], frontline, total, int(year))


def one_year_cost(budget: Budget, dollars_of: float) -> int:
    """Return what one year costs in dollars of a year, whole USD."""
    if budget.inputs["dollars_of"] == dollars_of:
        return budget.total
    return int(evaluate(budget.methodology, {**budget.inputs, "dollars_of": dollars_of})["total"])


def _perspectives(rules: ReturnsRules, values: Mapping[str, float]) -> Iterator[Perspective]:
    """Yield every perspective of the rules, the user's own where its costs were typed."""
    for perspective in rules.perspectives.values():
        if (found := typed_in(perspective, values)) is not None:
            yield found


def typed_in(perspective: Perspective, values: Mapping[str, float]) -> Perspective | None:
    """Return the perspective, the user's own with the costs typed in; None where nobody typed any."""
    if perspective.key != OWN:
        return perspective
    homicide, nonfatal = values["cost_per_homicide"], values["cost_per_nonfatal"]
    if math.isnan(homicide):
        return None
    return replace(
        perspective,
        cost_per_homicide=homicide,
        cost_per_nonfatal=None if math.isnan(nonfatal) else nonfatal,
        price_year=int(values["constant_year"]),
    )


def _outcome(rules: ReturnsRules, inputs: Mapping[str, float], benefit: int, per_dollar: float | None) -> Outcome:
    averted = _run(rules, {**inputs, "homicide_cost": 1.0, "nonfatal_cost": 0.0})
    return Outcome(inputs["effect"], averted["homicides_averted"], averted["nonfatal_averted"], benefit, per_dollar)


def work_of(
    rules: ReturnsRules, values: Mapping[str, float], years: Sequence[WorkYear], functions: Functions
) -> dict[str, Any]:
    """Return the sums over the years that the lines take: work done, its cost, and the discount factors."""
    area_given = values["effect_measure"] < PERSON and not math.isnan(values["share_in_area"])
    factors = [power(1 + values["discount_share"], -index) for index in range(len(years))]
    done = [
        functions["IF"](
            year.frontline_staff < rules.least_frontline,
            0.0,
            year.worked_share * (1.0 if area_given else year.coverage_share),
        )
        for year in years
    ]
    share = values["share_in_area"] if area_given else 1.0
    costs = [_constant(rules, values, year) for year in years]
    return {
        "worked": summed(done),
        "worked_present": summed([each * factor for each, factor in zip(done, factors, strict=True)]),
        "share_of_shootings": values["share_connected"] if values["effect_measure"] >= PERSON else share,
        "cost": summed([cost * factor for cost, factor in zip(costs, factors, strict=True)]),
        "discount_years": sum(factors),
    }


def summed(values: Sequence[Any]) -> Any:
    """Return the sum, rounded once: of arrays element by element as Python (from 3.12) adds floats."""
    if not any(np.ndim(value) for value in values):
        return sum(values)
    total, lost = np.zeros(1), np.zeros(1)
    for value in values:
        added = total + value
        lost = lost + np.where(np.abs(total) >= np.abs(value), (total - added) + value, (value - added) + total)
        total = added
    return total + lost


def _constant(rules: ReturnsRules, values: Mapping[str, float], year: WorkYear) -> Any:
    """Return a year's cost in USD of the constant year, not discounted."""
    to = int(values["constant_year"])
    if year.year is None:
        return year.cost * rules.prices.between(year.dollars_of, to)
    since = power(1 + values["inflation_share"], year.year - rules.index_year)
    return year.cost / since * rules.prices.between(rules.index_year, to)


def _drawn(rules: ReturnsRules, terms: ReturnsTerms, inputs: Mapping[str, float], baseline: Baseline) -> dict[str, Any]:
    """Return the inputs with what is uncertain as arrays of shape (draws,), in the order that the seed fixes."""
    values, count = terms.parameters, rules.draws
    low, central, high = (values[name] for name in EFFECTS)
    spreads: dict[str, Spread] = {"effect": (low, central, high)}
    uncertain = {"nonfatal_per_homicide": "nonfatal_per_homicide"}
    if values["effect_measure"] >= PERSON:
        uncertain["share_connected"] = "share_of_shootings"
    for name, takes_place_of in uncertain.items():
        record = rules.parameters[name]
        if name not in terms.sent and record.low is not None and record.high is not None:
            spreads[takes_place_of] = (record.low, values[name], record.high)
    seed = int(values["seed"])
    each, state = triangular_draws(seed, tuple(spreads.values()), count)
    drawn: dict[str, Any] = dict(zip(spreads, each, strict=True))
    if baseline.varies:
        generator = generator_of(seed, state)
        drawn["baseline"] = generator.poisson(baseline.value * 3, count) / 3
    return {**inputs, **drawn}


def _costs(rules: ReturnsRules, perspective: Perspective, constant_year: int) -> dict[str, float]:
    """Return what a case costs, USD of the constant year."""
    rise = rules.prices.between(perspective.price_year or rules.index_year, constant_year)
    return {
        "homicide_cost": perspective.cost_per_homicide * rise,
        "nonfatal_cost": (perspective.cost_per_nonfatal or 0.0) * rise,
    }


def _benefits(rules: ReturnsRules, drawn: Mapping[str, Any]) -> NDArray[np.float64]:
    """Return the benefit of every draw, shape (draws,)."""
    return np.broadcast_to(run_lines(rules.benefit, ARRAY_FUNCTIONS, drawn)["benefit"], rules.draws)


def _view(
    rules: ReturnsRules,
    perspective: Perspective,
    at_effects: Sequence[Mapping[str, float]],
    costs: Mapping[str, float],
    benefits: NDArray[np.float64],
) -> View:
    low, central, high = (_run(rules, {**each, **costs}) for each in at_effects)
    spent = at_effects[0]["cost"]
    paid = spent > 0

    def per_dollar(line: Mapping[str, float]) -> float | None:
        return line["benefit_per_dollar"] if paid else None

    return View(
        perspective=perspective,
        homicide_cost=costs["homicide_cost"],
        nonfatal_cost=costs["nonfatal_cost"],
        benefit=(round(low["benefit"]), round(central["benefit"]), round(high["benefit"])),
        benefit_per_dollar=(per_dollar(low), per_dollar(central), per_dollar(high)),
        probability_benefit_exceeds_cost=int(np.count_nonzero(benefits > spent)) / rules.draws if paid else None,
        break_even_homicides=central["break_even_homicides"],
        break_even_with_nonfatal=central["break_even_with_nonfatal"],
        cost_per_shooting_averted=central["cost_per_shooting_averted"] if central["shootings_averted"] > 0 else None,
    )


def _run(rules: ReturnsRules, inputs: Mapping[str, float]) -> dict[str, float]:
    return run_lines(rules, SCALAR_FUNCTIONS, inputs)
