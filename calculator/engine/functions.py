"""The functions a formula may use, for one place (floats) and for many at once (NumPy arrays).

Both tables give the same double for the same input, as do `static/js/engine/functions.js` and a spreadsheet.

`ROUND(x, 0)` is half away from zero. Arithmetic on decimal fractions leaves binary noise (10.5 arrives as
10.499999999999998); spreadsheets round that to 11, so a value within 2**-50 of itself below a half counts as
the half.
"""

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

NOISE_CORRECTION = 1.0 + 2.0**-50
# From here on the correction itself would reach a half; such amounts (over 500 trillion) go without it.
CORRECTED_BELOW = 2.0**49
WHOLE_FROM = 2.0**52


def round_half_away(value: float, _digits: float = 0) -> float:
    """Return `value` as a whole number, halves away from zero, infinities and NaN unchanged."""
    if 0.0 < value < CORRECTED_BELOW:  # nearly every amount: by one operation what is written out below
        return (value * NOISE_CORRECTION + 0.5) // 1.0
    size = abs(value)
    if size < CORRECTED_BELOW:
        return math.copysign(math.floor(size * NOISE_CORRECTION + 0.5), value)
    return math.copysign(math.floor(size + 0.5), value) if size < WHOLE_FROM else value


def divide(dividend: float, divisor: float) -> float:
    """Return the IEEE 754 quotient: by zero, an infinity or NaN rather than an error."""
    if divisor != 0:
        return dividend / divisor
    if dividend == 0 or dividend != dividend:
        return math.nan
    return math.copysign(math.inf, dividend) * math.copysign(1.0, divisor)


def power(base: float, exponent: float) -> float:
    """Return `base` to the `exponent` as IEEE 754 has it: overflow is infinite, an undefined root NaN."""
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return math.inf
    except ValueError:
        return math.nan if base < 0 else math.inf


def largest(*values: float) -> float:
    """Return the largest value, or NaN where any is NaN."""
    result = values[0]
    for value in values[1:]:
        if value > result or value != value:
            result = value
    return result


def smallest(*values: float) -> float:
    """Return the smallest value, or NaN where any is NaN."""
    result = values[0]
    for value in values[1:]:
        if value < result or value != value:
            result = value
    return result


def total(*values: float) -> float:
    """Return the sum, added from the left as a spreadsheet and JavaScript add."""
    result = values[0]
    for value in values[1:]:
        result = result + value
    return result


def choose(test: bool, if_true: float, if_false: float) -> float:
    """Return `if_true` where the test holds, else `if_false`."""
    return if_true if test else if_false


def round_half_away_array(values: Any, _digits: float = 0) -> Any:
    """Round every element as `round_half_away` does. Shape kept."""
    size = np.abs(np.atleast_1d(values))
    rounded = size * NOISE_CORRECTION
    rounded += 0.5
    np.floor(rounded, out=rounded)
    largest_of_all = size.max(initial=0.0)  # NaN where any is, which then asks each
    if not largest_of_all < CORRECTED_BELOW and np.any(size >= CORRECTED_BELOW):
        plain = np.where(size < WHOLE_FROM, np.floor(size + 0.5), size)
        rounded = np.where(size < CORRECTED_BELOW, rounded, plain)
    np.copysign(rounded, values, out=rounded)
    return rounded if np.ndim(values) else rounded[0]


def _fold(step: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    def folded(*values: Any) -> Any:
        result = values[0]
        for value in values[1:]:
            result = step(result, value)
        return result

    return folded


def choose_array(test: Any, if_true: Any, if_false: Any) -> Any:
    """Choose element by element; one test for all gives one of the two as it is."""
    return np.where(test, if_true, if_false) if np.ndim(test) else (if_true if test else if_false)


def divide_array(dividend: Any, divisor: Any) -> Any:
    """Divide element by element, IEEE 754, silently."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        return np.divide(dividend, divisor)


def power_array(base: Any, exponent: Any) -> Any:
    """Raise element by element, IEEE 754, silently."""
    with np.errstate(all="ignore"):
        return np.power(np.asarray(base, dtype=float), exponent)


Functions = Mapping[str, Callable[..., Any]]
SCALAR_FUNCTIONS: Functions = {
    "ROUND": round_half_away,
    "MAX": largest,
    "MIN": smallest,
    "SUM": total,
    "IF": choose,
    "POWER": power,
    "DIVIDE": divide,
}
ARRAY_FUNCTIONS: Functions = {
    "ROUND": round_half_away_array,
    "MAX": _fold(np.maximum),
    "MIN": _fold(np.minimum),
    "SUM": total,
    "IF": choose_array,
    "POWER": power_array,
    "DIVIDE": divide_array,
}
