"""A budget as plain values for JSON, and what one of its inputs was."""

import math
from typing import Any

from calculator.engine.results import Budget
from calculator.subject import Subject
from profiles.selectors import place_table

# People are shown to the millionth: enough to check a computation, free of binary noise.
PEOPLE_STEPS = 1_000_000


def budget_json(budget: Budget, subject: Subject, *, trace: bool) -> dict[str, Any]:
    """Return the whole answer for one subject; with `trace` also the working of every line."""
    method = budget.methodology
    values = budget.values
    answer: dict[str, Any] = {
        "methodology": {"id": method.id, "version": method.version},
        "data_version": place_table().version,
        "place": subject_json(subject),
        "inputs": {name: number(value) for name, value in budget.inputs.items() if name not in method.indices},
        "high_risk": people(budget.high_risk),
        "people_served": people(budget.people_served),
        "workload": people(values["workload"]),
        "staffing": [
            {
                "role": line.role,
                "label": line.label,
                "group": line.group,
                "count": line.count,
                "salary": line.salary,
                "cost": line.cost,
                "description": line.description,
            }
            for line in budget.staffing
        ],
        "totals": {
            "frontline_staff": int(values["frontline_staff"]),
            "supervisors": int(values["supervisors"]),
            "ovp_staff": int(values["ovp_staff"]),
            "all_staff": int(values["all_staff"]),
        },
        "budget": [
            {"line": line.line, "label": line.label, "amount": line.amount, "share": line.share}
            for line in budget.budget
        ],
        "wraparound": [{"line": line.line, "label": line.label, "amount": line.amount} for line in budget.wraparound],
        "total": budget.total,
        "per_resident": budget.per_resident,
        "per_person_served": budget.per_person_served,
        "per_homicide": budget.per_homicide,
        "served_per_frontline_worker": budget.served_per_frontline_worker,
        "advice": [{"code": advice.code, "text": advice.text} for advice in budget.advice],
    }
    if trace:
        answer["trace"] = trace_json(budget)
    return answer


def trace_json(budget: Budget) -> list[dict[str, Any]]:
    """Return each line's formula, the values put into it and what came out, in the order computed."""
    return [
        {
            "line": step.line,
            "label": step.label,
            "unit": step.unit,
            "formula": step.formula,
            "values": {name: number(value) for name, value in step.values.items()},
            "result": number(step.result),
        }
        for step in budget.working
    ]


def budget_summary(budget: Budget) -> dict[str, Any]:
    """Return a budget in one small object, as a profile shows it."""
    values = budget.values
    return {
        "methodology": {"id": budget.methodology.id, "version": budget.methodology.version},
        "high_risk": people(budget.high_risk),
        "people_served": people(budget.people_served),
        "frontline_staff": int(values["frontline_staff"]),
        "supervisors": int(values["supervisors"]),
        "ovp_staff": int(values["ovp_staff"]),
        "all_staff": int(values["all_staff"]),
        "total": budget.total,
        "per_resident": budget.per_resident,
    }


def subject_json(subject: Subject) -> dict[str, Any]:
    """Return whom a budget is for: one place, several, a county, or a population typed in."""
    place, county = subject.place, subject.county
    return {
        "kind": subject.kind,
        "name": subject.name,
        "geoid": place.geoid if place else county.geoid if county else None,
        "slug": place.slug if place else None,
        "state": place.state if place else county.state if county else None,
        "population_year": place.population_year if place else county.population_year if county else None,
        "homicides_year": place.own_homicides.year if place and place.own_homicides else None,
        "places": [] if county else [member.geoid for member in subject.places],
    }


def people(value: float) -> float:
    """Return a number of people to the millionth. The array form in `bulk_table` gives the same doubles."""
    return math.floor(value * PEOPLE_STEPS + 0.5) / PEOPLE_STEPS


def number(value: float) -> float | int | None:
    """Return a value as JSON shows it: whole numbers without a point, None where there is no figure."""
    if value != value:  # NaN, asked once for each of a hundred numbers
        return None
    return int(value) if value.is_integer() else value
