"""Reading from the database what editors approved; `profiles.editorial.memory` keeps it in memory."""

from collections import defaultdict
from dataclasses import dataclass, fields

from django.db.models import Model, QuerySet

from profiles import models
from profiles.editorial.kinds import LinkKind, LinkOrigin, ReviewState
from profiles.editorial.values import (
    CostFigure,
    EffectNumbers,
    FunderWords,
    LocalEstimate,
    PayFigure,
    ResourceLink,
    SpendingFigure,
    StoryCard,
)


@dataclass(frozen=True, slots=True)
class Editorial:
    """Everything approved, as of one version."""

    version: str
    estimates: dict[str, tuple[LocalEstimate, ...]]  # by GEOID, newest first
    links: dict[str, tuple[ResourceLink, ...]]  # by GEOID, official ones first
    spending: dict[str, tuple[SpendingFigure, ...]]  # by GEOID, what stands beside the recommendation first
    costs: dict[str, tuple[CostFigure, ...]]  # by GEOID
    pay: dict[str, tuple[PayFigure, ...]]  # by GEOID
    resources: tuple[ResourceLink, ...]
    stories: tuple[StoryCard, ...]
    funders: tuple[FunderWords, ...]


def read_editorial(version: str) -> Editorial:
    """Everything approved. `version` was read before the rows: a change between the two is read twice, never missed."""
    estimates: dict[str, list[LocalEstimate]] = defaultdict(list)
    for row in _approved(models.LocalEstimate).order_by("-year", "-pk"):
        estimates[row.place_id].append(
            LocalEstimate(
                row.people, row.low, row.high, row.year, row.citation, row.url, row.kind,  # type: ignore[arg-type]
                row.when_counted, row.definition, row.publisher, row.offered,
            )
        )  # fmt: skip
    links: dict[str, list[ResourceLink]] = defaultdict(list)
    for link in _approved(models.PlaceLink):
        label = str(LinkKind(link.kind).label)
        links[link.place_id].append(
            ResourceLink(link.kind, label, link.title, link.url, "", link.publisher, link.year, link.origin)
        )
    spending: dict[str, list[SpendingFigure]] = defaultdict(list)
    for spent in _approved(models.Spending).order_by("place", "-beside_recommendation", "-years", "-annual_usd"):
        spending[spent.place_id].append(_plain(SpendingFigure, spent))
    costs: dict[str, list[CostFigure]] = defaultdict(list)
    for cost in _approved(models.CostOfViolence):
        costs[cost.place_id].append(_plain(CostFigure, cost))
    pay: dict[str, list[PayFigure]] = defaultdict(list)
    for paid in _approved(models.PublishedPay).exclude(place=None):
        pay[paid.place_id or ""].append(_plain(PayFigure, paid))
    return Editorial(
        version=version,
        estimates={geoid: tuple(found) for geoid, found in estimates.items()},
        links={geoid: tuple(sorted(found, key=_official_first)) for geoid, found in links.items()},
        spending={geoid: tuple(found) for geoid, found in spending.items()},
        costs={geoid: tuple(found) for geoid, found in costs.items()},
        pay={geoid: tuple(found) for geoid, found in pay.items()},
        resources=tuple(
            ResourceLink(entry.kind, entry.get_kind_display(), entry.title, entry.url, entry.text)
            for entry in _approved(models.Resource)
        ),
        stories=tuple(_story(entry) for entry in _approved(models.EvidenceEntry).select_related("place__state")),
        funders=tuple(_plain(FunderWords, terms) for terms in _approved(models.FunderTerms)),
    )


def _approved[M: Model](model: type[M]) -> QuerySet[M]:
    return model._default_manager.filter(state=ReviewState.APPROVED)


def _plain[F](kind: type[F], record: Model) -> F:
    """A record's fields of the same names as a plain value."""
    return kind(**{field.name: getattr(record, field.name) for field in fields(kind)})  # type: ignore[arg-type]


def _official_first(link: ResourceLink) -> int:
    return LinkOrigin.values.index(link.origin)


def _story(entry: models.EvidenceEntry) -> StoryCard:
    return StoryCard(
        slug=f"story-{entry.pk}",
        place=entry.place_name,
        geoids=(entry.place_id,) if entry.place_id else (),
        state=entry.place.state.usps if entry.place else "",
        figure=entry.figure,
        claim=entry.claim,
        period=entry.period,
        kind=entry.kind,
        kind_label=entry.get_kind_display(),
        strategies=(entry.strategy,) if entry.strategy else (),
        design=entry.design,
        caution=entry.caution,
        source=entry.source,
        url=entry.url,
        numbers=EffectNumbers(entry.outcome, entry.measure, entry.effect, entry.effect_low, entry.effect_high, entry.n)
        if entry.outcome
        else None,
    )
