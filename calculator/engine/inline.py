"""Formulas of one place with their functions written out, so that Python computes most of them without a call.

Each gives the same double as the function in `functions.py` that it stands for; what is rare still calls it.
"""

import ast
import itertools
from collections.abc import Iterator
from functools import reduce

from calculator.engine.functions import CORRECTED_BELOW, NOISE_CORRECTION


def written_out(formula: str) -> str:
    """Return a formula's Python expression with ROUND, IF, SUM, MAX, MIN and DIVIDE written out."""
    return _text(ast.parse(formula, mode="eval").body, (f"_{number}" for number in itertools.count()))


def _text(node: ast.expr, names: Iterator[str]) -> str:
    """Return the code of a part of a formula; `names` are new ones, such as no formula has."""
    match node:
        case ast.BinOp(left=left, right=right) | ast.Compare(left=left, comparators=[right]):
            sign = node.op if isinstance(node, ast.BinOp) else node.ops[0]
            return f"({_text(left, names)} {_SIGNS[type(sign)]} {_text(right, names)})"
        case ast.UnaryOp(operand=operand):
            return f"(-{_text(operand, names)})"
        case ast.Call(func=ast.Name(id=function), args=arguments):
            return _call(function, [_text(argument, names) for argument in arguments], names)
    return ast.unparse(node)


_SIGNS: dict[type, str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
}  # fmt: skip


def _call(function: str, parts: list[str], names: Iterator[str]) -> str:
    match function:
        case "IF":
            return f"({parts[1]} if {parts[0]} else {parts[2]})"
        case "SUM":
            return reduce(lambda left, right: f"({left} + {right})", parts)
        case "ROUND":
            value = next(names)
            usual = f"({value} * {NOISE_CORRECTION!r} + 0.5) // 1.0"
            return f"({usual} if 0.0 < ({value} := {parts[0]}) < {CORRECTED_BELOW!r} else {value} and ROUND({value}))"
        case "MAX" | "MIN":
            sign = ">" if function == "MAX" else "<"
            return reduce(lambda one, other: _further(sign, one, other, names), parts)
        case "DIVIDE":
            by = next(names)
            return f"({parts[0]} / {by} if ({by} := {parts[1]}) != 0 else DIVIDE({parts[0]}, {by}))"
    return f"{function}({', '.join(parts)})"


def _further(sign: str, one: str, other: str, names: Iterator[str]) -> str:
    """Return the code of the one of two values that lies further; NaN where either is."""
    kept, new = next(names), next(names)
    return f"({new} if ({new} := {other}) {sign} ({kept} := {one}) or {new} != {new} else {kept})"
