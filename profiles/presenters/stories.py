"""Stories and evaluations as components/story.html prints them."""

from typing import Any

from profiles.editorial.library import find_strategy
from profiles.editorial.values import StoryCard
from profiles.facts.place_table import place_table


def present_story(story: StoryCard) -> dict[str, Any]:
    """Return the story's context; the page it is on adds nothing."""
    return {
        "id": story.slug,
        "figure": story.figure,
        "text": story.claim,
        "place": story.place,
        "place_url": _place_url(story),
        "period": story.period,
        "kind": story.kind,
        "kind_label": story.kind_label,
        "design": story.design,
        "caution": story.caution,
        "source": story.source,
        "source_url": story.url,
        "strategies": [
            {"label": strategy.name, "url": f"/strategies/{strategy.slug}/"}
            for slug in story.strategies
            if (strategy := find_strategy(slug)) is not None and strategy.group == "strategy"
        ],
    }


def _place_url(story: StoryCard) -> str:
    place = place_table().get(story.geoids[0]) if story.geoids else None
    return place.path if place else ""
