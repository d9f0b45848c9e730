"""Numbers as people write them. The browser's twin is static/js/calculator/wording.js."""

import math
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from calculator.engine.methodology import Parameter
from calculator.words.numbers import number_in, written
from web.quoting import curled

MINUS = "−\u2060"  # with a word joiner: no line ends between a minus and its dollar sign
ENOUGH_DIGITS = (10, 15, 16, 17)  # ten hide the noise of binary fractions; seventeen tell any two doubles apart


def dollars(amount: float) -> str:
    """Return whole dollars: $19,888,485, or −$300."""
    return f"{MINUS if amount < 0 else ''}${_half_up(abs(amount)):,}"


def signed_dollars(amount: float) -> str:
    """Return a change in whole dollars with its sign: +$1,064,700."""
    return f"{'+' if amount > 0 else ''}{dollars(amount)}"


def about_dollars(amount: float) -> str:
    """Return dollars as said aloud: $19.9 million, $410,000, $90."""
    if amount < 0:
        return f"{MINUS}{about_dollars(-amount)}"
    if amount >= 999_950_000:
        return f"${amount / 1e9:,.1f} billion"
    if amount >= 999_500:
        return f"${amount / 1e6:,.1f} million"
    return f"${round(amount, -3):,.0f}" if amount >= 10_000 else f"${amount:,.0f}"


def cents(amount: float | None) -> str:
    """Return what comes back for a dollar: $1.62, −$0.03; a dash where nothing is known."""
    return "–" if amount is None else _minus(round(amount, 2), f"${abs(amount):,.2f}")


def axis_dollars(most: float) -> Callable[[float], str]:
    """Return how an axis up to `most` USD writes its amounts, in as little room as it can."""
    if most >= 10_000_000:
        return lambda value: _minus(value, f"${abs(value) / 1e6:,.0f}M" if value else "$0")
    if most >= 1_000_000:
        return lambda value: _minus(value, f"${abs(value) / 1e6:,.1f}M" if value else "$0")
    return lambda value: _minus(value, f"${abs(value) / 1e3:,.0f}K" if value else "$0")


def _minus(value: float, size: str) -> str:
    return f"{MINUS}{size}" if value < 0 else size


def people(count: float) -> str:
    """Return people in whole numbers, and “fewer than 1” where that would hide somebody."""
    return "fewer than 1" if 0 < count < 0.5 else f"{_half_up(count):,}"


def counted(count: float, singular: str, plural: str) -> str:
    """Return a number with its noun: 1 worker, 16 workers."""
    shown = people(count)
    return f"{shown} {singular if shown in ('1', 'fewer than 1') else plural}"


def percent(share: float) -> str:
    """Return a share as a percentage: 0.001 is 0.1%."""
    return _minus(share, f"{_short(abs(share) * 100)}%")


def figure(value: float | None, unit: str) -> str:
    """Return any input or line as its unit wants it; what is not reported says so."""
    if value is None or math.isnan(value):
        return "not reported"
    if unit == "share":
        return percent(value)
    if unit.startswith("USD"):
        return dollars(value)
    return written(value) if unit == "year" else _short(value)


def typed(value: float | None, parameter: Parameter) -> str:
    """Return a value as it stands in its number box: the shortest text that reads back as it; a share is a percentage."""
    if value is None or math.isnan(value):
        return ""
    if parameter.unit == "year":
        return written(value)
    times, sign = (100, "%") if parameter.unit == "share" else (1, "")
    texts = (f"{_short(value * times, digits)}{sign}" for digits in ENOUGH_DIGITS)
    return next((text for text in texts if number_in(text) == value), written(value))


def _short(value: float, digits: int = 10) -> str:
    """Return up to so many significant digits, thousands in threes, no trailing zeros."""
    text = format(Decimal(f"{value:.{digits}g}"), ",f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _half_up(value: float) -> int:
    return math.floor(value + 0.5)


def target_words(value: float) -> str:
    """Return a measure's target without a needless decimal."""
    return f"{value:,.1f}".removesuffix(".0")


def in_words(day: date | str) -> str:
    """Return a date as American offices write it: November 26, 2026; of a month alone (2026-11) November 2026."""
    if isinstance(day, str) and len(day) == len("2026-11"):
        return f"{date.fromisoformat(f'{day}-01'):%B %Y}"
    on = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{on:%B} {on.day}, {on.year}"


def printed(text: str) -> str:
    """Return a published text as it is printed: 2021-23 as 2021–23, 70-80% as 70–80%, the city's as the city’s."""
    ranged = re.sub(r"(?<![\d-])(\d+)-(\d+)(?![\d-])", r"\1–\2", text)
    return curled(ranged)


def in_dollars(year: int | None) -> str:
    """Return of which year dollars are, to stand after an amount; empty where the method names none."""
    return "" if year is None else f" in {year} dollars"


def a_year(year: int | None) -> str:
    """Return the heading of a column of yearly amounts in dollars of a year."""
    return "A year" if year is None else f"A year, {year} dollars"
