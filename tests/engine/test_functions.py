"""The functions of the formula language at their edges, one number at a time and in arrays."""

import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from calculator.engine.functions import ARRAY_FUNCTIONS, SCALAR_FUNCTIONS

ROUNDED = [
    (10.5, 11.0),
    (10.499999999999998, 11.0),  # 10.5 after arithmetic
    (10.49999999999, 10.0),
    (0.5, 1.0),
    (0.49999999999999994, 1.0),
    (0.4999999999, 0.0),
    (-0.5, -1.0),
    (-10.5, -11.0),
    (-10.499999999999998, -11.0),
    (-10.4, -10.0),
    (0.0, 0.0),
    (5e-324, 0.0),
    (1.0, 1.0),
    (2.675, 3.0),
    (2.0**49 - 0.5, 2.0**49),
    (2.0**49 + 0.25, 2.0**49),
    (2.0**49 + 0.5, 2.0**49 + 1),
    (2.0**52 - 0.5, 2.0**52),
    (2.0**52 + 1, 2.0**52 + 1),
    (2.0**53 + 2, 2.0**53 + 2),
    (1e300, 1e300),
    (math.inf, math.inf),
    (-math.inf, -math.inf),
]


def same(left: float, right: float) -> bool:
    """Whether two results are one number; NaN is one with NaN, and zero's sign does not count."""
    return left == right or (math.isnan(left) and math.isnan(right))


@pytest.mark.parametrize(("value", "whole"), ROUNDED)
def test_round_is_half_away_from_zero_after_correcting_noise(value: float, whole: float) -> None:
    assert SCALAR_FUNCTIONS["ROUND"](value, 0) == whole
    assert ARRAY_FUNCTIONS["ROUND"](np.array([value]), 0)[0] == whole


def test_round_keeps_what_is_no_number() -> None:
    assert math.isnan(SCALAR_FUNCTIONS["ROUND"](math.nan, 0))
    assert np.isnan(ARRAY_FUNCTIONS["ROUND"](np.array([math.nan]), 0)[0])


def test_round_treats_every_element_by_its_own_size() -> None:
    mixed = np.array([10.499999999999998, 2.0**49 + 0.25, 2.0**52 + 1, math.nan, -math.inf])
    assert list(ARRAY_FUNCTIONS["ROUND"](mixed, 0)[:3]) == [11, 2.0**49, 2.0**52 + 1]


@given(st.integers(-(2**48), 2**48))
def test_round_leaves_whole_numbers_alone(whole: int) -> None:
    assert SCALAR_FUNCTIONS["ROUND"](float(whole), 0) == whole


@given(st.floats(-1e14, 1e14))
def test_round_is_never_further_than_half_away(value: float) -> None:
    noise = abs(value) * 2.0**-50 + 2 * math.ulp(value)  # the correction, and the doubles' own grain
    assert abs(SCALAR_FUNCTIONS["ROUND"](value, 0) - value) <= 0.5 + noise


@given(st.floats(0, 1e14), st.floats(0, 1e14))
def test_round_never_falls_as_its_argument_grows(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert SCALAR_FUNCTIONS["ROUND"](low, 0) <= SCALAR_FUNCTIONS["ROUND"](high, 0)


@pytest.mark.parametrize(
    ("dividend", "divisor", "quotient"),
    [
        (1.0, 0.0, math.inf),
        (-1.0, 0.0, -math.inf),
        (1.0, -0.0, -math.inf),
        (0.0, 0.0, math.nan),
        (math.nan, 0.0, math.nan),
        (math.inf, 0.0, math.inf),
        (1.0, math.inf, 0.0),
        (6.0, 3.0, 2.0),
        (1e308, 1e-308, math.inf),
    ],
)
def test_division_gives_what_ieee_says(dividend: float, divisor: float, quotient: float) -> None:
    assert same(SCALAR_FUNCTIONS["DIVIDE"](dividend, divisor), quotient)
    assert same(ARRAY_FUNCTIONS["DIVIDE"](np.array([dividend]), np.array([divisor]))[0], quotient)


@pytest.mark.parametrize(
    ("base", "exponent", "result"),
    [
        (1.03, 9.0, 1.03**9),
        (1e200, 2.0, math.inf),
        (0.0, -1.0, math.inf),
        (-1.0, 0.5, math.nan),
        (0.0, 0.0, 1.0),
    ],
)
def test_power_gives_what_ieee_says(base: float, exponent: float, result: float) -> None:
    assert same(SCALAR_FUNCTIONS["POWER"](base, exponent), result)
    assert same(ARRAY_FUNCTIONS["POWER"](np.array([base]), exponent)[0], result)


NUMBERS = st.lists(st.floats(allow_nan=True), min_size=1, max_size=7)


@given(NUMBERS)
@example([math.nan, 1.0])
@example([1.0, math.nan])
@example([2.0, math.nan, 1.0])
def test_largest_smallest_and_sum_are_the_same_in_arrays(values: list[float]) -> None:
    with np.errstate(all="ignore"):
        for name in ("MAX", "MIN", "SUM"):
            in_array = ARRAY_FUNCTIONS[name](*[np.array([value]) for value in values])[0]
            assert same(SCALAR_FUNCTIONS[name](*values), float(in_array))


@given(st.floats())
def test_round_is_the_same_in_arrays(value: float) -> None:
    with np.errstate(all="ignore"):
        in_array = float(ARRAY_FUNCTIONS["ROUND"](np.array([value]), 0)[0])
    assert same(SCALAR_FUNCTIONS["ROUND"](value, 0), in_array)
