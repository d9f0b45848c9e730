"""Lines over time, with gaps where a year was not reported."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from calculator.charts.scale import Scale, coordinate, round_ticks

WIDTH, HEIGHT = 360, 220  # near the width of a phone, so that the text keeps its size there
LEFT, RIGHT, TOP, BOTTOM = 44, 6, 24, 28
DIGIT, NOTE = 7, 16  # the room of a figure of the axis, and of a line of words beneath it

Series = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the chart and the text that belongs to it."""

    x: str
    y: str
    text: str


@dataclass(frozen=True, slots=True)
class Trend:
    """A line chart: `path` breaks at gaps, `gaps` are missing years' bands, `second` another source; `hollow` marks are not
    whole figures, and no line leads to them; `cut` draws the break of an axis that does not start at zero.
    """

    width: int
    height: int
    path: str
    second: str
    points: tuple[Mark, ...]
    hollow: tuple[Mark, ...]
    gaps: tuple[Mark, ...]
    gap_width: str
    x_ticks: tuple[Mark, ...]
    y_ticks: tuple[Mark, ...]
    left: int
    right: int
    top: int
    bottom: int
    plot_height: int
    cut: str
    note_y: int
    description: str


def line_path(xs: Sequence[float], ys: Sequence[float | None]) -> str:
    """Return an SVG path that lifts the pen at every None; a lone point is a dot of no length."""
    path, drawing = [], False
    for index, (x, y) in enumerate(zip(xs, ys, strict=True)):
        if y is None:
            drawing = False
            continue
        path.append(f"{'L' if drawing else 'M'}{coordinate(x)} {coordinate(y)}")
        alone = not drawing and (index + 1 == len(ys) or ys[index + 1] is None)
        path.append("h0" if alone else "")
        drawing = True
    return "".join(path)


def trend(
    *,
    years: Sequence[int],
    values: Series,
    hollow: Mapping[int, tuple[float, str]] | None = None,
    second: Series | None = None,
    description: str,
    text: Callable[[float], str] = lambda value: f"{value:,.0f}",
    from_zero: bool = True,
) -> Trend:
    """Return a line chart of `values` by year, and of `hollow` with its text; years are evenly spaced; no known value
    is a ValueError.
    """
    apart = hollow or {}
    known = [
        value for value in [*values, *(value for value, _ in apart.values()), *(second or [])] if value is not None
    ]
    if not known:
        raise ValueError("a trend needs at least one known value")
    ticks = round_ticks(known, from_zero=from_zero, least_step=1.0)
    bottom, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    left = max(LEFT, DIGIT * max(len(text(tick)) for tick in ticks) + 8)
    cut = ticks[0] > 0
    y = Scale(low=ticks[0], high=ticks[-1], start=bottom, end=TOP)
    x = Scale(low=0, high=max(len(years) - 1, 1), start=left + 18, end=right - 18)
    xs = [x(index) for index in range(len(years))]
    ys = [None if value is None else y(value) for value in values]
    last = max((index for index, value in enumerate(values) if value is not None), default=-1)
    first = next((index for index, value in enumerate(values) if value is not None), -1)
    gap_width = min(xs[1] - xs[0] if len(xs) > 1 else 36.0, 36.0)
    every = 1 if len(years) <= 7 else 2
    return Trend(
        width=WIDTH,
        height=HEIGHT + NOTE * cut,
        path=line_path(xs, ys),
        second="" if second is None else line_path(xs, [None if v is None else y(v) for v in second]),
        points=tuple(
            Mark(coordinate(xs[i]), coordinate(place), text(value) if i in (first, last) else "")
            for i, (place, value) in enumerate(zip(ys, values, strict=True))
            if place is not None and value is not None
        ),
        hollow=tuple(
            Mark(coordinate(x), coordinate(y(apart[year][0])), apart[year][1])
            for x, year in zip(xs, years, strict=True)
            if year in apart
        ),
        gaps=tuple(
            Mark(coordinate(xs[i] - gap_width / 2), coordinate(TOP), str(years[i]))
            for i, value in enumerate(values)
            if value is None and years[i] not in apart and (second is None or second[i] is None)
        ),
        gap_width=coordinate(gap_width),
        x_ticks=tuple(
            Mark(coordinate(xs[i]), str(HEIGHT - 6), str(year))
            for i, year in enumerate(years)
            if (len(years) - 1 - i) % every == 0
        ),
        y_ticks=tuple(Mark(str(left - 8), coordinate(y(tick)), text(tick)) for tick in ticks),
        left=left,
        right=right,
        top=TOP,
        bottom=bottom,
        plot_height=bottom - TOP,
        cut=f"M{left} {TOP}V{bottom - 16}l-5 -3 10 6 -5 3M{left} {bottom}v-8l-5 -3 10 6" if cut else "",
        note_y=HEIGHT + NOTE - 6,
        description=description,
    )


@dataclass(frozen=True, slots=True)
class Sparkline:
    """A word-sized line, 112 by 32; `end` is the last known value's place."""

    path: str
    end: Mark | None
    description: str


def sparkline(values: Series, *, description: str) -> Sparkline:
    """Return a small line without axes, lowest value at the bottom; gaps lift the pen."""
    known = [value for value in values if value is not None]
    if not known:
        return Sparkline(path="", end=None, description=description)
    y = Scale(low=min(known), high=max(known), start=28, end=4)
    if min(known) == max(known):
        y = Scale(low=0, high=1, start=16, end=16)
    x = Scale(low=0, high=max(len(values) - 1, 1), start=4, end=104)
    xs = [x(index) for index in range(len(values))]
    ys = [None if value is None else y(value) for value in values]
    last_x, last_y = [(a, b) for a, b in zip(xs, ys, strict=True) if b is not None][-1]
    return Sparkline(
        path=line_path(xs, ys), end=Mark(coordinate(last_x), coordinate(last_y), ""), description=description
    )
