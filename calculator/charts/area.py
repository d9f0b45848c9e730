"""Funding by year, stacked, under the line of what is needed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from calculator.charts.scale import Scale, coordinate, round_ticks
from calculator.charts.trend import HEIGHT, LEFT, RIGHT, TOP, WIDTH, Mark, line_path

BOTTOM = 28


@dataclass(frozen=True, slots=True)
class Area:
    """One closed area; `css` is its color class, s-1 to s-6."""

    path: str
    label: str
    css: str


@dataclass(frozen=True, slots=True)
class StackedArea:
    """Areas from the bottom up, the need line over them, and the axes."""

    width: int
    height: int
    areas: tuple[Area, ...]
    need: str
    x_ticks: tuple[Mark, ...]
    y_ticks: tuple[Mark, ...]
    left: int
    right: int
    bottom: int
    description: str


def stacked_area(
    *,
    years: Sequence[int | str],
    series: Sequence[tuple[str, Sequence[float]]],
    need: Sequence[float],
    description: str,
    text: Callable[[float], str] = lambda value: f"${value / 1e6:,.0f}M",
) -> StackedArea:
    """Return columns joined into areas: each year is a step, because money comes by the year.

    More than six series, a series of another length than `years`, or a negative amount is a ValueError.
    """
    if len(series) > 6:
        raise ValueError("a funding chart shows at most six kinds of money")
    if any(len(amounts) != len(years) for _, amounts in [*series, ("need", need)]):
        raise ValueError("every series needs one amount a year")
    if any(amount < 0 for _, amounts in series for amount in amounts):
        raise ValueError("a funding chart cannot show a negative amount")
    totals = [sum(column) for column in zip(*(amounts for _, amounts in series), strict=True)] if series else []
    ticks = round_ticks([*totals, *need])
    bottom, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    y = Scale(low=ticks[0], high=ticks[-1], start=bottom, end=TOP)
    x = Scale(low=0, high=len(years), start=LEFT, end=right)
    floor = [0.0] * len(years)
    areas = []
    for index, (label, amounts) in enumerate(series, start=1):
        ceiling = [low + amount for low, amount in zip(floor, amounts, strict=True)]
        top = _steps(ceiling, x, y)
        base = list(reversed(_steps(floor, x, y)))
        areas.append(Area(path=_closed([*top, *base]), label=label, css=f"s-{index}"))
        floor = ceiling
    need_steps = _steps(list(need), x, y)
    return StackedArea(
        width=WIDTH,
        height=HEIGHT,
        areas=tuple(areas),
        need=line_path([a for a, _ in need_steps], [b for _, b in need_steps]),
        x_ticks=tuple(Mark(coordinate(x(index + 0.5)), str(HEIGHT - 6), str(year)) for index, year in enumerate(years)),
        y_ticks=tuple(Mark(str(LEFT - 8), coordinate(y(tick)), text(tick)) for tick in ticks),
        left=LEFT,
        right=right,
        bottom=bottom,
        description=description,
    )


def _steps(amounts: Sequence[float], x: Scale, y: Scale) -> list[tuple[float, float]]:
    return [point for i, value in enumerate(amounts) for point in ((x(i), y(value)), (x(i + 1), y(value)))]


def _closed(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{coordinate(a)} {coordinate(b)}" for a, b in points) + "Z"
