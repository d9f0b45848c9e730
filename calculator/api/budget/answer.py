"""One year's budget as it is answered."""

from typing import Annotated, Literal

from msgspec import UNSET, UnsetType

from calculator.api.numbers import number, numbers, people
from calculator.api.shapes import Count, MethodReference, People, Shape, Share, Usd, shaped, told
from calculator.api.subject import Subject, subject_answer
from calculator.engine.results import Budget
from calculator.subject import Subject as Asked
from profiles.selectors import place_table


class Staff(Shape):
    """A role."""

    role: str
    label: str
    group: Literal["frontline", "supervision", "ovp"]
    count: Annotated[Count, told("People")]
    salary: Annotated[Usd, told("USD a year each, before benefits")]
    cost: Annotated[Usd, told("USD a year for all of them, with benefits")]
    description: Annotated[str, told("What the person does")]


class StaffTotals(Shape):
    """Staff in all."""

    frontline_staff: Count
    supervisors: Count
    ovp_staff: Annotated[Count, told("Staff of the city's Office of Violence Prevention")]
    all_staff: Count


class BudgetLine(Shape):
    """A line of the budget."""

    line: str
    label: str
    amount: Annotated[Usd, told("USD a year")]
    share: Annotated[Share, told("Of the total, 0 to 1")]


class WraparoundLine(Shape):
    """A service for the people served."""

    line: str
    label: str
    amount: Annotated[Usd, told("USD a year")]


class Advice(Shape):
    """Something a careful colleague would add."""

    code: str
    text: str


class Step(Shape):
    """The working of one line."""

    line: str
    label: str
    unit: str
    formula: Annotated[str, told("In the common subset of Python, JavaScript and spreadsheets")]
    values: Annotated[dict[str, float | None], told("What was put into it")]
    result: float | None


class BudgetAnswer(Shape):
    """One year's budget."""

    methodology: MethodReference
    data_version: Annotated[str, told("Version of the facts")]
    place: Subject
    inputs: Annotated[dict[str, float | None], told("Every parameter and fact used, by name")]
    high_risk: Annotated[People, told("People at highest risk, not rounded")]
    people_served: Annotated[People, told("Of them, those who are reached")]
    workload: Annotated[People, told("People served after economies of scale")]
    staffing: tuple[Staff, ...]
    totals: StaffTotals
    budget: Annotated[tuple[BudgetLine, ...], told("Lines that add up to the total")]
    wraparound: Annotated[tuple[WraparoundLine, ...], told("The parts of wraparound_cost")]
    total: Annotated[Usd, told("USD a year")]
    per_resident: Annotated[Usd | None, told("USD a resident; null where nobody lives")]
    per_person_served: Annotated[Usd | None, told("USD a person served; null where nobody is")]
    per_homicide: Annotated[Usd | None, told("USD for each homicide a year; null where none is reported")]
    served_per_frontline_worker: Annotated[float | None, told("People served for each frontline worker")]
    advice: tuple[Advice, ...]
    trace: Annotated[list[Step] | UnsetType, told("The working, where trace=1 was asked")] = UNSET


class BudgetSummary(Shape):
    """A budget in short."""

    methodology: MethodReference
    high_risk: Annotated[People, told("People at highest risk, not rounded")]
    people_served: Annotated[People, told("Of them, those who are reached")]
    frontline_staff: Count
    supervisors: Count
    ovp_staff: Annotated[Count, told("Staff of the city's Office of Violence Prevention")]
    all_staff: Count
    total: Annotated[Usd, told("USD a year")]
    per_resident: Annotated[Usd | None, told("USD a resident; null where nobody lives")]


def budget_answer(budget: Budget, subject: Asked, *, trace: bool, data_version: str | None = None) -> BudgetAnswer:
    """Return the whole answer for one subject; with `trace` also the working of every line."""
    method, values = budget.methodology, budget.values
    return BudgetAnswer(
        methodology=MethodReference(id=method.id, version=method.version),
        data_version=data_version or place_table().version,
        place=subject_answer(subject),
        inputs={name: number(value) for name, value in budget.inputs.items() if name not in method.indices},
        high_risk=people(budget.high_risk),
        people_served=people(budget.people_served),
        workload=people(values["workload"]),
        staffing=shaped(tuple[Staff, ...], budget.staffing),
        totals=StaffTotals(**_totals(budget)),
        budget=shaped(tuple[BudgetLine, ...], budget.budget),
        wraparound=shaped(tuple[WraparoundLine, ...], budget.wraparound),
        total=budget.total,
        per_resident=budget.per_resident,
        per_person_served=budget.per_person_served,
        per_homicide=budget.per_homicide,
        served_per_frontline_worker=budget.served_per_frontline_worker,
        advice=shaped(tuple[Advice, ...], budget.advice),
        trace=_trace(budget) if trace else UNSET,
    )


def budget_summary(budget: Budget) -> BudgetSummary:
    """Return a budget in one small object, as a profile shows it."""
    return BudgetSummary(
        methodology=shaped(MethodReference, budget.methodology),
        high_risk=people(budget.high_risk),
        people_served=people(budget.people_served),
        **_totals(budget),
        total=budget.total,
        per_resident=budget.per_resident,
    )


def _totals(budget: Budget) -> dict[str, int]:
    return {name: int(budget.values[name]) for name in StaffTotals.__struct_fields__}


def _trace(budget: Budget) -> list[Step]:
    """Return each line's formula, the values put into it and what came out, in the order computed."""
    return [
        Step(
            line=step.line,
            label=step.label,
            unit=step.unit,
            formula=step.formula,
            values=numbers(step.values),
            result=number(step.result),
        )
        for step in budget.working
    ]
