"""One honest answer: what each way to estimate people at highest risk gives, in people and dollars, and their range."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from calculator.engine.evaluate import line_again
from calculator.engine.methodology import Methodology, Parameter
from calculator.engine.results import Budget

Kind = Literal["share", "homicides", "local"]
BASIS, LOCAL = "high_risk_basis", "local_high_risk"
BY_SHARE, BY_HOMICIDES, BY_COUNT = 1.0, 2.0, 3.0


@dataclass(frozen=True, slots=True)
class LocalCount:
    """A published count of everybody at highest risk: people, its own range where it has one, and where it stands."""

    people: float
    low: float | None
    high: float | None
    label: str
    source: str
    url: str = ""


class Basis(NamedTuple):
    """One way to estimate: people with the low and high of its evidence, and the budget's whole USD at each.

    Where it is not `usable`, `reason` says why and every figure is None. `chosen` is the one that the budget uses.
    """

    basis: Kind
    label: str
    source: str
    url: str
    people: float | None
    people_low: float | None
    people_high: float | None
    total: int | None
    total_low: int | None
    total_high: int | None
    usable: bool
    reason: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Range:
    """The lowest low and the highest high of the usable bases, widened to hold the number in use; not an interval of
    confidence. `ratio` is high people over low, None where low is zero."""

    people_low: float
    people_high: float
    total_low: int
    total_high: int

    @property
    def ratio(self) -> float | None:
        """How many times as many people the high end has as the low end."""
        return self.people_high / self.people_low if self.people_low else None


def bases_of(budget: Budget, *, counts: Sequence[LocalCount], typed: LocalCount | None = None) -> tuple[Basis, ...]:
    """Return the bases: share of residents, homicides, each published count, and one `typed` in, where it is in use."""
    method, inputs = budget.methodology, budget.inputs
    by_count, totals = {**inputs, **budget.values, BASIS: BY_COUNT}, {budget.high_risk: budget.total}

    def total_at(people: float) -> int:
        if people not in totals:
            by_count[LOCAL] = people
            totals[people] = int(line_again(method, "total", by_count, (BASIS, LOCAL)))
        return totals[people]

    everybody = [*counts, *([typed] if typed else [])]
    chosen = _chosen(inputs, [count.people for count in everybody], typed is not None)
    found = []
    for index, row in enumerate([*_rows_by_ratio(method, inputs), *map(_counted, everybody)]):
        usable = all(map(math.isfinite, row.people))
        low, central, high = row.people if usable else (None, None, None)
        found.append(
            Basis(
                basis=row.basis,
                label=row.label,
                source=row.source,
                url=row.url,
                people=central,
                people_low=low,
                people_high=high,
                total=None if central is None else total_at(central),
                total_low=None if low is None else total_at(low),
                total_high=None if high is None else total_at(high),
                usable=usable,
                reason="" if usable else f"{row.needs}: we have no figure",
                chosen=index == chosen,
            )
        )
    return tuple(found)


def range_of(bases: Sequence[Basis], *, people: float, total: int) -> Range:
    """Return the range of the usable bases, widened to hold the `people` and `total` in use."""
    usable = [basis for basis in bases if basis.usable]
    return Range(
        people_low=min([people, *(basis.people_low for basis in usable if basis.people_low is not None)]),
        people_high=max([people, *(basis.people_high for basis in usable if basis.people_high is not None)]),
        total_low=min([total, *(basis.total_low for basis in usable if basis.total_low is not None)]),
        total_high=max([total, *(basis.total_high for basis in usable if basis.total_high is not None)]),
    )


class _Row(NamedTuple):
    """A basis before its dollars: low, central and high people (NaN without the fact that it `needs`)."""

    basis: Kind
    label: str
    source: str
    url: str
    people: tuple[float, float, float]
    needs: str


def _rows_by_ratio(method: Methodology, inputs: Mapping[str, float]) -> tuple[_Row, _Row]:
    kinds: tuple[tuple[Kind, str, Parameter], ...] = (
        ("share", "population", method.parameters["high_risk_share"]),
        ("homicides", "homicides_five_year", method.parameters["high_risk_per_homicide"]),
    )
    share, homicides = (
        _Row(kind, per.label, fact.source.title, "", _spread(inputs[name], per, inputs[per.name]), fact.label.lower())
        for kind, name, per in kinds
        for fact in (method.facts[name],)
    )
    return share, homicides


def _spread(count: float, per: Parameter, value: float) -> tuple[float, float, float]:
    """Return people at the low end of the evidence, as the scenario has it, and at the high end."""
    low, high = (value if end is None else end for end in (per.low, per.high))
    return count * low, count * value, count * high


def _counted(count: LocalCount) -> _Row:
    """Return a published count; one without a range is its own low and high."""
    low, high = (count.people if end is None else end for end in (count.low, count.high))
    return _Row("local", count.label, count.source, count.url, (low, count.people, high), count.label)


def _chosen(inputs: Mapping[str, float], counts: Sequence[float], typed: bool) -> int:
    """Return the index of the basis in use: of equal counts the first; -1 where none of the rows is."""
    basis = inputs[BASIS]
    if basis <= BY_HOMICIDES:
        return int(basis) - 1
    if typed:
        return 1 + len(counts)
    return 2 + counts.index(inputs[LOCAL]) if inputs[LOCAL] in counts else -1
