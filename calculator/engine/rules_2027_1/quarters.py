"""What of a year is spent in each quarter: by cumulative rounding, so that the quarters of a line add up to it."""

from collections.abc import Mapping, Sequence

from calculator.engine.functions import round_half_away
from calculator.engine.methodology import Methodology

Quarters = tuple[int, int, int, int]
Upto = tuple[float, float, float, float]
EVENLY = (1.0, 1.0, 1.0, 1.0)
FIRST = (1.0, 0.0, 0.0, 0.0)
THROUGHOUT: Upto = (1.0, 2.0, 3.0, 4.0)  # the sums of what is spent evenly
NOTHING: Quarters = (0, 0, 0, 0)
OVERHEADS = ("training_cost", "evaluation_cost", "operations_cost", "community_indirect_cost")


def quarters_of(method: Methodology, values: Mapping[str, float], *, lag: float, one_off: Sequence[str]) -> Quarters:
    """Return whole USD a quarter; they add up to the year's total.

    New posts are paid from the month after `lag` (months), established ones evenly; services follow the frontline at
    work; start-up, the first of `one_off`, falls into the first quarter; all else is spent evenly.
    """
    spent, frontline = [], []
    for role in method.roles:
        weights = role_weights(values[role.key], values[f"{role.key}_new"], lag)
        if role.group == "frontline":
            frontline.append(weights)
        if amount := values[role.cost_line]:
            spent.append(laid_over(amount, upto(weights)))
    at_work = upto(tuple(map(sum, zip(*frontline, strict=True))))
    spent += [laid_over(values[line], at_work) for line in method.wraparound]
    spent.append(laid_over(values[one_off[0]], upto(FIRST)))
    spent += [laid_over(values[line], THROUGHOUT) for line in (*OVERHEADS, *one_off[1:])]
    first, second, third, fourth = map(sum, zip(*spent, strict=True))
    return (first, second, third, fourth)


def role_weights(posts: float, new: float, lag: float) -> tuple[float, ...]:
    """Return the months worked in each quarter by all posts of a role, `new` of them from the month after `lag`."""
    there = (posts - new) * 3
    if not new:
        return (there, there, there, there)
    return tuple([there + new * max(0.0, 3 * k - max(3 * (k - 1), lag)) for k in (1, 2, 3, 4)])


def upto(weights: Sequence[float]) -> Upto:
    """Return the sums of the weights up to each quarter, evenly where all are zero."""
    whole = sum(weights)
    if not whole > 0:
        return THROUGHOUT
    return (weights[0], weights[0] + weights[1], sum(weights[:3]), whole)


def laid_over(amount: float, sums: Upto) -> Quarters:
    """Return a yearly amount by quarter in proportion to the weights whose sums up to each quarter these are."""
    if not amount:
        return NOTHING
    first, second, third, whole = [int(round_half_away(amount * part / sums[3])) for part in sums]
    return (first, second - first, third - second, whole - third)
