"""Edition 2027.1, and short questions to it."""

import math
from collections.abc import Mapping

from calculator.engine.methodology import Methodology
from calculator.engine.plan import PlanYear
from calculator.engine.results import Budget, budget_of
from calculator.engine.returns import Returns
from calculator.engine.rules_2027_1.returns import WorkYear, estimate_of
from calculator.engine.staff import InPost
from calculator.engine.terms import PlanTerms, ReturnsTerms
from calculator.methods import FOLDER as EDITIONS
from calculator.methods import editions

FOLDER = EDITIONS / "2027.1"
EDITION = editions()["2027.1"]
METHODS = EDITION.methods
CAPS, FIELD = METHODS["caps"], METHODS["field"]
PLAN, RETURNS = EDITION.plan, EDITION.returns


def text_of(name: str) -> str:
    """Return a file of the edition."""
    return (FOLDER / name).read_text(encoding="utf-8")


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


def plan_terms(
    ramp: str = "even", *, in_post: Mapping[str, int] | None = None, typed: tuple[float, ...] = (), **given: float
) -> PlanTerms:
    """Return the terms of a plan; `given` may name any of its parameters."""
    parameters = {**opened(PLAN.parameters), **{name: given[name] for name in PLAN.parameters if name in given}}
    first = int(parameters["first_year"])
    return PlanTerms(
        calendar_years=tuple(range(first, first + int(parameters["years"]))),
        ramp=ramp,
        typed=typed,
        parameters=parameters,
        in_post={role: InPost(community=count) for role, count in (in_post or {}).items()},
    )


def plan(
    name: str, ramp: str = "even", *, in_post: Mapping[str, int] | None = None, **given: float
) -> tuple[PlanYear, ...]:
    """Return the years of a plan with what is given, of the scenario or the plan."""
    scenario = {key: value for key, value in given.items() if key not in PLAN.parameters}
    terms = plan_terms(ramp, in_post=in_post, **given)
    return EDITION.plan_of(METHODS[name], inputs_of(METHODS[name], **scenario), terms)


def returns(
    years: list[WorkYear], *, homicides: float, sent: tuple[str, ...] = ("homicides",), **given: float
) -> Returns:
    """Return the estimate for these years of work; what is given was sent."""
    parameters = {**opened(RETURNS.parameters), **given}
    terms = ReturnsTerms(parameters=parameters, sent=frozenset((*given, *sent)), perspective="taxpayer_average")
    return estimate_of(RETURNS, terms, homicides=homicides, homicides_three_year=math.nan, years=years)
