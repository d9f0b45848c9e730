"""What a program might return, as it is answered."""

from typing import Annotated

from calculator.answer import Answer
from calculator.api.head import Answered, head
from calculator.api.numbers import number, plain
from calculator.api.shapes import Count, Dollars, Shape, Share, Usd, Year, shaped, told
from calculator.engine.returns import Distribution, Outcome, Returns, View


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
    outcome: Annotated[str, told("What the effect is a change of")]
    effect: Annotated[float | None, told("As a share; null where what was found is no share")]
    low: Annotated[float | None, told("Low end of its interval")]
    high: Annotated[float | None, told("High end of its interval")]
    n: Annotated[Count | None, told("People, or findings of a review")]


class PerspectiveView(Shape):
    """The whole answer from one perspective, in dollars of `constant_year`, later years discounted."""

    key: str
    label: str
    cost_per_homicide: Annotated[Dollars, told("USD of price_year")]
    cost_per_nonfatal: Annotated[Dollars | None, told("USD of price_year; null: no figure, not counted")]
    price_year: Annotated[Year | None, told("The year whose dollars these two are")]
    benefit: Three
    benefit_per_dollar: Annotated[Three, told("null where nothing is spent")]
    probability_benefit_exceeds_cost: Annotated[Share | None, told("Share of draws under these assumptions")]
    break_even_homicides: Annotated[float, told("Averted a year, fatal cases only")]
    cost_per_shooting_averted: Annotated[Dollars | None, told("USD at the central effect; null where none is averted")]


class ReturnAnswer(Answered):
    """What a program might return, from every perspective side by side; the fields of one follow `perspective`."""

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
    perspectives: Annotated[
        tuple[PerspectiveView, ...], told("Never one of them alone; empty where the edition has one")
    ]
    constant_year: Annotated[Year | None, told("The year whose dollars all of these are")]
    baseline: Annotated[
        float, told("Homicides a year without the program: the smaller of the latest year and the mean")
    ]
    homicides_latest: Annotated[float | None, told("In the latest year; null where not reported")]
    homicides_three_year: Annotated[float | None, told("The mean of three years; null where not reported")]
    reconciled: Annotated[str | None, told("How this stands to what the studies found")]


def return_answer(answer: Answer) -> ReturnAnswer:
    """Return the answer of `POST returns/`."""
    returns = answer.returns
    asked, distribution = answer.question.returns, returns.distribution
    outcomes = {"low": returns.low, "central": returns.central, "high": returns.high}
    return ReturnAnswer(
        **head(answer),
        version=asked.rules.version,
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
        study_notes=shaped(tuple[Study, ...], asked.rules.studies),
        perspectives=tuple(_view(view) for view in returns.views.values()),
        constant_year=returns.constant_year,
        baseline=plain(returns.homicides),
        homicides_latest=number(returns.baseline.latest if returns.baseline else returns.homicides),
        homicides_three_year=number(returns.baseline.three_year) if returns.baseline else None,
        reconciled=getattr(asked.rules, "reconciled", None),
    )


def _view(view: View) -> PerspectiveView:
    perspective = view.perspective
    return PerspectiveView(
        key=perspective.key,
        label=perspective.label,
        cost_per_homicide=plain(perspective.cost_per_homicide),
        cost_per_nonfatal=None if perspective.cost_per_nonfatal is None else plain(perspective.cost_per_nonfatal),
        price_year=perspective.price_year,
        benefit=Three(*view.benefit),
        benefit_per_dollar=Three(*view.benefit_per_dollar),
        probability_benefit_exceeds_cost=view.probability_benefit_exceeds_cost,
        break_even_homicides=view.break_even_homicides,
        cost_per_shooting_averted=view.cost_per_shooting_averted,
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
