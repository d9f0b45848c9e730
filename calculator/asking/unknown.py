"""Names that nothing bears: the first few are told and looked for, the rest counted, so a list costs no more than a name."""

from collections.abc import Sequence

from calculator.asking.given import Fault
from profiles.selectors import PlaceNotFound
from web.quoting import quoted

MOST_TOLD, MOST_LOOKED_FOR = 20, 3


def unknown_places(errors: Sequence[PlaceNotFound]) -> list[Fault]:
    """Return the faults of keys that are no place, the first few with the nearest place there is."""
    faults = []
    for number, error in enumerate(errors[:MOST_TOLD]):
        near = error.suggestions[:1] if number < MOST_LOOKED_FOR else ()
        shown = error.key[:80]
        message = f"{quoted(shown)} is no place we know"
        faults.append(Fault("place", message, "a GEOID of 7 digits or a slug", shown, near[0].geoid if near else ""))
    if len(errors) > MOST_TOLD:
        more = len(errors) - MOST_TOLD
        faults.append(Fault("place", f"and {more:,} more are no places we know", "a GEOID of 7 digits or a slug"))
    return faults
