"""What an applicant says about one award inside a program, and how it is divided; used from edition 2027.1 on."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Request:
    """What one award is asked to pay for; None is the default, and a role not named asks for its unpaid posts."""

    posts: Mapping[str, int] = field(default_factory=dict)
    services_share: float | None = None
    training_share_of: float | None = None
    evaluation_share_of: float | None = None
    cap_usd: int | None = None
    fit: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """One year of a request: posts by role, those of them new, months of twelve paid of each, shares (0–1) of the rest.

    The share of services is of what `people` cost, those of overheads of what `staffing_full_usd` makes of them.
    """

    posts: Mapping[str, int]
    new: Mapping[str, int]
    months: Mapping[str, float]
    services_share: float
    training_share: float
    evaluation_share: float
    people: float
    training_base_usd: int
    evaluation_base_usd: int


@dataclass(frozen=True, slots=True)
class OtherLine:
    """A line typed in by the applicant, whole USD over the award, such as travel to required meetings."""

    name: str
    treatment: str
    amount_usd: int


@dataclass(frozen=True, slots=True)
class Subrecipient:
    """One organization: posts by role, share (0–1) of services, its own rates where they differ, or an agreed amount."""

    name: str
    posts: Mapping[str, int] = field(default_factory=dict)
    services_share: float = 0.0
    operations_share: float | None = None
    indirect_rate: float | None = None
    amount_usd: int | None = None  # over the whole award, in place of all the above
    documents_due: str = ""
    targets: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """An organization's part of a subaward line, whole USD, with its posts where the line is staff."""

    line: str
    label: str
    amount: int
    role: str | None = None
    positions: int = 0
    pay_usd: int | None = None
    months: float | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """What one organization gets in one period, whole USD; `indirect` is its own indirect costs."""

    pieces: tuple[Piece, ...]
    indirect: int

    @property
    def total(self) -> int:
        """Whole USD."""
        return sum(piece.amount for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Organization:
    """One row of the table of subawards over the whole award, whole USD; `first_usd` of it enters the MTDC."""

    recipient: Subrecipient
    posts: Mapping[str, int]
    total: int
    indirect: int
    first_usd: int
    unassigned: bool
    shares: tuple[Share, ...]  # by period


@dataclass(frozen=True, slots=True)
class PostPayers:
    """Who pays the posts of one role in one year: people in post today, this award, nobody yet."""

    role: str
    planned: int
    city: int
    community: int
    requested: int

    @property
    def unpaid(self) -> int:
        """Posts that nobody pays yet."""
        return self.planned - self.city - self.community - self.requested
