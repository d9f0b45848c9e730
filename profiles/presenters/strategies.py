"""Strategies tied to who carries them out, what pays for them, where they run and what is known of their effect."""

from typing import Any

from profiles.editorial.library import Strategy, budget_terms, services, strategies
from profiles.editorial.memory import all_stories
from profiles.presenters.stories import present_story

FOREWORD = (
    "Community violence intervention is not one program. Six strategies carry the work, with services around them."
)


def present_strategies() -> dict[str, Any]:
    """Return the context of the list."""
    return {
        "section": "strategies",
        "canonical_url": "/strategies/",
        "foreword": FOREWORD,
        "strategies": [_link(strategy) for strategy in strategies()],
        "services": [_service(service) for service in services()],
    }


def present_strategy(strategy: Strategy) -> dict[str, Any]:
    """Return the context of one strategy's page."""
    group = strategies() if strategy.group == "strategy" else services()
    return {
        "section": "strategies",
        "canonical_url": f"/strategies/{strategy.slug}/",
        "crumbs": [{"label": "Strategies", "url": "/strategies/"}, {"label": strategy.name, "url": ""}],
        "strategy": strategy,
        "roles": [budget_terms()[key].label for key in strategy.roles],
        "lines": [
            {
                "key": key if budget_terms()[key].what == "line" else "wraparound_cost",
                "label": budget_terms()[key].label,
            }
            for key in strategy.lines
        ],
        "where": [
            {"label": example.place, "url": f"/cities/{example.slug}/" if example.slug else "", "text": example.text}
            for example in strategy.where
        ],
        "stories": [present_story(story) for story in all_stories() if strategy.slug in story.strategies],
        "others": [_link(other) for other in group if other.slug != strategy.slug],
    }


def _link(strategy: Strategy) -> dict[str, str]:
    roles = [budget_terms()[key].label for key in strategy.roles]
    return {
        "label": strategy.name,
        "url": f"/strategies/{strategy.slug}/",
        "text": strategy.summary,
        "meta": f"Carried out by {', '.join(map(_in_a_sentence, roles))}",
    }


def _service(service: Strategy) -> dict[str, str]:
    lines = [budget_terms()[key].label for key in service.lines]
    return {
        "label": service.name,
        "url": f"/strategies/{service.slug}/",
        "text": service.summary,
        "meta": f"Paid from {', '.join(map(_in_a_sentence, lines))}",
    }


def _in_a_sentence(label: str) -> str:
    """A label as it stands within a sentence; abbreviations stay as they are."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
