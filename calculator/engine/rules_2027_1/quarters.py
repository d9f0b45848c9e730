"""What of a year is spent in each quarter: by cumulative rounding, so that the quarters of a line add up to it."""

from collections.abc import Mapping, Sequence

from calculator.engine.functions import round_half_away
from calculator.engine.methodology import Methodology

Quarters = tuple[int, int, int, int]
Upto = tuple[float, float, float, float]
EVENLY = (1.0, 1.0, 1.0, 1.0)
FIRST = (1.0, 0.0, 0.0, 0.0)
NOTHING: Quarters = (0, 0, 0, 0)
OVERHEADS = ("training_cost", "evaluation_cost", "operations_cost", "community_indirect_cost")


def quarters_of(method: Methodology, values: Mapping[str, float], *, lag: float, one_off: Sequence[str]) -> Quarters:
    """Return whole USD a quarter; they add up to the year's total.

    New posts are paid from the month after `lag` (months), established ones evenly; services follow the frontline at
    work; start-up, the first of `one_off`, falls into the first quarter; all else is spent evenly.
    """
    weights = {role.key: role_weights(values[role.key], values[f"{role.key}_new"], lag) for role in method.roles}
    frontline = [weights[role.key] for role in method.roles if role.group == "frontline"]
    evenly, at_work = upto(EVENLY), upto([sum(each) for each in zip(*frontline, strict=True)])
    spent = [spread(values[role.cost_line], weights[role.key]) for role in method.roles]
    spent += [laid_over(values[line], at_work) for line in method.wraparound]
    spent.append(spread(values[one_off[0]], FIRST))
    spent += [laid_over(values[line], evenly) for line in (*OVERHEADS, *one_off[1:])]
    first, second, third, fourth = (sum(each) for each in zip(*spent, strict=True))
    return (first, second, third, fourth)


def role_weights(posts: float, new: float, lag: float) -> tuple[float, ...]:
    """Return the months worked in each quarter by all posts of a role, `new` of them from the month after `lag`."""
    return tuple((posts - new) * 3 + new * max(0.0, 3 * k - max(3 * (k - 1), lag)) for k in (1, 2, 3, 4))


def spread(amount: float, weights: Sequence[float]) -> Quarters:
    """Return a yearly amount by quarter in proportion to the weights, evenly where all are zero."""
    return laid_over(amount, upto(weights)) if amount else NOTHING


def upto(weights: Sequence[float]) -> Upto:
    """Return the sums of the weights up to each quarter, evenly where all are zero."""
    weights = weights if sum(weights) > 0 else EVENLY
    return (weights[0], sum(weights[:2]), sum(weights[:3]), sum(weights))


def laid_over(amount: float, sums: Upto) -> Quarters:
    """Return a yearly amount by quarter in proportion to the weights whose sums up to each quarter these are."""
    if not amount:
        return NOTHING
    first, second, third, whole = (int(round_half_away(amount * part / sums[3])) for part in sums)
    return (first, second - first, third - second, whole - third)
