"""What editors know of places, as plain values: what `profiles.editorial.memory` hands out."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

type EstimateKind = Literal["total", "network", "target", "served"]


@dataclass(frozen=True, slots=True)
class LocalEstimate:
    """People at highest risk as counted locally: everybody (`total`), members of groups (`network`), the part a program
    means to reach (`target`) or has reached (`served`).
    """

    people: int
    low: int | None
    high: int | None  # alone: at most so many
    year: int
    citation: str
    url: str
    kind: EstimateKind
    when_counted: str = ""  # on a day, in a year: different numbers
    definition: str = ""
    publisher: str = ""
    offered: bool = True  # as the number of people to plan for


@dataclass(frozen=True, slots=True)
class SpendingFigure:
    """What a place spends on violence intervention, and what is inside the figure."""

    program: str
    years: str
    annual_usd: int
    dollars: int
    staff: int | None
    staff_by_role: str
    participants: int | None
    standing: str
    contains: str
    publisher: str
    url: str
    beside_recommendation: bool


@dataclass(frozen=True, slots=True)
class CostFigure:
    """What a shooting costs in a place, as published there."""

    year: int
    perspective: str
    per_fatal_usd: int | None
    per_nonfatal_usd: int | None
    components: str
    publisher: str
    url: str


@dataclass(frozen=True, slots=True)
class PayFigure:
    """Pay for a role as published by an employer or the press."""

    role: str
    employer: str
    year: int
    low_usd: int
    high_usd: int
    basis: str
    remark: str
    publisher: str
    url: str


@dataclass(frozen=True, slots=True)
class ResourceLink:
    """A link with what it is; `origin` says who keeps the page: official, other, mirror."""

    kind: str
    kind_label: str
    title: str
    url: str
    text: str = ""
    publisher: str = ""
    year: int | None = None
    origin: str = "official"


@dataclass(frozen=True, slots=True)
class EffectNumbers:
    """A finding as numbers: of which outcome, how large, between what, in how many."""

    outcome: str
    measure: str = "share"  # of change (−0.14 is 14% less), an odds_ratio, a share_of_findings, a share_a_year
    effect: float | None = None
    low: float | None = None  # 95% interval
    high: float | None = None
    n: int | None = None


@dataclass(frozen=True, slots=True)
class StoryCard:
    """A claim with place, period, source and how strong the evidence is."""

    slug: str
    place: str
    geoids: tuple[str, ...]  # the places it is shown with; none for a county
    state: str  # USPS, empty where unknown
    figure: str
    claim: str
    period: str
    kind: str
    kind_label: str
    strategies: tuple[str, ...]  # slugs of `profiles.editorial.library`
    design: str
    caution: str
    source: str
    url: str
    numbers: EffectNumbers | None = None


@dataclass(frozen=True, slots=True)
class FunderWords:
    """What an editor knows of a funder's terms; None and empty text where nothing was said."""

    key: str
    name: str
    kind: str
    cap_usd: int | None
    months: int | None
    eligible: str
    community_groups: str
    match: str
    match_share: float | None
    allowed: str
    forbidden: str
    pays: str
    pays_police: bool | None
    dates: str
    spend_by: date | None
    states: str
    source_title: str
    source_url: str
    checked_on: date
