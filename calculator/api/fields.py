"""`fields=`: only these columns of a CSV, in this order."""

import difflib
from collections.abc import Sequence

from calculator.api.asked import Asked
from calculator.asking.given import Fault
from web.quoting import quoted

NAME = "fields"
MOST = 100


def read_fields(given: Asked, known: Sequence[str], *, as_csv: bool) -> tuple[str, ...]:
    """Return the columns named, such as `geoid,total`; none where all are wanted. `given` keeps the faults."""
    raw = given.one(NAME)
    if raw is None:
        return ()
    if not as_csv:
        given.fault(Fault(NAME, "chooses columns of a CSV; objects have all their members", "format=csv beside it"))
        return ()
    names = [name.strip() for name in str(raw).split(",")]
    if len(names) > MOST:
        given.fault(Fault(NAME, f"names {len(names):,} columns", f"at most {MOST}"))
        return ()
    for name in dict.fromkeys(names):
        if name not in known:
            near = difflib.get_close_matches(name[:80], known, n=1)
            given.fault(
                Fault(NAME, f"{quoted(name[:80])} is no column of this answer", ", ".join(known), name[:80], *near)
            )
    return tuple(dict.fromkeys(names))
