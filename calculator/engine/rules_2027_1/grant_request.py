"""What an award is asked to pay for each year: posts nobody pays yet, shares of services and overheads."""

from collections.abc import Mapping, Sequence

from calculator.engine.award import Asked, Request
from calculator.engine.functions import round_half_away
from calculator.engine.rules_2027_1.grant_program import ProgramYear

SHARE_DIGITS = 4  # a share multiplies as it is printed: 34.81%


def unpaid(year: ProgramYear, in_post: Mapping[str, int]) -> dict[str, int]:
    """Return the planned posts by role that nobody pays today: planned less those in post."""
    return {role: count - min(count, in_post.get(role, 0)) for role, count in year.planned.items()}


def asked_for(
    years: Sequence[ProgramYear], request: Request, in_post: Mapping[str, int], *, scale: float = 1.0
) -> tuple[Asked, ...]:
    """Return each year's request, or `scale` (0–1) of it in whole posts.

    Posts that somebody pays already are never asked for again.
    """
    found: list[Asked] = []
    before: Mapping[str, int] = {}
    for year in years:
        wanted = {role: min(request.posts.get(role, count), count) for role, count in unpaid(year, in_post).items()}
        posts = {role: int(round_half_away(scale * count)) for role, count in wanted.items()}
        new = {
            post.role.key: min(post.new, max(0, posts[post.role.key] - before.get(post.role.key, 0)))
            for post in year.posts
        }
        usual = _worked_share(year, posts)
        said = (request.services_share, request.training_share_of, request.evaluation_share_of)
        shares = (usual if share is None else round(share * scale, SHARE_DIGITS) for share in said)
        found.append(Asked(posts, new, *shares))
        before = posts
    return tuple(found)


def _worked_share(year: ProgramYear, posts: Mapping[str, int]) -> float:
    """Return the share of all worked months that these posts work; of all posts where no month is worked."""
    worked, planned = year.worked(year.planned), sum(year.planned.values())
    if worked:
        return round(year.worked(posts) / worked, SHARE_DIGITS)
    return round(sum(posts.values()) / planned, SHARE_DIGITS) if planned else 1.0
