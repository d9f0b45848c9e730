"""What a memo says beside the numbers: to whom, from whom, when, what is asked for, and which sections it has."""

from dataclasses import dataclass
from datetime import date

from calculator.asking.given import Fault, Given
from web.quoting import quoted

LONGEST_NAME, LONGEST_ASK = 120, 600
NAMES = ("memo_to", "memo_from", "memo_date", "memo_ask", "memo_sections")

# Key: label, and whether a memo has the section when nobody chose. Their order here is theirs on paper.
SECTIONS: dict[str, tuple[str, bool]] = {
    "problem": ("The problem, in figures", True),
    "reach": ("How many people", True),
    "budget": ("What it costs a year", True),
    "phasing": ("In steps: 25%, 50%, 100%", True),
    "spending": ("What is spent today", True),
    "staff": ("Who does the work", True),
    "years": ("Years, and who pays", True),
    "award": ("What is applied for", True),
    "returns": ("What it might return", True),
    "sure": ("How sure this is", True),
    "measures": ("What will be counted", False),
    "peers": ("Cities like this one", False),
    "questions": ("Questions and answers", False),
    "left_out": ("What is not in this budget", True),
    "method": ("How the figures were made", True),
    "sources": ("Sources", True),
}
USUAL = tuple(key for key, (_, usual) in SECTIONS.items() if usual)


@dataclass(frozen=True, slots=True)
class MemoSection:
    """The memo's own words; `on` None is the day it is printed, `sections` None those it has when nobody chose."""

    to: str = ""
    sender: str = ""
    on: date | None = None
    ask: str = ""
    sections: tuple[str, ...] | None = None

    @property
    def shown(self) -> tuple[str, ...]:
        """The sections to print, in their order."""
        return USUAL if self.sections is None else self.sections

    def query(self) -> list[tuple[str, str]]:
        """Return the shortest pairs that read back as this."""
        pairs = [
            ("memo_to", self.to),
            ("memo_from", self.sender),
            ("memo_date", self.on.isoformat() if self.on else ""),
            ("memo_ask", self.ask),
            ("memo_sections", ",".join(self.sections) if self.sections is not None else ""),
        ]
        return [(name, value) for name, value in pairs if value]


def read_memo(given: Given) -> MemoSection:
    """Read the memo's names; what is faulty stays as it is when nobody says."""
    return MemoSection(
        to=given.text("memo_to", longest=LONGEST_NAME),
        sender=given.text("memo_from", longest=LONGEST_NAME),
        on=_date(given),
        ask=given.text("memo_ask", longest=LONGEST_ASK, folded=True),
        sections=_sections(given),
    )


def _date(given: Given) -> date | None:
    raw = given.text("memo_date", longest=LONGEST_NAME)
    if not raw and (not given.deliberate or given.one("memo_date") is None):
        return None
    try:
        return date.fromisoformat(raw)
    except ValueError:
        given.fault(
            Fault("memo_date", f"{quoted(raw[:40])} is not a date", "year, month and day, such as 2026-11-26", raw[:40])
        )
        return None


def _sections(given: Given) -> tuple[str, ...] | None:
    """Read the chosen sections: one list with commas, or one name at a time as boxes send them."""
    said = given.column(
        "memo_sections"
    )  # the form says one that is empty beside its boxes, so that none is told from not asked
    raw = [part.strip() for item in said for part in str(item)[:1_000].split(",")]
    chosen = {key for key in raw if key}
    if not chosen:
        if said:
            given.fault(Fault("memo_sections", "names no section", "at least one section"))
        return None
    for key in sorted(chosen - SECTIONS.keys())[:5]:
        given.fault(
            Fault("memo_sections", f"{quoted(key[:40])} is no section of the memo", ", ".join(SECTIONS), key[:40])
        )
    ordered = tuple(key for key in SECTIONS if key in chosen)
    return None if ordered == USUAL else ordered
