"""The records of a methodology file: sources, changes, parameters, roles. Each fault names its line."""

import keyword
import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, get_args

from calculator.engine.methodology import (
    Change,
    Confidence,
    Employer,
    Parameter,
    Role,
    RoleGroup,
    Source,
    Unit,
)
from calculator.engine.reading import Record, read_record, shown


def keys_of(kind: type) -> frozenset[str]:
    """Return the keys of a record's text: its fields, without the name it is found under."""
    return frozenset(field.name for field in fields(kind)) - {"key", "name"}


_SOURCE_KEYS = keys_of(Source)
_CHANGE_KEYS = keys_of(Change)
_ROLE_KEYS = keys_of(Role)
_PARAMETER_KEYS = keys_of(Parameter)
_PARAMETER_REQUIRED = frozenset(["label", "unit", "value", "min", "max", "step", "source"])
# Names that one of the three languages keeps for itself; `rounding_correction` is the workbook's own.
_RESERVED_ELSEWHERE = """
    arguments await case catch const debugger default delete do enum eval export extends false function
    implements instanceof interface let new null package private protected public static super switch this
    throw true typeof var void c r rounding_correction
"""
_RESERVED = frozenset(_RESERVED_ELSEWHERE.split()) | frozenset(keyword.kwlist)


def load_roles(text: str, *, file: str) -> Mapping[str, Role]:
    """Return the roles by key. Raises MethodologyError."""
    document = read_record(text, file=file)
    roles = {}
    for key in document:
        what = f"role {key}"
        record = document.record(key, what=what)
        record.check_keys(allowed=_ROLE_KEYS, required=_ROLE_KEYS, what=what)
        record.choice("group", get_args(RoleGroup), what=what)
        record.choice("employer", get_args(Employer), what=what)
        values: dict[str, Any] = {name: record.text(name, what=what) for name in record}
        roles[key] = Role(key=key, **values)
    return roles


def read_sources(section: Record) -> Mapping[str, Source]:
    """Return the sources by key."""
    sources = {}
    for key in section:
        what = f"source {key}"
        record = section.record(key, what=what)
        record.check_keys(allowed=_SOURCE_KEYS, required=_SOURCE_KEYS, what=what)
        title, publisher, url = (record.text(name, what=what) for name in ("title", "publisher", "url"))
        if not url.startswith(("https://", "/")):
            record.refuse(f"{what}: url {url!r} begins neither with https:// nor with /", at="url")
        year = record["year"]
        if year is not None and (isinstance(year, bool) or not isinstance(year, int)):
            record.refuse(f"{what}: year {shown(year)} is neither a year nor null", at="year")
        sources[key] = Source(key=key, title=title, publisher=publisher, url=url, year=year)
    return sources


def read_changes(document: Record) -> tuple[Change, ...]:
    """Return what each version changed; the file's own version is among them."""
    changes = []
    entries = document["changes"]
    for entry in entries if isinstance(entries, list) else [entries]:
        if not isinstance(entry, Record):
            document.refuse(f"changes is not a list of versions with date and text: {shown(entry)}", at="changes")
        entry.check_keys(allowed=_CHANGE_KEYS, required=_CHANGE_KEYS, what="change")
        version, date, text = (entry.text(key, what="change") for key in ("version", "date", "text"))
        changes.append(Change(version=version, date=date, text=text))
    if document["version"] not in [change.version for change in changes]:
        document.refuse(f"changes does not say what version {document['version']} changed", at="changes")
    return tuple(changes)


def check_name(section: Record, name: str) -> None:
    """Refuse a name that Python, JavaScript or a spreadsheet would not take."""
    if not re.fullmatch(r"[a-z][a-z_]*", name) or name in _RESERVED:
        message = f"{name!r} is not a name in every language: lower-case letters and underscores, no reserved word"
        section.refuse(message, at=name)


def read_parameter(name: str, section: Record, *, sources: Mapping[str, Source]) -> Parameter:
    """Return the parameter, fact or index of that name, within its own bounds."""
    what = f"parameter {name}"
    check_name(section, name)
    record = section.record(name, what=what)
    record.check_keys(allowed=_PARAMETER_KEYS, required=_PARAMETER_REQUIRED, what=what)
    unit: Any = record.choice("unit", get_args(Unit), what=what)
    confidence: Any = (
        record.choice("confidence", get_args(Confidence), what=what) if "confidence" in record else "medium"
    )
    least, most, step = (record.number(key, what=what) for key in ("min", "max", "step"))
    if not least < most:
        record.refuse(f"{what}: max {most} is not above min {least}", at="max")
    if not step > 0:
        record.refuse(f"{what}: step {step} is not above 0", at="step")
    value, low, high = (_within(record, key, what=what) for key in ("value", "low", "high"))
    if (low is None) != (high is None) or (low is not None and high is not None and low > high):
        record.refuse(f"{what}: low {low} and high {high} are no range", at="low" if "low" in record else "high")
    return Parameter(
        name=name,
        label=record.text("label", what=what),
        unit=unit,
        group=record.text("group", what=what, default=""),
        value=value,
        low=low,
        high=high,
        min=least,
        max=most,
        step=step,
        slider=_track(record, what=what),
        source=sources[record.choice("source", tuple(sources), what=what)],
        note=record.text("note", what=what, default=""),
        confidence=confidence,
        follows=record.text("follows", what=what, default=""),
    )


def _within(record: Record, key: str, *, what: str) -> float | None:
    if record.get(key) is None:
        return None
    figure = record.number(key, what=what)
    if not record["min"] <= figure <= record["max"]:
        record.refuse(f"{what}: {key} {figure} is outside {record['min']} to {record['max']}", at=key)
    return figure


def _track(record: Record, *, what: str) -> tuple[float, float] | None:
    """Return the ends of the slider's track, inside what is allowed; None where there is no slider."""
    track = record.get("slider")
    if track is None:
        return None
    numbers = isinstance(track, list) and len(track) == 2 and all(type(end) in (int, float) for end in track)
    if not (numbers and record["min"] <= track[0] < track[1] <= record["max"]):
        bounds = f"{record['min']} to {record['max']}"
        record.refuse(f"{what}: slider {shown(track)} is not two rising numbers within {bounds}", at="slider")
    return (track[0], track[1])
