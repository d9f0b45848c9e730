"""The strategies and services, as on the pages for people."""

from typing import Annotated, Literal

from rest_framework.request import Request

from calculator.api.asked import Asked
from calculator.api.cited import said
from calculator.api.document import Operation
from calculator.api.frame import Reading
from calculator.api.shapes import Cited, Count, Shape, shaped, told
from profiles.library import Strategy as Known
from profiles.library import budget_terms, services, strategies


class RoleLink(Shape):
    """A role of the methodology."""

    role: str
    label: str


class LineLink(Shape):
    """A budget line of the methodology."""

    line: str
    label: str


class Where(Shape):
    """Where a strategy runs."""

    place: str
    slug: Annotated[str, told("Empty where the place has no page")]
    text: str


class Organization(Shape):
    """Who runs or supports it."""

    label: str
    url: str


class Strategy(Shape):
    """A strategy, or another service, with the roles and budget lines that belong to it."""

    slug: str
    name: str
    group: Literal["strategy", "service"]
    summary: str
    does: Annotated[tuple[str, ...], told("Paragraphs")]
    roles: tuple[RoleLink, ...]
    lines: tuple[LineLink, ...]
    where: tuple[Where, ...]
    organizations: tuple[Organization, ...]


class StrategyList(Cited):
    """The strategies and services in the order of the page."""

    count: Count
    results: tuple[Strategy, ...]


class Strategies(Reading):
    """The six strategies and the other services, with the roles and budget lines that belong to each."""

    operations = {
        "get": Operation(
            operation="list_strategies",
            tag="Knowledge",
            summary="List strategies and services",
            description="What each does, who does it, which budget lines pay for it, and where it runs.",
            answer=StrategyList,
            example="strategies.json",
        )
    }

    def read(self, request: Request, given: Asked, **path: str) -> StrategyList:
        """Return them in the order of the page."""
        given.refuse_unknown()
        given.raise_faults()
        found = tuple(_strategy(entry) for entry in (*strategies(), *services()))
        return StrategyList(count=len(found), results=found, **said(request, "strategies and services"))


def _strategy(entry: Known) -> Strategy:
    terms = budget_terms()
    return Strategy(
        slug=entry.slug,
        name=entry.name,
        group=entry.group,
        summary=entry.summary,
        does=entry.does,
        roles=tuple(RoleLink(role=key, label=terms[key].label) for key in entry.roles),
        lines=tuple(LineLink(line=key, label=terms[key].label) for key in entry.lines),
        where=shaped(tuple[Where, ...], entry.where),
        organizations=shaped(tuple[Organization, ...], entry.organizations),
    )
