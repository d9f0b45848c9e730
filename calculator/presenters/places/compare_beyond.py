"""Rows of a comparison beyond one year: the plan, its gap, what it might return, what is asked for."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from calculator.asking.given import FaultyError
from calculator.engine.grants import GrantPeriod
from calculator.engine.plan import PlanYear
from calculator.engine.returns import Returns
from calculator.keeping.comparing import Column
from calculator.words.wording import cents, dollars

type Figure = Callable[[Column], float | None]


@dataclass(frozen=True, slots=True)
class Measure:
    """One row: its words, its figure in a column, how it is written, and whether differences are shares of the first."""

    label: str
    figure: Figure
    shown: Callable[[float], str]
    relative: bool = True
    swatch: str = ""
    note: Callable[[Column], str] = lambda column: ""
    missing: str = "not reported"


def beyond_measures(columns: Sequence[Column]) -> Iterator[Measure]:
    """Return the rows of the plan where anybody asked for years, then return and request."""
    if any(column.question.plan.asked for column in columns):
        yield Measure("Years planned", _years, _whole, relative=False, note=_span, missing="one year only")
        yield Measure("Cost of all years", _cost, dollars, note=_of_years, missing="one year only")
    if any(column.question.funding.sources for column in columns):
        yield Measure("Gap, all years", _gap, dollars, note=_counted_in, missing="no money named yet")
    yield Measure("For each dollar, central", _per_dollar, cents, note=_low_to_high, missing="not known")
    if any(column.question.grant.query() for column in columns):
        yield Measure("Grant request", _request, dollars, note=_request_years, missing="no request yet")


def returns_of(column: Column) -> Returns | None:
    """Return what the column's program might return; None where a figure for it is not reported."""
    try:
        return column.answer.returns
    except FaultyError:
        return None


def _plan(column: Column) -> tuple[PlanYear, ...]:
    return column.answer.planned


def _years(column: Column) -> float | None:
    return len(_plan(column)) or None


def _cost(column: Column) -> float | None:
    return sum(year.total for year in _plan(column)) if _plan(column) else None


def _gap(column: Column) -> float | None:
    return sum(year.gap for year in column.answer.plan) if column.question.funding.sources else None


def _per_dollar(column: Column) -> float | None:
    returns = returns_of(column)
    return returns.central.benefit_per_dollar if returns else None


def _request(column: Column) -> float | None:
    return _whole_request(column).total if column.question.grant.query() else None


def _whole_request(column: Column) -> GrantPeriod:
    return column.answer.application.grant.whole


def _span(column: Column) -> str:
    years = _plan(column)
    return f"{years[0].year}–{years[-1].year}" if years else ""


def _of_years(column: Column) -> str:
    return "in dollars of each year" if _plan(column) else ""


def _counted_in(column: Column) -> str:
    return "if every source comes through"


def _low_to_high(column: Column) -> str:
    returns = returns_of(column)
    if returns is None or returns.low.benefit_per_dollar is None or returns.high.benefit_per_dollar is None:
        return ""
    low, high = returns.low.benefit_per_dollar, returns.high.benefit_per_dollar
    return f"{cents(low)} to {cents(high)}; {returns.perspective.label}"


def _request_years(column: Column) -> str:
    periods = column.answer.application.grant.years
    return f"{periods[0].label} to {periods[-1].label}" if len(periods) > 1 else "one year"


def _whole(value: float) -> str:
    return f"{value:.0f}"
