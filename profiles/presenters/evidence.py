"""The evidence library and its filter: by place, strategy and kind of evidence."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

from profiles.editorial.kinds import EvidenceKind
from profiles.editorial.library import strategies, strategy_choices
from profiles.editorial.memory import StoryCard, all_stories
from profiles.presenters.stories import present_story
from profiles.selectors import place_table

KIND_MEANINGS = {
    EvidenceKind.REVIEW: "Many studies read together: what holds across places, and how often nothing is found.",
    EvidenceKind.RANDOMIZED: "Chance decided who took part: the firmest ground for saying what caused what.",
    EvidenceKind.QUASI_EXPERIMENTAL: "Compared with similar places that did not get it. Good, if they are alike.",
    EvidenceKind.BEFORE_AFTER: "The same place at two times. Whatever else changed is in the number too.",
    EvidenceKind.ANNOUNCEMENT: "Somebody involved reported it. Worth knowing; not a study.",
}

GROUP_TITLES = {
    EvidenceKind.REVIEW: "Reviews of studies",
    EvidenceKind.RANDOMIZED: "Randomized trials",
    EvidenceKind.QUASI_EXPERIMENTAL: "Quasi-experimental studies",
    EvidenceKind.BEFORE_AFTER: "Before and after",
    EvidenceKind.ANNOUNCEMENT: "Announcements",
}


@dataclass(frozen=True, slots=True)
class EvidenceFilter:
    """What was chosen; empty where nothing was."""

    place: str = ""
    strategy: str = ""
    kind: str = ""

    def passes(self, story: StoryCard) -> bool:
        """Return whether the story is among what was chosen."""
        return (
            (not self.place or slugify(story.place) == self.place)
            and (not self.strategy or self.strategy in story.strategies)
            and (not self.kind or story.kind == self.kind)
        )


def filter_options(stories: tuple[StoryCard, ...]) -> dict[str, list[tuple[str, str]]]:
    """Return what each filter may be, as value and label: only what there is."""
    used = {slug for story in stories for slug in story.strategies}
    return {
        "place": sorted({(slugify(story.place), story.place) for story in stories}, key=lambda option: option[1]),
        "strategy": [(slug, name) for slug, name in strategy_choices() if slug in used],
        "kind": [(kind.value, str(kind.label)) for kind in reversed(EvidenceKind)],
    }


def read_filter(query: dict[str, str]) -> tuple[EvidenceFilter, dict[str, str]]:
    """Return the filter of a query string, and what is wrong with each value that there is not."""
    options = filter_options(all_stories())
    chosen, faults = {}, {}
    for name, known in options.items():
        value = query.get(name, "").strip()
        if value and value not in dict(known):
            faults[name] = f"There is no {name} called “{value[:60]}” here. Choose one of the list."
        elif value:
            chosen[name] = value
    return EvidenceFilter(**chosen), faults


def present_evidence(wanted: EvidenceFilter, faults: dict[str, str]) -> dict[str, Any]:
    """Return the context of the library under a filter."""
    stories = all_stories()
    shown = [story for story in stories if wanted.passes(story)]
    counts = Counter(story.kind for story in shown)
    read_on = place_table().sources["evidence"].retrieved_on
    return {
        "section": "evidence",
        "canonical_url": "/evidence/",
        "read_on": f"{read_on:%B} {read_on.day}, {read_on.year}" if read_on else "",
        "fields": _fields(wanted, faults, stories),
        "errors": [{"text": text, "field": f"filter-{name}"} for name, text in faults.items()],
        "filtered": wanted != EvidenceFilter(),
        "summary": _summary(len(shown), len(stories)),
        "groups": [
            {
                "kind": kind.value,
                "label": GROUP_TITLES[kind],
                "meaning": KIND_MEANINGS[kind],
                "stories": [present_story(story) for story in shown if story.kind == kind],
            }
            for kind in reversed(EvidenceKind)
            if counts[kind]
        ],
        "strategies": [{"label": entry.name, "url": f"/strategies/{entry.slug}/"} for entry in strategies()],
    }


def _summary(shown: int, known: int) -> str:
    if shown == known:
        return f"{known} entries, strongest design first"
    return f"{shown} of {known} entries, strongest design first"


def _fields(wanted: EvidenceFilter, faults: dict[str, str], stories: tuple[StoryCard, ...]) -> list[dict[str, Any]]:
    labels = {"place": "Place", "strategy": "Strategy", "kind": "Kind of evidence"}
    return [
        {
            "kind": "select",
            "name": name,
            "id": f"filter-{name}",
            "label": labels[name],
            "quiet": True,
            "error": faults.get(name),
            "options": [
                {"value": "", "label": "Any", "selected": not getattr(wanted, name)},
                *(
                    {"value": value, "label": label, "selected": value == getattr(wanted, name)}
                    for value, label in known
                ),
            ],
        }
        for name, known in filter_options(stories).items()
    ]
