"""How often each outcome comes up."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from calculator.charts.scale import Scale, coordinate, round_ticks
from calculator.charts.trend import LEFT, RIGHT, TOP, WIDTH, Mark

HEIGHT, BOTTOM = 200, 28


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `below` tells the ones that end at or under the mark."""

    x: str
    y: str
    width: str
    height: str
    below: bool


@dataclass(frozen=True, slots=True)
class Histogram:
    """Columns, and a mark such as "pays for itself"; `mark_x` is empty where the mark is off the chart."""

    width: int
    height: int
    columns: tuple[Column, ...]
    mark_x: str
    mark_text: str
    x_ticks: tuple[Mark, ...]
    left: int
    right: int
    top: int
    bottom: int
    description: str


def histogram(
    *,
    edges: Sequence[float],
    counts: Sequence[int],
    mark: float | None = None,
    mark_text: str = "",
    description: str,
    text: Callable[[float], str] = lambda value: f"{value:,.0f}",
) -> Histogram:
    """Return one column for every count between neighboring `edges` (one more edge than counts, rising)."""
    if len(edges) != len(counts) + 1 or any(a >= b for a, b in pairwise(edges)):
        raise ValueError("a histogram needs rising edges, one more than its counts")
    bottom, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    x = Scale(low=edges[0], high=edges[-1], start=LEFT, end=right)
    y = Scale(low=0, high=max(*counts, 1), start=bottom, end=TOP)
    ticks = [tick for tick in round_ticks([edges[0], edges[-1]], from_zero=False) if edges[0] <= tick <= edges[-1]]
    columns = tuple(
        Column(
            x=coordinate(x(low) + 0.5),
            y=coordinate(y(count)),
            width=coordinate(x(high) - x(low) - 1),
            height=coordinate(bottom - y(count)),
            below=mark is not None and high <= mark,
        )
        for low, high, count in zip(edges[:-1], edges[1:], counts, strict=True)
    )
    on_chart = mark is not None and edges[0] <= mark <= edges[-1]
    return Histogram(
        width=WIDTH,
        height=HEIGHT,
        columns=columns,
        mark_x=coordinate(x(mark)) if on_chart and mark is not None else "",
        mark_text=mark_text,
        x_ticks=tuple(Mark(coordinate(x(tick)), str(HEIGHT - 6), text(tick)) for tick in ticks),
        left=LEFT,
        right=right,
        top=TOP,
        bottom=bottom,
        description=description,
    )
