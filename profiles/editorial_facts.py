"""What editors know of places, as plain values: what `profiles.editorial` hands out."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class LocalEstimate:
    """People at highest risk as counted locally; `target` is the part that a program means to reach."""

    people: int
    low: int | None
    high: int | None
    year: int
    citation: str
    url: str
    kind: Literal["total", "target"]


@dataclass(frozen=True, slots=True)
class ResourceLink:
    """A link with what it is."""

    kind: str
    kind_label: str
    title: str
    url: str
    text: str = ""


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
    strategies: tuple[str, ...]  # slugs of `profiles.library`
    design: str
    caution: str
    source: str
    url: str
