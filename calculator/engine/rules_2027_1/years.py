"""The values of each year of a plan, floats or arrays: posts by role are the one truth, and money follows from them."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from calculator.engine.evaluate import run_lines
from calculator.engine.functions import Functions
from calculator.engine.lines import Lines
from calculator.engine.rules_2027_1.money import NO_MONEY
from calculator.engine.rules_2027_1.plan_rules import YearLines

Values = dict[str, Any]


def values_by_year(lines: YearLines, inputs: Mapping[str, Any], **asked: Any) -> list[Values]:
    """Return what `each_year` yields."""
    return list(each_year(lines, inputs, **asked))


def each_year(
    lines: YearLines,
    inputs: Mapping[str, Any],
    *,
    coverage_by_year: Sequence[Any],
    first_year: int,
    in_post: Mapping[str, int],
    functions: Functions,
) -> Iterator[Values]:
    """Yield every line's value of each year by name; `inputs` holds the scenario's and the plan's parameters.

    At ten thousand coverages a year takes some 20 MB: who keeps a line of it need not hold ten years of all.
    Posts recommended stand as `<role>_recommended`, those before the year as `<role>_before`, the most recommended in
    this or any later year as `<role>_most`. What lacks a fact is NaN.
    """
    roles = [names.role for names in lines.roles]
    given = {**inputs, "vacant_share": vacant_share(inputs)}
    recommended = []
    for share in coverage_by_year:
        found = run_lines(lines.recommended, functions, {**given, "coverage_share": share})
        recommended.append({role: found[role] for role in roles})
    most = _most_from_here_on(roles, recommended, functions)
    before: Values = {role: float(in_post.get(role, 0)) for role in roles}
    known = {**given, **NO_MONEY}
    for index, share in enumerate(coverage_by_year):
        starts = {names.recommended: recommended[index][names.role] for names in lines.roles}
        starts |= {names.before: before[names.role] for names in lines.roles}
        starts |= {names.most: most[index][names.role] for names in lines.roles}
        known |= {**starts, "coverage_share": share, "dollars_of": float(first_year + index)}
        before = run_lines(lines.whole, functions, known)
        yield {**starts, **NO_MONEY, **before}


def with_posts_filled(
    lines: YearLines, inputs: Mapping[str, Any], year: Values, functions: Functions, *, giving: Lines | None = None
) -> Values:
    """Return the moving costs of a year of which every post is filled for all 12 months, or those `giving`.

    `inputs` are those of the year.
    """
    filled = {
        **year,
        **inputs,
        **dict.fromkeys(lines.months, 12.0),
        "worked_share": functions["IF"](year["frontline_planned"] > 0, 1.0, 0.0),
    }
    return run_lines(giving or lines.moving, functions, filled)


def vacant_share(inputs: Mapping[str, Any]) -> Any:
    """Return the share of the year that an established post stands empty: as given, or from turnover and refilling."""
    given = inputs["vacancy_share"]
    return inputs["turnover_share"] * inputs["refill_months"] / 12 if math.isnan(given) else given


def _most_from_here_on(roles: Sequence[str], recommended: Sequence[Values], functions: Functions) -> list[Values]:
    most: list[Values] = []
    for values in reversed(recommended):
        later = most[-1] if most else values
        most.append({role: functions["MAX"](values[role], later[role]) for role in roles})
    return most[::-1]
