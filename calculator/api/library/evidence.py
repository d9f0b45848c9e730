"""The evidence library, as on the page for people."""

from typing import Annotated

from msgspec import structs
from rest_framework.request import Request

from calculator.api.asked import Asked
from calculator.api.cited import said
from calculator.api.document import Operation, query
from calculator.api.frame import Reading
from calculator.api.shapes import Cited, Count, Shape, shaped, told
from calculator.asking.given import Fault
from profiles.editorial.library import strategy_choices
from profiles.editorial.memory import StoryCard, all_stories
from profiles.selectors import PlaceNotFound, find_place
from web.quoting import quoted

KINDS = ("announcement", "before_after", "quasi_experimental", "randomized")
STRATEGIES = [slug for slug, _ in strategy_choices()]


class EffectFinding(Shape):
    """A finding as numbers."""

    outcome: Annotated[str, told("What the effect is of, such as shootings where it ran")]
    measure: Annotated[str, told("share: of change, −0.14 is 14% less; odds_ratio; share_of_findings; share_a_year")]
    effect: Annotated[float | None, told("The effect, in `measure`; null where none is given")]
    low: Annotated[float | None, told("Lower end of the 95% interval; null where none is given")]
    high: Annotated[float | None, told("Upper end of the 95% interval; null where none is given")]
    n: Annotated[int | None, told("People or units studied; null where not given", unit="people")]


class Story(Shape):
    """A claim with its place, period, source, and how strong the evidence is."""

    slug: Annotated[str, told("Key of the finding in URLs")]
    place: Annotated[str, told("Where it was found")]
    geoids: Annotated[list[str], told("The places it is shown with; none for a county")]
    state: Annotated[str | None, told("Postal code of the state; null where it is none of one state")]
    figure: Annotated[str | None, told("The figure claimed, in words")]
    claim: Annotated[str, told("What is claimed, as a sentence")]
    period: Annotated[str, told("When it was found, in words")]
    kind: Annotated[str, told("announcement, before_after, quasi_experimental or randomized")]
    kind_label: Annotated[str, told("The kind of study in words")]
    strategies: Annotated[list[str], told("Slugs of strategies/")]
    design: Annotated[str | None, told("How it was studied")]
    caution: Annotated[str, told("What to keep in mind")]
    source: Annotated[str, told("Where it was published")]
    url: Annotated[str, told("Address of the publication")]
    numbers: Annotated[EffectFinding | None, told("The finding as numbers, where it has any")]


class StoryList(Cited):
    """The evidence library, strongest design first."""

    count: Annotated[Count, told("Findings in the answer")]
    results: Annotated[tuple[Story, ...], told("The findings, strongest design first")]


class Evidence(Reading):
    """Stories and evaluations, strongest design first."""

    operations = {
        "get": Operation(
            operation="list_evidence",
            tag="Knowledge",
            summary="List the evidence",
            description="Evaluations and announcements, strongest design first, each with its source and its caution.",
            answer=StoryList,
            example="evidence.json",
            parameters=[
                query(
                    "place", {"type": "string"}, "Only what is shown with a place: GEOID or slug.", example="chicago-il"
                ),
                query("strategy", {"type": "string", "enum": STRATEGIES}, "Only a strategy of strategies/."),
                query("kind", {"type": "string", "enum": list(KINDS)}, "Only one kind of evidence."),
            ],
        )
    }

    def read(self, request: Request, given: Asked, **path: str) -> StoryList:
        """Return the entries of a place, strategy and kind, where these are given."""
        place = self._geoid(given)
        strategy = given.choice("strategy", STRATEGIES)
        kind = given.choice("kind", KINDS)
        given.refuse_unknown()
        given.raise_faults()
        found = tuple(
            _story(story)
            for story in all_stories()
            if (place is None or place in story.geoids)
            and (strategy is None or strategy in story.strategies)
            and (kind is None or kind == story.kind)
        )
        return StoryList(count=len(found), results=found, **said(request, "evidence"))

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
            given.fault(
                Fault("place", f"{quoted(shown)} is no place we know", "a GEOID of 7 digits or a slug", shown, near)
            )
            return None


def _story(card: StoryCard) -> Story:
    """Return an entry; what it does not say is null."""
    story = shaped(Story, card)
    return structs.replace(story, figure=card.figure or None, design=card.design or None, state=card.state or None)
