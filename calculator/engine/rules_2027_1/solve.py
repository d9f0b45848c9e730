"""Start from the money: the largest coverage on a grid whose total is at most an amount."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calculator.engine.evaluate import evaluate, evaluate_arrays
from calculator.engine.functions import ARRAY_FUNCTIONS
from calculator.engine.methodology import Methodology
from calculator.engine.rules_2027_1.plan import in_post_of, shares_of
from calculator.engine.rules_2027_1.plan_rules import PlanRules
from calculator.engine.rules_2027_1.years import each_year
from calculator.engine.terms import PlanTerms

STEPS = 10_000  # of coverage, so that each is 0.0001
LEAST_FRONTLINE = 4


@dataclass(frozen=True, slots=True)
class Grid:
    """Every coverage with its total (USD), posts by role and frontline posts; in a plan posts are the last year's."""

    coverage: NDArray[np.float64]
    total: NDArray[np.float64]
    posts: Mapping[str, NDArray[np.float64]]
    frontline: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Step:
    """A coverage on the grid, its total in whole USD, and the posts by role that it adds, or has in all."""

    coverage_share: float
    total: int
    posts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Solution:
    """The coverage found, None where even none of it costs more than the amount; what is left over, whole USD.

    `next_step` is the next coverage at which some role's count changes; `smallest` the least with enough frontline
    workers, where the answer has fewer.
    """

    amount: int
    coverage_share: float | None
    total: int | None
    remainder: int | None
    next_step: Step | None
    smallest: Step | None


def one_year_grid(method: Methodology, inputs: Mapping[str, float]) -> Grid:
    """Return one year's budget at every coverage. Raises MissingFactError where a fact it needs is not reported."""
    evaluate(method, inputs)
    return _grid(method, [evaluate_arrays(method, {**inputs, "coverage_share": coverages()})], "total")


def plan_grid(rules: PlanRules, method: Methodology, inputs: Mapping[str, float], terms: PlanTerms) -> Grid:
    """Return all years of a plan together at every coverage that its ramp may lead to. Raises MissingFactError."""
    lines = rules.year_lines(method)
    whole = {**inputs, **terms.parameters}
    evaluate(lines.recommended, whole)
    scaled: dict[str, Any] = {**whole, "coverage_share": coverages()}
    years = each_year(
        lines,
        scaled,
        coverage_by_year=shares_of(rules, lines, scaled, terms, ARRAY_FUNCTIONS),
        first_year=terms.calendar_years[0],
        in_post=in_post_of(terms),
        functions=ARRAY_FUNCTIONS,
    )
    return _grid(method, years, "year_total")


def solution_of(grid: Grid, amount: int) -> Solution:
    """Return the largest coverage of the grid whose total is at most `amount` (whole USD)."""
    within = np.flatnonzero(grid.total <= amount)
    at = int(within[-1]) if within.size else None
    enough = np.flatnonzero(grid.frontline >= LEAST_FRONTLINE)
    few = at is None or grid.frontline[at] < LEAST_FRONTLINE
    smallest = _step(grid, int(enough[0])) if few and enough.size else None
    if at is None:
        return Solution(amount, None, None, None, None, smallest)
    total = int(grid.total[at])
    return Solution(amount, float(grid.coverage[at]), total, amount - total, _next_step(grid, at), smallest)


def coverages() -> NDArray[np.float64]:
    """Return every coverage of the grid, 0.0000 to 1.0000, each the double that its decimals stand for."""
    return np.arange(STEPS + 1) / STEPS


def _grid(method: Methodology, years: Iterable[Mapping[str, Any]], total: str) -> Grid:
    totals, posts = np.zeros(STEPS + 1), {}
    for year in years:
        totals = totals + year[total]
        posts = {role.key: np.broadcast_to(year[role.key], totals.shape) for role in method.roles}
    frontline = np.broadcast_to(
        sum(posts[role.key] for role in method.roles if role.group == "frontline"), totals.shape
    )
    return Grid(coverage=coverages(), total=totals, posts=posts, frontline=frontline)


def _step(grid: Grid, at: int, *, beyond: int | None = None) -> Step:
    posts = {
        role: int(counts[at] - (counts[beyond] if beyond is not None else 0)) for role, counts in grid.posts.items()
    }
    if beyond is not None:
        posts = {role: count for role, count in posts.items() if count}
    return Step(float(grid.coverage[at]), int(grid.total[at]), posts)


def _next_step(grid: Grid, at: int) -> Step | None:
    """Return the next coverage at which any role's count differs, with the difference by role."""
    differs = np.zeros(grid.coverage.shape, dtype=bool)
    for counts in grid.posts.values():
        differs |= counts != counts[at]
    later = np.flatnonzero(differs[at + 1 :])
    return _step(grid, at + 1 + int(later[0]), beyond=at) if later.size else None
