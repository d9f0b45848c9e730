"""Who is in post against who is recommended."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from calculator.engine.functions import round_half_away
from calculator.engine.results import Budget


@dataclass(frozen=True, slots=True)
class InPost:
    """Staff of one role today, by employer."""

    city: int = 0
    community: int = 0

    @property
    def all(self) -> int:
        """Both employers together."""
        return self.city + self.community


class StaffGap(NamedTuple):
    """One role: recommended, in post, how many are missing or beyond the plan, and what the missing cost a year."""

    role: str
    label: str
    group: str
    employer: str
    recommended: int
    in_post: InPost
    missing: int
    beyond: int
    cost: int


def staff_gap_of(budget: Budget, in_post: Mapping[str, InPost]) -> tuple[StaffGap, ...]:
    """Return the gap of each role. Its cost is missing times the role's cost divided by its posts, whole USD."""
    gaps = []
    for line in budget.staffing:
        there = in_post.get(line.role, InPost())
        missing = max(0, line.count - there.all)
        gaps.append(
            StaffGap(
                role=line.role,
                label=line.label,
                group=line.group,
                employer=line.employer,
                recommended=line.count,
                in_post=there,
                missing=missing,
                beyond=max(0, there.all - line.count),
                cost=int(round_half_away(missing * line.cost / line.count)) if missing else 0,
            )
        )
    return tuple(gaps)
