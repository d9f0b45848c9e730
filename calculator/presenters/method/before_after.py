"""What a new edition moved: the same ten cities under it and under the edition before, by running both."""

from functools import lru_cache
from typing import Any

from calculator.answer import Answer
from calculator.asking.question import read_question
from calculator.engine.methodology import Methodology
from calculator.methods import find_methodology, released
from calculator.presenters.budget.bases import money_span
from calculator.presenters.fields import table
from calculator.subject import subject_of_place
from calculator.words.wording import dollars
from profiles.selectors import PlaceFacts, featured_places, place_table

CITIES = 10


def present_before_after(method: Methodology) -> dict[str, Any] | None:
    """Return the table (components/table.html) of both editions' dollars; None where none of this id came before."""
    earlier = [known for known in released().values() if known.id == method.id and known.version < method.version]
    if not earlier:
        return None
    before = max(earlier, key=lambda known: known.version)
    return _table(before.reference, method.reference, place_table().version)


@lru_cache(maxsize=8)  # the numbers are those of the facts of that version
def _table(earlier: str, later: str, _data_version: str) -> dict[str, Any]:
    before, after = find_methodology(earlier), find_methodology(later)
    return table(
        "before-after",
        f"Ten cities under {before.version} and under {after.version}, whole dollars",
        [
            "City",
            f"One year, {before.version}",
            f"One year, {after.version}",
            f"Range, {after.version}",
            f"Five-year plan, {before.version}",
            f"Five-year plan, {after.version}",
        ],
        [(f"{place.name}, {place.state}", _cells(place, before, after)) for place in featured_places()[:CITIES]],
    )


def _cells(place: PlaceFacts, before: Methodology, after: Methodology) -> list[str | None]:
    old, new = (
        Answer(subject_of_place(place), read_question({"methodology": [method.reference]}))
        for method in (before, after)
    )
    spanned = new.range
    return [
        dollars(old.budget.total),
        dollars(new.budget.total),
        money_span(spanned.total_low, spanned.total_high) if spanned else None,
        *(dollars(sum(year.total for year in answer.plan)) for answer in (old, new)),
    ]
