"""The line that each parameter moves first, and how to say it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from calculator.engine.methodology import Methodology
from calculator.once import once_a_method


@dataclass(frozen=True, slots=True)
class Watch:
    """The line a parameter moves first, and how to say it."""

    line: str
    kind: Literal["count", "money", "people"]
    singular: str = ""
    plural: str = ""


@once_a_method
def watches(method: Methodology) -> Mapping[str, Watch]:
    """Return, by parameter, the line whose change the reader wants to see."""
    found: dict[str, Watch] = {}
    for role in method.roles:
        singular, plural = lower(role.label), lower(role.plural)
        stem = role.salary.removesuffix("_salary")
        found[role.salary] = Watch(role.cost_line, "money", plural)
        for caseload in (f"{stem}_caseload", "supervisor_span" if stem == "supervisor" else ""):
            if caseload in method.parameters:
                found[caseload] = Watch(role.key, "count", singular, plural)
    for line in (*method.wraparound, "training_cost", "evaluation_cost"):
        stem = line.removesuffix("_cost")
        for name in (f"{stem}_per_person", f"{stem}_share"):
            if name in method.parameters:
                found[name] = Watch(line, "money", "")
    found["coverage_share"] = Watch("people_served", "people")
    for name in ("high_risk_share", "high_risk_per_homicide", "local_high_risk"):
        found[name] = Watch("high_risk", "people")
    return found


def lower(label: str) -> str:
    """Return a job title inside a sentence: acronyms keep their capitals."""
    first, _, rest = label.partition(" ")
    return label if first.isupper() else f"{first.lower()} {rest}".strip()
