"""The strategies and services, as on the pages for people."""

from typing import Annotated, Literal

from rest_framework.request import Request

from calculator.api.asked import Asked
from calculator.api.cited import said
from calculator.api.document import Operation
from calculator.api.frame import Reading
from calculator.api.shapes import Cited, Count, Shape, shaped, told
from profiles.editorial.library import Strategy as Known
from profiles.editorial.library import budget_terms, services, strategies


class RoleLink(Shape):
    """A role of the methodology."""

    role: Annotated[str, told("Key of the role, such as outreach_workers")]
    label: Annotated[str, told("What the role is called")]


class LineLink(Shape):
    """A budget line of the methodology."""

    line: Annotated[str, told("Key of the line, such as frontline_cost")]
    label: Annotated[str, told("What the line is called")]


class Where(Shape):
    """Where a strategy runs."""

    place: Annotated[str, told("The place, with its state")]
    slug: Annotated[str, told("Empty where the place has no page")]
    text: Annotated[str, told("What runs there, in a sentence")]


class Organization(Shape):
    """Who runs or supports it."""

    label: Annotated[str, told("Name of the organization")]
    url: Annotated[str, told("Address of the organization")]


class Strategy(Shape):
    """A strategy, or another service, with the roles and budget lines that belong to it."""

    slug: Annotated[str, told("Key of the strategy in URLs")]
    name: Annotated[str, told("What it is called")]
    group: Annotated[Literal["strategy", "service"], told("A strategy, or a service beside it")]
    summary: Annotated[str, told("What it is, in a sentence")]
    does: Annotated[tuple[str, ...], told("What it does, paragraph by paragraph")]
    roles: Annotated[tuple[RoleLink, ...], told("Roles of the methodology that do this work")]
    lines: Annotated[tuple[LineLink, ...], told("Budget lines that pay for it")]
    where: Annotated[tuple[Where, ...], told("Places where it runs")]
    organizations: Annotated[tuple[Organization, ...], told("Who runs or supports it")]


class StrategyList(Cited):
    """The strategies and services in the order of the page."""

    count: Annotated[Count, told("Strategies and services in the answer")]
    results: Annotated[tuple[Strategy, ...], told("The strategies and services, in the order of the page")]


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
