"""How sure the budget is: one parameter at a time, and all at once (METHODOLOGY-2027.md section 4)."""

from typing import Any

import numpy as np

from .one_year import budget
from .returns import DRAWS, triangular

Range = tuple[float, float, float]


def one_at_a_time(q: dict[str, Any], name: str, low: float, high: float) -> tuple[int, int]:
    """Dollars with a parameter at the low and at the high end of its evidence."""
    return int(budget(q | {name: low})["total"]), int(budget(q | {name: high})["total"])


def joint(q: dict[str, Any], ranges: dict[str, Range], draws: int = DRAWS) -> dict[str, tuple[float, float, float]]:
    """The 5th, 50th and 95th percentile of people and dollars, every parameter drawn in the method's order."""
    random = np.random.Generator(np.random.PCG64(2026))
    columns = {}
    for name, (low, value, high) in ranges.items():
        order = random.permutation(DRAWS)
        columns[name] = triangular((order + random.random(DRAWS)) / DRAWS, low, value, high)
    people, totals = [], []
    for place in range(draws):
        answer = budget(q | {name: float(column[place]) for name, column in columns.items()})
        people.append(answer["high_risk"])
        totals.append(answer["total"])
    return {
        "people": tuple(float(np.percentile(people, p)) for p in (5, 50, 95)),
        "total": tuple(float(np.percentile(totals, p)) for p in (5, 50, 95)),
    }
