"""What a methodology is: parameters with their evidence, facts, and lines of formulas in computing order."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from calculator.engine.formula import Formula

Unit = Literal[
    "people",
    "share",
    "people per homicide",
    "people per worker",
    "staff per supervisor",
    "people per post",
    "USD a year",
    "USD per person a year",
    "USD",
    "basis",
    "switch",
    "homicides a year",
    "index (U.S. = 100)",
    "multiplier",
    "staff",
    "years",
    "year",
    "months",
    "USD per post",
    "hours a year",
    "USD an hour",
    "shootings per homicide",
    "number",
    "posts",
    "USD per homicide",
    "USD per shooting",
]
# Lines made one function: what they call by name, and every input by name, give each line's value by name.
Code = Callable[[Mapping[str, Callable[..., Any]], Mapping[str, Any]], dict[str, Any]]
Confidence = Literal["high", "medium", "low"]
Status = Literal["draft", "released"]
RoleGroup = Literal["frontline", "supervision", "ovp"]
Employer = Literal["community", "city"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a number comes from; an assumption has no publisher and says so in its title."""

    key: str
    title: str
    publisher: str
    url: str
    year: int | None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number the user may move: its value here, the evidence's range, and what is allowed at all."""

    name: str
    label: str
    unit: Unit
    group: str
    value: float | None
    low: float | None
    high: float | None
    min: float
    max: float
    step: float
    slider: tuple[float, float] | None  # ends of the slider's track; values beyond it are typed
    source: Source
    note: str
    confidence: Confidence
    follows: str = ""  # the fact that, typed in, stands for this one too

    def spread(self, count: float) -> tuple[float, float, float] | None:
        """Return `count` times the low, own and high value of the evidence; None where there is no range."""
        if self.low is None or self.value is None or self.high is None:
            return None
        return count * self.low, count * self.value, count * self.high


@dataclass(frozen=True, slots=True)
class Line:
    """One computed number: its formula and what it depends on."""

    name: str
    label: str
    unit: Unit
    formula: Formula


@dataclass(frozen=True, slots=True)
class Role:
    """A job: which lines count and cost it, who employs it, and what the person does."""

    key: str
    label: str
    plural: str
    group: RoleGroup
    employer: Employer
    pay_line: str
    cost_line: str
    salary: str
    description: str

    @property
    def stem(self) -> str:
        """The role's short name, which its own parameters and lines begin with, such as `outreach`."""
        return self.salary.removesuffix("_salary")


@dataclass(frozen=True, slots=True)
class Change:
    """What a version changed, for the record."""

    version: str
    date: str
    text: str


@dataclass(frozen=True, slots=True)
class Methodology:
    """A released method: never changed once released; a change is a new version."""

    id: str
    version: str
    title: str
    status: Status
    summary: str
    changes: tuple[Change, ...]
    facts: Mapping[str, Parameter]
    indices: Mapping[str, Parameter]
    parameters: Mapping[str, Parameter]
    lines: Mapping[str, Line]  # in an order in which each line only uses earlier ones
    roles: tuple[Role, ...]
    budget: tuple[str, ...]
    wraparound: tuple[str, ...]
    code: Code
    # Made when first run: code of those lines alone that rest on some inputs, and give one line.
    again: dict[tuple[str, ...], Code] = field(init=False, default_factory=dict, compare=False, repr=False)
    usual: Mapping[str, float] = field(init=False)  # every parameter's and index's value; NaN where it is left open

    def __post_init__(self) -> None:
        """Read the usual values once, for every answer starts from them."""
        records = (*self.parameters.values(), *self.indices.values())
        usual = {record.name: math.nan if record.value is None else float(record.value) for record in records}
        object.__setattr__(self, "usual", usual)

    @property
    def reference(self) -> str:
        """The pinned name, such as `caps@2026.1`."""
        return f"{self.id}@{self.version}"

    @property
    def named(self) -> str:
        """Its name for readers, such as `Reference (CAPS), version 2027.1`."""
        return f"{self.title}, version {self.version}"

    def inputs(self, known: Mapping[str, float], given: Mapping[str, float]) -> dict[str, float]:
        """Return every input by name: presets, what is `known` of the place (NaN: not reported), then what was `given`.

        A fact that follows another is that one where it was given and the follower was not; a fact nobody reported is
        what the method lets stand in for it, or NaN.
        """
        found = dict(self.usual)
        for name, fact in self.facts.items():
            value = known.get(name, math.nan)
            if fact.follows in given:
                value = given[fact.follows]
            found[name] = value if value == value or fact.value is None else float(fact.value)
        found |= {name: value for name, value in known.items() if name in self.parameters}
        return {**found, **given}

    def input(self, name: str) -> Parameter:
        """Return the fact, index or parameter of that name. Raises KeyError."""
        for records in (self.parameters, self.facts, self.indices):
            if name in records:
                return records[name]
        raise KeyError(name)
