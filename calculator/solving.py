"""Start from the money: the largest coverage that an amount pays for, and the answer at it."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from calculator.asking.given import Fault, FaultyError, Number
from calculator.engine.rules_2027_1.solve import Solution

if TYPE_CHECKING:
    from calculator.answer import Answer

AMOUNT = Number("amount", 0, 10_000_000_000, whole=True)


@dataclass(frozen=True, slots=True)
class Solved:
    """What an amount pays for, and the answer at that coverage; no answer where even none of it costs more."""

    solution: Solution
    answer: "Answer | None"


def solved_of(answer: "Answer", amount: int) -> Solved:
    """Return what `amount` (whole USD, all years of a plan together) pays for, and the answer there. Raises FaultyError."""
    solution = answer.bought_with(amount)
    if solution.coverage_share is None:
        return Solved(solution, None)
    moved = {**answer.scenario.moved, "coverage_share": solution.coverage_share}
    question = replace(answer.question, scenario=replace(answer.scenario, moved=moved), solve=None)
    return Solved(solution, replace(answer, question=question))


def solution_of(answer: "Answer", amount: int) -> Solution:
    """Return the largest coverage whose total is at most `amount` (whole USD, all years of a plan together).

    Raises MissingFactError where a fact is missing, FaultyError where coverage is typed by year or the edition cannot say.
    """
    rules, method = answer.rules_for("solve"), answer.scenario.methodology
    if answer.question.plan.asked:
        if answer.question.plan.typed:
            message = "cannot be scaled to an amount; give a ramp instead of shares by year"
            raise FaultyError([Fault("coverage_by_year", message, ", ".join(answer.edition.plan.shapes))])
        grid = rules.plan_grid(answer.edition.plan, method, answer.asked_inputs, answer.terms)
    else:
        grid = rules.one_year_grid(method, answer.asked_inputs)
    found: Solution = rules.solution_of(grid, amount)
    return found
