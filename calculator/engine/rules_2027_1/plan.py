"""A program over years: posts by role, what they and their work cost, and money in against need."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from calculator.engine.evaluate import check_finite
from calculator.engine.functions import SCALAR_FUNCTIONS
from calculator.engine.funding import FundingSource, money_in
from calculator.engine.results import Budget, MoneyLine, budget_from, money_lines
from calculator.engine.rules_2027_1.plan_rules import YearLines
from calculator.engine.rules_2027_1.quarters import quarters_of
from calculator.engine.rules_2027_1.years import Values, values_by_year, with_posts_filled

STARTUP, TURNOVER = "startup_cost", "turnover_cost"
ONE_OFF = (STARTUP, TURNOVER)


@dataclass(frozen=True, slots=True)
class Posts:
    """One role in one year: posts planned and recommended, those before, new ones, those given up, months paid each."""

    role: str
    count: int
    recommended: int
    before: int
    new: int
    given_up: int
    months: float
    wages: int
    fringe: int


@dataclass(frozen=True, slots=True)
class PlanYear:
    """One calendar year of a plan. Money is whole USD of that year; `values` holds every line by name.

    `lines` add up to `total`; `total_if_filled` has every post filled all year and nobody to replace; `quarters` is what
    is spent in each.
    """

    year: int
    coverage_share: float
    budget: Budget
    posts: tuple[Posts, ...]
    lines: tuple[MoneyLine, ...]
    values: Mapping[str, float]
    total_if_filled: int
    quarters: tuple[int, int, int, int]

    def amount(self, line: str) -> int:
        """Return a money line of the year in whole USD."""
        return int(self.values[line])

    @property
    def total(self) -> int:
        """What the year needs, start-up and rehiring included."""
        return self.amount("year_total")

    @property
    def gap(self) -> int:
        """What is missing when every source comes through."""
        return self.amount("gap")

    @property
    def new_posts(self) -> int:
        """Posts to be filled for the first time."""
        return int(self.values["new_posts"])

    @property
    def posts_given_up(self) -> int:
        """Posts that end."""
        return int(self.values["posts_given_up"])

    @property
    def frontline_staff(self) -> int:
        """Frontline posts planned."""
        return int(self.values["frontline_planned"])


def plan_of(
    lines: YearLines,
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
    calendar = range(first_year, first_year + len(coverage_by_year))
    money = [{str(certainty): float(paid) for certainty, paid in money_in(sources, year).items()} for year in calendar]
    values = values_by_year(
        lines,
        inputs,
        coverage_by_year=coverage_by_year,
        first_year=first_year,
        in_post=in_post,
        functions=SCALAR_FUNCTIONS,
        money_by_year=money,
    )
    return tuple(
        _year(lines, {**inputs, "coverage_share": float(share), "dollars_of": float(year)}, each)
        for year, share, each in zip(calendar, coverage_by_year, values, strict=True)
    )


def _year(lines: YearLines, inputs: Mapping[str, float], values: Values) -> PlanYear:
    method = lines.methodology
    check_finite(method, inputs, values)
    filled = with_posts_filled(lines, inputs, values, SCALAR_FUNCTIONS)
    indices = {name: values[name] for name in method.indices}
    return PlanYear(
        year=int(inputs["dollars_of"]),
        coverage_share=inputs["coverage_share"],
        budget=budget_from(method, {**inputs, **indices}, values),
        posts=tuple(
            Posts(
                role=role.key,
                count=int(values[role.key]),
                recommended=int(values[f"{role.key}_recommended"]),
                before=int(values[f"{role.key}_before"]),
                new=int(values[f"{role.key}_new"]),
                given_up=int(values[f"{role.key}_given_up"]),
                months=values[f"{role.stem}_months"],
                wages=int(values[f"{role.stem}_wages"]),
                fringe=int(values[f"{role.stem}_fringe"]),
            )
            for role in method.roles
        ),
        lines=money_lines(lines.lines, (*method.budget, *ONE_OFF), values, values["year_total"]),
        values=values,
        total_if_filled=int(filled["total"] + values[STARTUP]),
        quarters=quarters_of(method, values, lag=inputs["hiring_lag_months"], one_off=ONE_OFF),
    )
