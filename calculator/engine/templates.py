"""Sections of a file that stand for each role or service, written out: the twelve roles are told once.

In `role_…` and `frontline_…` sections ROLE is a role's key (`outreach_workers`), STEM its short name (`outreach`),
EMPLOYER who employs it and PLURAL its label; in `service_…` sections SERVICE is a service. In plain lines `ROLES`,
`FRONTLINE_ROLES`, `OVP_ROLES` and the same with `STEM` stand for the list of each role's, with what follows: `STEM_full`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from calculator.engine.methodology import Role
from calculator.engine.reading import Record

# Section of a file -> the section that what it holds belongs into.
TEMPLATES: Mapping[str, str] = {
    "role_indices": "indices",
    "role_parameters": "parameters",
    "frontline_lines": "lines",
    "role_lines": "lines",
    "service_lines": "lines",
}
_LIST = re.compile(r"\b(FRONTLINE_|OVP_)?(ROLES|STEM)([a-z_]*)")


def written_out(document: Record, *, roles: Sequence[Role], services: Sequence[str] = ()) -> Record:
    """Return the document with each template section written out into the section that it belongs into."""
    whole = copied(document)
    for key in set(TEMPLATES.values()) & set(document):
        whole[key] = copied(document.record(key, what=key))
    if "lines" in whole:
        for name, line in whole["lines"].items():
            if isinstance(line, Record) and isinstance(line.get("formula"), str):
                whole["lines"][name] = replaced(line, formula=lists_written(line["formula"], roles))
    for key, into in TEMPLATES.items():
        if key in document:
            for name, record, at in _each(document.record(key, what=key), key, _places(key, whole, roles, services)):
                if name in whole[into]:
                    document[key].refuse(f"{name!r} is in {into} already", at=at)
                whole[into][name], whole[into].lines[name] = record, document[key].lines[at]
            del whole[key]
    return whole


def lists_written(formula: str, roles: Sequence[Role]) -> str:
    """Return the formula with each list of roles written out."""

    def names(match: re.Match[str]) -> str:
        group = (match[1] or "").rstrip("_").lower()
        wanted = [role for role in roles if group in ("", role.group)]
        return ", ".join((role.key if match[2] == "ROLES" else role.stem) + match[3] for role in wanted)

    return _LIST.sub(names, formula)


def role_places(role: Role) -> dict[str, str]:
    """Return what stands for what in a role's template."""
    return {"ROLE": role.key, "STEM": role.stem, "EMPLOYER": role.employer, "PLURAL": role.plural}


def filled(text: str, places: Mapping[str, str]) -> str:
    """Return the text with every placeholder filled."""
    return re.sub("|".join(sorted(places, key=len, reverse=True)), lambda match: places[match.group()], text)


def copied(record: Record) -> Record:
    """Return a copy of a record that still knows its file and lines."""
    copy = Record(record)
    copy.file, copy.line, copy.lines = record.file, record.line, dict(record.lines)
    return copy


def replaced(record: Record, **values: object) -> Record:
    """Return a copy of a record with other values under some of its keys."""
    copy = copied(record)
    copy.update(values)
    return copy


def _places(key: str, document: Record, roles: Sequence[Role], services: Sequence[str]) -> Iterator[Mapping[str, str]]:
    if key == "service_lines":
        for service in services:
            parameter = document["parameters"].get(f"{service}_per_person")
            label = parameter["label"] if isinstance(parameter, Record) else service
            yield {"SERVICE": service, "SERVICE_LABEL": label}
    else:
        for role in roles:
            if key != "frontline_lines" or role.group == "frontline":
                yield role_places(role)


def _each(section: Record, key: str, all_places: Iterator[Mapping[str, str]]) -> Iterator[tuple[str, Record, str]]:
    """Yield each written-out name with its record and the name it stands under in the file."""
    for places in all_places:
        for name in section:
            record = section.record(name, what=f"{key} {name}")
            texts = {field: filled(text, places) for field, text in record.items() if isinstance(text, str)}
            yield filled(name, places), replaced(record, **texts), name
