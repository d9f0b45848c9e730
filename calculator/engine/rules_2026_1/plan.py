"""A program over years: each year the method's own lines, with that year's coverage, prices and posts."""

from collections.abc import Iterable, Mapping, Sequence

from calculator.engine.evaluate import evaluate
from calculator.engine.funding import Cliff, FundingSource, money_in
from calculator.engine.funding import cliffs_of as falls_of
from calculator.engine.methodology import Methodology
from calculator.engine.plan import STARTUP, PlanYear, Posts
from calculator.engine.plan_rules import PlanRules, Shape, YearFormulas, load_plan_rules
from calculator.engine.results import Budget, money_lines
from calculator.engine.terms import PlanTerms


def load_rules(parts: Mapping[str, str]) -> PlanRules:
    """Return the plan's rules, read from the edition's files. Raises MethodologyError."""
    return load_plan_rules(parts["plan.yaml"], file="plan.yaml")


def plan_of(
    rules: PlanRules, method: Methodology, inputs: Mapping[str, float], terms: PlanTerms
) -> tuple[PlanYear, ...]:
    """Return the years of the plan asked for, its sources of money set against each year's need.

    Raises MissingFactError where the scenario needs a fact that is not reported.
    """
    return years_of(
        rules.formulas(method),
        {**inputs, **terms.parameters},
        coverage_by_year=coverage_by_year(rules, terms, inputs["coverage_share"]),
        first_year=terms.calendar_years[0],
        in_post={role: there.all for role, there in terms.in_post.items()},
        sources=terms.sources,
    )


def cliffs_of(rules: PlanRules, terms: PlanTerms) -> tuple[Cliff, ...]:
    """Return where the plan's committed money falls away."""
    return falls_of(terms.sources, terms.calendar_years, from_share=rules.cliff_share)


def coverage_by_year(rules: PlanRules, terms: PlanTerms, coverage_share: float) -> tuple[float, ...]:
    """Return the share (0–1) of people at highest risk reached in each year; `coverage_share` is the scenario's."""
    count = len(terms.calendar_years)
    if terms.ramp in rules.shapes:
        return tuple(coverage_on(rules.shapes[terms.ramp], year) for year in range(1, count + 1))
    if terms.ramp == "typed" and terms.typed:
        held = (*terms.typed, *[terms.typed[-1]] * count)
        return held[:count]
    if terms.ramp in ("even", "typed"):
        return tuple(coverage_share * year / count for year in range(1, count + 1))
    return (coverage_share,) * count


def coverage_on(shape: Shape, year: int) -> float:
    """Return the share in `year`, on the straight line between its neighbors; beyond the ends, the ends' share."""
    before = max((point for point in shape.points if point[0] <= year), default=shape.points[0])
    after = min((point for point in shape.points if point[0] >= year), default=shape.points[-1])
    if before[0] >= after[0]:
        return before[1]
    passed = (year - before[0]) / (after[0] - before[0])
    return round(before[1] + passed * (after[1] - before[1]), 6)


def years_of(
    formulas: YearFormulas,
    inputs: Mapping[str, float],
    *,
    coverage_by_year: Sequence[float],
    first_year: int,
    in_post: Mapping[str, int],
    sources: Iterable[FundingSource] = (),
) -> tuple[PlanYear, ...]:
    """Return the years of a plan, one for each share in `coverage_by_year` (0–1).

    `inputs` holds the scenario's inputs and the plan's parameters; `in_post` who is there before year 1, by role.
    Raises MissingFactError where the scenario needs a fact that is not reported.
    """
    sources = tuple(sources)
    roles = [role.key for role in formulas.methodology.roles]
    before = {role: int(in_post.get(role, 0)) for role in roles}
    years = []
    for index, coverage_share in enumerate(coverage_by_year):
        year = first_year + index
        money = {str(certainty): float(paid) for certainty, paid in money_in(sources, year).items()}
        of_year: dict[str, float] = {
            **inputs,
            **money,
            **{f"{role}_before": float(count) for role, count in before.items()},
            "coverage_share": float(coverage_share),
            "year_index": float(index),
        }
        values = {**evaluate(formulas, of_year), **money}
        years.append(_year(formulas, year, of_year, values, before))
        before = {role: int(values[role]) for role in roles}
    return tuple(years)


def _year(
    formulas: YearFormulas,
    year: int,
    inputs: Mapping[str, float],
    values: Mapping[str, float],
    before: Mapping[str, int],
) -> PlanYear:
    method = formulas.methodology
    indices = {name: values[name] for name in method.indices}
    return PlanYear(
        year=year,
        coverage_share=inputs["coverage_share"],
        budget=Budget(method, {**inputs, **indices}, values),
        posts=tuple(
            Posts(
                role=role.key,
                count=int(values[role.key]),
                before=before[role.key],
                new=int(values[f"{role.key}_new"]),
                given_up=int(values[f"{role.key}_leaving"]),
            )
            for role in method.roles
        ),
        lines=money_lines(formulas.lines, (*method.budget, STARTUP), values, values["year_total"]),
        values=values,
    )
