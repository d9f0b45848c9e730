"""What an award is asked to pay for each year: posts nobody pays yet, shares of services and overheads."""

import math
from collections.abc import Mapping, Sequence
from itertools import repeat

from calculator.engine.award import Asked, Request
from calculator.engine.functions import round_half_away
from calculator.engine.rules_2027_1.grant_program import Post, ProgramYear

SHARE_DIGITS = 4  # a share multiplies as it is printed: 34.81%


def unpaid(year: ProgramYear, in_post: Mapping[str, int]) -> dict[str, int]:
    """Return the planned posts by role that nobody pays today: planned less those in post."""
    return {role: count - min(count, in_post.get(role, 0)) for role, count in year.planned.items()}


def asked_for(
    years: Sequence[ProgramYear],
    request: Request,
    in_post: Mapping[str, int],
    *,
    scale: float = 1.0,
    without: Sequence[ProgramYear] = (),
) -> tuple[Asked, ...]:
    """Return each year's request, or `scale` (0–1) of it in whole posts.

    Posts that somebody pays already are never asked for again. `without` is the program at the same coverage with
    nobody in post: staff in post never raise the months of a role, or what shares are of, above those of the whole request.
    """
    found: list[Asked] = []
    before: Mapping[str, int] = {}
    alone = asked_for(without, request, {}) if without else repeat(None)
    for year, posts, most in zip(years, _teams(years, request, in_post, scale), alone, strict=False):
        new = {
            post.role.key: min(post.new, max(0, posts[post.role.key] - before.get(post.role.key, 0)))
            for post in year.posts
        }
        months = {post.role.key: _months(post, posts[post.role.key], most) for post in year.posts}
        usual = _worked_share(year, posts, months)
        said = (request.services_share, request.training_share_of, request.evaluation_share_of)
        services, training, evaluation = (
            usual if share is None else round(share * scale, SHARE_DIGITS) for share in said
        )
        bases = _bases(year, (services, training, evaluation), most)
        found.append(Asked(posts, new, months, services, training, evaluation, *bases))
        before = posts
    return tuple(found)


def _teams(
    years: Sequence[ProgramYear], request: Request, in_post: Mapping[str, int], scale: float
) -> list[dict[str, int]]:
    """Return each year's posts: all that are asked for, or of `scale` of them in number those that come first.

    Posts come in the order in which Sainte-Laguë's method gives seats: roles stay in proportion, and a smaller request is
    a team at work from the first year, not a part of each role that begins when it rounds to one.
    """
    wanted = [
        {role: min(request.posts.get(role, count), count) for role, count in unpaid(year, in_post).items()}
        for year in years
    ]
    if scale == 1 or not wanted:
        return wanted
    order = _order({role: max(year[role] for year in wanted) for role in wanted[0]})
    return [_first(int(round_half_away(scale * sum(year.values()))), order, year) for year in wanted]


def _order(most: Mapping[str, int]) -> list[str]:
    """Return the roles of all posts, most needed first; of equals as roles are listed."""
    quotients = ((count / (2 * place + 1), role) for role, count in most.items() for place in range(count))
    return [role for _, role in sorted(quotients, key=lambda each: -each[0])]


def _first(count: int, order: Sequence[str], year: Mapping[str, int]) -> dict[str, int]:
    """Return the first `count` posts of the order that the year has."""
    found = dict.fromkeys(year, 0)
    for role in order:
        if not count:
            break
        if found[role] < year[role]:
            found[role] += 1
            count -= 1
    return found


def _bases(year: ProgramYear, shares: Sequence[float], most: Asked | None) -> tuple[float, int, int]:
    """Return the people whose services, and the USD of whose overheads, the shares are of.

    They are the year's, unless with nobody in post the same request came to less: then what makes it come to that.
    """
    people, full = year.people_reached, year.staffing_full_usd
    if most is None:
        return people, full, full
    services, training, evaluation = shares
    return (
        math.floor(_at_most(people, services, most.people * most.services_share) * 1000) / 1000,
        math.floor(_at_most(full, training, most.training_base_usd * most.training_share)),
        math.floor(_at_most(full, evaluation, most.evaluation_base_usd * most.evaluation_share)),
    )


def _at_most(base: float, share: float, product: float) -> float:
    """Return the base, or the lower one of which the share is at most the product."""
    return base if not share or base * share <= product else round(product / share, 9)


def _months(post: Post, asked: int, most: Asked | None) -> float:
    """Return the months of the role: those worked on average by its posts, whoever pays them.

    Where few are asked for and hiring takes more than half a year, that average would charge more than all of the role's
    posts do when all are new; then the months are what those come to.
    """
    if most is None or not asked:
        return post.months
    role = post.role.key
    return min(post.months, math.floor(round(100 * most.posts[role] * most.months[role] / asked, 6)) / 100)


def _worked_share(year: ProgramYear, posts: Mapping[str, int], months: Mapping[str, float]) -> float:
    """Return the share of all worked months that these posts work; of all posts where no month is worked."""
    worked, planned = year.worked(year.planned), sum(year.planned.values())
    if worked:
        return round(sum(count * months[role] for role, count in posts.items()) / worked, SHARE_DIGITS)
    return round(sum(posts.values()) / planned, SHARE_DIGITS) if planned else 1.0
