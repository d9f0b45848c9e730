"""Measures as they are answered: targets by quarter, and what each rests on."""

from typing import Annotated

from calculator.answer import Answer
from calculator.api.head import Answered, head
from calculator.api.shapes import Count, Shape, shaped, told
from calculator.engine.measures import Measure as Computed


class Target(Shape):
    """A measure in one quarter."""

    year: Annotated[str, told("Calendar year of a plan, or Year 1")]
    quarter: Annotated[Count, told("Quarter of the year, 1 to 4")]
    target: Annotated[float, told("The figure aimed at, in the measure’s unit")]


class MeasureSource(Shape):
    """Who counted, or says that it is assumed."""

    title: Annotated[str, told("What the figure rests on")]
    publisher: Annotated[str, told("Who published it")]
    url: Annotated[str, told("Address of the source; a path is on this site")]


class Measure(Shape):
    """What to do and count."""

    name: Annotated[str, told("Key of the measure")]
    label: Annotated[str, told("What is done or counted")]
    unit: Annotated[str, told("What it is counted in, such as people or mediations")]
    per_quarter: Annotated[float, told("The target of the last quarter, when the program is as large as planned")]
    basis: Annotated[str, told("How the target follows from the staff, and who has counted the like")]
    by_quarter: Annotated[tuple[Target, ...], told("Every quarter of the plan, or of the one year")]
    source: Annotated[MeasureSource, told("Who counted the like, or that it is assumed")]


class MeasureList(Answered):
    """What a program of this size can promise to do and count. Targets to plan by, not results."""

    measures: Annotated[tuple[Measure, ...], told("What to do and count, in the order of the page")]


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
