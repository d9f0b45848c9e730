"""The budget of every place as columns, computed in one vectorized pass; and the same summed by group."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from calculator.api.numbers import PEOPLE_STEPS
from calculator.asking.scenario import OneYear
from calculator.engine.evaluate import defaults, evaluate_arrays
from calculator.engine.methodology import Methodology, Parameter
from calculator.subject import local_estimate
from profiles.selectors import Subjects

Column = NDArray[np.float64]
PEOPLE = ("high_risk", "people_served")
STAFF_SUMS = ("frontline_staff", "ovp_staff", "all_staff")


def line_names(methodology: Methodology) -> tuple[str, ...]:
    """Return the computed columns: people, each role's count, sums of staff, each budget line, the total."""
    return (*PEOPLE, *(role.key for role in methodology.roles), *STAFF_SUMS, *methodology.budget, "total")


def compute(table: Subjects, scenario: OneYear) -> dict[str, Column]:
    """Return every place's lines, shape (places,) each; NaN where a fact that a line needs is missing."""
    method = scenario.methodology
    inputs = {
        **defaults(method),
        **{name: _known(getattr(table, name), fact) for name, fact in method.facts.items()},
        "local_high_risk": counted_locally(table) if scenario.moved.get("high_risk_basis") == 3 else np.nan,
        **scenario.moved,
    }
    lines = evaluate_arrays(scenario.methodology, inputs)
    everywhere = table.population.shape
    columns = {name: np.broadcast_to(lines[name], everywhere) for name in line_names(scenario.methodology)}
    return {**columns, **{name: to_the_millionth(columns[name]) for name in PEOPLE}}


def _known(column: Column, fact: Parameter) -> Column:
    """Return a fact of every place, with what the method lets stand in where nobody reported it."""
    return column if fact.value is None else np.where(np.isnan(column), fact.value, column)


def counted_locally(table: Subjects) -> Column:
    """Return each place's approved local count of people at highest risk; NaN where there is none."""
    estimates = (local_estimate(place) for place in table.places)
    return np.array([np.nan if known is None else known.people for known in estimates], dtype=np.float64)


def summed(
    columns: Mapping[str, Column], *, chosen: NDArray[np.intp], numbers: NDArray[np.intp], size: int
) -> dict[str, Column]:
    """Return sums of the chosen places by group number (0 to size - 1), shape (size,) each.

    `places` counts a group's chosen places, `places_counted` those with an answer; sums cover the latter.
    """
    counted = chosen[np.isfinite(columns["total"][chosen])]
    sums = {
        "places": np.bincount(numbers[chosen], minlength=size).astype(np.float64),
        "places_counted": np.bincount(numbers[counted], minlength=size).astype(np.float64),
    }
    for name, column in columns.items():
        sums[name] = np.bincount(numbers[counted], weights=column[counted], minlength=size)
    return {**sums, **{name: to_the_millionth(sums[name]) for name in PEOPLE}}


def to_the_millionth(people: Column) -> Column:
    """Return numbers of people as `numbers.people_to_millionth` shows them, the same doubles."""
    return np.floor(people * PEOPLE_STEPS + 0.5) / PEOPLE_STEPS
