"""Read a methodology from YAML text; every fault names the file, the line and the token."""

from collections.abc import Mapping
from typing import Any, get_args

import yaml

from calculator.engine.compile import compile_lines, in_order
from calculator.engine.errors import MethodologyError
from calculator.engine.formula import FormulaError, parse_formula
from calculator.engine.methodology import Change, Confidence, Line, Methodology, Parameter, Role, Source, Unit

_METHODOLOGY_KEYS = frozenset(
    ["id", "version", "title", "status", "summary", "changes", "sources", "facts", "indices", "parameters", "lines", "staffing", "budget", "wraparound"]
)
_PARAMETER_REQUIRED = frozenset(["label", "unit", "value", "min", "max", "step", "source"])
_PARAMETER_KEYS = _PARAMETER_REQUIRED | frozenset(["group", "low", "high", "slider", "note", "confidence"])
_LINE_KEYS = frozenset(["label", "unit", "formula"])
_ROLE_KEYS = frozenset(["label", "plural", "group", "employer", "pay_line", "cost_line", "salary", "description"])


class _Reader(yaml.SafeLoader):
    """Safe YAML whose mappings remember the line of each key and refuse a key given twice."""


class _Mapping(dict[str, Any]):
    lines: dict[str, int]


def _construct(loader: _Reader, node: yaml.MappingNode) -> _Mapping:
    mapping = _Mapping()
    mapping.lines = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in mapping:
            raise yaml.constructor.ConstructorError(
                None, None, f"the key {key!r} is given twice", key_node.start_mark
            )
        mapping[key] = loader.construct_object(value_node, deep=True)
        mapping.lines[key] = key_node.start_mark.line + 1
    return mapping


_Reader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _construct)


def _read(text: str, file: str, *, keys: frozenset[str] | None) -> _Mapping:
    try:
        document = yaml.load(text, Loader=_Reader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise MethodologyError(file=file, line=line, message=str(error.problem)) from None
    if not isinstance(document, _Mapping):
        raise MethodologyError(file=file, line=1, message="is not a mapping of keys")
    if keys is not None:
        _check_keys(document, allowed=keys, required=keys, file=file, line=1, what="methodology")
    return document


def _check_keys(
    record: Any, *, allowed: frozenset[str], required: frozenset[str], file: str, line: int, what: str
) -> None:
    if not isinstance(record, _Mapping):
        raise MethodologyError(file=file, line=line, message=f"{what} is not a mapping of keys")
    for key in record:
        if key not in allowed:
            message = f"unknown key {key!r} in {what}; allowed are {', '.join(sorted(allowed))}"
            raise MethodologyError(file=file, line=record.lines[key], message=message)
    for key in sorted(required - set(record)):
        raise MethodologyError(file=file, line=line, message=f"{what} lacks the key {key!r}")


def load_roles(text: str, *, file: str) -> Mapping[str, Role]:
    """Return the roles by key. Raises MethodologyError."""
    document = _read(text, file, keys=None)
    roles = {}
    for key, record in document.items():
        _check_keys(
            record,
            allowed=_ROLE_KEYS,
            required=_ROLE_KEYS,
            file=file,
            line=document.lines[key],
            what=f"role {key}",
        )
        roles[key] = Role(key=key, **record)
    return roles


def load_methodology(text: str, *, file: str, roles: Mapping[str, Role]) -> Methodology:
    """Return the methodology that `text` describes, compiled. Raises MethodologyError."""
    document = _read(text, file, keys=_METHODOLOGY_KEYS)
    sources = {key: Source(key=key, **record) for key, record in document["sources"].items()}
    inputs = {
        section: {
            name: _parameter(name, record, sources=sources, file=file, line=document[section].lines[name])
            for name, record in document[section].items()
        }
        for section in ("facts", "indices", "parameters")
    }
    known = frozenset(name for records in inputs.values() for name in records)
    lines = _lines(document["lines"], file=file, known=known)
    _check_names(document, lines=lines, roles=roles, known=known, file=file)
    return Methodology(
        id=document["id"],
        version=document["version"],
        title=document["title"],
        status=document["status"],
        summary=document["summary"],
        changes=tuple(Change(**change) for change in document["changes"]),
        facts=inputs["facts"],
        indices=inputs["indices"],
        parameters=inputs["parameters"],
        lines=lines,
        roles=tuple(roles[key] for key in document["staffing"]),
        budget=tuple(document["budget"]),
        wraparound=tuple(document["wraparound"]),
        code=compile_lines(lines, file=file),
    )


def _parameter(name: str, record: Any, *, sources: Mapping[str, Source], file: str, line: int) -> Parameter:
    what = f"parameter {name}"
    _check_keys(
        record, allowed=_PARAMETER_KEYS, required=_PARAMETER_REQUIRED, file=file, line=line, what=what
    )
    for key, allowed in (
        ("unit", get_args(Unit)),
        ("confidence", get_args(Confidence)),
        ("source", tuple(sources)),
    ):
        if key in record and record[key] not in allowed:
            message = f"{what}: {key} {record[key]!r} is not one of {', '.join(allowed)}"
            raise MethodologyError(file=file, line=record.lines[key], message=message)
    for key in ("value", "low", "high"):
        figure = record.get(key)
        if figure is not None and not record["min"] <= figure <= record["max"]:
            message = f"{what}: {key} {figure} is outside {record['min']} to {record['max']}"
            raise MethodologyError(file=file, line=record.lines[key], message=message)
    return Parameter(
        name=name,
        label=record["label"],
        unit=record["unit"],
        group=record.get("group", ""),
        value=record["value"],
        low=record.get("low"),
        high=record.get("high"),
        min=record["min"],
        max=record["max"],
        step=record["step"],
        slider=_track(record, what=what, file=file),
        source=sources[record["source"]],
        note=record.get("note", ""),
        confidence=record.get("confidence", "medium"),
    )


def _track(record: _Mapping, *, what: str, file: str) -> tuple[float, float] | None:
    """Return the ends of the slider's track, inside what is allowed; None where the parameter has no slider."""
    track = record.get("slider")
    if track is None:
        return None
    if not (
        isinstance(track, list) and len(track) == 2 and record["min"] <= track[0] < track[1] <= record["max"]
    ):
        message = (
            f"{what}: slider {track!r} is not two rising numbers within {record['min']} to {record['max']}"
        )
        raise MethodologyError(file=file, line=record.lines["slider"], message=message)
    return (track[0], track[1])


def _lines(section: _Mapping, *, file: str, known: frozenset[str]) -> Mapping[str, Line]:
    lines = {}
    for name, record in section.items():
        at = section.lines[name]
        _check_keys(record, allowed=_LINE_KEYS, required=_LINE_KEYS, file=file, line=at, what=f"line {name}")
        if record["unit"] not in get_args(Unit):
            raise MethodologyError(
                file=file, line=record.lines["unit"], message=f"unknown unit {record['unit']!r}"
            )
        if name in known:
            raise MethodologyError(file=file, line=at, message=f"line {name!r} has the name of an input")
        try:
            formula = parse_formula(str(record["formula"]))
        except FormulaError as error:
            message = f"formula of {name} {error}"
            raise MethodologyError(file=file, line=record.lines["formula"], message=message) from None
        for used in formula.names:
            if used not in known and used not in section:
                message = f"formula of {name} uses an unknown name: {used!r}"
                raise MethodologyError(file=file, line=record.lines["formula"], message=message)
        lines[name] = Line(name=name, label=record["label"], unit=record["unit"], formula=formula)
    return in_order(lines, file=file, line_of=section.lines)


def _check_names(
    document: _Mapping,
    *,
    lines: Mapping[str, Line],
    roles: Mapping[str, Role],
    known: frozenset[str],
    file: str,
) -> None:
    wanted = [(key, name, lines) for key in ("budget", "wraparound") for name in document[key]]
    wanted += [("staffing", name, roles) for name in document["staffing"]]
    for role in (roles[key] for key in document["staffing"] if key in roles):
        wanted += [("staffing", name, lines) for name in (role.key, role.pay_line, role.cost_line)]
        wanted += [("staffing", role.salary, document["parameters"])]
    for key, name, among in wanted:
        if name not in among:
            message = f"{key} names {name!r}, which the methodology does not have"
            raise MethodologyError(file=file, line=document.lines[key], message=message)
