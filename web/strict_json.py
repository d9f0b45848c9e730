"""A JSON parser for requests that accepts JSON (RFC 8259) and nothing else, and says where it stops."""

import json
import math
import re
from collections.abc import Mapping
from typing import IO, Any, NoReturn

from rest_framework.parsers import BaseParser

from web.problems import Problem
from web.quoting import quoted

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_DIGITS = 30
MAX_NAMES = 1_000  # in one object, as in a form
MAX_ITEMS = 20_000  # in one list: every place there is, and some
_UNTYPEABLE = re.compile("[\0\ud800-\udfff]")


class StrictJSONParser(BaseParser):
    """DRF's parser for `application/json`, or a problem of status 400 or 413."""

    media_type = "application/json"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        """Return the document in `stream`."""
        return parse_json(stream.read(MAX_BYTES + 1))


def parse_json(body: bytes) -> Any:
    """Return the value in `body`; raise Problem on anything JSON does not have, or nobody should send.

    Refused: bad UTF-8, NaN and Infinity, numbers beyond a double, more than 30 digits, a name given twice,
    more than 20 levels, 1,000 names in an object or 20,000 items in a list, half a surrogate pair, the NUL character,
    more than 1 MB.
    """
    if len(body) > MAX_BYTES:
        raise Problem(413, f"The body is larger than {MAX_BYTES:,} bytes.")
    try:
        value = json.loads(
            body.decode("utf-8"),
            parse_constant=_refuse_constant,
            parse_int=_whole_number,
            parse_float=_finite_number,
            object_pairs_hook=_object,
        )
    except UnicodeDecodeError as error:
        raise _refusal(f"The body is not UTF-8: byte {error.start} cannot be read.") from None
    except json.JSONDecodeError as error:
        raise _refusal(f"The body is not JSON: {error.msg} at line {error.lineno}, column {error.colno}.") from None
    except RecursionError:
        raise _refusal(f"The body is nested deeper than {MAX_DEPTH} levels.") from None
    _check(value)
    return value


def _check(value: Any) -> None:
    level, depth = [value], 0
    while level:
        if depth > MAX_DEPTH:
            raise _refusal(f"The body is nested deeper than {MAX_DEPTH} levels.")
        inner: list[Any] = []
        for item in level:
            if isinstance(item, str):
                _check_text(item)
            elif isinstance(item, dict):
                inner += [*item, *item.values()]
            elif isinstance(item, list):
                if len(item) > MAX_ITEMS:
                    raise _refusal(f"A list has {len(item):,} items; at most {MAX_ITEMS:,} are read.")
                inner += item
        level, depth = inner, depth + 1


def _check_text(text: str) -> None:
    if _UNTYPEABLE.search(text):
        raise _refusal("The body has text with a NUL character or half a surrogate pair.")


def _whole_number(text: str) -> int:
    if len(text) > MAX_DIGITS:
        raise _refusal(f"The number {text[:12]}… has more than {MAX_DIGITS} digits.")
    return int(text)


def _finite_number(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise _refusal(f"The number {text[:24]} is too large.")
    return value


def _refuse_constant(name: str) -> NoReturn:
    raise _refusal(f"{name} is not JSON; leave the value out or send null.")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(pairs) > MAX_NAMES:
        raise _refusal(f"An object has {len(pairs):,} names; at most {MAX_NAMES:,} are read.")
    names = dict(pairs)
    if len(names) < len(pairs):
        seen: set[str] = set()
        twice = next(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
        raise _refusal(f"The name {quoted(twice[:80])} is given twice in one object.")
    return names


def _refusal(detail: str) -> Problem:
    return Problem(400, detail)
