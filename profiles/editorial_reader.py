"""Reading from the database what editors approved; `profiles.editorial` keeps it in memory."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from django.db.models import QuerySet

from profiles import models
from profiles.editorial_facts import LocalEstimate, ResourceLink, StoryCard
from profiles.kinds import LinkKind, ReviewState


@dataclass(frozen=True, slots=True)
class Editorial:
    """Everything approved, as of one version."""

    version: str
    estimates: dict[str, tuple[LocalEstimate, ...]]  # by GEOID, newest first
    links: dict[str, tuple[ResourceLink, ...]]  # by GEOID
    resources: tuple[ResourceLink, ...]
    stories: tuple[StoryCard, ...]


def read_editorial(version: str) -> Editorial:
    """Everything approved. `version` was read before the rows: a change between the two is read twice, never missed."""
    estimates: dict[str, list[LocalEstimate]] = defaultdict(list)
    for row in _approved(models.LocalEstimate).order_by("-year", "-pk"):
        kind: Literal["total", "target"] = "target" if row.kind == "target" else "total"
        estimates[row.place_id].append(
            LocalEstimate(row.people, row.low, row.high, row.year, row.citation, row.url, kind)
        )
    links: dict[str, list[ResourceLink]] = defaultdict(list)
    for link in _approved(models.PlaceLink):
        links[link.place_id].append(ResourceLink(link.kind, str(LinkKind(link.kind).label), link.title, link.url))
    return Editorial(
        version=version,
        estimates={geoid: tuple(found) for geoid, found in estimates.items()},
        links={geoid: tuple(found) for geoid, found in links.items()},
        resources=tuple(
            ResourceLink(entry.kind, entry.get_kind_display(), entry.title, entry.url, entry.text)
            for entry in _approved(models.Resource)
        ),
        stories=tuple(_story(entry) for entry in _approved(models.EvidenceEntry).select_related("place__state")),
    )


def _approved[M: (models.LocalEstimate, models.PlaceLink, models.Resource, models.EvidenceEntry)](
    model: type[M],
) -> QuerySet[M]:
    return model._default_manager.filter(state=ReviewState.APPROVED)


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
    )
