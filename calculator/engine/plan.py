"""A program over years: each year the methodology's own lines, with that year's coverage, prices and posts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from calculator.engine.results import Budget, MoneyLine

STARTUP = "startup_cost"


class Posts(NamedTuple):
    """One role in one year: posts in the plan, those there the year before, new ones and those given up.

    `recommended` at the year's coverage, months paid for each post, wages and benefits of all (whole USD) are None where
    the edition does not tell them apart.
    """

    role: str
    count: int  # type: ignore[assignment]  # hides the method of tuples, which a row has no use for
    before: int
    new: int
    given_up: int
    recommended: int | None = None
    months: float | None = None
    wages: int | None = None
    fringe: int | None = None


@dataclass(frozen=True, slots=True)
class PlanYear:
    """One calendar year of a plan. Money is whole USD of that year.

    `values` holds every line by name, and the money in by how sure it is. `total_if_filled` has every post filled all year
    and nobody to replace, `quarters` is what is spent in each; None where the edition does not know them.
    """

    year: int
    coverage_share: float
    budget: Budget
    posts: tuple[Posts, ...]
    lines: tuple[MoneyLine, ...]  # the budget's lines and what new posts and new people cost; they add up to `total`
    values: Mapping[str, float]
    total_if_filled: int | None = None
    quarters: tuple[int, int, int, int] | None = None

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

    @property
    def frontline_staff(self) -> int:
        """Frontline posts planned."""
        return int(self.values["frontline_staff"])
