"""The rows of a comparison: each figure, and what it is against the first column's."""

import math
from collections.abc import Iterator, Sequence
from typing import Any

from calculator.engine.staff import staff_gap_of
from calculator.keeping.comparing import Column
from calculator.presenters.budget.bases import money_span, span
from calculator.presenters.places.compare_beyond import Figure, Measure, beyond_measures
from calculator.presenters.places.compare_settings import differing_rows
from calculator.words.wording import dollars, people


def row_groups(columns: Sequence[Column]) -> list[dict[str, Any]]:
    """Return headed groups of rows with a cell a column: text or None, difference in words, note.

    What was asked differently leads; where nothing was, the places do, for they are all that differs.
    """
    differing = differing_rows(columns)
    place = ("The place", [_row(measure, columns) for measure in _place()])
    groups = [
        ("The budget", [_row(measure, columns) for measure in _answer()]),
        ("Set against", [_row(measure, columns) for measure in _per()]),
        ("Budget lines", [_row(measure, columns) for measure in _lines(columns)]),
        ("Staff", [_row(measure, columns) for measure in _staff(columns)]),
        ("Years, money, return", [_row(measure, columns) for measure in beyond_measures(columns)]),
    ]
    lead = [("What was chosen differently", differing), *groups, place] if differing else [place, *groups]
    return [{"title": title, "rows": rows} for title, rows in lead if rows]


def difference(value: float, first: float, *, relative: bool) -> str:
    """Return how `value` differs from `first`: +6%, −3, the same."""
    change = value - first
    if relative and first:
        percent = round(change / first * 100)
        if percent or not change:
            return f"{_signed(percent)}%" if percent else "the same"
        return "about the same"
    return _signed(change) if round(change) else "the same"


def _row(measure: Measure, columns: Sequence[Column]) -> dict[str, Any]:
    figures = [_known(measure.figure(column)) for column in columns]
    first = figures[0]
    return {
        "label": measure.label,
        "swatch": measure.swatch,
        "missing": measure.missing,
        "cells": [
            {
                "text": None if value is None else measure.shown(value),
                "difference": ""
                if index == 0 or value is None or first is None
                else difference(value, first, relative=measure.relative),
                "note": measure.note(column),
            }
            for index, (column, value) in enumerate(zip(columns, figures, strict=True))
        ],
    }


def _known(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else float(value)


def _signed(change: float) -> str:
    return f"{'+' if change > 0 else '−'}{abs(change):,.0f}"


def _answer() -> Iterator[Measure]:
    yield Measure("Total a year", lambda column: column.budget.total, dollars, note=_total_range)
    yield Measure("People at highest risk", lambda column: column.budget.high_risk, people, note=_people_range)
    yield Measure("People reached", lambda column: column.budget.people_served, people)


def _per() -> Iterator[Measure]:
    yield Measure("Per resident", lambda column: column.budget.per_resident, dollars)
    yield Measure("Per person reached", lambda column: column.budget.per_person_served, dollars)


def _lines(columns: Sequence[Column]) -> Iterator[Measure]:
    printed = {line.line for column in columns for line in column.budget.printed}
    for line in columns[0].budget.budget:
        if line.line not in printed:
            continue
        yield Measure(line.label, _value(line.line), dollars, swatch=line.line)


def _staff(columns: Sequence[Column]) -> Iterator[Measure]:
    """Return all staff, those in post where anybody said, then the roles that anybody here has."""
    yield Measure("All staff", _value("all_staff"), people, relative=False)
    if any(column.in_post for column in columns):
        yield Measure("In post today", _in_post, people, relative=False, missing="not given")
        yield Measure("Posts still to fill", _missing, people, relative=False, missing="not known")
    for role in columns[0].budget.methodology.roles:
        if any(column.budget.values.get(role.key) for column in columns):
            yield Measure(role.plural, _value(role.key), people, relative=False)


def _place() -> Iterator[Measure]:
    yield Measure("Residents", _input("population"), people, note=_population_year)
    yield Measure("Homicides a year", _input("homicides"), people, note=_homicide_year)
    yield Measure("Homicides per 100,000", _rate, lambda rate: f"{rate:.1f}")
    yield Measure("Price level, U.S. = 100", _input("price_level"), lambda level: f"{level:.1f}")


def _value(name: str) -> Figure:
    return lambda column: column.budget.values.get(name)


def _input(name: str) -> Figure:
    return lambda column: column.budget.inputs[name]


def _in_post(column: Column) -> float | None:
    return sum(there.all for there in column.in_post.values()) if column.in_post else None


def _missing(column: Column) -> float | None:
    return sum(gap.missing for gap in staff_gap_of(column.budget, column.in_post)) if column.in_post else None


def _rate(column: Column) -> float | None:
    place, given = column.subject.place, column.question.scenario.facts
    if place and place.homicides and not {"population", "homicides"} & {*given}:
        return place.homicides.rate_per_100k
    population = column.budget.inputs["population"]
    return column.budget.inputs["homicides"] / population * 100_000 if population else None


def _total_range(column: Column) -> str:
    spanned, year = column.answer.range, column.budget.dollars_of
    if spanned is None:
        return ""
    return f"{money_span(spanned.total_low, spanned.total_high)} by every way to count, in {year} dollars"


def _people_range(column: Column) -> str:
    spanned = column.answer.range
    return "" if spanned is None else f"{span(spanned.people_low, spanned.people_high)} by every way to count"


def _population_year(column: Column) -> str:
    subject = column.subject
    if "population" in column.question.scenario.facts:
        return "entered"
    return ", ".join(sorted({str(place.population_year) for place in subject.places}))


def _homicide_year(column: Column) -> str:
    if "homicides" in column.question.scenario.facts:
        return "entered"
    years = {str(place.homicides.year) for place in column.subject.places if place.homicides}
    return ", ".join(sorted(years))
