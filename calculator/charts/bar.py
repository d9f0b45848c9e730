"""The stacked budget bar: the same five colors in the same order everywhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from calculator.charts.scale import coordinate

ROOMY_SHARE = 0.11  # a label fits inside the part on a phone
WIDE_SHARE = 0.045  # a label fits inside the part on a wide screen


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the bar; `x`, `width` and `middle` are percent of the bar's width."""

    key: str
    label: str
    x: str
    width: str
    middle: str
    share: str
    text: str
    roomy: bool


@dataclass(frozen=True, slots=True)
class StackedBar:
    """The bar's parts in order, and what it says in words."""

    parts: tuple[Part, ...]
    description: str


def whole_percents(amounts: Sequence[float]) -> list[int]:
    """Return whole percents that add up to 100 (largest remainders), or zeros where the total is zero."""
    total = sum(amounts)
    if total <= 0:
        return [0 for _ in amounts]
    exact = [100 * amount / total for amount in amounts]
    whole = [int(value) for value in exact]
    by_remainder = sorted(range(len(exact)), key=lambda index: whole[index] - exact[index])
    for index in by_remainder[: 100 - sum(whole)]:
        whole[index] += 1
    return whole


def stacked_bar(lines: Sequence[tuple[str, str, float]], *, longest: float | None = None) -> StackedBar:
    """Return the bar for `(key, label, amount)` lines; width = 100 * amount / total.

    With `longest`, the total that fills the whole width, several bars share one scale.

    A negative amount is a ValueError; a line of nothing has no width but stays in the legend.
    """
    amounts = [amount for _, _, amount in lines]
    if any(amount < 0 for amount in amounts):
        raise ValueError("a budget bar cannot show a negative amount")
    total = sum(amounts)
    scale = total / longest if longest else 1.0
    parts, before = [], 0.0
    for (key, label, amount), percent in zip(lines, whole_percents(amounts), strict=True):
        share = amount / total if total else 0.0
        parts.append(
            Part(
                key=key,
                label=label,
                x=coordinate(100 * before * scale),
                width=coordinate(100 * share * scale),
                middle=coordinate(100 * (before + share / 2) * scale),
                share=f"{percent}%",
                text=f"{percent}%" if share >= WIDE_SHARE else "",
                roomy=share >= ROOMY_SHARE,
            )
        )
        before += share
    words = ", ".join(f"{part.label} {part.share}" for part in parts)
    return StackedBar(parts=tuple(parts), description=f"Budget shares: {words}" if total else "No budget")
