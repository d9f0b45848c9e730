"""One year's budget as it is answered."""

from typing import Annotated, Literal

from msgspec import UNSET, UnsetType

from calculator.answer import Answer
from calculator.api.head import Answered, head
from calculator.api.numbers import number, numbers, people_to_millionth
from calculator.api.shapes import Count, DollarsOf, MethodReference, People, Shape, Share, Usd, shaped, told
from calculator.engine.methodology import RoleGroup
from calculator.engine.results import Budget, StaffLine
from calculator.engine.rules_2027_1.bases import Basis as Counted
from calculator.engine.rules_2027_1.bases import Range as Spanned


class Staff(Shape):
    """A role."""

    role: Annotated[
        str, told("Key of the role, such as outreach_workers: the same in every answer and in `current_staff`")
    ]
    label: Annotated[str, told("What the role is called")]
    group: Annotated[
        RoleGroup,
        told("Meets participants (frontline), supervises those who do, or runs the city’s office (ovp)"),
    ]
    count: Annotated[Count, told("Posts", unit="posts")]
    salary: Annotated[Usd, told("USD a year each, before benefits")]
    cost: Annotated[Usd, told("USD a year for all of them, with benefits")]
    description: Annotated[str, told("What the person does")]


class StaffTotals(Shape):
    """Staff in all."""

    frontline_staff: Annotated[Count, told("People who meet participants", unit="posts")]
    supervisors: Annotated[Count, told("People who supervise frontline staff", unit="posts")]
    ovp_staff: Annotated[Count, told("Staff of the city’s Office of Violence Prevention", unit="posts")]
    all_staff: Annotated[Count, told("Everybody: frontline, supervisors and office", unit="posts")]


class BudgetLine(Shape):
    """A line of the budget."""

    line: Annotated[str, told("Key of the line, such as wraparound_cost")]
    label: Annotated[str, told("What the line is called")]
    amount: Annotated[Usd, told("USD a year, in dollars of the answer’s `dollars_of`")]
    share: Annotated[Share, told("Of the total, 0 to 1")]


class WraparoundLine(Shape):
    """A service for the people served."""

    line: Annotated[str, told("Key of the service, such as housing_cost")]
    label: Annotated[str, told("What the service is called")]
    amount: Annotated[Usd, told("USD a year, in dollars of the answer’s `dollars_of`")]


class Advice(Shape):
    """Something a careful colleague would add."""

    code: Annotated[str, told("Key of the advice, the same in every answer")]
    text: Annotated[str, told("The advice, as a sentence")]


class Step(Shape):
    """The working of one line."""

    line: Annotated[str, told("Key of the line that is computed")]
    label: Annotated[str, told("What the line is called")]
    unit: Annotated[str, told("Unit of the result, such as people or USD a year")]
    formula: Annotated[str, told("In the common subset of Python, JavaScript and spreadsheets")]
    values: Annotated[dict[str, float | None], told("What was put into it")]
    result: Annotated[float | None, told("What came out, in `unit`; null where a value that it needs is missing")]


class BasisRow(Shape):
    """One way to estimate the people at highest risk, and the budget at its low, its own and its high figure."""

    basis: Annotated[
        Literal["share", "homicides", "local"], told("By the share of residents, by homicides, or by a local count")
    ]
    label: Annotated[str, told("What the basis is called")]
    source: Annotated[str, told("Where its figure comes from")]
    people: Annotated[People | None, told("People at highest risk by this basis; null where it cannot be computed")]
    people_low: Annotated[People | None, told("The same at the low end of the evidence; null where there is no range")]
    people_high: Annotated[
        People | None, told("The same at the high end of the evidence; null where there is no range")
    ]
    total: Annotated[
        Usd | None, told("USD a year by this basis, in dollars of `dollars_of`; null where it cannot be computed")
    ]
    total_low: Annotated[Usd | None, told("The same at `people_low`; null where there is no range")]
    total_high: Annotated[Usd | None, told("The same at `people_high`; null where there is no range")]
    usable: Annotated[bool, told("Whether everything that it needs is known")]
    reason: Annotated[str | None, told("Why it is not usable")]
    chosen: Annotated[bool, told("Whether the budget uses it")]


class Range(Shape):
    """The lowest low and the highest high of the usable bases, widened to hold the number in use. Not a confidence interval."""

    people_low: Annotated[People, told("The lowest low figure, people at highest risk")]
    people_high: Annotated[People, told("The highest high figure, people at highest risk")]
    total_low: Annotated[Usd, told("USD a year at `people_low`, in dollars of the answer’s `dollars_of`")]
    total_high: Annotated[Usd, told("USD a year at `people_high`, in dollars of the answer’s `dollars_of`")]
    ratio: Annotated[float | None, told("High people over low; null where low is 0", unit="multiplier")]


class BudgetAnswer(Answered):
    """One year's budget."""

    high_risk: Annotated[People, told("People at highest risk, not rounded")]
    people_served: Annotated[People, told("Of them, those who are reached")]
    workload: Annotated[People, told("People served after economies of scale")]
    staffing: Annotated[tuple[Staff, ...], told("Every role, also those without a post")]
    totals: Annotated[StaffTotals, told("Posts summed over the roles")]
    budget: Annotated[tuple[BudgetLine, ...], told("Lines that add up to the total")]
    wraparound: Annotated[tuple[WraparoundLine, ...], told("The parts of wraparound_cost")]
    total: Annotated[Usd, told("USD a year, in dollars of `dollars_of`: the sum of `budget`")]
    per_resident: Annotated[Usd | None, told("USD a resident; null where nobody lives")]
    per_person_served: Annotated[Usd | None, told("USD a person served; null where nobody is")]
    per_homicide: Annotated[Usd | None, told("USD for each homicide a year; null where none is reported")]
    served_per_frontline_worker: Annotated[
        float | None, told("People served for each frontline worker", unit="people per worker")
    ]
    advice: Annotated[tuple[Advice, ...], told("What to keep in mind about this budget; empty where there is nothing")]
    dollars_of: DollarsOf
    people_reached: Annotated[People, told("People served, by the share of the year worked")]
    bases: Annotated[tuple[BasisRow, ...], told("Every way to estimate the people at highest risk")]
    range: Annotated[Range | None, told("What the usable bases span; null where the edition knows of none")]
    trace: Annotated[list[Step] | UnsetType, told("The working, where trace=1 was asked")] = UNSET


class BudgetSummary(Shape):
    """A budget in short."""

    methodology: Annotated[MethodReference, told("Use method: the methodology and its version", deprecated=True)]
    method: Annotated[str, told("The methodology with its version, such as caps@2027.1; a released one never changes")]
    high_risk: Annotated[People, told("People at highest risk, not rounded")]
    people_served: Annotated[People, told("Of them, those who are reached")]
    frontline_staff: Annotated[Count, told("People who meet participants", unit="posts")]
    supervisors: Annotated[Count, told("People who supervise frontline staff", unit="posts")]
    ovp_staff: Annotated[Count, told("Staff of the city’s Office of Violence Prevention", unit="posts")]
    all_staff: Annotated[Count, told("Everybody: frontline, supervisors and office", unit="posts")]
    total: Annotated[Usd, told("USD a year, in dollars of `dollars_of`")]
    per_resident: Annotated[Usd | None, told("USD a resident; null where nobody lives")]
    inputs: Annotated[dict[str, float | None], told("Every parameter and fact used, by name")]
    dollars_of: DollarsOf


def budget_answer(answer: Answer, *, trace: bool) -> BudgetAnswer:
    """Return one year's whole answer; with `trace` also the working of every line."""
    budget, spanned = answer.budget, answer.range
    return BudgetAnswer(
        **head(answer),
        high_risk=people_to_millionth(budget.high_risk),
        people_served=people_to_millionth(budget.people_served),
        workload=people_to_millionth(budget.values["workload"]),
        staffing=tuple(staff(line) for line in budget.staffing),
        totals=StaffTotals(**_totals(budget)),
        budget=tuple(BudgetLine(*line) for line in budget.budget),
        wraparound=tuple(WraparoundLine(line.line, line.label, line.amount) for line in budget.wraparound),
        total=budget.total,
        per_resident=budget.per_resident,
        per_person_served=budget.per_person_served,
        per_homicide=budget.per_homicide,
        served_per_frontline_worker=budget.served_per_frontline_worker,
        advice=tuple(Advice(advice.code, advice.text) for advice in budget.advice),
        dollars_of=budget.dollars_of,
        people_reached=people_to_millionth(budget.people_reached),
        bases=tuple(_basis(basis) for basis in answer.bases),
        range=None if spanned is None else _range(spanned),
        trace=_trace(budget) if trace else UNSET,
    )


def staff(line: StaffLine) -> Staff:
    """Return one role."""
    return Staff(line.role, line.label, line.group, line.count, line.salary, line.cost, line.description)


def _basis(basis: Counted) -> BasisRow:
    return BasisRow(
        basis=basis.basis,
        label=basis.label,
        source=basis.source,
        people=None if basis.people is None else people_to_millionth(basis.people),
        people_low=None if basis.people_low is None else people_to_millionth(basis.people_low),
        people_high=None if basis.people_high is None else people_to_millionth(basis.people_high),
        total=basis.total,
        total_low=basis.total_low,
        total_high=basis.total_high,
        usable=basis.usable,
        reason=basis.reason or None,
        chosen=basis.chosen,
    )


def _range(spanned: Spanned) -> Range:
    return Range(
        people_low=people_to_millionth(spanned.people_low),
        people_high=people_to_millionth(spanned.people_high),
        total_low=spanned.total_low,
        total_high=spanned.total_high,
        ratio=spanned.ratio,
    )


def budget_summary(budget: Budget) -> BudgetSummary:
    """Return a budget in one small object, as a profile shows it."""
    return BudgetSummary(
        methodology=shaped(MethodReference, budget.methodology),
        method=budget.methodology.reference,
        high_risk=people_to_millionth(budget.high_risk),
        people_served=people_to_millionth(budget.people_served),
        **_totals(budget),
        total=budget.total,
        per_resident=budget.per_resident,
        inputs=numbers(
            {name: value for name, value in budget.inputs.items() if name not in budget.methodology.indices}
        ),
        dollars_of=budget.dollars_of,
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
