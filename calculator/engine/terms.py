"""What somebody asks of a plan and a return, as an edition's rules take it: no names of forms, no texts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from calculator.engine.funding import FundingSource
from calculator.engine.staff import InPost


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTerms:
    """Years, coverage, parameters by name (NaN: left open), those of them that were sent, staff in post, money in.

    `typed` are shares (0–1) by year where the ramp is typed.
    """

    calendar_years: tuple[int, ...]
    ramp: str
    typed: tuple[float, ...] = ()
    parameters: Mapping[str, float]
    sent: frozenset[str] = frozenset()
    in_post: Mapping[str, InPost] = field(default_factory=dict)
    sources: tuple[FundingSource, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnsTerms:
    """Parameters by name (NaN: left open), those of them that were sent, and whose money counts."""

    parameters: Mapping[str, float]
    sent: frozenset[str] = frozenset()
    perspective: str
