"""Where everything of the plan's years stands on its sheet: a row a line, a column a year, ten years whatever was asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from calculator.answer import Answer
from calculator.engine.lines import resting_on
from calculator.engine.methodology import Line
from calculator.engine.rules_2027_1.plan_rules import PlanRules, YearLines

SHEET = "Plan"
MOST_YEARS = 10
FIRST = 2  # the column of year 1, from 0
FILLED = "_with_every_post"
ANSWERS = ("coverage_share", "people_served", "people_reached", "posts_planned", "new_posts", "posts_given_up")
SHARES = ("worked_share", "filled_share")
ENDINGS = ("startup_cost", "turnover_cost", "year_total", "total_if_filled")
MONEY = ("committed", "likely", "asked", "carried", "carried_committed", "may_carry", "may_carry_committed")
GAPS = ("gap", "gap_committed", "committed_share")
TYPED = "typed_share"


@dataclass(frozen=True, slots=True)
class YearsLayout:
    """Rows from 0 by name, in the groups that the sheet heads; `moving` are the method's lines that a year changes."""

    groups: Mapping[str, tuple[str, ...]]
    rows: Mapping[str, int]
    heads: Mapping[str, int]
    moving: Mapping[str, Line]
    lines: YearLines

    def cell(self, name: str, index: int) -> str:
        """Return the address of a line in the year of that index (from 0)."""
        return f"{letter_of(index)}{self.rows[name] + 1}"

    def across(self, name: str, *, sheet: bool = True) -> str:
        """Return the address of a line in all ten columns, as other sheets see it."""
        row = self.rows[name] + 1
        place = f"${letter_of(0)}${row}:${letter_of(MOST_YEARS - 1)}${row}"
        return f"'{SHEET}'!{place}" if sheet else place

    def year_cell(self, index: int) -> str:
        """Return the address of the calendar year of a column."""
        return f"{letter_of(index)}${self.heads['Each year'] + 1}"

    def places(self, names: Iterable[str], index: int) -> dict[str, str]:
        """Return the cells of those of the names that differ by year; the others are the workbook's own names."""
        found = {name: self.cell(name, index) for name in names if name in self.rows}
        return found | ({"dollars_of": self.year_cell(index)} if "dollars_of" in names else {})


def letter_of(index: int) -> str:
    """Return the letter of the column of a year, by its index from 0."""
    return "CDEFGHIJKL"[index]


def has_years(answer: Answer) -> bool:
    """Whether the sheet of this edition's plan belongs into the file: years or money were asked about."""
    asked = answer.question.plan.asked or bool(answer.question.funding.sources)
    return asked and hasattr(answer.edition.plan, "year_lines")


def rules_of(answer: Answer) -> PlanRules:
    """Return the rules of a plan that has these years."""
    return cast("PlanRules", answer.edition.plan)


def years_layout(answer: Answer) -> YearsLayout:
    """Return where the plan's lines stand under the answer's method."""
    method = answer.budget.methodology
    lines = rules_of(answer).year_lines(method)
    roles = [role.key for role in method.roles]
    changed = ["coverage_share", "dollars_of", "worked_share", *roles, *lines.months]
    moving = resting_on(lines.costs.lines, changed)
    first = [*ANSWERS, *SHARES, *method.budget, *ENDINGS, *MONEY[:3], *GAPS]
    recommended = [f"{role}_recommended" for role in roles]
    posts = [name for name in lines.posts.lines if name not in first]
    rest = [name for name in (*moving, *lines.money.lines) if name not in (*first, *posts)]
    groups = {
        "Each year": tuple(first),
        "What each year starts from": (TYPED, *(f"{role}_before" for role in roles), *MONEY[3:]),
        "Posts that the coverage asks for": (*recommended, "frontline_staff_recommended"),
        "The most of this or a later year": tuple(f"{role}_most" for role in roles),
        "Posts planned, and the months paid of each": tuple(posts),
        "Working": tuple(rest),
        "The same with every post filled all year": tuple(
            name + FILLED for name in ("worked_share", *lines.moving.lines)
        ),
    }
    rows, heads = {}, {}
    row = 6 + len(answer.edition.plan.parameters) + 2  # below the parameters, the ramp and what stands empty
    for title, names in groups.items():
        heads[title] = row
        for name in names:
            row += 1
            rows[name] = row
        row += 2
    return YearsLayout(groups=groups, rows=rows, heads=heads, moving=moving, lines=lines)
