"""Who gets what of the subaward lines: every organization's pieces by period, and what is not yet assigned."""

from collections.abc import Sequence

from calculator.engine.award import Asked, Organization, Piece, Share, Subrecipient
from calculator.engine.grant_rules import GrantRules
from calculator.engine.grants import GrantLine
from calculator.engine.rules_2027_1.grant_lines import INDIRECT, OPERATIONS, SUBAWARD
from calculator.engine.rules_2027_1.grant_program import ProgramYear
from calculator.engine.rules_2027_1.grant_shares import divided, posts_divided

UNASSIGNED = Subrecipient("Not yet assigned")
COMMUNITY = "community"
Rows = Sequence[Subrecipient]


def own_rates(row: Subrecipient) -> bool:
    """Whether an organization has a rate of its own."""
    return row.operations_share is not None or row.indirect_rate is not None


def staff_pieces(year: ProgramYear, asked: Asked, lines: Sequence[GrantLine], rows: Rows) -> list[list[Piece]]:
    """Return each organization's staff in the period, and last those not yet assigned."""
    found: list[list[Piece]] = [[] for _ in (*rows, UNASSIGNED)]
    of_role = {post.role.key: post for post in year.posts}
    for line in lines:
        if line.role is None or line.treatment != SUBAWARD:
            continue
        post, role = of_role[line.role], line.role
        counts = posts_divided(asked.posts[role], [row.posts.get(role, 0) for row in rows])
        for own, count, amount in zip(found, counts, divided(line.amount, counts), strict=True):
            if count:
                own.append(Piece(line.line, post.label(count), amount, role, count, post.pay_usd, asked.months[role]))
    return found


def shares_of(year: ProgramYear, asked: Asked, lines: Sequence[GrantLine], rows: Rows) -> tuple[Share, ...]:
    """Return each organization's part of the period, and last what is not yet assigned.

    Services go by the shares of services, operations and indirect costs by pay where no rate is an organization's own,
    all else by pay.
    """
    pieces = staff_pieces(year, asked, lines, rows)
    pay = [float(sum(piece.amount for piece in own)) for own in pieces]
    services = {service.line: [*(row.services_share for row in rows), 0.0] for service in year.services}
    pooled = _pooled(year, lines, rows, pay)
    for line in lines:
        if line.treatment != SUBAWARD or line.role is not None:
            continue
        weights = services.get(line.line, pooled if line.line in (OPERATIONS, INDIRECT) else pay)
        if line.subrecipient is not None:
            weights = [*(float(row.name == line.subrecipient) for row in rows), 0.0]
        for own, amount in zip(pieces, divided(line.amount, weights), strict=True):
            if amount:
                own.append(Piece(line.line, line.label, amount))
    return tuple(Share(tuple(own), sum(piece.amount for piece in own if piece.line == INDIRECT)) for own in pieces)


def _pooled(year: ProgramYear, lines: Sequence[GrantLine], rows: Rows, pay: Sequence[float]) -> list[float]:
    """Return the pay on which common operations stand; staff whose line is mapped elsewhere count as not assigned."""
    community = {post.role.key for post in year.posts if post.role.employer == COMMUNITY}
    elsewhere = sum(line.amount for line in lines if line.role in community and line.treatment != SUBAWARD)
    named = [0.0 if own_rates(row) else amount for row, amount in zip(rows, pay, strict=False)]
    return [*named, pay[-1] + elsewhere]


def organizations_of(
    periods: Sequence[Sequence[Share]], rows: Rows, subawards: int, rules: GrantRules
) -> tuple[tuple[Organization, ...], list[int]]:
    """Return the table of subawards, and of each period what enters modified total direct costs.

    An organization's first dollars count once over the award; what is not yet assigned is taken as `subawards` less
    those named, equal in size, at least one.
    """
    firsts, found = [0] * len(periods), []
    for place, row in enumerate((*rows, UNASSIGNED)):
        unassigned = place == len(rows)
        shares = tuple(period[place] for period in periods)
        if unassigned and not any(share.total for share in shares):
            continue
        first = left = rules.subaward_first_usd * (max(1, subawards - len(rows)) if unassigned else 1)
        for period, share in enumerate(shares):
            counted = min(left, share.total)
            firsts[period] += counted
            left -= counted
        total, indirect = sum(share.total for share in shares), sum(share.indirect for share in shares)
        found.append(Organization(row, _most_posts(shares), total, indirect, first - left, unassigned, shares))
    return tuple(found), firsts


def _most_posts(shares: Sequence[Share]) -> dict[str, int]:
    """Return the most posts of each role that an organization has in any period."""
    found: dict[str, int] = {}
    for piece in (piece for share in shares for piece in share.pieces):
        if piece.role:
            found[piece.role] = max(found.get(piece.role, 0), piece.positions)
    return found
