"""Who gives money for this work, on what terms."""

from typing import Annotated

from rest_framework.request import Request

from calculator.api.asked import Asked
from calculator.api.cited import said
from calculator.api.document import Operation, query
from calculator.api.frame import Reading
from calculator.api.shapes import Cited, Count, Shape, Share, Usd, told
from calculator.engine.funders import NOT_CHECKED
from calculator.engine.funders import Funder as Known
from calculator.engine.funding import KINDS
from calculator.funders import funders


class FunderSource(Shape):
    """Where a funder's terms are published."""

    title: Annotated[str, told("Title of the publication")]
    url: Annotated[str, told("Address of the publication")]


class Funder(Shape):
    """A funder's terms. Text that nobody checked says `not checked`; numbers are then null."""

    key: Annotated[str, told("How a source of money names it: `funder` in a plan’s funding")]
    name: Annotated[str, told("Name of the funder or its program")]
    kind: Annotated[str, told("Kind of source", enum=list(KINDS))]
    cap: Annotated[Usd | None, told("Most USD of one award; null where nobody checked, or there is no limit")]
    months: Annotated[
        Count | None, told("Most months of one award; null where nobody checked, or there is no limit", unit="months")
    ]
    eligible: Annotated[str, told("Who may apply, in words")]
    community_groups: Annotated[str, told("How a community organization takes part: applicant or subrecipient")]
    match: Annotated[str, told("What the applicant has to add")]
    match_share: Annotated[Share | None, told("Of the project’s cost")]
    allowed: Annotated[str, told("What its money may pay for")]
    forbidden: Annotated[str, told("What its money may not pay for")]
    pays: Annotated[str, told("When the money arrives")]
    pays_police: Annotated[bool | None, told("Whether its money may pay enforcement costs")]
    dates: Annotated[str, told("When it may be asked for, and until when it runs")]
    spend_by: Annotated[str | None, told("Last day to spend it, ISO 8601")]
    states: Annotated[list[str], told("Postal codes; empty where it is everywhere")]
    source: Annotated[FunderSource, told("Where the terms are published")]
    checked_on: Annotated[str, told("The day somebody held this against the source, ISO 8601, or not checked")]
    not_checked: Annotated[list[str], told("Fields that nobody has checked")]


class FunderList(Cited):
    """Every funder."""

    count: Annotated[Count, told("Funders in the answer")]
    results: Annotated[tuple[Funder, ...], told("The funders, each with its terms")]


class Funders(Reading):
    """`GET funders/`."""

    operations = {
        "get": Operation(
            operation="list_funders",
            tag="Knowledge",
            summary="List funders",
            description="Who pays for community violence intervention: cap, term, who may apply, match, what is allowed "
            "and forbidden, how it pays, each with its source. What nobody checked says `not checked`.",
            answer=FunderList,
            example="funders.json",
            parameters=[query("kind", {"type": "string", "enum": list(KINDS)}, "Only one kind of source.")],
        )
    }

    def read(self, request: Request, given: Asked, **path: str) -> FunderList:
        """Return the funders, of one kind where that is given."""
        kind = given.choice("kind", KINDS)
        given.refuse_unknown()
        given.raise_faults()
        found = tuple(_funder(funder) for funder in funders() if kind in (None, funder.kind))
        return FunderList(count=len(found), results=found, **said(request, "funders"))


def _funder(known: Known) -> Funder:
    return Funder(
        key=known.key,
        name=known.name,
        kind=known.kind,
        cap=known.cap_usd,
        months=known.months,
        eligible=known.eligible or NOT_CHECKED,
        community_groups=known.community_groups,
        match=known.match or NOT_CHECKED,
        match_share=known.match_share,
        allowed=known.allowed or NOT_CHECKED,
        forbidden=known.forbidden or NOT_CHECKED,
        pays=known.pays or NOT_CHECKED,
        pays_police=known.pays_police,
        dates=known.dates or NOT_CHECKED,
        spend_by=known.spend_by.isoformat() if known.spend_by else None,
        states=list(known.states),
        source=FunderSource(title=known.source_title, url=known.source_url),
        checked_on=known.checked_on or NOT_CHECKED,
        not_checked=list(known.not_checked),
    )
