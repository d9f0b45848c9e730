"""Ranges side by side on one axis: low, central, high."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from calculator.charts.scale import Scale, coordinate, round_ticks
from calculator.charts.trend import WIDTH, Mark

LEFT, RIGHT, ROW, TOP, BOTTOM = 8, 20, 52, 4, 30
LONG_TICK = 8  # characters; longer ones need room between them on a phone


@dataclass(frozen=True, slots=True)
class Interval:
    """One row: the band from low to high, the central point, and its words above it."""

    label: str
    value: str
    y: int
    label_y: int
    x: str
    width: str
    point_x: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Intervals:
    """Rows on a shared axis that starts at zero."""

    width: int
    height: int
    rows: tuple[Interval, ...]
    x_ticks: tuple[Mark, ...]
    right: int
    bottom: int
    description: str


def intervals(
    rows: Sequence[tuple[str, float, float, float, bool]],
    *,
    description: str,
    text: Callable[[float], str] = lambda value: f"{value:,.0f}",
) -> Intervals:
    """Return a row for every `(label, low, central, high, chosen)`; low ≤ central ≤ high or a ValueError."""
    if any(not low <= central <= high for _, low, central, high, _ in rows):
        raise ValueError("a range needs low ≤ central ≤ high")
    most = max(high for *_, high, _ in rows)
    ticks = round_ticks([0.0, most], steps=4 if len(text(most)) <= LONG_TICK else 2, least_step=1.0)
    right, bottom = WIDTH - RIGHT, TOP + ROW * len(rows)
    x = Scale(low=ticks[0], high=ticks[-1], start=LEFT, end=right)
    return Intervals(
        width=WIDTH,
        height=bottom + BOTTOM,
        rows=tuple(
            Interval(
                label=label,
                value=text(central) if low == high else f"{text(central)} ({text(low)}–{text(high)})",
                y=TOP + ROW * index + 28,
                label_y=TOP + ROW * index + 18,
                x=coordinate(x(low)),
                width=coordinate(x(high) - x(low)),
                point_x=coordinate(x(central)),
                chosen=chosen,
            )
            for index, (label, low, central, high, chosen) in enumerate(rows)
        ),
        x_ticks=tuple(Mark(coordinate(x(tick)), str(bottom + 22), text(tick)) for tick in ticks),
        right=right,
        bottom=bottom,
        description=description,
    )
