"""The grant section of a URL: subawards, indirect rate and its base, lines mapped to another class."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from calculator.asking.given import Fault, Given, Number
from calculator.asking.request import read_request, request_names, request_query
from calculator.asking.subrecipients import OTHER_LINES, read_other_lines, read_subrecipients, subrecipients_table
from calculator.asking.table import Row, Table
from calculator.asking.where import Where, flat_name
from calculator.engine.award import OtherLine, Request, Subrecipient
from calculator.engine.grant_rules import GrantRules
from calculator.engine.grants import Base, GrantTerms
from calculator.engine.methodology import Methodology
from calculator.methods import edition_of, find_methodology, newest
from calculator.words.numbers import written

BASES: dict[str, Base] = {"mtdc": "mtdc", "personnel": "personnel", "direct": "direct"}
SUBAWARDS = Number("subawards", 1, 500, whole=True)
INDIRECT_RATE = Number("indirect_rate", 0, 1, share=True)
MAPPING = "mapping"


@dataclass(frozen=True, slots=True)
class GrantSection:
    """What the query string says about the grant; None and empty are the usual."""

    rules: GrantRules = field(default_factory=lambda: newest().grant, compare=False, repr=False)
    subawards: int | None = None
    indirect_rate: float | None = None
    indirect_base: Base = "mtdc"
    mapping: Mapping[str, str] = field(default_factory=dict)
    request: Request = field(default_factory=Request)
    table: Table | None = None  # of organizations, where the edition has them
    subrecipient_rows: tuple[Row, ...] = ()
    subrecipients: tuple[Subrecipient, ...] = ()
    other_rows: tuple[Row, ...] = ()
    others: tuple[OtherLine, ...] = ()

    def terms(self) -> GrantTerms:
        """Return the terms to compute with."""
        return GrantTerms(
            subawards=self.subawards or self.rules.subawards,
            indirect_share=self.indirect_rate,
            base=self.indirect_base,
            mapping=self.mapping,
            request=self.request,
            subrecipients=self.subrecipients,
            others=self.others,
        )

    def query(self) -> list[tuple[str, str]]:
        """Return the shortest pairs that read back as this section."""
        pairs = [(mapping_name(line), treatment) for line, treatment in self.mapping.items()]
        if self.indirect_base != "mtdc":
            pairs.insert(0, ("indirect_base", self.indirect_base))
        if self.indirect_rate is not None:
            pairs.insert(0, ("indirect_rate", written(self.indirect_rate)))
        if self.subawards is not None:
            pairs.insert(0, ("subawards", written(self.subawards)))
        organizations = self.table.query(self.subrecipient_rows) if self.table else []
        return [*pairs, *request_query(self.request), *organizations, *OTHER_LINES.query(self.other_rows)]


def mapping_name(line: str) -> str:
    """Return the name under which a form or an address gives a line's treatment."""
    return flat_name((MAPPING, line))


@cache
def usual_mapping(reference: str) -> Mapping[str, str]:
    """Return every line of the methodology that can be mapped, with its usual treatment."""
    method = find_methodology(reference)
    return edition_of(method).grant.usual(method)


def grant_names(method: Methodology) -> tuple[str, ...]:
    """Return every name this section reads."""
    own = ("subawards", "indirect_rate", "indirect_base", *map(mapping_name, usual_mapping(method.reference)))
    if not edition_of(method).grant.requests:
        return own
    return (*own, *request_names(method), *subrecipients_table(method).names(), *OTHER_LINES.names())


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
    mapping = _read_mapping(given, method, rules, usual)
    parts = _read_parts(given, method, rules) if rules.requests else {}
    usual_count = subawards is None or subawards == rules.subawards
    return GrantSection(
        rules=rules,
        subawards=None if usual_count or subawards is None else int(subawards),
        indirect_rate=rate,
        indirect_base=base,
        mapping=mapping,
        **parts,
    )


def _read_mapping(given: Given, method: Methodology, rules: GrantRules, usual: Mapping[str, str]) -> Mapping[str, str]:
    """Return the treatment of each line that has another than its usual one."""
    stranger = "{} is no line that can be mapped"
    given.holds(MAPPING, "an object of lines and treatments", keys=usual, stranger=stranger)
    mapping = {}
    lines: dict[Where, str] = {(MAPPING, line): line for line in usual}
    for where in given.among(tuple(lines)):
        line = lines[where]
        treatment = given.choice(where, rules.open_to(line, method))
        if treatment and treatment != usual[line]:
            mapping[line] = treatment
    return mapping


def _read_parts(given: Given, method: Methodology, rules: GrantRules) -> dict[str, Any]:
    """Return what is asked for, the organizations and the lines typed in."""
    table = subrecipients_table(method)
    rows, other_rows = given.rows(table), given.rows(OTHER_LINES)
    return {
        "request": read_request(given, method),
        "table": table,
        "subrecipient_rows": rows,
        "subrecipients": read_subrecipients(given, method, len(rows)),
        "other_rows": other_rows,
        "others": read_other_lines(given, rules, len(other_rows)),
    }
