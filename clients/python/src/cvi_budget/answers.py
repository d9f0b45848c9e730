"""Answers with types. `raw` holds the whole document, for members that are not named here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Staff:
    """A role: posts, their salary, and what they cost with benefits, in dollars a year."""

    role: str
    label: str
    count: int
    salary: int
    cost: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the budget in dollars a year."""

    line: str
    label: str
    amount: int


@dataclass(frozen=True, slots=True)
class Changed:
    """An input that differs from the method's preset or the place's own fact."""

    value: float | None
    usual: float | None


@dataclass(frozen=True, slots=True)
class Budget:
    """One year's budget. People are not rounded, money is whole dollars, shares are 0 to 1."""

    name: str
    geoid: str | None
    methodology: str
    data_release: str | None
    high_risk: float
    people_served: float
    total: int
    staffing: tuple[Staff, ...]
    lines: tuple[Line, ...]
    inputs: Mapping[str, float | None]
    changed: Mapping[str, Changed]
    scenario: str
    permalink: str
    cite: str
    raw: Mapping[str, Any]

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> "Budget":
        """Return the budget that a document of the API tells."""
        method, place = document["methodology"], document["place"]
        return cls(
            name=place["name"],
            geoid=place["geoid"],
            methodology=f"{method['id']}@{method['version']}",
            data_release=document["data_release"],
            high_risk=document["high_risk"],
            people_served=document["people_served"],
            total=document["total"],
            staffing=tuple(
                Staff(row["role"], row["label"], row["count"], row["salary"], row["cost"])
                for row in document["staffing"]
            ),
            lines=tuple(Line(row["line"], row["label"], row["amount"]) for row in document["budget"]),
            inputs=document["inputs"],
            changed={name: Changed(**one) for name, one in document["changed"].items()},
            scenario=document["scenario"],
            permalink=document["permalink"],
            cite=document["cite"],
            raw=document,
        )


@dataclass(frozen=True, slots=True)
class Found:
    """What a name may mean. `geoid` is text; `slug` is None where it has no page of its own."""

    kind: str
    geoid: str
    slug: str | None
    label: str
    population: int | None
    covered: bool
    why_not: str | None
