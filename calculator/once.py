"""What is made once a method, or once the rules of an edition, and remembered."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

MOST_KEPT = 1_000  # some 1.5 KB each


def once_a_method[Made](make: Callable[..., Made]) -> Callable[..., Made]:
    """Remember what `make(method, *others)` returns; a method never changes once it is read, nor do an edition's rules."""

    @lru_cache(MOST_KEPT)
    def made(known: _Same, *others: Any) -> Made:
        return make(known.method, *others)

    return lambda method, *others: made(_Same(method), *others)


class _Same:
    """A method, or rules, told by which one it is: it holds tables, so that it has no hash of its own."""

    __slots__ = ("method",)

    def __init__(self, method: object) -> None:
        self.method = method

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.method is self.method

    def __hash__(self) -> int:
        return id(self.method)
