"""What editors and the library know of a place: local estimates, links, stories, the strategies its team could run."""

from typing import Any

from calculator.engine.results import Budget
from calculator.presenters.places.spending import present_spending
from calculator.words.wording import people, printed
from profiles.editorial.library import strategies
from profiles.editorial.memory import ResourceLink, local_estimates, resources, stories
from profiles.presenters.stories import present_story
from profiles.selectors import PlaceFacts

KINDS = {
    "total": "everybody at highest risk",
    "network": "members of groups, most of whom shoot nobody",
    "target": "the part a program means to reach",
    "served": "the people a program reached",
}
ORIGINS = {"official": "", "other": "", "mirror": "a copy kept by somebody else, not the publisher"}


def present_local(place: PlaceFacts, budget: Budget) -> dict[str, Any]:
    """Return the sections of the profile that rest on editors and on the library; empty ones are left out."""
    return {
        "local_estimates": _estimates(place),
        "resources": [
            {
                "label": link.title,
                "url": link.url,
                "text": link.text,
                "meta": "; ".join(filter(None, (link.kind_label, _published(link), ORIGINS[link.origin]))),
            }
            for link in resources(place.geoid)
        ],
        "stories": [present_story(story) for story in stories(place.geoid)],
        "strategies": _strategies(place, budget),
        **present_spending(place, budget),
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
            {"label": "Who is counted, and when"},
            {"label": "What the number is"},
            {"label": "Source"},
        ],
        "rows": [
            [
                {"text": str(estimate.year), "header": True},
                {"text": _with_range(estimate.people, estimate.low, estimate.high), "numeric": True},
                {
                    "text": printed(
                        "; ".join(filter(None, (estimate.definition or KINDS[estimate.kind], estimate.when_counted)))
                    )
                },
                {"text": KINDS[estimate.kind]},
                {"text": printed(estimate.citation), "url": estimate.url},
            ]
            for estimate in found
        ],
    }


def _with_range(count: int, low: int | None, high: int | None) -> str:
    if low is None and high is None:
        return people(count)
    if low is None or high is None:
        return f"at most {people(count)}" if low is None else f"{people(count)} or more"
    return f"{people(count)} ({people(low)}–{people(high)})"


def _published(link: ResourceLink) -> str:
    return ", ".join(filter(None, (link.publisher, str(link.year or ""))))


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
