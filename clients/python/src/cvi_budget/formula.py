"""The language of formulas: numbers, names, `+ - * /`, one comparison as the test of an IF, and six functions.

Values are doubles; what lacks a fact is NaN. `ROUND(x, 0)` is half away from zero; a value within 2**-50 of itself below a
half counts as the half, as in spreadsheets.
"""

import ast
import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass

NOISE = 1.0 + 2.0**-50
CORRECTED_BELOW, WHOLE_FROM = 2.0**49, 2.0**52
Values = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula: its text, the names it uses, and what it gives for their values."""

    text: str
    names: tuple[str, ...]
    value: Callable[[Values], float]


def read_formula(text: str) -> Formula:
    """Return the formula of a text. Raises ValueError where it is not in the language."""
    tree = ast.parse(f"({text})", mode="eval").body
    names = dict.fromkeys(
        node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id not in (*FUNCTIONS, "IF")
    )
    return Formula(text=text, names=tuple(names), value=_compiled(tree))


def _compiled(node: ast.expr) -> Callable[[Values], float]:
    match node:
        case ast.Constant(value=int() | float() as constant) if not isinstance(constant, bool):
            return lambda values, number=float(constant): number  # type: ignore[misc]
        case ast.Name(id=name):
            return lambda values: values[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            inner = _compiled(operand)
            return lambda values: -inner(values)
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in ARITHMETIC:
            step, first, second = ARITHMETIC[type(sign)], _compiled(left), _compiled(right)
            return lambda values: step(first(values), second(values))
        case ast.Call(func=ast.Name(id="IF"), args=[test, yes, no], keywords=[]):
            holds, if_true, if_false = _test(test), _compiled(yes), _compiled(no)
            return lambda values: if_true(values) if holds(values) else if_false(values)
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if name in FUNCTIONS:
            function, parts = FUNCTIONS[name], [_compiled(argument) for argument in arguments]
            return lambda values: function(*[part(values) for part in parts])
    raise ValueError(f"{ast.unparse(node)!r} is not part of the formula language")


def _test(node: ast.expr) -> Callable[[Values], bool]:
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in COMPARISONS:
        holds = COMPARISONS[type(node.ops[0])]
        first, second = _compiled(node.left), _compiled(node.comparators[0])
        return lambda values: holds(first(values), second(values))
    raise ValueError(f"{ast.unparse(node)!r} is no test of an IF")


def _round(value: float, _digits: float = 0) -> float:
    size = abs(value)
    if size < CORRECTED_BELOW:
        return math.copysign(math.floor(size * NOISE + 0.5), value)
    return math.copysign(math.floor(size + 0.5), value) if size < WHOLE_FROM else value


def _divide(dividend: float, divisor: float) -> float:
    if divisor != 0:
        return dividend / divisor
    if dividend == 0 or dividend != dividend:
        return math.nan
    return math.copysign(math.inf, dividend) * math.copysign(1.0, divisor)


def _power(base: float, exponent: float) -> float:
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return math.inf
    except ValueError:
        return math.nan if base < 0 else math.inf


def _most(*values: float) -> float:
    return math.nan if any(value != value for value in values) else max(values)


def _least(*values: float) -> float:
    return math.nan if any(value != value for value in values) else min(values)


def _sum(*values: float) -> float:
    found = values[0]
    for value in values[1:]:  # from the left, as a spreadsheet adds; sum() would correct the roundings
        found = found + value
    return found


ARITHMETIC: Mapping[type, Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: _divide,
}
COMPARISONS: Mapping[type, Callable[[float, float], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
FUNCTIONS: Mapping[str, Callable[..., float]] = {
    "ROUND": _round,
    "MAX": _most,
    "MIN": _least,
    "SUM": _sum,
    "POWER": _power,
}
