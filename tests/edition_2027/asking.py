"""Edition 2027.1 from its files, and short questions to it."""

import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from calculator.engine.functions import SCALAR_FUNCTIONS
from calculator.engine.lines import Lines, compiled, needed_for
from calculator.engine.load import load_methodology
from calculator.engine.load_records import load_roles
from calculator.engine.methodology import Methodology
from calculator.engine.reading import read_record
from calculator.engine.results import Budget, budget_of
from calculator.engine.rules_2027_1.coverage import coverage_by_year
from calculator.engine.rules_2027_1.plan import PlanYear, plan_of
from calculator.engine.rules_2027_1.plan_rules import load_plan_rules
from calculator.engine.rules_2027_1.price_index import load_price_index
from calculator.engine.rules_2027_1.returns import Returns, ReturnsTerms, WorkYear, returns_of
from calculator.engine.rules_2027_1.returns_rules import load_returns_rules

FOLDER = Path(__file__).parent.parent.parent / "calculator/editions/2027.1"


def text_of(name: str) -> str:
    """Return a file of the edition."""
    return (FOLDER / name).read_text(encoding="utf-8")


ROLES = load_roles(text_of("roles.yaml"), file="roles.yaml")
_BASE = read_record(text_of("caps.yaml"), file="2027.1/caps.yaml")
CAPS = load_methodology(text_of("caps.yaml"), file="2027.1/caps.yaml", roles=ROLES)
FIELD = load_methodology(text_of("field.yaml"), file="2027.1/field.yaml", roles=ROLES, base=_BASE)
METHODS = {"caps": CAPS, "field": FIELD}
PLAN = load_plan_rules(text_of("plan.yaml"), file="plan.yaml")
RETURNS = load_returns_rules(
    text_of("returns.yaml"), file="returns.yaml", prices=load_price_index(text_of("cpi.yaml"), file="cpi.yaml")
)
YEAR_LINES = {name: PLAN.year_lines(method) for name, method in METHODS.items()}


@cache
def totals_of(name: str) -> Lines:
    """Return the lines that a method's total rests on."""
    return compiled(needed_for(METHODS[name].lines, ["total"]), file="total")


def opened(parameters: Mapping[str, object]) -> dict[str, float]:
    """Return every parameter's value, NaN where it is open."""
    return {
        name: math.nan if record.value is None else float(record.value)  # type: ignore[attr-defined]
        for name, record in parameters.items()
    }


def inputs_of(method: Methodology, **given: float) -> dict[str, float]:
    """Return every input: the preset, facts not reported, then what is given."""
    return {**method.usual, **opened(method.facts), **given}


def budget(method: Methodology, **given: float) -> Budget:
    """Return one year's budget."""
    return budget_of(method, inputs_of(method, **given))


def plan(
    name: str, ramp: str = "even", *, in_post: Mapping[str, int] | None = None, **given: float
) -> tuple[PlanYear, ...]:
    """Return the years of a plan with what is given, of the scenario or the plan."""
    inputs = {**inputs_of(METHODS[name]), **opened(PLAN.parameters), **given}
    shares = coverage_by_year(
        PLAN,
        YEAR_LINES[name],
        PLAN.ramps[ramp],
        inputs,
        years=int(inputs["years"]),
        in_post=in_post or {},
        functions=SCALAR_FUNCTIONS,
    )
    return plan_of(
        YEAR_LINES[name],
        inputs,
        coverage_by_year=shares,
        first_year=int(inputs["first_year"]),
        in_post=in_post or {},
    )


def returns(years: list[WorkYear], *, homicides: float, homicides_sent: bool = True, **given: float) -> Returns:
    """Return the estimate for these years of work; what is given was sent."""
    terms = ReturnsTerms({**opened(RETURNS.parameters), **given}, frozenset(given))
    return returns_of(
        RETURNS,
        terms,
        homicides=homicides,
        homicides_three_year=math.nan,
        homicides_sent=homicides_sent,
        years=years,
    )
