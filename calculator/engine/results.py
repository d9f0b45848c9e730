"""A budget as the answer that pages, files and the API lay out."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from calculator.engine.evaluate import Step, evaluate, working
from calculator.engine.methodology import Employer, Line, Methodology, RoleGroup

SMALL_FRONTLINE_STAFF = 4
SMALL_PEOPLE_SERVED = 50
_COMMUNITY_SHARES = ("operations_share", "subrecipient_indirect_share")


class StaffLine(NamedTuple):
    """One role: how many people, what each is paid a year, what all cost with benefits (whole USD)."""

    role: str
    label: str
    group: RoleGroup
    employer: Employer
    count: int  # type: ignore[assignment]  # hides the method of tuples, which a row has no use for
    salary: int
    cost: int
    description: str


class MoneyLine(NamedTuple):
    """One budget line in whole USD, and its share (0–1) of the total."""

    line: str
    label: str
    amount: int
    share: float


@dataclass(frozen=True, slots=True)
class Advice:
    """Something a careful colleague would add to the answer."""

    code: str
    text: str


@dataclass(frozen=True)
class Budget:
    """One year's answer for one place or region, laid out when it is read. People are not rounded; money is whole USD."""

    methodology: Methodology
    inputs: Mapping[str, float]
    values: Mapping[str, float]
    notices: tuple[Advice, ...] = ()  # what is to be said about this place's facts

    @cached_property
    def staffing(self) -> tuple[StaffLine, ...]:
        """Every role of the method, in its order."""
        values = self.values
        return tuple(
            StaffLine(
                role=role.key,
                label=role.label,
                group=role.group,
                employer=role.employer,
                count=int(values[role.key]),
                salary=round(values[role.pay_line]),
                cost=int(values[role.cost_line]),
                description=role.description,
            )
            for role in self.methodology.roles
        )

    @cached_property
    def budget(self) -> tuple[MoneyLine, ...]:
        """The lines that add up to the total."""
        return money_lines(self.methodology.lines, self.methodology.budget, self.values, self.values["total"])

    @cached_property
    def printed(self) -> tuple[MoneyLine, ...]:
        """The budget's lines that pages and papers print: overhead of community organizations only where a share asks for it."""
        asked = any(self.inputs.get(share) for share in _COMMUNITY_SHARES)
        return tuple(line for line in self.budget if asked or line.amount or line.line != "community_overhead_cost")

    @cached_property
    def wraparound(self) -> tuple[MoneyLine, ...]:
        """The services of the line for wraparound support."""
        return money_lines(self.methodology.lines, self.methodology.wraparound, self.values, self.values["total"])

    @cached_property
    def advice(self) -> tuple[Advice, ...]:
        """What a careful colleague would add."""
        return (*_advice(self.values), *self.notices)

    @property
    def high_risk(self) -> float:
        """People at highest risk."""
        return self.values["high_risk"]

    @property
    def people_served(self) -> float:
        """People at highest risk who are reached."""
        return self.values["people_served"]

    @property
    def people_reached(self) -> float:
        """People served, by the share of the year that the frontline works; all of them where the method knows no share."""
        return self.values.get("people_reached", self.people_served)

    @property
    def dollars_of(self) -> int | None:
        """The year whose dollars these are; None where the method names none."""
        year = self.inputs.get("dollars_of")
        return None if year is None else int(year)

    @property
    def total(self) -> int:
        """The whole budget, USD a year."""
        return int(self.values["total"])

    @property
    def per_resident(self) -> int | None:
        """USD a resident; None where nobody lives."""
        return _whole_ratio(self.total, self.inputs["population"])

    @property
    def per_person_served(self) -> int | None:
        """USD a person served; None where nobody is served."""
        return _whole_ratio(self.total, self.people_served)

    @property
    def per_homicide(self) -> int | None:
        """USD for each homicide a year; None where none, or none reported."""
        return _whole_ratio(self.total, self.inputs["homicides"])

    @property
    def served_per_frontline_worker(self) -> float | None:
        """People served for each frontline worker, to one decimal."""
        frontline = self.values["frontline_staff"]
        return round(self.people_served / frontline, 1) if frontline else None

    @property
    def working(self) -> tuple[Step, ...]:
        """Every line's formula with the values put into it."""
        return working(self.methodology, self.inputs, self.values)


def budget_of(methodology: Methodology, inputs: Mapping[str, float]) -> Budget:
    """Return the budget for these inputs (every parameter, index and fact as a float; NaN = not reported).

    Raises MissingFactError where the scenario needs a fact that is not reported.
    """
    return Budget(methodology, inputs, evaluate(methodology, inputs))


def money_lines(
    lines: Mapping[str, Line], names: Iterable[str], values: Mapping[str, float], total: float
) -> tuple[MoneyLine, ...]:
    """Return the named lines in whole USD with their shares of `total`."""
    return tuple(
        MoneyLine(
            line=name,
            label=lines[name].label,
            amount=int(values[name]),
            share=round(values[name] / total, 6) if total else 0.0,
        )
        for name in names
    )


def _advice(values: Mapping[str, float]) -> tuple[Advice, ...]:
    if values["frontline_staff"] < SMALL_FRONTLINE_STAFF or values["people_served"] < SMALL_PEOPLE_SERVED:
        text = (
            "A place this small should plan with its county or its neighbors: a team of its own would be "
            "too small to cover nights, weekends and absences. Add neighboring places, or take the whole "
            "county."
        )
        return (Advice(code="plan_as_region", text=text),)
    return ()


def _whole_ratio(amount: int, count: float) -> int | None:
    ratio = amount / count if count else math.nan
    return round(ratio) if math.isfinite(ratio) else None  # of 1e-300 homicides a year none can be told
