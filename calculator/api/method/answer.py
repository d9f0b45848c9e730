"""Methods as they are answered: parameters with their evidence, formulas, sources, versions and changes."""

from typing import Annotated, Any, Literal

from calculator.api.shapes import Cited, Count, Shape, shaped, told
from calculator.engine.methodology import Methodology
from calculator.engine.methodology import Parameter as Record
from calculator.methods import released


class Change(Shape):
    """What a version changed."""

    version: str
    date: str
    text: str


class MethodSummary(Shape):
    """A methodology in short."""

    id: str
    version: Annotated[str, told("A released version never changes")]
    title: str
    status: str
    summary: str
    versions: Annotated[tuple[str, ...], told("Every released version, oldest first")]
    changes: tuple[Change, ...]


class MethodList(Cited):
    """Every methodology in its newest version."""

    count: Count
    results: tuple[MethodSummary, ...]


class Evidence(Shape):
    """What published evidence spans."""

    low: Annotated[float | None, told("Lowest")]
    high: Annotated[float | None, told("Highest")]


class Allowed(Shape):
    """What is accepted at all."""

    min: float
    max: float
    step: float


class ParameterSource(Shape):
    """Where a number comes from."""

    title: str
    publisher: str
    url: str
    year: Annotated[int | None, told("Year, where there is one")]


class Parameter(Shape):
    """A number that may be moved, with its evidence."""

    name: Annotated[str, told("The name it goes by in requests")]
    label: str
    unit: str
    group: str
    value: Annotated[float | None, told("The preset; null: none")]
    evidence: Evidence
    allowed: Allowed
    source: ParameterSource
    note: str
    confidence: Literal["high", "medium", "low"]
    follows: Annotated[str, told("The fact that, given in a request, stands for this one too; empty for none")]


class FormulaLine(Shape):
    """A computed number."""

    name: str
    label: str
    unit: str
    formula: str


class Role(Shape):
    """A job."""

    role: str
    label: str
    group: Literal["frontline", "supervision", "ovp"]
    employer: Literal["community", "city"]
    salary_parameter: str
    description: str


class Method(MethodSummary):
    """A methodology in full."""

    facts: tuple[Parameter, ...]
    indices: Annotated[tuple[Parameter, ...], told("What a plan of several years sets; of one year their value")]
    parameters: tuple[Parameter, ...]
    lines: Annotated[tuple[FormulaLine, ...], told("In the order computed")]
    roles: tuple[Role, ...]
    budget: tuple[str, ...]
    wraparound: tuple[str, ...]
    inputs: Annotated[dict[str, Any], told("What the address asks beside the method")]
    data_release: Annotated[str | None, told("The release of the facts of today; null where they are newer than any")]
    cite: Annotated[str, told("How to cite it")]


def method_summary(method: Methodology) -> MethodSummary:
    """Return a method in short."""
    return MethodSummary(**_summary(method))


def method_answer(method: Methodology, cited: dict[str, Any]) -> Method:
    """Return a method in full; `cited` holds the members of `Cited`."""
    return Method(
        **cited,
        **_summary(method),
        facts=tuple(_parameter(record) for record in method.facts.values()),
        indices=tuple(_parameter(record) for record in method.indices.values()),
        parameters=tuple(_parameter(record) for record in method.parameters.values()),
        lines=tuple(
            FormulaLine(name=line.name, label=line.label, unit=line.unit, formula=line.formula.text)
            for line in method.lines.values()
        ),
        roles=tuple(
            Role(
                role=role.key,
                label=role.label,
                group=role.group,
                employer=role.employer,
                salary_parameter=role.salary,
                description=role.description,
            )
            for role in method.roles
        ),
        budget=method.budget,
        wraparound=method.wraparound,
    )


def _summary(method: Methodology) -> dict[str, Any]:
    return {
        "id": method.id,
        "version": method.version,
        "title": method.title,
        "status": method.status,
        "summary": method.summary,
        "versions": tuple(known.version for known in released().values() if known.id == method.id),
        "changes": shaped(tuple[Change, ...], method.changes),
    }


def _parameter(record: Record) -> Parameter:
    return Parameter(
        name=record.name,
        label=record.label,
        unit=record.unit,
        group=record.group,
        value=record.value,
        evidence=shaped(Evidence, record),
        allowed=shaped(Allowed, record),
        source=shaped(ParameterSource, record.source),
        note=record.note,
        confidence=record.confidence,
        follows=record.follows,
    )
