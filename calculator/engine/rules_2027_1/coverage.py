"""Coverage of people at highest risk by year: a ramp, never below what the staff in post already reach."""

from collections.abc import Mapping
from typing import Any

from calculator.engine.evaluate import run_lines
from calculator.engine.functions import Functions
from calculator.engine.methodology import Methodology
from calculator.engine.rules_2027_1.plan_rules import PlanRules, Ramp, YearLines


def coverage_by_year(
    rules: PlanRules,
    lines: YearLines,
    ramp: Ramp,
    inputs: Mapping[str, Any],
    *,
    years: int,
    in_post: Mapping[str, int],
    functions: Functions,
) -> tuple[Any, ...]:
    """Return the share (0–1) reached in each year, never rounded; arrays where the scenario's coverage is one."""
    base = {"coverage_share": inputs["coverage_share"], "years": float(years)}
    shares = [
        run_lines(ramp.lines, functions, {**base, "plan_year": float(year)})["coverage"] for year in range(1, years + 1)
    ]
    frontline = frontline_in_post(lines.methodology, in_post)
    if not ramp.floor or not frontline:
        return tuple(shares)
    recommended = run_lines(lines.recommended, functions, inputs)["frontline_staff"]
    present = {**base, "frontline_before": float(frontline), "frontline_staff": recommended}
    floor = run_lines(rules.floor, functions, present)["floor"]
    return tuple(functions["MAX"](share, floor) for share in shares)


def frontline_in_post(methodology: Methodology, in_post: Mapping[str, int]) -> int:
    """Return how many of the frontline are in post before the first year."""
    return sum(in_post.get(role.key, 0) for role in methodology.roles if role.group == "frontline")
