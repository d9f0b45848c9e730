"""Ranges side by side on one axis: low, central, high."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from calculator.charts.scale import Scale, coordinate, round_ticks
from calculator.charts.trend import WIDTH, Mark

LEFT, RIGHT, ROW, TOP, BOTTOM = 8, 20, 52, 4, 30
LONG_TICK = 8  # characters; longer ones need room between them on a phone
LONG_LINE, LINE = 52, 17  # characters that fit beside one another in bold; what a second line takes


@dataclass(frozen=True, slots=True)
class Interval:
    """One row: the band from low to high, the central point, and its words above it, `(y, text)` a line."""

    lines: tuple[tuple[int, str], ...]
    y: int
    x: str
    width: str
    point_x: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Intervals:
    """Rows on a shared axis that holds zero."""

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
    tick_text: Callable[[float], str] | None = None,
) -> Intervals:
    """Return a row for every `(label, low, central, high, chosen)`; low ≤ central ≤ high or a ValueError."""
    tick_text = tick_text or text
    if any(not low <= central <= high for _, low, central, high, _ in rows):
        raise ValueError("a range needs low ≤ central ≤ high")
    least, most = min(low for _, low, *_ in rows), max(high for *_, high, _ in rows)
    ticks = round_ticks([0.0, least, most], steps=4 if len(tick_text(most)) <= LONG_TICK else 2, least_step=1.0)
    right, bottom = WIDTH - RIGHT, TOP
    x = Scale(low=ticks[0], high=ticks[-1], start=LEFT, end=right)
    drawn = []
    for label, low, central, high, chosen in rows:
        between = " to " if low < 0 else "–"
        value = text(central) if low == high else f"{text(central)} ({text(low)}{between}{text(high)})"
        whole = f"{label}: {value}"
        words = [whole] if len(whole) <= LONG_LINE else [f"{label}:", value]
        lines = tuple((bottom + 18 + LINE * number, line) for number, line in enumerate(words))
        drawn.append(
            Interval(
                lines=lines,
                y=lines[-1][0] + 10,
                x=coordinate(x(low)),
                width=coordinate(x(high) - x(low)),
                point_x=coordinate(x(central)),
                chosen=chosen,
            )
        )
        bottom += ROW + LINE * (len(words) - 1)
    return Intervals(
        width=WIDTH,
        height=bottom + BOTTOM,
        rows=tuple(drawn),
        x_ticks=tuple(Mark(coordinate(x(tick)), str(bottom + 22), tick_text(tick)) for tick in ticks),
        right=right,
        bottom=bottom,
        description=description,
    )
