"""A region whose places a form names in boxes to untick: facts typed for all of them are not those of fewer."""

from collections.abc import Mapping, Sequence

from calculator.methods import DEFAULT_ID, UnknownMethodologyError, find_methodology

PLACES = "places"  # how many places a form was shown for


def facts_of_these(values: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return what a form sent, without typed facts where it names other than all the places that it was shown for."""
    sent = {name: list(items) for name, items in values.items() if name != PLACES}
    if PLACES not in values or [str(len(sent.get("place", ())))] == [*values[PLACES]]:
        return sent
    try:
        facts = find_methodology((values.get("methodology") or (DEFAULT_ID,))[0]).facts
    except UnknownMethodologyError:
        facts = find_methodology(DEFAULT_ID).facts
    return {name: items for name, items in sent.items() if name not in facts}
