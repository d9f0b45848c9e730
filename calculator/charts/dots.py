"""Dots for the people hired: one each while they can be counted at a glance, else five or ten each, a ring for a part of that."""

from collections.abc import Iterable
from dataclasses import dataclass

PITCH = 14  # from dot to dot, pixels
TEN = 10
PER_ROW = 2 * TEN
GROUP_GAP = 6  # after every ten, so that a row can be counted at a glance
AT_A_GLANCE = 60  # dots, three rows
WORTHS = (1, 5, 10)


@dataclass(frozen=True, slots=True)
class Dots:
    """A path of tens, each a stroke of round dashes, the ring for a part of a dot's worth, the size in pixels, who is not drawn."""

    path: str
    ring: tuple[int, int] | None
    width: int
    height: int
    more: str


def dot_worth(counts: Iterable[int]) -> int:
    """Return how many people one dot stands for: 1, 5 or 10, the least at which the largest of the counts fits three rows."""
    largest = max(counts, default=0)
    return next((worth for worth in WORTHS if largest <= worth * AT_A_GLANCE), WORTHS[-1])


def dots(count: int, *, worth: int = 1, at_most: int = 100) -> Dots:
    """Return rows of twenty dots in two tens; past `at_most` dots the rest is said in words.

    A negative count is a ValueError.
    """
    if count < 0:
        raise ValueError("a number of people cannot be negative")
    shown = min(count, at_most * worth)
    whole, part = divmod(shown, worth)
    drawn = whole + bool(part)
    places = [(_x(column), row * PITCH + PITCH // 2) for row, column in (divmod(i, PER_ROW) for i in range(drawn))]
    return Dots(
        path="".join(_stroke(places[first : min(first + TEN, whole)]) for first in range(0, whole, TEN)),
        ring=places[-1] if part else None,
        width=max((x for x, _ in places), default=-PITCH // 2) + PITCH // 2,
        height=-(-drawn // PER_ROW) * PITCH,
        more=f"{count - shown:,}" if count > shown else "",
    )


def _stroke(places: list[tuple[int, int]]) -> str:
    """Return the stroke that has a dash of no length, a dot, at each of the places; a pixel longer, so that its end has one."""
    (x, y), (last, _) = places[0], places[-1]
    return f"M{x} {y}h{last - x + 1}"


def _x(column: int) -> int:
    return column * PITCH + PITCH // 2 + (GROUP_GAP if column >= TEN else 0)
