"""The counts of a place, and what became of them."""

from dataclasses import dataclass
from enum import StrEnum

LOCAL, INDEX, CASE_LIST, EXPLORER = "local", "rtci", "fbi_shr", "fbi_cde"
SOURCES = (LOCAL, INDEX, CASE_LIST, EXPLORER)
WHOLE_YEAR = 12


class Status(StrEnum):
    """What a figure of a year is; `local` and `complete` are whole years, the rest are not."""

    LOCAL = "local"
    COMPLETE = "complete"
    PROVISIONAL = "provisional"
    INCOMPLETE = "incomplete"
    UNVERIFIED = "unverified"

    @property
    def whole(self) -> bool:
        """Whether the figure may stand in a sentence, a rate, a rank and a mean."""
        return self in (Status.LOCAL, Status.COMPLETE)


@dataclass(frozen=True, slots=True)
class Count:
    """Homicide victims of a place in a year as one source counts them."""

    source: str
    value: int  # the low end, where a range is published
    high: int | None = None  # the high end; a local count without one says "at least"
    months: int | None = None  # case list: with a homicide report; Explorer: reported
    firearm: int | None = None
    area_population: int | None = None  # residents of the police agency's area, where that is more than the place
    publisher: str = ""  # of a local count
    url: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A year's status, the count that leads, the reason in words."""

    status: Status
    leading: Count
    why: str


@dataclass(frozen=True, slots=True)
class NationalYear:
    """A year: the index's national total (2019 = 1), whether the FBI's case list is still being filled, and whether
    the year is shown.
    """

    index: float
    unfinished: bool
    shown: bool
