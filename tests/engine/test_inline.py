"""A formula with its functions written out gives the very double that calling them gives."""

import struct

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from calculator.engine.formula import parse_formula
from calculator.engine.functions import SCALAR_FUNCTIONS
from calculator.engine.inline import written_out

FORMULAS = [
    "ROUND(a * b, 0)",
    "ROUND(ROUND(a, 0) / b, 0) - -c",
    "MAX(a, b)",
    "MIN(a, b, c)",
    "MAX(MIN(a, b), MAX(c, 1.5), a)",
    "MAX(a)",
    "SUM(a, b, c)",
    "SUM(a)",
    "a / b / c",
    "(a + b) / (c - 1)",
    "IF(a < b, c / a, POWER(b, c))",
    "IF(MAX(a, b) >= ROUND(c, 0), IF(a > c, 1, 2), SUM(a, -b) * MIN(b, c))",
]
ANY = st.floats() | st.integers(-5, 5).map(float) | st.floats(-1e6, 1e6).map(lambda value: round(value * 2) / 2)


@pytest.mark.parametrize("text", FORMULAS)
@given(a=ANY, b=ANY, c=ANY)
@example(a=10.499999999999998, b=1.0, c=0.0)
@example(a=2.0**49, b=1.0, c=2.0**52 + 1)
@example(a=float("nan"), b=1.0, c=-0.0)
@example(a=1.0, b=float("nan"), c=float("inf"))
def test_written_out_is_called(text: str, a: float, b: float, c: float) -> None:
    called = parse_formula(text).python
    written = written_out(called)
    names = {**SCALAR_FUNCTIONS, "a": a, "b": b, "c": c}
    assert bits(eval(written, dict(names))) == bits(eval(called, dict(names)))
    assert written != called or "POWER" in called


def bits(value: float) -> bytes:
    """Return a double's bytes; one NaN is like another."""
    return b"NaN" if value != value else struct.pack("d", value)
