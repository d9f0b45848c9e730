"""How old the facts are, what was set aside by hand, which large places are not rated: for visitors of /data/."""

from typing import Any

from django.utils.timezone import localdate

from calculator.presenters.places.homicides import count_words
from calculator.words.wording import in_words, printed
from profiles.presenters.featured import present_featured_rule
from profiles.selectors import SourceFacts, place_table


def present_facts_age() -> dict[str, Any]:
    """Return the tables of sources, local counts and large places without a rate."""
    table = place_table()
    return {
        "sources_table": _sources(tuple(table.sources.values())),
        "local_counts": _local_counts(),
        **present_featured_rule(),
    }


def _sources(sources: tuple[SourceFacts, ...]) -> dict[str, Any]:
    today = localdate()
    return {
        "id": "sources",
        "caption": "Where the facts come from, and how old they are",
        "headings": [
            {"label": "Table"},
            {"label": "Publisher"},
            {"label": "Edition"},
            {"label": "Retrieved"},
            {"label": "Next edition"},
        ],
        "rows": [
            [
                {"text": source.title, "url": source.url, "header": True},
                {"text": source.publisher},
                {"text": source.vintage},
                {"text": None if source.retrieved_on is None else in_words(source.retrieved_on)},
                {"text": _due(source, overdue=source.overdue(today))},
            ]
            for source in sources
        ],
    }


def _due(source: SourceFacts, *, overdue: bool) -> str:
    if not source.next_due:
        return "no calendar"
    due = in_words(source.next_due)
    return f"{due}: overdue" if overdue else due


def _local_counts() -> dict[str, Any] | None:
    rows = [
        [
            {"text": place.label, "url": place.path, "header": True},
            {"text": str(item.year)},
            {"text": count_words(item), "numeric": True},
            {"text": printed(item.publisher), "url": item.url},
        ]
        for place in place_table().places
        for item in place.counted_years
        if item.source == "local"
    ]  # fmt: skip
    if not rows:
        return None
    return {
        "id": "local-counts",
        "caption": "Homicides as police, coroners, sheriffs and state police count them",
        "headings": [
            {"label": "Place"},
            {"label": "Year"},
            {"label": "Homicides", "numeric": True},
            {"label": "Source"},
        ],
        "rows": rows,
    }
