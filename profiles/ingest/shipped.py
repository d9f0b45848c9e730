"""What is known locally as it comes with the site: rows of `data/local/`, each a reviewed record of editors.

A load writes a record it has not written before, or one that is still as it was written; what somebody has changed,
rejected or deleted since stays as they left it.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db.models import Model
from simple_history.utils import bulk_create_with_history

from profiles import models
from profiles.editorial.kinds import LinkKind, LinkOrigin, ReviewState
from profiles.editorial.memory import mark_changed
from profiles.ingest.tables import Parser, TableError, choice, code, count, optional, read_table, text, year

CAME_WITH = "came with the site"
STATE = choice(ReviewState.APPROVED, ReviewState.WAITING)
PLACE = code(7)


def words(value: str) -> str:
    """Parser of words that may be missing."""
    return value


def yes(value: str) -> bool:
    """Parser of 0 or 1."""
    return choice("0", "1")(value) == "1"


@dataclass(frozen=True, slots=True)
class Kind:
    """A table, the model its rows become, and its columns; `key` tells rows apart and `geoid` becomes the place."""

    file: str
    model: type[Model]
    columns: Mapping[str, Parser]


KINDS = (
    Kind("estimates", models.LocalEstimate, {
        "key": text, "geoid": PLACE, "people": count, "low": optional(count), "high": optional(count),
        "kind": choice("total", "network", "target", "served"), "when_counted": words, "year": year, "definition": words,
        "publisher": text, "title": text, "url": text, "confidence": choice("high", "medium", "low"), "offered": yes,
        "state": STATE, "note": words,
    }),
    Kind("spending", models.Spending, {
        "key": text, "geoid": PLACE, "program": text, "years": text, "dollars": count, "annual_usd": count,
        "staff": optional(count), "staff_by_role": words, "participants": optional(count), "standing": text,
        "contains": text, "publisher": text, "url": text, "beside_recommendation": yes, "state": STATE, "note": words,
    }),
    Kind("links", models.PlaceLink, {
        "key": text, "geoid": PLACE, "kind": choice(*LinkKind), "title": text, "publisher": text, "year": year,
        "url": text, "origin": choice(*LinkOrigin),
    }),
    Kind("costs", models.CostOfViolence, {
        "key": text, "geoid": PLACE, "year": year, "perspective": text, "per_fatal_usd": optional(count),
        "per_nonfatal_usd": optional(count), "components": words, "publisher": text, "url": text,
    }),
    Kind("pay", models.PublishedPay, {
        "key": text, "geoid": optional(PLACE), "place_name": words, "role": text, "employer": text, "year": year,
        "low_usd": count, "high_usd": count, "basis": text, "remark": words, "publisher": text, "url": text,
    }),
    Kind("homicide_counts", models.LocalHomicides, {
        "geoid": PLACE, "year": year, "low": count, "high": optional(count), "what": text, "publisher": text, "url": text,
    }),
)  # fmt: skip


def check_shipped(folder: Path, places: set[str]) -> None:
    """Read every table of `folder`; raises TableError at the first row that cannot be right."""
    for kind in KINDS:
        for _ in _records(kind, folder / f"local/{kind.file}.csv", places):
            pass


def load_shipped(folder: Path) -> None:
    """Write the records of every table of `folder`; raises TableError at the first row that cannot be right."""
    places = set(models.Place.objects.values_list("geoid", flat=True))
    for kind in KINDS:
        _load(kind, dict(_records(kind, folder / f"local/{kind.file}.csv", places)))
    mark_changed()


def _records(kind: Kind, path: Path, places: set[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    seen = set()
    for line, row in read_table(path, kind.columns):
        cells = dict(zip(kind.columns, row, strict=True))
        geoid = cells.pop("geoid")
        if geoid is not None and geoid not in places:
            raise TableError(path, line, "geoid", f"{geoid!r} names a place that no table knows")
        key = f"{kind.file}:{cells.pop('key', None) or f'{geoid}-{cells["year"]}'}"
        if key in seen:
            raise TableError(path, line, "key", f"{key!r} appears twice")
        seen.add(key)
        if "title" in cells and kind.model is models.LocalEstimate:
            cells["citation"] = f"{cells['publisher']}, {cells.pop('title')}, {cells['year']}"
        yield key, {"place_id": geoid, "state": ReviewState.APPROVED.value} | cells


def _load(kind: Kind, records: Mapping[str, dict[str, Any]]) -> None:
    """Write in bulk: no signals, since the counts themselves are loaded already."""
    name = kind.model.__name__
    shipped = {row.key: row for row in models.ShippedRecord.objects.filter(model=name)}
    present = kind.model._default_manager.in_bulk([row.record_id for row in shipped.values()])
    new = {key: kind.model(**fields) for key, fields in records.items() if key not in shipped}
    made = bulk_create_with_history(list(new.values()), kind.model, default_change_reason=CAME_WITH)
    models.ShippedRecord.objects.bulk_create(
        models.ShippedRecord(key=key, model=name, record_id=record.pk, content=_content(records[key]))
        for key, record in zip(new, made, strict=True)
    )
    for key, known in shipped.items():
        record, fields = present.get(known.record_id), records.get(key)
        if record is None or not _untouched(record, fields or _fields_of(kind), known.content):
            continue
        content = _content(fields) if fields else ""
        if content == known.content:
            continue
        if not _held(record):
            continue
        if fields is None:
            kind.model._default_manager.filter(pk=record.pk).delete()
            known.delete()
        else:
            kind.model._default_manager.filter(pk=record.pk).update(**fields)
            models.ShippedRecord.objects.filter(pk=key).update(content=content)


def _held(record: Any) -> bool:
    """Hold a record that was read; False where an editor was at it since, or is: they may wait for this load."""
    rows = type(record)._default_manager.select_for_update(skip_locked=True).order_by()
    return rows.filter(pk=record.pk, updated_at=record.updated_at).first() is not None


def _fields_of(kind: Kind) -> dict[str, None]:
    names = [name for name in kind.columns if name not in ("key", "geoid", "title" if _cited(kind) else "")]
    return dict.fromkeys(["place_id", "state", *names, *(["citation"] if _cited(kind) else [])])


def _cited(kind: Kind) -> bool:
    return kind.model is models.LocalEstimate


def _untouched(record: Model, fields: Mapping[str, Any], content: str) -> bool:
    return _content({name: getattr(record, name) for name in fields}) == content


def _content(fields: Mapping[str, Any]) -> str:
    return hashlib.sha256(repr(sorted((name, _plain(value)) for name, value in fields.items())).encode()).hexdigest()


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, str) else value
