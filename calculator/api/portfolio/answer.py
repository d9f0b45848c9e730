"""Rows of a portfolio: one a subject and scenario."""

from collections.abc import Sequence
from math import isfinite
from typing import Annotated, Any

import numpy as np
from msgspec import UNSET, UnsetType

from calculator.api.numbers import people_to_millionth
from calculator.api.shapes import Cited, Count, DollarsOf, DollarsOfYears, People, Shape, Share, Usd, Year, told
from calculator.asking.given import FaultyError
from calculator.asking.question import Question
from calculator.engine.returns import Returns
from calculator.engine.rules_2027_1.many import Points
from calculator.portfolio import Overlap, answers_of, budgets_of, plans_of, returns_of
from profiles.selectors import PlaceFacts

NOTHING_SAID: dict[str, Any] = {"averted": None, "benefit": None, "benefit_per_dollar": None}


class YearCost(Shape):
    """One year of a plan."""

    year: Annotated[Year, told("The calendar year")]
    coverage_share: Annotated[Share, told("Share of the people at highest risk who are reached in this year")]
    total: Annotated[Usd, told("USD in this year, in its own dollars")]
    dollars_of: DollarsOf


class ReturnRange(Shape):
    """What a program might return: homicides or dollars."""

    low: Annotated[float, told("At the low effect")]
    central: Annotated[float, told("At the central effect")]
    high: Annotated[float, told("At the high effect")]


class PortfolioRow(Shape):
    """One subject under one scenario."""

    scenario: Annotated[int, told("Which of the scenarios, from 0")]
    geoid: Annotated[str, told("Census GEOID, text")]
    slug: Annotated[str, told("The name in URLs")]
    name: Annotated[str, told("Name without its legal kind or state, such as Norfolk")]
    state: Annotated[str, told("Postal code of the state, such as VA")]
    level: Annotated[str, told("place, town, county, state or metro")]
    population: Annotated[Count, told("Residents on July 1 of the newest year", unit="people")]
    high_risk: Annotated[
        People | None, told("People at highest risk, not rounded; null where a fact that it needs is missing")
    ]
    people_served: Annotated[
        People | None, told("Of them, those who are reached; null where a fact that it needs is missing")
    ]
    frontline_staff: Annotated[
        Count | None, told("People who meet participants; null where a fact that it needs is missing", unit="posts")
    ]
    all_staff: Annotated[
        Count | None, told("Everybody employed; null where a fact that it needs is missing", unit="posts")
    ]
    dollars_of: Annotated[Year | None, told("The year whose dollars `total` is; null where the edition names none")]
    total: Annotated[
        Usd | None, told("USD a year, in dollars of `dollars_of`; null where a fact that the scenario needs is missing")
    ]
    years: Annotated[tuple[YearCost, ...] | UnsetType, told("Of a plan, each year’s cost")] = UNSET
    plan_total: Annotated[Usd | UnsetType, told("Of a plan, all years together")] = UNSET
    averted: Annotated[
        ReturnRange | UnsetType | None, told("Of a return: homicides averted; null where homicides are unknown")
    ] = UNSET
    benefit: Annotated[ReturnRange | UnsetType | None, told("Of a return, dollars")] = UNSET
    benefit_per_dollar: Annotated[
        float | UnsetType | None, told("Of a return, the central one", unit="USD per USD")
    ] = UNSET
    constant_year: Annotated[Year | UnsetType | None, told("Of a return: the year whose dollars its benefit is")] = (
        UNSET
    )


class ScenarioTotal(Shape):
    """All subjects together under one scenario."""

    scenario: Annotated[int, told("Which of the scenarios, from 0")]
    coverage_share: Annotated[Share, told("Share of the people at highest risk who are reached")]
    places: Annotated[Count, told("Subjects asked about")]
    counted: Annotated[Count, told("Those with an answer; the sums cover them")]
    people_served: Annotated[People, told("People at highest risk who are reached, summed over `counted`")]
    all_staff: Annotated[Count, told("People employed, summed over `counted`", unit="posts")]
    total: Annotated[Usd, told("Of one year, or of all the plan’s years")]
    dollars_of: DollarsOfYears


class OverlapPair(Shape):
    """Two of the subjects of which one lies in the other: the sums count their people twice."""

    geoid: Annotated[str, told("GEOID of the one that lies inside")]
    name: Annotated[str, told("Name of the one that lies inside")]
    within_geoid: Annotated[str, told("GEOID of the one it lies in")]
    within_name: Annotated[str, told("Name of the one it lies in")]


class PortfolioAnswer(Cited):
    """Many subjects at once."""

    count: Annotated[Count, told("Subjects asked about")]
    data_version: Annotated[str, told("Version of the facts")]
    rows: Annotated[tuple[PortfolioRow, ...], told("A row for each subject and scenario")]
    totals: Annotated[tuple[ScenarioTotal, ...], told("A sum for each scenario")]
    overlaps: Annotated[tuple[OverlapPair, ...], told("At most 100; never sum subjects that overlap")]


def rows_of(subjects: Sequence[PlaceFacts], questions: Sequence[Question], kind: str) -> list[PortfolioRow]:
    """Return a row for each scenario and subject, scenario by scenario."""
    rows = []
    for number, question in enumerate(questions):
        lines = budgets_of(subjects, question)
        more = _more(subjects, question, kind)
        known = np.isfinite(lines["total"])
        for index, place in enumerate(subjects):
            told_of = {name: float(column[index]) if known[index] else None for name, column in lines.items()}
            rows.append(PortfolioRow(
                scenario=number, geoid=place.geoid, slug=place.slug, name=place.name, state=place.state,
                level=place.level, population=place.population,
                dollars_of=question.scenario.dollars_of, **_numbers(told_of), **more[index],
            ))  # fmt: skip
    return rows


def totals_of(questions: Sequence[Question], rows: Sequence[PortfolioRow]) -> list[ScenarioTotal]:
    """Return the sums of each scenario over the subjects with an answer."""
    totals = []
    for number, question in enumerate(questions):
        mine = [row for row in rows if row.scenario == number]
        counted = [row for row in mine if row.total is not None]
        totals.append(ScenarioTotal(
            scenario=number, coverage_share=question.scenario.inputs({})["coverage_share"], places=len(mine),
            counted=len(counted), people_served=people_to_millionth(sum(row.people_served or 0 for row in counted)),
            all_staff=sum(row.all_staff or 0 for row in counted),
            total=sum((row.total or 0) if row.plan_total is UNSET else row.plan_total for row in counted),
            dollars_of=_dollars_of(question, counted),
        ))  # fmt: skip
    return totals


def _dollars_of(question: Question, rows: Sequence[PortfolioRow]) -> int | None:
    """Return the year whose dollars the sum of the rows is; None where their years have their own."""
    for row in rows:
        if row.years is not UNSET:
            return row.years[0].dollars_of if len(row.years) == 1 else None
    return question.scenario.dollars_of


def overlap_pairs(found: Sequence[Overlap]) -> tuple[OverlapPair, ...]:
    """Return the pairs as they are answered."""
    return tuple(
        OverlapPair(
            geoid=pair.inner.geoid, name=pair.inner.label, within_geoid=pair.outer.geoid, within_name=pair.outer.label
        )
        for pair in found
    )


def _numbers(lines: dict[str, float | None]) -> dict[str, Any]:
    return {
        name: None
        if value is None
        else people_to_millionth(value)
        if name in ("high_risk", "people_served")
        else int(value)
        for name, value in lines.items()
    }


def _more(subjects: Sequence[PlaceFacts], question: Question, kind: str) -> list[dict[str, Any]]:
    """Return what a plan or a return adds to each row; nothing where a fact that it needs is missing."""
    if kind == "budget":
        return [{}] * len(subjects)
    if kind == "plan" and (years := plans_of(subjects, question)) is not None:
        return [
            _plan([(year, float(share[index]), column[index]) for year, share, column in years], question)
            for index in range(len(subjects))
        ]
    if kind == "return" and (points := returns_of(subjects, question)) is not None:
        constant = question.returns.inputs().get("constant_year")
        year = None if constant is None else int(constant)
        return [{**_points(points, index), "constant_year": year} for index in range(len(subjects))]
    more = []
    for answer in answers_of(subjects, question):
        try:
            if kind == "plan":
                more.append(_plan([(year.year, year.coverage_share, year.total) for year in answer.plan], question))
            else:
                more.append({**_return(answer.returns), "constant_year": answer.returns.constant_year})
        except FaultyError:
            more.append({} if kind == "plan" else NOTHING_SAID)
    return more


def _plan(years: Sequence[tuple[int, float, float]], question: Question) -> dict[str, Any]:
    if not all(isfinite(total) for _, _, total in years):
        return {}
    own = question.scenario.dollars_of is not None
    costs = tuple(YearCost(year, share, int(total), year if own else None) for year, share, total in years)
    return {"years": costs, "plan_total": sum(cost.total for cost in costs)}


def _points(points: Points, index: int) -> dict[str, Any]:
    averted, benefit = ([float(column[index]) for column in columns] for columns in (points.averted, points.benefit))
    if not isfinite(averted[1]):
        return NOTHING_SAID
    per_dollar = float(points.per_dollar[index])
    return {
        "averted": ReturnRange(*averted),
        "benefit": ReturnRange(*benefit),
        "benefit_per_dollar": per_dollar if isfinite(per_dollar) else None,
    }


def _return(found: Returns) -> dict[str, Any]:
    low, central, high = found.low, found.central, found.high
    return {
        "averted": ReturnRange(
            low=low.homicides_averted, central=central.homicides_averted, high=high.homicides_averted
        ),
        "benefit": ReturnRange(low=float(low.benefit), central=float(central.benefit), high=float(high.benefit)),
        "benefit_per_dollar": central.benefit_per_dollar,
    }
