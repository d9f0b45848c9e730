"""A program over years: posts by role, what they and their work cost, and money in against need."""

from collections.abc import Mapping
from typing import Any

from calculator.engine.evaluate import check_finite, run_lines
from calculator.engine.functions import SCALAR_FUNCTIONS, Functions
from calculator.engine.funding import Cliff
from calculator.engine.funding import cliffs_of as falls_of
from calculator.engine.methodology import Methodology
from calculator.engine.plan import STARTUP, PlanYear, Posts
from calculator.engine.results import Budget, money_lines
from calculator.engine.rules_2027_1.coverage import coverage_by_year
from calculator.engine.rules_2027_1.money import money_by_year
from calculator.engine.rules_2027_1.plan_rules import PlanRules, YearLines, load_plan_rules
from calculator.engine.rules_2027_1.quarters import quarters_of
from calculator.engine.rules_2027_1.years import Values, values_by_year, with_posts_filled
from calculator.engine.terms import PlanTerms

ONE_OFF = (STARTUP, "turnover_cost")


def load_rules(parts: Mapping[str, str]) -> PlanRules:
    """Return the plan's rules, read from the edition's files. Raises MethodologyError."""
    return load_plan_rules(parts["plan.yaml"], file="2027.1/plan.yaml")


def plan_of(
    rules: PlanRules, method: Methodology, inputs: Mapping[str, float], terms: PlanTerms
) -> tuple[PlanYear, ...]:
    """Return the years of a plan, its sources of money set against each year's need.

    Raises MissingFactError where the scenario needs a fact that is not reported.
    """
    lines = rules.year_lines(method)
    whole = {**inputs, **terms.parameters}
    shares = shares_of(rules, lines, whole, terms, SCALAR_FUNCTIONS)
    values = values_by_year(
        lines,
        whole,
        coverage_by_year=shares,
        first_year=terms.calendar_years[0],
        in_post=in_post_of(terms),
        functions=SCALAR_FUNCTIONS,
    )
    funded = values  # which reckon without any money
    if terms.sources:
        for year in values:  # no money can be set against a need that nobody knows
            check_finite(lines.methodology, whole, year)
        funded = [
            {**year, **money, **run_lines(lines.money, SCALAR_FUNCTIONS, {**whole, **year, **money})}
            for year, money in zip(values, money_by_year(values, terms), strict=True)
        ]
    return tuple(
        _year(lines, {**whole, "coverage_share": float(share), "dollars_of": float(year)}, each)
        for year, share, each in zip(terms.calendar_years, shares, funded, strict=True)
    )


def cliffs_of(rules: PlanRules, terms: PlanTerms) -> tuple[Cliff, ...]:
    """Return where the plan's committed money falls away."""
    return falls_of(terms.sources, terms.calendar_years, from_share=rules.cliff_share)


def shares_of(
    rules: PlanRules, lines: YearLines, inputs: Mapping[str, Any], terms: PlanTerms, functions: Functions
) -> tuple[Any, ...]:
    """Return the share (0–1) reached in each year: as typed, the last one holding on, or by the ramp."""
    count = len(terms.calendar_years)
    if terms.typed:
        return (*terms.typed, *[terms.typed[-1]] * count)[:count]
    ramp = rules.shapes.get(terms.ramp, rules.shapes[rules.default_ramp])
    return coverage_by_year(rules, lines, ramp, inputs, years=count, in_post=in_post_of(terms), functions=functions)


def in_post_of(terms: PlanTerms) -> dict[str, int]:
    """Return staff in post before the first year by role, whoever employs them."""
    return {role: there.all for role, there in terms.in_post.items()}


def _year(lines: YearLines, inputs: Mapping[str, float], values: Values) -> PlanYear:
    method = lines.methodology
    check_finite(method, inputs, values)
    filled = with_posts_filled(lines, inputs, values, SCALAR_FUNCTIONS, giving=lines.filled)
    indices = {name: values[name] for name in method.indices}
    return PlanYear(
        year=int(inputs["dollars_of"]),
        coverage_share=inputs["coverage_share"],
        budget=Budget(method, {**inputs, **indices}, values),
        posts=tuple(
            Posts(
                role=names.role,
                count=int(values[names.role]),
                recommended=int(values[names.recommended]),
                before=int(values[names.before]),
                new=int(values[names.new]),
                given_up=int(values[names.given_up]),
                months=values[names.months],
                wages=int(values[names.wages]),
                fringe=int(values[names.fringe]),
            )
            for names in lines.roles
        ),
        lines=money_lines(lines.lines, (*method.budget, *ONE_OFF), values, values["year_total"]),
        values=values,
        total_if_filled=int(filled["total"] + values[STARTUP]),
        quarters=quarters_of(method, values, lag=inputs["hiring_lag_months"], one_off=ONE_OFF),
    )
