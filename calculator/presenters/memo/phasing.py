"""The memo's ladder: what reaching a quarter, half and all of the people would take, one year each."""

from typing import Any

from calculator.answer import Answer
from calculator.engine.results import Budget, budget_of
from calculator.presenters.memo.blocks import Block, row, table, text
from calculator.words.wording import about_dollars, dollars, people, percent

STEPS = (0.25, 0.5, 1.0)
SMALLEST_TEAM = 4


def present_phasing(answer: Answer) -> list[Block]:
    """Return the ladder; nothing where nobody would be reached at the top of it."""
    chosen = answer.inputs["coverage_share"]
    shares = sorted({*STEPS, chosen})
    budgets = {share: at_coverage(answer, share) for share in shares}
    if not budgets[1.0].total:
        return []
    rows = [_row(share, budgets[share], chosen=share == chosen) for share in shares]
    words = (
        "A city need not begin with everyone. Each step below is a full year at that reach, every post filled; moving from "
        "one to the next keeps the teams that are there."
    )
    small = [share for share in shares if 0 < budgets[share].values["frontline_staff"] < SMALLEST_TEAM]
    blocks = [text(words), table(["fill", "number", "number", "number", "number"], _HEADINGS, rows)]
    if nobody := [share for share in shares if not budgets[share].values["frontline_staff"]]:
        words = "or less so few people are reached that the method plans no frontline worker"
        blocks.append(text(f"At {percent(nobody[-1])} {words}."))
    if small:
        blocks.append(
            text(
                f"At {percent(small[-1])} there would be fewer than four frontline workers, too few to cover nights and weekends."
            )
        )
    return blocks


_HEADINGS = ("Reach", "People", "Frontline", "All staff", "Cost a year")


def at_coverage(answer: Answer, share: float) -> Budget:
    """Return the answer's one-year budget at another reach, everything else as it is."""
    return budget_of(answer.scenario.methodology, {**answer.inputs, "coverage_share": share})


def _row(share: float, budget: Budget, *, chosen: bool) -> dict[str, Any]:
    values = budget.values
    return row(
        f"{percent(share)}{' (this memo)' if chosen else ''}",
        people(budget.people_served),
        people(values["frontline_staff"]),
        people(values["all_staff"]),
        dollars(budget.total) if chosen else about_dollars(budget.total),
        strong=chosen,
    )
