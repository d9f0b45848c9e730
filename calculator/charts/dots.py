"""One dot for every person hired."""

from dataclasses import dataclass

PITCH = 14  # from dot to dot, pixels
PER_ROW = 20
GROUP_GAP = 6  # after every ten, so that a row can be counted at a glance


@dataclass(frozen=True, slots=True)
class Dots:
    """A path of zero-length strokes with round caps, its size in pixels, how many people are not drawn."""

    path: str
    width: int
    height: int
    shown: int
    more: str


def dots(count: int, *, at_most: int = 100) -> Dots:
    """Return rows of twenty dots in two tens; past `at_most` the rest is said in words.

    A negative count is a ValueError.
    """
    if count < 0:
        raise ValueError("a number of people cannot be negative")
    shown = min(count, at_most)
    rows = -(-shown // PER_ROW)
    widest = min(shown, PER_ROW)
    places = (divmod(index, PER_ROW) for index in range(shown))
    path = "".join(f"M{_x(column)} {row * PITCH + PITCH // 2}h0" for row, column in places)
    width = _x(widest - 1) + PITCH // 2 if widest else 0
    return Dots(
        path=path,
        width=width,
        height=rows * PITCH,
        shown=shown,
        more=f"{count - shown:,}" if count > shown else "",
    )


def _x(column: int) -> int:
    return column * PITCH + PITCH // 2 + (GROUP_GAP if column >= 10 else 0)
