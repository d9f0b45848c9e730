"""What those compared were asked differently: a row for each setting in which they are not alike."""

from collections.abc import Sequence
from typing import Any

from calculator.keeping.comparing import Column
from calculator.presenters.plan.years import RAMP_LABELS
from calculator.words.wording import dollars, figure, percent

MOST_NAMED = 3


def differing_rows(columns: Sequence[Column]) -> list[dict[str, Any]]:
    """Return the settings that are not the same in every column, in words; none where all were asked the same."""
    rows: list[tuple[str, list[str | None]]] = [
        ("Method", [f"{column.budget.methodology.title}, {column.budget.methodology.version}" for column in columns])
    ]
    rows += [_setting(columns, name) for name in _moved(columns)]
    rows += [_fact(columns, name) for name in _typed(columns)]
    rows += [
        ("Years and coverage", [_plan(column) for column in columns]),
        ("Money named", [_money(column) for column in columns]),
        ("Start from the money", [_solve(column) for column in columns]),
        ("Return seen from", [column.question.returns.perspective.label for column in columns]),
    ]
    return [
        {
            "label": label,
            "swatch": "",
            "missing": "not given",
            "cells": [{"text": text, "difference": "", "note": ""} for text in texts],
        }
        for label, texts in rows
        if len({*texts}) > 1
    ]


def _moved(columns: Sequence[Column]) -> list[str]:
    return [*dict.fromkeys(name for column in columns for name in column.question.scenario.moved)]


def _typed(columns: Sequence[Column]) -> list[str]:
    return [*dict.fromkeys(name for column in columns for name in column.question.scenario.facts)]


def _setting(columns: Sequence[Column], name: str) -> tuple[str, list[str | None]]:
    """Return the setting as it stands in every column: moved by somebody, or the preset's."""
    parameter = next(
        column.budget.methodology.parameters[name] for column in columns if name in column.question.scenario.moved
    )
    return parameter.label, [
        figure(column.budget.inputs[name], parameter.unit) if name in column.budget.inputs else None
        for column in columns
    ]


def _fact(columns: Sequence[Column], name: str) -> tuple[str, list[str | None]]:
    fact = next(column.budget.methodology.facts[name] for column in columns if name in column.question.scenario.facts)
    return f"{fact.label}, typed in", [
        figure(column.question.scenario.facts[name], fact.unit) if name in column.question.scenario.facts else None
        for column in columns
    ]


def _plan(column: Column) -> str:
    plan = column.question.plan
    if not plan.asked:
        return "One year"
    years, shape = plan.calendar_years, dict(RAMP_LABELS).get(plan.shape, plan.shape)
    shares = f": {', '.join(percent(share) for share in plan.typed)}" if plan.typed else ""
    return f"{years[0]}–{years[-1]}, {shape[:1].lower()}{shape[1:]}{shares}"


def _money(column: Column) -> str | None:
    sources = column.question.funding.sources
    if not sources:
        return None
    told = [f"{source.name}: {dollars(source.amount)} a year" for source in sources[:MOST_NAMED]]
    more = [f"{len(sources) - MOST_NAMED} more"] if len(sources) > MOST_NAMED else []
    return "; ".join([*told, *more])


def _solve(column: Column) -> str | None:
    return None if column.question.solve is None else dollars(column.question.solve)
