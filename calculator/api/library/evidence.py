"""The evidence library and the strategies, as on the pages for people."""

from dataclasses import asdict
from typing import Any

from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema_view
from rest_framework.request import Request

from calculator.api.asked import Asked
from calculator.api.document import document, query
from calculator.api.frame import Reading
from calculator.api.library.shapes import StoryListSerializer, StrategyListSerializer
from calculator.given import Fault
from profiles.editorial import StoryCard, all_stories
from profiles.library import budget_terms, services, strategies, strategy_choices
from profiles.selectors import PlaceNotFound, find_place

KINDS = ("announcement", "before_after", "quasi_experimental", "randomized")
STRATEGIES = [slug for slug, _ in strategy_choices()]


@extend_schema_view(
    get=document(
        operation="list_evidence",
        tag="Knowledge",
        summary="List the evidence",
        description="Evaluations and announcements, strongest design first, each with its source and its caution.",
        answer=StoryListSerializer,
        example="evidence.json",
        parameters=[
            query("place", {"type": "string"}, "Only what is shown with a place: GEOID or slug.", example="chicago-il"),
            query("strategy", {"type": "string", "enum": STRATEGIES}, "Only a strategy of strategies/."),
            query("kind", {"type": "string", "enum": list(KINDS)}, "Only one kind of evidence."),
        ],
    )
)
class Evidence(Reading):
    """Stories and evaluations, strongest design first."""

    def read(self, request: Request, given: Asked, **path: str) -> dict[str, Any] | HttpResponseBase:
        """Return the entries of a place, strategy and kind, where these are given."""
        place = self._geoid(given)
        strategy = given.choice("strategy", STRATEGIES)
        kind = given.choice("kind", KINDS)
        given.refuse_unknown()
        given.raise_faults()
        found = [
            _story(story)
            for story in all_stories()
            if (place is None or place in story.geoids)
            and (strategy is None or strategy in story.strategies)
            and (kind is None or kind == story.kind)
        ]
        return {"count": len(found), "results": found}

    @staticmethod
    def _geoid(given: Asked) -> str | None:
        raw = given.one("place")
        if raw is None:
            return None
        try:
            return find_place(str(raw)).geoid
        except PlaceNotFound as error:
            near = error.suggestions[0].slug if error.suggestions else ""
            shown = str(raw)[:80]
            given.fault(Fault("place", f"{shown!r} is no place we know", "a GEOID of 7 digits or a slug", shown, near))
            return None


@extend_schema_view(
    get=document(
        operation="list_strategies",
        tag="Knowledge",
        summary="List strategies and services",
        description="What each does, who does it, which budget lines pay for it, and where it runs.",
        answer=StrategyListSerializer,
        example="strategies.json",
    )
)
class Strategies(Reading):
    """The six strategies and the other services, with the roles and budget lines that belong to each."""

    def read(self, request: Request, given: Asked, **path: str) -> dict[str, Any]:
        """Return them in the order of the page."""
        given.refuse_unknown()
        given.raise_faults()
        found = []
        for entry in (*strategies(), *services()):
            values = asdict(entry)
            values["roles"] = [{"role": key, "label": budget_terms()[key].label} for key in entry.roles]
            values["lines"] = [{"line": key, "label": budget_terms()[key].label} for key in entry.lines]
            found.append(values)
        return {"count": len(found), "results": found}


def _story(story: StoryCard) -> dict[str, Any]:
    values = asdict(story)
    return {**values, "figure": story.figure or None, "design": story.design or None, "state": story.state or None}
