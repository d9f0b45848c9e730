"""The grant section of a URL: subawards, indirect rate and its base, lines mapped to another class."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from calculator.asking.given import Fault, Given, Number
from calculator.asking.scenario import written
from calculator.engine.grant_rules import GrantRules
from calculator.engine.grants import Base, GrantTerms
from calculator.engine.methodology import Methodology
from calculator.methods import edition_of, find_methodology, newest

BASES: dict[str, Base] = {"mtdc": "mtdc", "personnel": "personnel", "direct": "direct"}
SUBAWARDS = Number("subawards", 1, 500, whole=True)
INDIRECT_RATE = Number("indirect_rate", 0, 1)
PREFIX = "map_"


@dataclass(frozen=True, slots=True)
class GrantSection:
    """What the query string says about the grant; None and empty are the usual."""

    rules: GrantRules = field(default_factory=lambda: newest().grant, compare=False, repr=False)
    subawards: int | None = None
    indirect_rate: float | None = None
    indirect_base: Base = "mtdc"
    mapping: Mapping[str, str] = field(default_factory=dict)

    def terms(self) -> GrantTerms:
        """Return the terms to compute with."""
        return GrantTerms(
            subawards=self.subawards or self.rules.subawards,
            indirect_share=self.indirect_rate,
            base=self.indirect_base,
            mapping=self.mapping,
        )

    def query(self) -> list[tuple[str, str]]:
        """Return the shortest pairs that read back as this section."""
        pairs = [(PREFIX + line, treatment) for line, treatment in self.mapping.items()]
        if self.indirect_base != "mtdc":
            pairs.insert(0, ("indirect_base", self.indirect_base))
        if self.indirect_rate is not None:
            pairs.insert(0, ("indirect_rate", written(self.indirect_rate)))
        if self.subawards is not None:
            pairs.insert(0, ("subawards", written(self.subawards)))
        return pairs


@cache
def usual_mapping(reference: str) -> Mapping[str, str]:
    """Return every line of the methodology that can be mapped, with its usual treatment."""
    method = find_methodology(reference)
    return edition_of(method).grant.usual(method)


def grant_names(method: Methodology) -> tuple[str, ...]:
    """Return every name this section reads."""
    return ("subawards", "indirect_rate", "indirect_base", *(PREFIX + line for line in usual_mapping(method.reference)))


def read_grant(given: Given, method: Methodology) -> GrantSection:
    """Read the section from `given`, which keeps the faults; what is faulty stays as usual."""
    rules, usual = edition_of(method).grant, usual_mapping(method.reference)
    subawards = given.number(SUBAWARDS)
    rate = given.number(INDIRECT_RATE)
    base = BASES[given.choice("indirect_base", BASES) or "mtdc"]
    if rate is None and base != "mtdc":
        message = "needs a negotiated rate: the de minimis rate is always taken on modified total direct costs"
        given.fault(Fault("indirect_base", message, "mtdc, or an indirect_rate beside it", base))
        base = "mtdc"
    mapping = {}
    for name in given.among([PREFIX + line for line in usual]):
        line = name.removeprefix(PREFIX)
        treatment = given.choice(name, rules.open_to(line, method))
        if treatment and treatment != usual[line]:
            mapping[line] = treatment
    usual_count = subawards is None or subawards == rules.subawards
    return GrantSection(
        rules=rules,
        subawards=None if usual_count or subawards is None else int(subawards),
        indirect_rate=rate,
        indirect_base=base,
        mapping=mapping,
    )
