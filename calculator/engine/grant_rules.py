"""How budget lines become a grant budget: object classes, treatments, indirect costs; read from YAML text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from calculator.engine.methodology import Methodology
from calculator.engine.reading import Record, read_record

Counts = Literal["all", "first", "nothing"]
_KEYS = frozenset(("classes", "treatments", "staff", "lines", "indirect"))
_INDIRECT_KEYS = frozenset(("de_minimis_share", "subaward_first_usd", "subawards", "sources"))
STAFF_ONLY = "personnel"
STARTUP = "startup_cost"


@dataclass(frozen=True, slots=True)
class Treatment:
    """Where a line goes: its object class, and what of it enters modified total direct costs."""

    key: str
    label: str
    object_class: str
    counts: Counts
    ojp: str = ""  # the letter of the category in the budget form of the Office of Justice Programs
    note: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A rule that the budget follows."""

    title: str
    url: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class Caution:
    """What a reviewer sends a budget back for: a limit in USD that holds above an award of `above_usd`."""

    key: str
    text: str
    usd: float
    above_usd: float
    source: Citation


@dataclass(frozen=True, slots=True)
class GrantRules:
    """Everything that decides a grant budget besides the scenario."""

    classes: Mapping[str, str]
    treatments: Mapping[str, Treatment]
    staff: Mapping[str, str]  # treatment by employer
    lines: Mapping[str, str]  # treatment by line; "wraparound" stands for each of its services
    de_minimis_share: float
    subaward_first_usd: int
    subawards: int
    sources: tuple[Citation, ...]
    ojp: Mapping[str, str] = field(default_factory=dict)
    who_may: str = ""  # who may use the de minimis rate
    requests: bool = False  # whether a part of the program can be asked for
    labels: Mapping[str, str] = field(default_factory=lambda: {STARTUP: "Start-up of new posts"})  # of lines of its own
    cautions: tuple[Caution, ...] = ()

    def usual(self, method: Methodology) -> dict[str, str]:
        """Return every line that can be mapped, in order, with its usual treatment."""
        found = {role.cost_line: self.staff[role.employer] for role in method.roles}
        for line, treatment in self.lines.items():
            found |= dict.fromkeys(method.wraparound, treatment) if line == "wraparound" else {line: treatment}
        return found

    def open_to(self, line: str, method: Methodology) -> tuple[str, ...]:
        """Return the treatments a line may be given: only staff have pay to split into personnel and fringe."""
        staff = {role.cost_line for role in method.roles}
        return tuple(key for key in self.treatments if key != STAFF_ONLY or line in staff)


def load_grant_rules(text: str, *, file: str) -> GrantRules:
    """Return the rules that `text` holds. Raises MethodologyError naming file, line and fault."""
    document = read_record(text, file=file)
    document.check_keys(allowed=_KEYS, required=_KEYS, what="grant rules")
    classes = document.record("classes", what="classes")
    treatments = _treatments(document.record("treatments", what="treatments"), classes)
    staff = document.record("staff", what="staff")
    staff.check_keys(allowed=("city", "community"), required=("city", "community"), what="staff")
    lines = document.record("lines", what="lines")
    needed = ("training_cost", "evaluation_cost", "wraparound", STARTUP)
    lines.check_keys(allowed=needed, required=needed, what="lines")
    indirect = document.record("indirect", what="indirect")
    indirect.check_keys(allowed=_INDIRECT_KEYS, required=_INDIRECT_KEYS, what="indirect")
    return GrantRules(
        classes={key: classes.text(key, what="classes") for key in classes},
        treatments=treatments,
        staff={key: staff.choice(key, treatments, what="staff") for key in staff},
        lines={key: lines.choice(key, set(treatments) - {STAFF_ONLY}, what="lines") for key in lines},
        de_minimis_share=indirect.number("de_minimis_share", what="indirect"),
        subaward_first_usd=int(indirect.number("subaward_first_usd", what="indirect")),
        subawards=int(indirect.number("subawards", what="indirect")),
        sources=tuple(Citation(**source) for source in indirect["sources"]),
    )


def _treatments(records: Record, classes: Record) -> dict[str, Treatment]:
    found = {}
    for key in records:
        what = f"treatment {key}"
        record = records.record(key, what=what)
        keys = ("label", "class", "counts")
        record.check_keys(allowed=keys, required=keys, what=what)
        counts: dict[str, Counts] = {option: option for option in get_args(Counts)}
        found[key] = Treatment(
            key=key,
            label=record.text("label", what=what),
            object_class=record.choice("class", classes, what=what),
            counts=counts[record.choice("counts", counts, what=what)],
        )
    return found
