"""What a program might return, as it is answered."""

from typing import Annotated

from calculator.api.numbers import plain
from calculator.api.shapes import Count, Dollars, MethodReference, Shape, Share, Usd, Year, shaped, told
from calculator.api.subject import Subject, subject_answer
from calculator.asking.question import Question
from calculator.engine.returns import Distribution, Outcome, Returns
from calculator.subject import Subject as Asked
from profiles.selectors import place_table


class Perspective(Shape):
    """Whose money counts."""

    key: str
    label: str
    cost_per_homicide: Annotated[Dollars, told("USD")]
    cost_per_nonfatal: Annotated[Dollars | None, told("USD; null: no figure, not counted")]
    source: str
    note: str


class Three(Shape):
    """Low, central and high."""

    low: Annotated[float | None, told("Low")]
    central: Annotated[float | None, told("Central")]
    high: Annotated[float | None, told("High")]


class Averted(Shape):
    """Cases averted over the years counted."""

    homicides: float
    nonfatal_shootings: float


class ThreeAverted(Shape):
    """Cases averted: low, central and high."""

    low: Averted
    central: Averted
    high: Averted


class Draws(Shape):
    """Draws of benefit per dollar."""

    draws: Count
    edges: Annotated[tuple[float, ...], told("One more than counts")]
    counts: tuple[int, ...]
    percentile_5: float
    median: float
    percentile_95: float


class Study(Shape):
    """An evaluation behind the effects."""

    place: str
    program: str
    finding: str
    design: str
    caution: str
    title: str
    url: str
    year: Year


class ReturnAnswer(Shape):
    """What a program might return, from one perspective."""

    methodology: MethodReference
    data_version: str
    place: Annotated[Subject, told("Whom it is for")]
    version: Annotated[str, told("Version of the return's rules")]
    homicides: Annotated[float, told("A year, without the program")]
    nonfatal_per_homicide: float
    effect: Three
    perspective: Perspective
    seed: int
    years_counted: Count
    cost: Annotated[Usd, told("USD over the years counted")]
    averted: ThreeAverted
    benefit: Annotated[Three, told("USD over the years counted")]
    benefit_per_dollar: Annotated[Three, told("null where nothing is spent")]
    probability_benefit_exceeds_cost: Annotated[Share | None, told("Share of draws; null where nothing is spent")]
    distribution: Draws | None
    break_even_homicides: Annotated[float, told("A year, fatal cases only")]
    break_even_homicides_with_nonfatal: Annotated[float, told("A year, with the nonfatal shootings that go with them")]
    study_notes: tuple[Study, ...]


def return_answer(subject: Asked, question: Question, returns: Returns) -> ReturnAnswer:
    """Return the answer of `POST returns/`."""
    asked, distribution = question.returns, returns.distribution
    outcomes = {"low": returns.low, "central": returns.central, "high": returns.high}
    return ReturnAnswer(
        methodology=shaped(MethodReference, question.scenario.methodology),
        data_version=place_table().version,
        place=subject_answer(subject),
        version=question.returns.rules.version,
        homicides=plain(returns.homicides),
        nonfatal_per_homicide=plain(asked.value("nonfatal_per_homicide")),
        effect=Three(**{key: plain(outcome.effect) for key, outcome in outcomes.items()}),
        perspective=_perspective(returns),
        seed=int(asked.value("seed")),
        years_counted=returns.years_counted,
        cost=returns.cost,
        averted=ThreeAverted(**{key: _averted(outcome) for key, outcome in outcomes.items()}),
        benefit=Three(**{key: outcome.benefit for key, outcome in outcomes.items()}),
        benefit_per_dollar=Three(**{key: outcome.benefit_per_dollar for key, outcome in outcomes.items()}),
        probability_benefit_exceeds_cost=distribution.probability_benefit_exceeds_cost if distribution else None,
        distribution=_draws(distribution) if distribution else None,
        break_even_homicides=returns.break_even_homicides,
        break_even_homicides_with_nonfatal=returns.break_even_with_nonfatal,
        study_notes=shaped(tuple[Study, ...], question.returns.rules.studies),
    )


def _perspective(returns: Returns) -> Perspective:
    chosen = returns.perspective
    nonfatal = chosen.cost_per_nonfatal
    return Perspective(
        key=chosen.key,
        label=chosen.label,
        cost_per_homicide=plain(chosen.cost_per_homicide),
        cost_per_nonfatal=None if nonfatal is None else plain(nonfatal),
        source=chosen.source.title,
        note=chosen.note,
    )


def _averted(outcome: Outcome) -> Averted:
    return Averted(homicides=outcome.homicides_averted, nonfatal_shootings=outcome.nonfatal_averted)


def _draws(distribution: Distribution) -> Draws:
    return Draws(
        draws=distribution.draws,
        edges=distribution.edges,
        counts=distribution.counts,
        percentile_5=distribution.percentile_five,
        median=distribution.median,
        percentile_95=distribution.percentile_ninety_five,
    )
