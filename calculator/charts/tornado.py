"""What each assumption does to one figure, largest first: bars to both sides of the figure as it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from calculator.charts.scale import Scale, coordinate, round_ticks
from calculator.charts.trend import WIDTH, Mark

LEFT, RIGHT, ROW, TOP, BOTTOM, BAR = 8, 20, 46, 4, 46, 14


@dataclass(frozen=True, slots=True)
class Swing:
    """One row: its words above, and the bars at the low and the high end of its evidence."""

    label: str
    label_y: int
    y: int
    low_x: str
    low_width: str
    high_x: str
    high_width: str


@dataclass(frozen=True, slots=True)
class Tornado:
    """Rows on one axis, the figure as it is marked; `from_zero` tells whether the axis begins at zero."""

    width: int
    height: int
    rows: tuple[Swing, ...]
    x_ticks: tuple[Mark, ...]
    middle: str
    bottom: int
    note_y: int
    from_zero: bool
    description: str


def tornado(
    rows: Sequence[tuple[str, float, float]],
    *,
    central: float,
    description: str,
    text: Callable[[float], str] = lambda value: f"{value:,.0f}",
) -> Tornado:
    """Return a row for every `(label, at the low end, at the high end)`; without rows it is a ValueError."""
    if not rows:
        raise ValueError("nothing to draw")
    ends = [central, *(end for _, low, high in rows for end in (low, high))]
    ticks = round_ticks(ends, steps=3, from_zero=False)
    bottom = TOP + ROW * len(rows)
    x = Scale(low=ticks[0], high=ticks[-1], start=LEFT, end=WIDTH - RIGHT)

    def bar(end: float) -> tuple[str, str]:
        first, last = sorted((x(end), x(central)))
        return coordinate(first), coordinate(last - first)

    return Tornado(
        width=WIDTH,
        height=bottom + BOTTOM,
        rows=tuple(
            Swing(label, TOP + ROW * index + 16, TOP + ROW * index + 22, *bar(low), *bar(high))
            for index, (label, low, high) in enumerate(rows)
        ),
        x_ticks=tuple(Mark(coordinate(x(tick)), str(bottom + 22), text(tick)) for tick in ticks),
        middle=coordinate(x(central)),
        bottom=bottom,
        note_y=bottom + 40,
        from_zero=ticks[0] == 0,
        description=description,
    )
