"""The most coverage that an amount pays for (METHODOLOGY-2027.md section 5)."""

from typing import Any

from .one_year import Lines, budget
from .plan import plan
from .presets import FRONTLINE, ROLES


def answer_at(q: dict[str, Any], share: float, planned: bool) -> tuple[int, Lines]:
    """Dollars of all years at a coverage, and the year whose posts are looked at (the last)."""
    years = plan(q | {"coverage_share": share}) if planned else [budget(q, share)]
    return int(sum(y["total"] for y in years)), years[-1]


def posts_of(y: Lines) -> dict[str, int]:
    """Posts by role of a year."""
    return {role: int(y[f"{role}_count"]) for role in ROLES}


def solve(q: dict[str, Any], amount: float, *, planned: bool = False, step: int = 1) -> dict[str, Any] | None:
    """Of 0.0000 … 1.0000 the largest coverage whose total is at most the amount; None where even none costs more."""
    grid = [(place / 10_000, *answer_at(q, place / 10_000, planned)) for place in range(0, 10_001, step)]
    fits = [place for place, (_, total, _) in enumerate(grid) if total <= amount]
    if not fits:
        return None
    found = fits[-1]
    share, total, year = grid[found]
    steps = [each for each in grid[found + 1 :] if posts_of(each[2]) != posts_of(year)]
    enough = [each for each in grid if sum(each[2][f"{role}_count"] for role in FRONTLINE) >= 4]
    few = sum(year[f"{role}_count"] for role in FRONTLINE) < 4
    return {
        "coverage_share": share,
        "total": total,
        "remainder": amount - total,
        "next_step": (steps[0][0], steps[0][1], posts_of(steps[0][2])) if steps else None,
        "smallest": (enough[0][0], enough[0][1]) if few and enough else None,
    }
