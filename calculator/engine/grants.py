"""A budget as SF-424A object classes a–k by year, with each line's computation; totals tie to the scenario's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from calculator.engine.award import Asked, Organization, OtherLine, PostPayers, Request, Subrecipient
from calculator.engine.grant_rules import GrantRules
from calculator.engine.results import Budget

Base = Literal["mtdc", "personnel", "direct"]


@dataclass(frozen=True, slots=True)
class GrantTerms:
    """What the applicant decides: subawards, indirect rate (None = de minimis) and its base, lines mapped otherwise."""

    subawards: int
    indirect_share: float | None = None
    base: Base = "mtdc"
    mapping: Mapping[str, str] | None = None
    request: Request = field(default_factory=Request)
    subrecipients: tuple[Subrecipient, ...] = ()
    others: tuple[OtherLine, ...] = ()


@dataclass(frozen=True, slots=True)
class GrantYear:
    """One budget period: its name, its budget, one-off start-up dollars for new posts, and how many those are."""

    label: str
    budget: Budget
    startup: int = 0
    new_posts: int = 0


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor of a line's computation as printed, such as 16 positions or 9.72 months of 12."""

    value: float
    unit: Literal["positions", "usd", "months", "time", "share", "people", "price_index", "staffing", "posts"]


@dataclass(frozen=True, slots=True)
class GrantLine:
    """One line of the worksheet, whole USD: pay plus fringe is the amount; other lines have neither."""

    line: str
    label: str
    treatment: str
    object_class: str
    amount: int
    factors: tuple[Factor, ...]
    pay: int | None = None
    fringe: int | None = None
    fringe_share: float | None = None
    role: str | None = None
    subrecipient: str | None = None  # the one organization whose own line this is
    whole_usd: int = 0  # where the line is what remains of a larger one: that one's amount
    of_whole: tuple[Factor, ...] = ()  # and its factors


@dataclass(frozen=True, slots=True)
class GrantPeriod:
    """A year's (or all years') lines and classes, whole USD. `classes` holds a to h; i, j, k follow."""

    label: str
    lines: tuple[GrantLine, ...]
    classes: Mapping[str, int]
    base: int
    indirect: int
    asked: Asked | None = None

    @property
    def direct(self) -> int:
        """Class i: total direct charges."""
        return sum(self.classes.values())

    @property
    def total(self) -> int:
        """Class k: direct plus indirect."""
        return self.direct + self.indirect


@dataclass(frozen=True, slots=True)
class GrantBudget:
    """The whole application; from 2027.1 on also its organizations, what is above its cap, and the scale that fits."""

    terms: GrantTerms
    share: float
    mapping: Mapping[str, str]
    years: tuple[GrantPeriod, ...]
    whole: GrantPeriod
    rules: GrantRules
    organizations: tuple[Organization, ...] = ()
    over_by: int | None = None
    scale: float = 1.0
    payers: tuple[tuple[PostPayers, ...], ...] = ()  # by year
    program_usd: tuple[int, ...] = ()  # what the whole program costs, by year
    difference_usd: int = 0  # direct charges above the scenario's for the same request: own rates, lines typed in

    @property
    def rest_usd(self) -> int:
        """What of the program this award does not pay, whole USD."""
        return sum(self.program_usd) - (self.whole.direct - self.difference_usd)


class Application(NamedTuple):
    """The budget periods that went in, and the grant budget that came out."""

    years: tuple[GrantYear, ...]
    grant: GrantBudget
