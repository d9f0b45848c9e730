"""How each piece of an organization's award comes about, in words."""

from collections.abc import Iterator

from calculator.engine.award import Organization, Piece
from calculator.engine.functions import round_half_away
from calculator.engine.grants import Application, GrantLine
from calculator.words.grant_lines import computation
from calculator.words.wording import dollars


def organization_rows(application: Application, row: Organization) -> Iterator[tuple[str, Piece, str]]:
    """Yield the budget period, the piece and its computation, for every piece of an organization."""
    for period, share in zip(application.grant.years, row.shares, strict=True):
        for piece in share.pieces:
            yield period.label, piece, _words(piece, _line_of(piece, period.lines))


def _line_of(piece: Piece, lines: tuple[GrantLine, ...]) -> GrantLine:
    """Return the line of the worksheet that the piece is a part of."""
    if piece.role:
        return next(line for line in lines if line.role == piece.role)
    return next(line for line in lines if (line.line, line.label) == (piece.line, piece.label))


def _words(piece: Piece, line: GrantLine) -> str:
    if piece.amount == line.amount:
        return computation(line)
    if piece.role and line.fringe_share is not None:
        return _staff_words(piece, line)
    by = (
        "by its share of services" if any(factor.unit == "people" for factor in line.factors) else "by pay and benefits"
    )
    return f"{dollars(piece.amount)} of {dollars(line.amount)}, {by}"


def _staff_words(piece: Piece, line: GrantLine) -> str:
    """Return the posts' own arithmetic, or where its rounding differs by a dollar their part of the whole line."""
    posts = "1 post" if piece.positions == 1 else f"{piece.positions:,} posts"
    pay = int(round_half_away(piece.positions * (piece.pay_usd or 0) * (piece.months or 0) / 12))
    fringe = int(round_half_away(pay * (line.fringe_share or 0)))
    if pay + fringe != piece.amount:
        return f"{posts} of {line.factors[0].value:g}: {dollars(piece.amount)} of {dollars(line.amount)}"
    return (
        f"{posts} × {dollars(piece.pay_usd or 0)} × {piece.months:g} of 12 months = {dollars(pay)}; "
        f"benefits {(line.fringe_share or 0) * 100:g}% = {dollars(fringe)}; in all {dollars(piece.amount)}"
    )
