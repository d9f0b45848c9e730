"""Methods as they are answered: parameters with their evidence, formulas, sources, versions and changes."""

from typing import Annotated, Any, Literal

from calculator.api.shapes import Cited, Count, Shape, shaped, told
from calculator.engine.methodology import Methodology
from calculator.engine.methodology import Parameter as Record
from calculator.methods import released


class Change(Shape):
    """What a version changed."""

    version: Annotated[str, told("The version that brought the change")]
    date: Annotated[str, told("The day it was released")]
    text: Annotated[str, told("What changed, in a sentence")]


class MethodSummary(Shape):
    """A methodology in short."""

    id: Annotated[str, told("Which methodology: caps or field")]
    version: Annotated[str, told("A released version never changes")]
    title: Annotated[str, told("What it is called")]
    status: Annotated[str, told("draft or released")]
    summary: Annotated[str, told("What it rests on, in a sentence")]
    versions: Annotated[tuple[str, ...], told("Every released version, oldest first")]
    changes: Annotated[tuple[Change, ...], told("What each version changed, the newest first")]


class MethodList(Cited):
    """Every methodology in its newest version."""

    count: Annotated[Count, told("Methodologies in the answer")]
    results: Annotated[tuple[MethodSummary, ...], told("Every methodology, in its newest version")]


class Evidence(Shape):
    """What published evidence spans."""

    low: Annotated[
        float | None, told("The least that published evidence gives, in the parameter’s unit; null without evidence")
    ]
    high: Annotated[
        float | None, told("The most that published evidence gives, in the parameter’s unit; null without evidence")
    ]


class Allowed(Shape):
    """What is accepted at all."""

    min: Annotated[float, told("The least that is accepted")]
    max: Annotated[float, told("The most that is accepted")]
    step: Annotated[float, told("The step of the slider on the page; other numbers are accepted too")]


class ParameterSource(Shape):
    """Where a number comes from."""

    title: Annotated[str, told("Title of the source")]
    publisher: Annotated[str, told("Who published it")]
    url: Annotated[str, told("Address of the source; a path is on this site")]
    year: Annotated[int | None, told("Year of the source; null where it has none", unit="calendar year")]


class Parameter(Shape):
    """A number that may be moved, with its evidence."""

    name: Annotated[str, told("The name it goes by in requests")]
    label: Annotated[str, told("What it is called")]
    unit: Annotated[str, told("Its unit, such as share, USD a year or people per worker")]
    group: Annotated[str, told("The group it stands in on the page, such as reach or wraparound")]
    value: Annotated[float | None, told("The preset, in the parameter’s unit; null: none, as of a fact of each place")]
    evidence: Annotated[Evidence, told("What published evidence spans; null ends where there is none")]
    allowed: Annotated[Allowed, told("What a request may give")]
    source: Annotated[ParameterSource, told("Where the preset comes from")]
    note: Annotated[str, told("What to know of it; empty where there is nothing")]
    confidence: Annotated[Literal["high", "medium", "low"], told("How well the preset is known")]
    follows: Annotated[str, told("The fact that, given in a request, stands for this one too; empty for none")]


class FormulaLine(Shape):
    """A computed number."""

    name: Annotated[str, told("Key of the line")]
    label: Annotated[str, told("What the line is called")]
    unit: Annotated[str, told("Unit of the result")]
    formula: Annotated[
        str,
        told("In the common subset of Python, JavaScript and spreadsheets, over parameters, facts and lines above it"),
    ]


class Role(Shape):
    """A job."""

    role: Annotated[str, told("Key of the role, such as outreach_workers")]
    label: Annotated[str, told("What the role is called")]
    group: Annotated[
        Literal["frontline", "supervision", "ovp"],
        told("Meets participants (frontline), supervises those who do, or runs the city’s office (ovp)"),
    ]
    employer: Annotated[Literal["community", "city"], told("Who usually employs it")]
    salary_parameter: Annotated[str, told("Name of the parameter that is its pay")]
    description: Annotated[str, told("What the person does")]


class Method(MethodSummary):
    """A methodology in full."""

    facts: Annotated[tuple[Parameter, ...], told("What is known of a place, and may be given instead")]
    indices: Annotated[tuple[Parameter, ...], told("What a plan of several years sets; of one year their value")]
    parameters: Annotated[tuple[Parameter, ...], told("Every number that may be moved, in the order of the page")]
    lines: Annotated[tuple[FormulaLine, ...], told("In the order computed")]
    roles: Annotated[tuple[Role, ...], told("Every job of the program")]
    budget: Annotated[tuple[str, ...], told("Keys of the budget’s lines, which add up to total")]
    wraparound: Annotated[tuple[str, ...], told("Keys of the services, which add up to wraparound_cost")]
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
