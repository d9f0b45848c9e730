"""The log of decisions: adding a sealed row, checking every seal, the root of each day."""

import hashlib
import json
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.utils import DataError, OperationalError
from django.utils import timezone

from custody.models import LogEntry, LogHead

BY_THE_SITE = "the site"
BY_COMMAND = f"{BY_THE_SITE} (command)"
DAYS_SHOWN = 30
# What reading or sealing a row raises that was written past the site: SQLite keeps any value in any column, PostgreSQL moments
# before the first year and after the last that we can name.
UNREADABLE = (ValueError, TypeError, AttributeError, OverflowError, RecursionError, DataError, OperationalError)


@dataclass(frozen=True, slots=True)
class Seal:
    """What a check found: `rows` read, and the first row whose seal does not hold (None where all do)."""

    rows: int
    broken_at: int | None

    @property
    def whole(self) -> bool:
        """Whether every row is as it was written."""
        return self.broken_at is None


@dataclass(frozen=True, slots=True)
class DailyRoot:
    """The seal of a day's last row; whoever noted it down can tell later whether anything before was changed."""

    day: date
    number: int
    digest: str


@transaction.atomic
def record(actor: str, action: str, subject: str, detail: Mapping[str, Any] | None = None) -> LogEntry:
    """Add a row at the end of the log, in the caller's transaction: what is rolled back was never decided."""
    LogHead.objects.get_or_create(pk=LogHead.SINGLETON_ID)
    head = LogHead.objects.select_for_update().get(pk=LogHead.SINGLETON_ID)
    entry = LogEntry(
        number=head.number + 1,
        at=timezone.now(),
        actor=actor[:150] or BY_THE_SITE,
        action=action,
        subject=subject[:200],
        detail=dict(detail or {}),
        previous=head.digest,
    )
    entry.digest = seal_of(entry)
    entry.save()
    head.number, head.digest = entry.number, entry.digest
    head.save()
    return entry


def seal_of(entry: LogEntry) -> str:
    """Return the SHA-256 over a row's content and the seal before it, in hexadecimal."""
    content = {
        "number": entry.number,
        "at": _moment(entry.at),
        "actor": entry.actor,
        "action": entry.action,
        "subject": entry.subject,
        "detail": entry.detail,
        "previous": entry.previous,
    }
    text = json.dumps(content, sort_keys=True, ensure_ascii=True, cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()


def check() -> Seal:
    """Read the whole log and check every seal, the order, and that the end is the end.

    The end comes with the rows, in one statement: what is decided while they are read is in neither.
    """
    try:
        with closing(_in_order()) as entries:  # a cursor left open would end in the midst of a later transaction
            return _checked(entries)
    except UNREADABLE as error:
        _raise_unless_spoilt(error)
    return _checked(_one_by_one())


def holds(number: int, digest: str) -> bool:
    """Whether that row has that seal, which somebody noted: then nothing up to it was changed since."""
    return bool(LogEntry.objects.filter(number=number, digest=digest).exists())


def _checked(entries: Iterable[Any]) -> Seal:
    previous, rows = "", 0
    ended = LogHead.objects.values_list("number", "digest").filter(pk=LogHead.SINGLETON_ID).first() or (0, "")
    for rows, entry in enumerate(entries, start=1):
        if entry is None or (entry.number, entry.previous, entry.digest) != (rows, previous, seal_of(entry)):
            return Seal(rows, rows)
        previous, ended = entry.digest, (entry.last_number or 0, entry.last_digest or "")
    return Seal(rows, None if ended == (rows, previous) else rows + 1)


def daily_roots(*, days: int = DAYS_SHOWN) -> list[DailyRoot]:
    """Return the last row of each of the newest days on which something was decided (UTC), newest first.

    Rows that were spoilt are left out, and what is before one whose text cannot even be read: the check says so.
    """
    roots: dict[date, DailyRoot] = {}
    try:
        for number, at, digest in LogEntry.objects.values_list("number", "at", "digest").iterator(chunk_size=500):
            day = _day(at)
            if day is not None and day not in roots:
                if len(roots) == days:
                    break
                roots[day] = DailyRoot(day, number, digest)
    except UNREADABLE as error:
        _raise_unless_spoilt(error)
    return list(roots.values())


def _day(at: datetime | None) -> date | None:
    return at.astimezone(UTC).date() if at else None


def _in_order() -> Generator[Any]:
    """Yield every row, with where the log ended when the first was read."""
    yield from _rows().iterator(chunk_size=1_000)


def _rows() -> models.QuerySet[LogEntry]:
    head = LogHead.objects.filter(pk=LogHead.SINGLETON_ID)
    ends = {f"last_{name}": models.Subquery(head.values(name)[:1]) for name in ("number", "digest")}
    return LogEntry.objects.annotate(**ends).order_by("number")


def _one_by_one() -> Iterator[Any]:
    """Yield each row by itself, in order; None for one that holds what no row of ours can, such as a day that is none."""
    for number in list(_rows().values_list("number", flat=True)):
        try:
            entry = _rows().get(pk=number)
            seal_of(entry)
        except UNREADABLE as error:
            _raise_unless_spoilt(error)
            yield None
        else:
            yield entry


def _raise_unless_spoilt(error: Exception) -> None:
    """Raise what a database says for other reasons than a row whose text is none."""
    if isinstance(error, OperationalError) and "decode" not in str(error):
        raise error


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
