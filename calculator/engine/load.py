"""Read a methodology from YAML text; every fault names the file, the line and the token."""

import re
from collections.abc import Mapping
from typing import Any, get_args

from calculator.engine.compile import compile_lines, in_order
from calculator.engine.formula import FormulaError, parse_formula
from calculator.engine.load_records import check_name, keys_of, read_changes, read_parameter, read_sources
from calculator.engine.methodology import Line, Methodology, Parameter, Role, Status, Unit
from calculator.engine.overlay import laid_over
from calculator.engine.reading import Record, read_record
from calculator.engine.templates import TEMPLATES, written_out

_TEXTS = ("id", "version", "title", "summary")
_INPUTS = ("facts", "indices", "parameters")
_LAYOUT = ("staffing", "budget", "wraparound")
_METHODOLOGY_KEYS = frozenset([*_TEXTS, "status", "changes", "sources", *_INPUTS, "lines", *_LAYOUT])
_OPTIONAL_KEYS = frozenset([*TEMPLATES, "based_on"])
_LINE_KEYS = keys_of(Line)

# What every answer shows or a scenario asks for, whatever the method.
_NEEDED: Mapping[str, tuple[str, ...]] = {
    "facts": ("population", "homicides", "price_level"),
    "parameters": ("high_risk_basis", "local_high_risk"),
    "lines": (
        *("high_risk", "people_served", "workload"),
        *("frontline_staff", "supervisors", "ovp_staff", "all_staff", "total"),
    ),
}


def load_methodology(text: str, *, file: str, roles: Mapping[str, Role], base: Record | None = None) -> Methodology:
    """Return the methodology that `text` describes, compiled. Raises MethodologyError.

    The file is named after what it holds: `<version>/<id>.yaml`. One that is `based_on` another holds only what differs
    from `base`.
    """
    document = read_record(text, file=file)
    if base is not None and "based_on" in document:
        document = laid_over(base, document)
    allowed = _METHODOLOGY_KEYS | _OPTIONAL_KEYS
    document.check_keys(allowed=allowed, required=_METHODOLOGY_KEYS, what="methodology")
    _check_identity(document)
    document = _with_templates(document, roles)
    sources = read_sources(document.record("sources", what="sources"))
    inputs = {
        section: {
            name: read_parameter(name, records, sources=sources)
            for records in [document.record(section, what=section)]
            for name in records
        }
        for section in _INPUTS
    }
    known = _different_names(document, inputs)
    lines = read_lines(document.record("lines", what="lines"), known=known)
    _check_needed(document, {**inputs, "lines": lines})
    _check_names(document, lines=lines, roles=roles)
    values: dict[str, Any] = {key: document[key] for key in (*_TEXTS, "status")}
    return Methodology(
        **values,
        changes=read_changes(document),
        facts=inputs["facts"],
        indices=inputs["indices"],
        parameters=inputs["parameters"],
        lines=lines,
        roles=tuple(roles[key] for key in document["staffing"]),
        budget=document.names("budget"),
        wraparound=document.names("wraparound"),
        code=compile_lines(lines, file=file),
    )


def _with_templates(document: Record, roles: Mapping[str, Role]) -> Record:
    """Return the document with what stands for each role or service written out."""
    hired = [roles[key] for key in document.names("staffing") if key in roles]
    services = [name.removesuffix("_cost") for name in document.names("wraparound")]
    return written_out(document, roles=hired, services=services)


def _check_identity(document: Record) -> None:
    for key in _TEXTS:
        document.text(key, what="methodology")
    document.choice("status", get_args(Status), what="methodology")
    for key, pattern, means in (
        ("id", r"[a-z]+", "lower-case letters"),
        ("version", r"\d{1,6}(\.\d{1,6})*", "numbers with points between"),
    ):
        if not re.fullmatch(pattern, document[key]):
            document.refuse(f"{key} {document[key]!r} is not {means}", at=key)
    named = f"{document['version']}/{document['id']}.yaml"
    if document.file != named:
        document.refuse(f"id {document['id']!r} and version {document['version']!r} belong into {named}", at="id")


def _different_names(document: Record, inputs: Mapping[str, Mapping[str, Parameter]]) -> frozenset[str]:
    """Return the names of all inputs; the same name in two sections is refused."""
    known: set[str] = set()
    for section, records in inputs.items():
        for name in records:
            if name in known:
                document[section].refuse(f"{name!r} is the name of another input already", at=name)
            known.add(name)
    return frozenset(known)


def read_lines(section: Record, *, known: frozenset[str]) -> Mapping[str, Line]:
    """Return the lines in computing order; each uses names from `known` and other lines of the section only."""
    lines = {}
    for name in section:
        what = f"line {name}"
        check_name(section, name)
        record = section.record(name, what=what)
        record.check_keys(allowed=_LINE_KEYS, required=_LINE_KEYS, what=what)
        unit: Any = record.choice("unit", get_args(Unit), what=what)
        if name in known:
            section.refuse(f"{what} has the name of an input", at=name)
        try:
            formula = parse_formula(record.text("formula", what=what))
        except FormulaError as error:
            record.refuse(f"formula of {name} {error}", at="formula")
        for used in formula.names:
            if used not in known and used not in section:
                record.refuse(f"formula of {name} uses an unknown name: {used!r}", at="formula")
        lines[name] = Line(name=name, label=record.text("label", what=what), unit=unit, formula=formula)
    return in_order(lines, file=section.file, line_of=section.lines)


def _check_needed(document: Record, has: Mapping[str, Mapping[str, object]]) -> None:
    for section, names in _NEEDED.items():
        for name in names:
            if name not in has[section]:
                document.refuse(f"{section} lacks {name!r}, which every methodology has", at=section)
    for name in ("pay_index", "price_index"):
        if name not in {**has["indices"], **has["lines"]}:
            document.refuse(f"indices lacks {name!r}, which every methodology has", at="indices")


def _check_names(document: Record, *, lines: Mapping[str, Line], roles: Mapping[str, Role]) -> None:
    staff = document.names("staffing")
    wanted: list[tuple[str, str, Mapping[str, object]]] = [("staffing", name, roles) for name in staff]
    wanted += [(key, name, lines) for key in ("budget", "wraparound") for name in document.names(key)]
    for role in (roles[key] for key in staff if key in roles):
        wanted += [("staffing", name, lines) for name in (role.key, role.pay_line, role.cost_line)]
        wanted += [("staffing", role.salary, document["parameters"])]
    for key, name, among in wanted:
        if name not in among:
            document.refuse(f"{key} names {name!r}, which the methodology does not have", at=key)
