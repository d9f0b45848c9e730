"""Measures as they are answered: targets by quarter, and what each rests on."""

from typing import Annotated

from calculator.answer import Answer
from calculator.api.head import Answered, head
from calculator.api.shapes import Count, Shape, shaped, told
from calculator.engine.measures import Measure as Computed


class Target(Shape):
    """A measure in one quarter."""

    year: Annotated[str, told("Calendar year of a plan, or Year 1")]
    quarter: Count
    target: float


class MeasureSource(Shape):
    """Who counted, or says that it is assumed."""

    title: str
    publisher: str
    url: str


class Measure(Shape):
    """What to do and count."""

    name: str
    label: str
    unit: str
    per_quarter: Annotated[float, told("The target of the last quarter, when the program is as large as planned")]
    basis: Annotated[str, told("How the target follows from the staff, and who has counted the like")]
    by_quarter: Annotated[tuple[Target, ...], told("Every quarter of the plan, or of the one year")]
    source: MeasureSource


class MeasureList(Answered):
    """What a program of this size can promise to do and count. Targets to plan by, not results."""

    measures: tuple[Measure, ...]


def measures_answer(answer: Answer) -> MeasureList:
    """Return the answer of `POST measures/`."""
    return MeasureList(
        **head(answer),
        measures=tuple(_measure(measure) for measure in answer.measures),
    )


def _measure(measure: Computed) -> Measure:
    return Measure(
        name=measure.name,
        label=measure.label,
        unit=measure.unit,
        per_quarter=measure.per_quarter,
        basis=measure.basis,
        by_quarter=tuple(Target(each.year, each.quarter, each.value) for each in measure.targets),
        source=shaped(MeasureSource, measure.source),
    )
