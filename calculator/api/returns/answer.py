"""What a program might return, as it is answered."""

from typing import Annotated

from calculator.answer import Answer
from calculator.api.head import Answered, head
from calculator.api.numbers import number, plain
from calculator.api.shapes import Count, Dollars, Shape, Share, Usd, Year, shaped, told
from calculator.engine.returns import Distribution, Outcome, Returns, View
from calculator.engine.returns_rules import ReturnsRules
from calculator.once import once_a_method


class Perspective(Shape):
    """Whose money counts."""

    key: Annotated[str, told("Its key, as `perspective` of a request names it")]
    label: Annotated[str, told("What it is called")]
    cost_per_homicide: Annotated[Dollars, told("USD for each homicide, in dollars of the source’s year")]
    cost_per_nonfatal: Annotated[
        Dollars | None, told("USD for each nonfatal shooting; null: no figure, so none is counted")
    ]
    source: Annotated[str, told("Where the costs of a shooting come from")]
    note: Annotated[str, told("What to know of these costs; empty where there is nothing")]


class Three(Shape):
    """Low, central and high."""

    low: Annotated[float | None, told("At the low effect; null where it cannot be computed")]
    central: Annotated[float | None, told("At the central effect; null where it cannot be computed")]
    high: Annotated[float | None, told("At the high effect; null where it cannot be computed")]


class Averted(Shape):
    """Cases averted over the years counted."""

    homicides: Annotated[float, told("Homicides averted; below 0 where there would be more", unit="homicides")]
    nonfatal_shootings: Annotated[
        float, told("Nonfatal shootings averted; below 0 where there would be more", unit="shootings")
    ]


class ThreeAverted(Shape):
    """Cases averted: low, central and high."""

    low: Annotated[Averted, told("At the low effect")]
    central: Annotated[Averted, told("At the central effect")]
    high: Annotated[Averted, told("At the high effect")]


class Draws(Shape):
    """Draws of benefit per dollar."""

    draws: Annotated[Count, told("How many draws", unit="draws")]
    edges: Annotated[
        tuple[float, ...],
        told(
            "Edges of the bars of a histogram, dollars of benefit per dollar spent; one more than `counts`",
            unit="USD per USD",
        ),
    ]
    counts: Annotated[tuple[int, ...], told("Draws between two neighboring edges", unit="draws")]
    percentile_5: Annotated[
        float, told("5% of the draws lie below, dollars of benefit per dollar spent", unit="USD per USD")
    ]
    median: Annotated[
        float, told("Half of the draws lie below, dollars of benefit per dollar spent", unit="USD per USD")
    ]
    percentile_95: Annotated[
        float, told("95% of the draws lie below, dollars of benefit per dollar spent", unit="USD per USD")
    ]


class Study(Shape):
    """An evaluation behind the effects."""

    place: Annotated[str, told("Where it was done")]
    program: Annotated[str, told("What was studied")]
    finding: Annotated[str, told("What was found, as a sentence")]
    design: Annotated[str, told("Kind of study: randomized, quasi_experimental, before_after or review")]
    caution: Annotated[str, told("What to keep in mind; empty where there is nothing")]
    title: Annotated[str, told("Title of the study")]
    url: Annotated[str, told("Address of the study")]
    year: Annotated[Year, told("The year of publication")]
    outcome: Annotated[str, told("What the effect is a change of")]
    effect: Annotated[float | None, told("As a share; null where what was found is no share", unit="share")]
    low: Annotated[float | None, told("Low end of its interval, as a share; null where none is given", unit="share")]
    high: Annotated[float | None, told("High end of its interval, as a share; null where none is given", unit="share")]
    n: Annotated[Count | None, told("People, or findings of a review; null where not given", unit="people")]


class PerspectiveView(Shape):
    """The whole answer from one perspective, in dollars of `constant_year`, later years discounted."""

    key: Annotated[str, told("Key of the perspective")]
    label: Annotated[str, told("What the perspective is called")]
    cost_per_homicide: Annotated[Dollars, told("USD of price_year")]
    cost_per_nonfatal: Annotated[Dollars | None, told("USD of price_year; null: no figure, not counted")]
    price_year: Annotated[Year | None, told("The year whose dollars these two are")]
    benefit: Annotated[Three, told("USD of `constant_year` saved at the low, central and high effect")]
    benefit_per_dollar: Annotated[Three, told("null where nothing is spent")]
    probability_benefit_exceeds_cost: Annotated[Share | None, told("Share of draws under these assumptions")]
    break_even_homicides: Annotated[float, told("Averted a year, fatal cases only", unit="homicides a year")]
    cost_per_shooting_averted: Annotated[Dollars | None, told("USD at the central effect; null where none is averted")]


class ReturnAnswer(Answered):
    """What a program might return, from every perspective side by side; the fields of one follow `perspective`."""

    version: Annotated[str, told("Version of the return’s rules")]
    homicides: Annotated[float, told("A year, without the program", unit="homicides a year")]
    nonfatal_per_homicide: Annotated[float, told("Nonfatal shootings for each homicide", unit="shootings per homicide")]
    effect: Annotated[Three, told("Share by which shootings fall among the people reached; below 0 where they rise")]
    perspective: Annotated[Perspective, told("Whose money counts in the fields beside it")]
    seed: Annotated[int, told("Start of the draws: the same seed gives the same answer")]
    years_counted: Annotated[Count, told("Years over which cost and benefit are counted", unit="years")]
    cost: Annotated[Usd, told("USD over the years counted")]
    averted: Annotated[ThreeAverted, told("Cases averted over the years counted")]
    benefit: Annotated[Three, told("USD over the years counted")]
    benefit_per_dollar: Annotated[Three, told("null where nothing is spent")]
    probability_benefit_exceeds_cost: Annotated[Share | None, told("Share of draws; null where nothing is spent")]
    distribution: Annotated[Draws | None, told("Draws of benefit per dollar; null where nothing is spent")]
    break_even_homicides: Annotated[float, told("A year, fatal cases only", unit="homicides a year")]
    break_even_homicides_with_nonfatal: Annotated[
        float, told("A year, with the nonfatal shootings that go with them", unit="homicides a year")
    ]
    study_notes: Annotated[tuple[Study, ...], told("The evaluations behind the effects")]
    perspectives: Annotated[
        tuple[PerspectiveView, ...], told("Never one of them alone; empty where the edition has one")
    ]
    constant_year: Annotated[Year | None, told("The year whose dollars all of these are")]
    baseline: Annotated[
        float,
        told(
            "Homicides a year without the program: the smaller of the latest year and the mean", unit="homicides a year"
        ),
    ]
    homicides_latest: Annotated[
        float | None, told("In the latest year; null where not reported", unit="homicides a year")
    ]
    homicides_three_year: Annotated[
        float | None, told("The mean of three years; null where not reported", unit="homicides a year")
    ]
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
        study_notes=_studies(asked.rules),
        perspectives=tuple(_view(view) for view in returns.views.values()),
        constant_year=returns.constant_year,
        baseline=plain(returns.homicides),
        homicides_latest=number(returns.baseline.latest if returns.baseline else returns.homicides),
        homicides_three_year=number(returns.baseline.three_year) if returns.baseline else None,
        reconciled=getattr(asked.rules, "reconciled", None),
    )


@once_a_method
def _studies(rules: ReturnsRules) -> tuple[Study, ...]:
    return shaped(tuple[Study, ...], rules.studies)


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
