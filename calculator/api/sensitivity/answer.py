"""How sure the budget is, as it is answered."""

from typing import Annotated

from calculator.answer import Answer
from calculator.api.head import Answered, head
from calculator.api.numbers import people_to_millionth, plain
from calculator.api.shapes import Count, Dollars, DollarsOf, People, Shape, Usd, told
from calculator.engine.rules_2027_1.sensitivity import Band


class UncertainParameter(Shape):
    """One parameter alone at the ends of its evidence; everything else as it is."""

    name: Annotated[str, told("Name of the parameter")]
    label: Annotated[str, told("What it is called")]
    low: Annotated[float, told("Low end of its evidence, in the parameter’s own unit")]
    value: Annotated[float, told("Its value in this question, in the parameter’s own unit")]
    high: Annotated[float, told("High end of its evidence, in the parameter’s own unit")]
    total_low: Annotated[Usd, told("USD a year at low")]
    total_high: Annotated[Usd, told("USD a year at high")]


class PeoplePercentiles(Shape):
    """People at highest risk: the 5th, 50th and 95th percentile of the draws."""

    p5: Annotated[People, told("5% of the draws lie below")]
    p50: Annotated[People, told("Half of the draws lie below")]
    p95: Annotated[People, told("95% of the draws lie below")]


class TotalPercentiles(Shape):
    """USD a year: the 5th, 50th and 95th percentile of the draws."""

    p5: Annotated[Dollars, told("5% of the draws lie below, USD a year")]
    p50: Annotated[Dollars, told("Half of the draws lie below, USD a year")]
    p95: Annotated[Dollars, told("95% of the draws lie below, USD a year")]


class JointBand(Shape):
    """All of them at once, each triangular over its evidence, drawn apart from the others."""

    draws: Annotated[Count, told("How many draws", unit="draws")]
    people: Annotated[PeoplePercentiles, told("People at highest risk")]
    total: Annotated[TotalPercentiles, told("The budget’s total, USD a year")]


class SensitivityAnswer(Answered):
    """How far the budget may be off, and by what."""

    total: Annotated[Usd, told("USD a year as it is")]
    parameters: Annotated[tuple[UncertainParameter, ...], told("What moves the total most comes first")]
    joint: Annotated[JointBand, told("All uncertain parameters moved together")]
    dollars_of: DollarsOf


def sensitivity_answer(answer: Answer) -> SensitivityAnswer:
    """Return the answer of `POST sensitivity/`."""
    found = answer.sensitivity
    return SensitivityAnswer(
        **head(answer),
        total=answer.budget.total,
        parameters=tuple(
            UncertainParameter(
                name=swing.name,
                label=swing.label,
                low=plain(swing.low),
                value=plain(swing.value),
                high=plain(swing.high),
                total_low=swing.total_low,
                total_high=swing.total_high,
            )
            for swing in found.swings
        ),
        joint=JointBand(
            draws=found.draws,
            people=PeoplePercentiles(
                **{key: people_to_millionth(value) for key, value in _percentiles(found.people).items()}
            ),
            total=TotalPercentiles(**{key: round(value) for key, value in _percentiles(found.total).items()}),
        ),
        dollars_of=answer.budget.dollars_of,
    )


def _percentiles(band: Band) -> dict[str, float]:
    return {"p5": band.p_five, "p50": band.p_fifty, "p95": band.p_ninety_five}
