"""The formula language: one text that Python, JavaScript and a spreadsheet all read the same way.

A formula has numbers, lower-case names, `+ - * /`, parentheses, one comparison as the test of an `IF`, and
the functions `ROUND(x, 0)`, `MAX`, `MIN`, `SUM`, `IF`, `POWER`. Everything else is a `FormulaError` that
names the token.
"""

import ast
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass

# Function name -> (fewest, most) arguments.
FUNCTIONS: Mapping[str, tuple[int, int]] = {
    "ROUND": (2, 2),
    "MAX": (1, 60),
    "MIN": (1, 60),
    "SUM": (1, 60),
    "IF": (3, 3),
    "POWER": (2, 2),
}
_TOKEN = re.compile(r"\s+|\d+(?:\.\d+)?(?![\w.])|[a-z][a-z_]*(?!\w)|[A-Z]+(?!\w)|<=|>=|[-+*/(),<>]")
_LARGEST = sys.float_info.max
_OPERATORS: Mapping[type, str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_COMPARISONS: Mapping[type, str] = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}


class FormulaError(ValueError):
    """A formula that is not in the language. `token` is the offending piece of text."""

    def __init__(self, message: str, token: str) -> None:
        super().__init__(f"{message}: {token!r}")
        self.token = token


@dataclass(frozen=True, slots=True)
class Formula:
    """A checked formula: its text, the names it uses (in order of first use) and its Python expression."""

    text: str
    names: tuple[str, ...]
    python: str


def parse_formula(text: str) -> Formula:
    """Check `text` against the language and return it ready to compile. Raises FormulaError."""
    _check_tokens(text)
    try:
        tree = ast.parse(f"({text}\n)", mode="eval")
    except (SyntaxError, RecursionError, MemoryError) as error:
        raise FormulaError("cannot be read", _syntax_token(text, error)) from None
    names: dict[str, None] = {}
    python = _expression(tree.body, names, f"({text}\n)")
    return Formula(text=" ".join(text.split()), names=tuple(names), python=python)


def _check_tokens(text: str) -> None:
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise FormulaError(
                "not part of the formula language", re.split(r"[\s(),]", text[position:])[0] or text[position]
            )
        word = match.group()
        if word == "-" and text.startswith("--", position):
            raise FormulaError("means something else in JavaScript, write a space between", "--")
        if word.isupper() and word not in FUNCTIONS:
            raise FormulaError("unknown function, allowed are " + " ".join(FUNCTIONS), word)
        position = match.end()
    if not text.strip():
        raise FormulaError("is empty", text)


def _syntax_token(text: str, error: BaseException) -> str:
    offset = getattr(error, "offset", None) or 2
    return text[max(0, offset - 2) :].strip()[:20] or text.strip()[-20:]


def _expression(node: ast.expr, names: dict[str, None], source: str) -> str:
    match node:
        case ast.Constant(value=int() | float() as value) if -_LARGEST <= value <= _LARGEST:
            return repr(float(value))
        case ast.Name(id=name) if name not in FUNCTIONS:
            names[name] = None
            return name
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return f"(-{_expression(operand, names, source)})"
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            return f"DIVIDE({_expression(left, names, source)}, {_expression(right, names, source)})"
        case ast.BinOp(left=left, op=operator, right=right) if type(operator) in _OPERATORS:
            sign = _OPERATORS[type(operator)]
            return f"({_expression(left, names, source)} {sign} {_expression(right, names, source)})"
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if name in FUNCTIONS:
            return _call(name, arguments, names, source)
        case ast.Compare():
            raise FormulaError("a comparison may only be the test of an IF", _segment(node, source))
    raise FormulaError("not part of the formula language", _segment(node, source))


def _call(name: str, arguments: list[ast.expr], names: dict[str, None], source: str) -> str:
    fewest, most = FUNCTIONS[name]
    if not fewest <= len(arguments) <= most:
        raise FormulaError(f"{name} takes {fewest} to {most} arguments, not {len(arguments)}", name)
    if name == "ROUND" and not (isinstance(arguments[1], ast.Constant) and arguments[1].value == 0):
        raise FormulaError(
            "ROUND rounds to whole numbers only: its second argument is 0", _segment(arguments[1], source)
        )
    parts = [_expression(argument, names, source) for argument in arguments[name == "IF" :]]
    if name == "IF":
        parts.insert(0, _test(arguments[0], names, source))
    return f"{name}({', '.join(parts)})"


def _test(node: ast.expr, names: dict[str, None], source: str) -> str:
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in _COMPARISONS:
        sign = _COMPARISONS[type(node.ops[0])]
        left, right = (_expression(side, names, source) for side in (node.left, node.comparators[0]))
        return f"{left} {sign} {right}"
    raise FormulaError("the test of an IF is one comparison (< <= > >=)", _segment(node, source))


def _segment(node: ast.expr, source: str) -> str:
    return ast.get_source_segment(source, node) or type(node).__name__


def substitute(text: str, places: Mapping[str, str]) -> str:
    """Return the formula's text with each name replaced by what `places` holds for it, if anything."""
    return re.sub(r"[a-z][a-z_]*", lambda match: places.get(match.group(), match.group()), text)
