"""The rows of `GET budgets/`: computed for every place in one pass, then filtered, grouped, ordered."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calculator.api.bulk.heads import Heads, groups, place_heads
from calculator.api.bulk.question import BulkQuestion
from calculator.api.bulk.table import Column, compute, summed
from calculator.api.places.filter import matching
from profiles.selectors import PlaceTable


@dataclass(frozen=True, slots=True)
class BulkRows:
    """Rows before they are cut to a page: heads and columns by row number, and the order of the answer."""

    heads: Heads
    columns: Mapping[str, Column]
    order: NDArray[np.intp]


def answer(table: PlaceTable, question: BulkQuestion) -> BulkRows:
    """Return every row that was asked for, in order."""
    subjects = table.of(question.kind)
    columns = compute(subjects, question.scenario)
    chosen = matching(subjects, question.wanted, question.kind)
    if question.group_by is None:
        also = {"population": subjects.population, "homicides": subjects.homicides}
        return BulkRows(place_heads(subjects), columns, _ordered(chosen, {**also, **columns}, question.ordering))
    group = groups(table, question.kind, question.group_by, question.wanted.states)
    sums = summed(
        {"population": subjects.population, **columns},
        chosen=chosen,
        numbers=group.numbers,
        size=len(group.heads.start.rows),
    )
    sums["population_covered_share"] = np.round(np.minimum(sums["population"] / group.population, 1.0), 6)
    present = np.flatnonzero(sums["places"] > 0)
    return BulkRows(group.heads, sums, _ordered(present, sums, question.ordering))


def _ordered(rows: NDArray[np.intp], columns: Mapping[str, Column], ordering: str | None) -> NDArray[np.intp]:
    """Return the rows by a column, NaN last either way, equals as they were."""
    if ordering is None:
        return rows
    values = columns[ordering.lstrip("-")][rows]
    return rows[np.argsort(-values if ordering.startswith("-") else values, kind="stable")]
