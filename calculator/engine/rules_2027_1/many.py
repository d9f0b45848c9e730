"""Plans and returns of many subjects at once: each value an array of shape (subjects,), each number that of one alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calculator.engine.evaluate import evaluate_arrays, run_lines
from calculator.engine.functions import ARRAY_FUNCTIONS
from calculator.engine.methodology import Methodology
from calculator.engine.rules_2027_1.plan import in_post_of, shares_of
from calculator.engine.rules_2027_1.plan_rules import PlanRules
from calculator.engine.rules_2027_1.returns import EFFECTS, WorkYear, typed_in, work_of
from calculator.engine.rules_2027_1.returns_rules import ReturnsRules
from calculator.engine.rules_2027_1.years import values_by_year
from calculator.engine.terms import PlanTerms, ReturnsTerms

type Column = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Points:
    """At the low, central and high effect: homicides averted, benefit (USD), benefit per dollar; NaN where nothing can be
    said.
    """

    averted: tuple[Column, Column, Column]
    benefit: tuple[Column, Column, Column]
    per_dollar: Column  # of the central effect; NaN also where nothing is spent


def plans_of(
    rules: PlanRules, method: Methodology, inputs: Mapping[str, Any], terms: PlanTerms, *, subjects: int
) -> list[WorkYear]:
    """Return the years of every subject's plan; a year's cost is NaN where a fact that a line needs is missing."""
    lines, whole = rules.year_lines(method), {**inputs, **terms.parameters}
    shares = shares_of(rules, lines, whole, terms, ARRAY_FUNCTIONS)
    first = terms.calendar_years[0]
    values = values_by_year(
        lines, whole, coverage_by_year=shares, first_year=first, in_post=in_post_of(terms), functions=ARRAY_FUNCTIONS
    )
    found = []
    for year, share, of_year in zip(terms.calendar_years, shares, values, strict=True):
        known = np.isfinite(sum(of_year[name] for name in lines.methodology.lines if name in of_year))
        cost = np.where(known, of_year["year_total"], np.nan)
        worked, frontline = of_year["worked_share"], of_year["frontline_staff"]
        of_all = [np.broadcast_to(each, (subjects,)) for each in (share, worked, frontline, cost)]
        found.append(WorkYear(of_all[0], of_all[1], of_all[2], of_all[3], dollars_of=year, year=year))
    return found


def one_year_of(method: Methodology, inputs: Mapping[str, Any], *, subjects: int) -> list[WorkYear]:
    """Return every subject's one year, its cost in dollars of `price_year`; NaN where a fact is missing."""
    year = inputs["price_year"]
    lines = evaluate_arrays(method, {**inputs, "dollars_of": year})
    known = np.isfinite(sum(lines.values()))
    return [WorkYear(
        inputs["coverage_share"], inputs["worked_share"], np.broadcast_to(lines["frontline_staff"], (subjects,)),
        np.broadcast_to(np.where(known, lines["total"], np.nan), (subjects,)), dollars_of=int(year),
    )]  # fmt: skip


def returns_of(
    rules: ReturnsRules,
    terms: ReturnsTerms,
    *,
    homicides: Column,
    homicides_three_year: Column,
    years: Sequence[WorkYear],
) -> Points:
    """Return what each program might return by the chosen perspective: the three answers, without the draws between."""
    values = terms.parameters
    perspective = typed_in(rules.perspectives[terms.perspective], values)
    if perspective is None:
        raise ValueError("costs of one's own are not typed in")
    enough = np.any([year.frontline_staff >= rules.least_frontline for year in years], axis=0)
    baseline = np.where(enough, np.fmin(homicides, homicides_three_year), np.nan)
    inputs = {**values, **work_of(rules, values, years, ARRAY_FUNCTIONS), "baseline": baseline}
    rise = rules.prices.between(perspective.price_year or rules.index_year, int(values["constant_year"]))
    costs = {
        "homicide_cost": perspective.cost_per_homicide * rise,
        "nonfatal_cost": (perspective.cost_per_nonfatal or 0.0) * rise,
    }
    found = [run_lines(rules, ARRAY_FUNCTIONS, {**inputs, **costs, "effect": values[name]}) for name in EFFECTS]
    said = np.isfinite(baseline) & np.isfinite(inputs["cost"])

    def where_said(name: str) -> tuple[Column, Column, Column]:
        low, central, high = (np.where(said, line[name], np.nan) for line in found)
        return low, central, high

    low, central, high = (np.rint(benefit) for benefit in where_said("benefit"))
    per_dollar = np.where(inputs["cost"] > 0, where_said("benefit_per_dollar")[1], np.nan)
    return Points(where_said("homicides_averted"), (low, central, high), per_dollar)
