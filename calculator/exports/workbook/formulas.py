"""A methodology's formula as a cell's formula: the same text, made exact where spreadsheets are not."""

import ast
import re

# The name of the cell that holds 1 + 2**-50; see docs/decisions/0008-workbook-arithmetic.md.
ROUNDING_CORRECTION = "rounding_correction"
_OPERATOR = re.compile(r"[<>]=?")
# Sign -> what stands before, between and after the two sides.
_GESTEP = {
    ">=": ("GESTEP(", ",", ") > 0"),
    "<": ("GESTEP(", ",", ") < 1"),
    "<=": ("GESTEP(-(", "), -(", ")) > 0"),
    ">": ("GESTEP(-(", "), -(", ")) < 1"),
}
Edit = tuple[int, int, str]  # from, to, what stands there instead


def cell_formula(text: str) -> str:
    """Return the formula of a cell for a methodology's formula; names are the workbook's defined names.

    `ROUND(x, 0)` becomes `ROUND((x) * rounding_correction, 0)` and a comparison `a >= b` becomes
    `GESTEP(a, b) > 0`, which compares numbers as they are; everything else stays word for word.
    """
    edits: list[Edit] = []
    for node in ast.walk(ast.parse(text, mode="eval")):
        match node:
            case ast.Call(func=ast.Name(id="ROUND") as name, args=[value, _]):
                opening = text.index("(", name.end_col_offset or 0) + 1
                comma = text.index(",", value.end_col_offset or 0)
                edits += [(opening, opening, "("), (comma, comma, f") * {ROUNDING_CORRECTION}")]
            case ast.Compare():
                edits += _comparison(node, text)
    for start, end, instead in sorted(edits, reverse=True):
        text = text[:start] + instead + text[end:]
    return f"={text}"


def _comparison(node: ast.Compare, text: str) -> list[Edit]:
    """Return the edits that write a comparison with GESTEP(a, b), which is 1 where a >= b.

    For `<=` and `>` both sides change their sign: -a >= -b where a <= b.
    """
    sign = _OPERATOR.search(text, node.left.end_col_offset or 0)
    end = node.end_col_offset
    if sign is None or end is None:
        raise ValueError(f"no comparison in {text!r}")
    opening, between, closing = _GESTEP[sign.group()]
    return [
        (node.col_offset, node.col_offset, opening),
        (len(text[: sign.start()].rstrip()), sign.end(), between),
        (end, end, closing),
    ]
