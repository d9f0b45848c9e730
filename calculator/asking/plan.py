"""The plan section of a URL: years, coverage by year, growth, hiring and vacancies."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from calculator.asking.given import Fault, Fields, Given, Number
from calculator.asking.scenario import fields_for
from calculator.engine.funding import FundingSource
from calculator.engine.plan_rules import COVERAGE, PlanRules
from calculator.engine.returns_rules import ReturnsRules
from calculator.engine.staff import InPost
from calculator.engine.terms import PlanTerms
from calculator.methods import newest
from calculator.once import once_a_method
from calculator.words.numbers import written

OWN = ("years", "first_year")
TYPED = "typed"
SHARE_ALLOWED = "a share from 0% to 100%"
SHARES_ALLOWED = "one share for each year"


@dataclass(frozen=True, slots=True)
class PlanSection:
    """What the query string says about years. `asked` tells whether it says anything that makes a plan."""

    rules: PlanRules = field(default_factory=lambda: newest().plan, compare=False, repr=False)
    asked: bool = False
    years: int = 0  # 0: the usual number
    first_year: int = 0  # 0: the usual one
    ramp: str = ""  # empty: the usual one
    typed: tuple[float, ...] = ()  # coverage shares by year; the last one holds for the years after it
    moved: Mapping[str, float] = field(default_factory=dict)

    @property
    def shape(self) -> str:
        """The ramp as said or as usual."""
        return self.ramp or self.rules.default_ramp

    @property
    def calendar_years(self) -> tuple[int, ...]:
        """The calendar years of the plan."""
        first = self.first_year or int(self.rules.parameters["first_year"].value or 0)
        return tuple(range(first, first + (self.years or int(self.rules.parameters["years"].value or 0))))

    def inputs(self) -> dict[str, float]:
        """Return the plan's parameters by name; NaN where one is left open."""
        return {**usual_values(self.rules), **self.moved}

    def terms(self, in_post: Mapping[str, InPost], sources: tuple[FundingSource, ...]) -> PlanTerms:
        """Return what the edition's rules take."""
        return PlanTerms(
            calendar_years=self.calendar_years,
            ramp=self.shape,
            typed=self.typed,
            parameters=self.inputs(),
            sent=frozenset(self.moved),
            in_post=in_post,
            sources=sources,
        )

    def query(self) -> list[tuple[str, str]]:
        """Return the shortest pairs that read back as this section."""
        if not self.asked:
            return [(name, written(value)) for name, value in self.moved.items()]
        pairs = [("years", str(len(self.calendar_years)))]
        if self.first_year:
            pairs.append(("first_year", str(self.first_year)))
        if self.ramp:
            pairs.append(("ramp", self.ramp))
        if self.typed:
            pairs.append((COVERAGE, ",".join(written(share) for share in self.typed)))
        return [*pairs, *((name, written(value)) for name, value in self.moved.items())]


def plan_names(rules: PlanRules) -> tuple[str, ...]:
    """Return every name this section reads."""
    return ("ramp", COVERAGE, *rules.parameters)


def read_plan(given: Given, rules: PlanRules) -> PlanSection:
    """Read the section from `given`, which keeps the faults; what is faulty stays as usual."""
    asked = any(cell != "" for name in rules.asking for cell in given.column(name))
    numbers = given.numbers(_fields(rules))
    ramp = given.choice("ramp", rules.ramps)
    typed = _typed(given, most=int(rules.parameters["years"].max))
    if ramp == TYPED and rules.typed_sets_years and not any(cell != "" for cell in given.column(COVERAGE)):
        given.fault(Fault(COVERAGE, "is needed by a ramp that is typed: say whom each year reaches", SHARES_ALLOWED))
        typed = ()
    usual = usual_values(rules)
    first_year = int(numbers.get("first_year", 0))
    shape = ramp or (TYPED if typed else "")
    return PlanSection(
        rules=rules,
        asked=asked,
        years=int(numbers.get("years") or (len(typed) if rules.typed_sets_years and ramp in (None, TYPED) else 0)),
        first_year=0 if first_year == usual["first_year"] else first_year,
        ramp="" if shape == rules.default_ramp else shape,
        typed=typed if ramp in (None, TYPED) else (),
        moved={name: value for name, value in numbers.items() if name not in OWN and value != usual[name]},
    )


@once_a_method
def usual_values(rules: PlanRules | ReturnsRules) -> Mapping[str, float]:
    """Return the usual value of each parameter; NaN where it is left open."""
    return {
        name: math.nan if record.value is None else float(record.value) for name, record in rules.parameters.items()
    }


@once_a_method
def _fields(rules: PlanRules) -> Fields:
    return fields_for(rules.parameters)


def _typed(given: Given, *, most: int) -> tuple[float, ...]:
    """Return the shares by year; an empty one keeps the share of the year before."""
    count = given.cells(COVERAGE, most=most)
    if count > most:
        message = f"has {count:,} shares, and a plan at most {most} years"
        given.fault(Fault(COVERAGE, message, f"1 to {most} shares"))
        return ()
    shares: list[float] = []
    for position in range(count):
        where = (COVERAGE, position)
        before = len(given.faults)
        share = given.number(Number(where, 0, 1, share=True))
        if len(given.faults) > before:
            fault = given.faults.pop()
            given.fault(Fault(where, fault.message, SHARE_ALLOWED, fault.given))
        if share is not None:
            shares.append(share)
        elif shares:
            shares.append(shares[-1])
        else:
            shares.append(0.0)
    return tuple(shares)
