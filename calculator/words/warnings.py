"""What a careful colleague would say about a plan, in sentences."""

from collections.abc import Sequence

from calculator.engine.cash import Cash
from calculator.engine.funding import Cliff
from calculator.engine.plan import PlanYear
from calculator.words.wording import about_dollars


def warnings_of(years: Sequence[PlanYear], cliffs: Sequence[Cliff], cash: Cash | None) -> tuple[str, ...]:
    """Return warnings about posts given up, money that falls away, and money that comes too late."""
    said = [
        f"{year.posts_given_up} posts end in {year.year}."
        if year.posts_given_up > 1
        else f"One post ends in {year.year}."
        for year in years
        if year.posts_given_up
    ]
    said += [f"Committed money falls by {cliff.share:.0%} from {cliff.year - 1} to {cliff.year}." for cliff in cliffs]
    if cash and cash.needed and any(quarter.received for quarter in cash.quarters):
        low = cash.lowest
        said.append(
            f"Committed money comes later than it is spent: {about_dollars(cash.needed)} must be advanced by "
            f"quarter {low.quarter} of {low.year}."
        )
    return tuple(said)
