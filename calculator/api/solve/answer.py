"""What an amount of money pays for, as it is answered."""

from collections.abc import Mapping
from typing import Annotated

from calculator.answer import Answer
from calculator.api.budget.answer import BudgetLine, Staff, staff
from calculator.api.head import Answered, head
from calculator.api.numbers import people_to_millionth
from calculator.api.shapes import Count, DollarsOfYears, People, Shape, Share, Usd, told
from calculator.engine.rules_2027_1.solve import Step as Found
from calculator.solving import Solved


class RolePosts(Shape):
    """Posts of a role."""

    role: Annotated[str, told("Key of the role, such as outreach_workers")]
    count: Annotated[Count, told("Posts of the role", unit="posts")]


class NextStep(Shape):
    """The next coverage at which some role's posts change, what it costs, and the posts that it adds."""

    coverage_share: Annotated[Share, told("Share of the people at highest risk who are reached at that step")]
    total: Annotated[Usd, told("USD, all years together")]
    adds: Annotated[tuple[RolePosts, ...], told("Posts that the step adds, by role")]


class SmallestTeam(Shape):
    """The least coverage with four frontline workers: fewer cannot cover nights, weekends and absences."""

    coverage_share: Annotated[Share, told("Share of the people at highest risk whom that team reaches")]
    total: Annotated[Usd, told("USD, all years together")]
    staffing: Annotated[tuple[RolePosts, ...], told("Its posts, by role")]


class SolveAnswer(Answered):
    """The largest coverage, by steps of 0.0001, whose total is at most the amount."""

    amount: Annotated[Usd, told("USD, all years together")]
    coverage_share: Annotated[Share | None, told("Null where the typed posts alone cost more than the amount")]
    people_served: Annotated[People | None, told("In a plan those of its last year")]
    total: Annotated[Usd | None, told("USD, all years together")]
    remainder: Annotated[Usd | None, told("USD of the amount that is left")]
    staffing: Annotated[tuple[Staff, ...], told("In a plan those of its last year")]
    budget: Annotated[tuple[BudgetLine, ...], told("Lines that add up to the total")]
    next_step: Annotated[
        NextStep | None, told("The next posts and what they cost; null where no larger coverage is left")
    ]
    smallest: Annotated[SmallestTeam | None, told("Where the answer has fewer than four frontline workers")]
    dollars_of: DollarsOfYears


def solve_answer(asked: Answer, solved: Solved) -> SolveAnswer:
    """Return the answer of `POST solve/`."""
    solution, answer = solved.solution, solved.answer
    shown = None if answer is None else (answer.planned[-1].budget if answer.planned else answer.budget)
    step, smallest = solution.next_step, solution.smallest
    return SolveAnswer(
        **head(answer or asked),
        amount=solution.amount,
        coverage_share=solution.coverage_share,
        people_served=people_to_millionth(shown.people_served) if shown else None,
        total=solution.total,
        remainder=solution.remainder,
        staffing=tuple(map(staff, shown.staffing)) if shown else (),
        budget=_lines(answer) if answer else (),
        next_step=None if step is None else NextStep(step.coverage_share, step.total, _posts(step)),
        smallest=None if smallest is None else SmallestTeam(smallest.coverage_share, smallest.total, _posts(smallest)),
        dollars_of=asked.question.dollars_of,
    )


def _posts(step: Found) -> tuple[RolePosts, ...]:
    posts: Mapping[str, int] = step.posts
    return tuple(RolePosts(role, count) for role, count in posts.items())


def _lines(answer: Answer) -> tuple[BudgetLine, ...]:
    """Return the budget's lines, in a plan summed over its years, each with its share of the total."""
    years = [year.lines for year in answer.planned] or [answer.budget.budget]
    summed = [(lines[0], sum(line.amount for line in lines)) for lines in zip(*years, strict=True)]
    total = sum(amount for _, amount in summed)
    return tuple(
        BudgetLine(line.line, line.label, amount, round(amount / total, 6) if total else 0.0) for line, amount in summed
    )
