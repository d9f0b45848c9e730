"""The rules of plans and returns, read from their files once per process."""

from functools import cache

from calculator.engine.plan_rules import PlanRules, YearFormulas, load_plan_rules
from calculator.engine.returns_rules import ReturnsRules, load_returns_rules
from calculator.registry import FOLDER, find_methodology


@cache
def plan_rules() -> PlanRules:
    """Return what several years add to a methodology."""
    return load_plan_rules((FOLDER / "plan.yaml").read_text(encoding="utf-8"), file="plan.yaml")


@cache
def year_formulas(reference: str) -> YearFormulas:
    """Return the lines of one year under the methodology of that pinned name."""
    return plan_rules().formulas(find_methodology(reference))


@cache
def returns_rules() -> ReturnsRules:
    """Return what the return rests on."""
    return load_returns_rules((FOLDER / "returns.yaml").read_text(encoding="utf-8"), file="returns.yaml")
