"""What editors and the library know of a place: local estimates, links, stories, the strategies its team could run."""

from typing import Any

from calculator.engine.results import Budget
from calculator.words.wording import people
from profiles.editorial import local_estimates, resources, stories
from profiles.library import strategies
from profiles.presenters.stories import present_story
from profiles.selectors import PlaceFacts

KINDS = {"total": "everybody at highest risk", "target": "the part a program means to reach"}


def present_local(place: PlaceFacts, budget: Budget) -> dict[str, Any]:
    """Return the sections of the profile that rest on editors and on the library; empty ones are left out."""
    return {
        "local_estimates": _estimates(place),
        "resources": [
            {"label": link.title, "url": link.url, "text": link.text, "meta": link.kind_label}
            for link in resources(place.geoid)
        ],
        "stories": [present_story(story) for story in stories(place.geoid)],
        "strategies": _strategies(place, budget),
    }


def _estimates(place: PlaceFacts) -> dict[str, Any] | None:
    found = local_estimates(place.geoid)
    if not found:
        return None
    return {
        "id": "local-estimates",
        "caption": "Counted locally",
        "headings": [
            {"label": "Year"},
            {"label": "People", "numeric": True},
            {"label": "What is counted"},
            {"label": "Source"},
        ],
        "rows": [
            [
                {"text": str(estimate.year), "header": True},
                {"text": _with_range(estimate.people, estimate.low, estimate.high), "numeric": True},
                {"text": KINDS[estimate.kind]},
                {"text": estimate.citation, "url": estimate.url},
            ]
            for estimate in found
        ],
    }


def _with_range(count: int, low: int | None, high: int | None) -> str:
    return people(count) if low is None or high is None else f"{people(count)} ({people(low)}–{people(high)})"


def _strategies(place: PlaceFacts, budget: Budget) -> list[dict[str, Any]]:
    """Strategies that run here, then those for which the budget hires every role they need."""
    here, possible = [], []
    for strategy in strategies():
        runs_here = any(example.slug == place.slug for example in strategy.where)
        link = {"label": strategy.name, "url": f"/strategies/{strategy.slug}/", "text": strategy.summary}
        if runs_here:
            here.append({**link, "tag": {"kind": "plain", "label": "Runs here"}})
        elif all(budget.values.get(role, 0) > 0 for role in strategy.roles):
            possible.append(link)
    return [*here, *possible]
