"""A programme over years: each year the methodology's own lines, with that year's coverage, prices and posts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from calculator.engine.evaluate import evaluate
from calculator.engine.funding import FundingSource, money_in
from calculator.engine.plan_rules import YearFormulas
from calculator.engine.results import Budget, MoneyLine, budget_from, money_lines

STARTUP = "startup_cost"


@dataclass(frozen=True, slots=True)
class Posts:
    """One role in one year: posts in the plan, those there the year before, new ones and those given up."""

    role: str
    count: int
    before: int
    new: int
    given_up: int


@dataclass(frozen=True, slots=True)
class PlanYear:
    """One calendar year of a plan. Money is whole USD; `values` holds every line by name, and the money in by how sure it is."""

    year: int
    coverage_share: float
    budget: Budget
    posts: tuple[Posts, ...]
    lines: tuple[MoneyLine, ...]  # the budget's lines and the start-up of new posts; they add up to `total`
    values: Mapping[str, float]

    def amount(self, line: str) -> int:
        """Return a money line of the year in whole USD."""
        return int(self.values[line])

    @property
    def total(self) -> int:
        """What the year needs, start-up included."""
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


def plan_of(
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
        budget=budget_from(method, {**inputs, **indices}, values),
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
