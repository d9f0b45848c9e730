"""Who pays for each post of a year: nothing is paid twice."""

from collections.abc import Mapping

from calculator.engine.award import Asked, PostPayers
from calculator.engine.rules_2027_1.grant_program import ProgramYear
from calculator.engine.staff import InPost


def payers_of(year: ProgramYear, asked: Asked | None, in_post: Mapping[str, InPost]) -> tuple[PostPayers, ...]:
    """Return each role's posts by payer; where fewer are planned than are in post, the community's leave last."""
    found = []
    for role, planned in year.planned.items():
        there = in_post.get(role, InPost())
        community = min(there.community, planned)
        city = min(there.city, planned - community)
        found.append(PostPayers(role, planned, city, community, asked.posts[role] if asked else 0))
    return tuple(found)
