"""Where in a question something stands. A form has one flat name for it, a JSON body a pointer; readers know neither."""

from functools import lru_cache

type Where = str | tuple[str | int, ...]  # a name, or the steps through objects and lists (from 0) that lead to it

SHORT = {"current_staff": "current", "mapping": "map", "other_lines": "other", "subrecipients": "subrecipient"}


def steps(where: Where) -> tuple[str | int, ...]:
    """Return the steps that lead there."""
    return (where,) if isinstance(where, str) else where


@lru_cache(4096)
def flat_name(where: Where) -> str:
    """Return what a form or an address calls it: `funding_amount-1` (the first source's amount)."""
    if isinstance(where, str):
        return where
    head, *rest = where
    name = "_".join([SHORT.get(str(head), str(head)), *(step for step in rest if isinstance(step, str))])
    return next((f"{name}-{step + 1}" for step in rest if isinstance(step, int)), name)


def pointer(where: Where) -> str:
    """Return where it stands in a JSON body (RFC 6901): `/funding/0/amount`."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps(where))


def label(where: Where) -> str:
    """Return what a sentence about a body calls it: the member's name, or an item's list with its number."""
    *_, last = steps(where)
    return last if isinstance(last, str) else pointer(steps(where)[-2:]).removeprefix("/")
