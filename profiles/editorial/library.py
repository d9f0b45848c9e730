"""What the site says beside the figures: strategies, services, evidence, resources, questions, from `content/*.yaml`.

Read once per process. Roles and budget lines are named by the methodology's keys, which `tests/profiles/editorial/test_content.py`
checks.
"""

from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Literal

from profiles.editorial.kinds import EvidenceKind, ResourceKind
from profiles.editorial.library_reading import Entry, read_entries
from profiles.editorial.values import EffectNumbers, ResourceLink, StoryCard

FOLDER = Path(__file__).parent.parent / "content"


@dataclass(frozen=True, slots=True)
class Link:
    """A link with its words; without an address where we are not sure of one."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Example:
    """Where a strategy runs; `slug` is the place's, empty where it has no page."""

    place: str
    slug: str
    text: str


@dataclass(frozen=True, slots=True)
class Strategy:
    """A strategy, or another service of the ecosystem."""

    slug: str
    name: str
    group: Literal["strategy", "service"]
    summary: str
    does: tuple[str, ...]
    roles: tuple[str, ...]  # keys of the methodology's roles
    lines: tuple[str, ...]  # keys of its budget and wraparound lines
    where: tuple[Example, ...]
    organizations: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class FrequentQuestion:
    """A question and its answer in paragraphs."""

    slug: str
    topic: str
    question: str
    answer: tuple[str, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ProblemFigure:
    """One number that explains the problem, with its source."""

    slug: str
    label: str
    value: str
    text: str
    source: str
    url: str


@dataclass(frozen=True, slots=True)
class BudgetTerm:
    """A role, budget line or wraparound service of the methodology, in words."""

    key: str
    label: str
    what: Literal["role", "line", "service"]


@cache
def strategies() -> tuple[Strategy, ...]:
    """Return the six strategies."""
    return tuple(entry for entry in _strategies_and_services() if entry.group == "strategy")


@cache
def services() -> tuple[Strategy, ...]:
    """Return the other services of a city's ecosystem."""
    return tuple(entry for entry in _strategies_and_services() if entry.group == "service")


def find_strategy(slug: str) -> Strategy | None:
    """Return the strategy or service of that slug, or None."""
    return next((entry for entry in _strategies_and_services() if entry.slug == slug), None)


def strategy_choices() -> list[tuple[str, str]]:
    """Return slug and name of every strategy and service, for forms."""
    return [(entry.slug, entry.name) for entry in _strategies_and_services()]


@cache
def shipped_stories() -> tuple[StoryCard, ...]:
    """Return the evidence that comes with the site."""
    slugs = tuple(entry.slug for entry in _strategies_and_services())
    return tuple(_story(entry, slugs) for entry in read_entries(FOLDER / "evidence.yaml"))


@cache
def shipped_resources() -> tuple[ResourceLink, ...]:
    """Return the resources that come with the site."""
    found = []
    for entry in read_entries(FOLDER / "resources.yaml"):
        entry.check_keys({"kind", "title", "text", "url"})
        kind = ResourceKind(entry.choice("kind", tuple(ResourceKind.values)))
        found.append(
            ResourceLink(kind.value, str(kind.label), entry.text("title"), entry.link("url"), entry.text("text"))
        )
    return tuple(found)


@cache
def questions() -> tuple[FrequentQuestion, ...]:
    """Return the questions people ask, in order."""
    found = []
    for entry in read_entries(FOLDER / "faq.yaml"):
        entry.check_keys({"topic", "question", "answer", "links"})
        found.append(
            FrequentQuestion(
                entry.slug, entry.text("topic"), entry.text("question"), entry.texts("answer"), _links(entry, "links")
            )
        )
    return tuple(found)


@cache
def problem_figures() -> tuple[ProblemFigure, ...]:
    """Return the five figures that explain the problem."""
    found = []
    for entry in read_entries(FOLDER / "figures.yaml"):
        entry.check_keys({"label", "value", "text", "source", "url"})
        label, value, text, source = (entry.text(key) for key in ("label", "value", "text", "source"))
        found.append(ProblemFigure(entry.slug, label, value, text, source, entry.link("url")))
    return tuple(found)


@cache
def budget_terms() -> dict[str, BudgetTerm]:
    """Return the words for the methodology's roles and lines, by key."""
    terms = {}
    for entry in read_entries(FOLDER / "budget_terms.yaml"):
        entry.check_keys({"label", "what"})
        what = entry.choice("what", ("role", "line", "service"))
        kind: Literal["role", "line", "service"] = "role" if what == "role" else "line" if what == "line" else "service"
        terms[entry.slug] = BudgetTerm(entry.slug, entry.text("label"), kind)
    return terms


@cache
def _strategies_and_services() -> tuple[Strategy, ...]:
    return tuple(_strategy(entry) for entry in read_entries(FOLDER / "strategies.yaml"))


def _strategy(entry: Entry) -> Strategy:
    entry.check_keys({"name", "group", "summary", "does", "roles", "lines", "where", "organizations"})
    group: Literal["strategy", "service"] = (
        "strategy" if entry.choice("group", ("strategy", "service")) == "strategy" else "service"
    )
    for key in (*entry.texts("roles"), *entry.texts("lines")):
        if key not in budget_terms():
            entry.refuse(f"{key!r} is not in budget_terms.yaml")
    where = []
    for record in entry.records("where"):
        record.check_keys({"place", "slug", "text"})
        where.append(Example(record.text("place"), record.text("slug"), record.text("text")))
    return Strategy(
        slug=entry.slug,
        name=entry.text("name"),
        group=group,
        summary=entry.text("summary"),
        does=entry.texts("does"),
        roles=entry.texts("roles"),
        lines=entry.texts("lines"),
        where=tuple(where),
        organizations=_links(entry, "organizations"),
    )


def _story(entry: Entry, strategy_slugs: tuple[str, ...]) -> StoryCard:
    entry.check_keys(
        field.name
        for field in fields(StoryCard)
        if field.name not in ("slug", "kind_label") and (field.name != "numbers" or "numbers" in entry.values)
    )
    kind = EvidenceKind(entry.choice("kind", tuple(EvidenceKind.values)))
    for slug in entry.texts("strategies"):
        if slug not in strategy_slugs:
            entry.refuse(f"strategies: {slug!r} is none of {', '.join(strategy_slugs)}")
    return StoryCard(
        slug=entry.slug,
        place=entry.text("place"),
        geoids=entry.texts("geoids"),
        state=entry.text("state", blank=True),
        figure=entry.text("figure"),
        claim=entry.text("claim"),
        period=entry.text("period"),
        kind=kind.value,
        kind_label=str(kind.label),
        strategies=entry.texts("strategies"),
        design=entry.text("design", blank=True),
        caution=entry.text("caution"),
        source=entry.text("source"),
        url=entry.link("url"),
        numbers=_numbers(entry) if "numbers" in entry.values else None,
    )


def _numbers(entry: Entry) -> EffectNumbers:
    (given,) = entry.records("numbers")
    allowed = {field.name for field in fields(EffectNumbers)}
    if extra := set(given.values) - allowed:
        given.refuse(f"unknown key {min(extra)!r}; allowed are {', '.join(sorted(allowed))}")
    for name in allowed - {"outcome", "measure"}:
        if not isinstance(given.values.get(name, 0), int | float):
            given.refuse(f"{name} is {given.values[name]!r}, not a number")
    return EffectNumbers(**given.values)


def _links(entry: Entry, key: str) -> tuple[Link, ...]:
    links = []
    for record in entry.records(key):
        record.check_keys({"label", "url"})
        links.append(Link(record.text("label"), record.link("url", blank=True)))
    return tuple(links)
