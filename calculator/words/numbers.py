"""Numbers as text: strictly as programs send them, and as people type them into a box.

`number_in` is what addresses and the API take. `typed_number` takes what people type as well: $4,000,000, 1 200, 4m,
500k, USD 3 million. In a box for a share a bare number is a percentage (`in_percent`): 50 is 50%, and 0.5 is half of one
percent. The browser's twin is static/js/calculator/wording.js.
"""

import math
import re

SPACE = " \t\u00a0\u2009\u202f"
# Digits, thousands in threes; a percentage is a share: "50%" is 0.5; "$4m" is 4,000,000.
_NUMBER = re.compile(
    r"(?P<sign>[+-]?)\$?(?P<digits>(\d{1,3}(,\d{3})+|\d{1,30})?(\.\d{0,30})?([eE][+-]?\d{1,3})?)\s?(?P<unit>%|k|m|million|)",
    re.ASCII | re.IGNORECASE,
)
_TYPED = re.compile(
    rf"[{SPACE}]*(?P<sign>[+−-]?)[{SPACE}]*(?P<currency>US\$|USD|\$)?[{SPACE}]*"
    rf"(?P<digits>(\d{{1,3}}(,\d{{3}})+|\d{{1,3}}([{SPACE}]\d{{3}})+|\d{{1,30}})?(\.\d{{0,30}})?(e[+-]?\d{{1,3}})?)"
    rf"[{SPACE}]?(?P<unit>%|percent|k|thousand|million|m|billion|bn|)[{SPACE}]*(?P<after>USD|dollars)?[{SPACE}]*",
    re.ASCII | re.IGNORECASE,
)
_TIMES = {"": 1.0, "k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
_PERCENT = ("%", "percent")


def number_in(raw: object) -> float | None:
    """Return the finite number in text, int or float `raw`; None where there is none."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        return None
    if isinstance(raw, str):
        return _value(_NUMBER.fullmatch(raw.strip()))
    return _finite(raw)


def typed_number(raw: object) -> float | None:
    """Return the finite number that somebody typed, whatever the way; None where there is none."""
    return _value(_TYPED.fullmatch(raw)) if isinstance(raw, str) else number_in(raw)


def is_percentage(raw: object) -> bool:
    """Whether this is text that says that it is a percentage."""
    return isinstance(raw, str) and raw.strip(SPACE).lower().endswith(_PERCENT)


def in_percent(text: str) -> str:
    """Return what was typed into a box for a share with its percent sign: a bare number is a percentage."""
    match = _TYPED.fullmatch(text)
    if match is None or match["unit"] or match["currency"] or match["after"] or not re.search(r"\d", match["digits"]):
        return text
    return f"{text.strip()}%"


def written(value: float) -> str:
    """Return a number as short text that reads back as the same double."""
    return str(int(value)) if math.isfinite(value) and value == int(value) else repr(value)


def _value(match: re.Match[str] | None) -> float | None:
    if match is None or not re.search(r"\d", match["digits"]):
        return None
    unit, sign = match["unit"].lower(), match["sign"].replace("−", "-")
    digits = re.sub(rf"[,{SPACE}]", "", match["digits"])
    return _finite(f"{sign}{digits}", per=100 if unit in _PERCENT else 1, times=_TIMES.get(unit, 1.0))


def _finite(raw: str | float, *, per: int = 1, times: float = 1.0) -> float | None:
    try:
        value = float(raw) / per * times
    except (OverflowError, ValueError):
        return None
    return value if math.isfinite(value) else None
