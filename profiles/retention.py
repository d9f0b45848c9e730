"""How long what visitors and editors leave is kept, and forgetting it for good: rows, histories, public copies, backups.

What was erased is noted, without its content, in a file outside the database (`ERASURES_PATH`), so that a restored
backup is made to forget it again.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core import serializers
from django.db import transaction
from django.db.models import QuerySet

from custody.chain import record as log
from custody.models import Proposal
from profiles.kinds import ReviewState
from profiles.models import EvidenceEntry, Submission


class LedgerError(ValueError):
    """The list of erasures cannot be read; the text names file and line."""


@dataclass(frozen=True, slots=True)
class Purged:
    """How many of each had outlived their time."""

    contacts: int
    submissions: int
    attempts: int
    sessions: int


def erase(submission: Submission, *, by: str, note: bool = True) -> None:
    """Forget a submission: its row, the public entry made from it, every version of both, changes that wait.

    `note` keeps a sealed mark of its reference, by which a restored backup is made to forget it again.
    """
    reference = submission.reference
    with transaction.atomic():
        if submission.entry is not None:
            erase_entry(submission.entry)
        Submission.history.filter(id=submission.pk).delete()
        submission_pk = submission.pk
        submission.delete()
        Submission.history.filter(id=submission_pk).delete()
        log(by, "erased", f"submission {reference}")
    if note:
        _note(reference)


def erase_entry(entry: EvidenceEntry) -> None:
    """Forget an entry of the evidence library with every version of it."""
    pk = entry.pk
    Proposal.objects.filter(content_type=ContentType.objects.get_for_model(EvidenceEntry), object_id=str(pk)).delete()
    entry.delete()
    EvidenceEntry.history.filter(id=pk).delete()


def erase_again(*, by: str, also: Iterable[str] = ()) -> int:
    """Forget once more whatever the list of erasures names and the database holds, as after a restore; return how many.

    `also` are references that are known to be erased from elsewhere, such as the log of the database that served before.
    """
    marks = {*_marks(Path(settings.ERASURES_PATH)), *map(_mark, also)}
    found = [one for one in Submission.objects.all() if _mark(one.reference) in marks]
    for submission in found:
        erase(submission, by=by, note=False)
    return len(found)


def held(submission: Submission) -> dict[str, Any]:
    """Return everything that is kept about a submission, for whoever sent it."""
    entries = [submission.entry] if submission.entry else []
    kept = {
        "submission": [submission],
        "its versions": Submission.history.filter(id=submission.pk),
        "published as": entries,
        "versions of that": EvidenceEntry.history.filter(id__in=[entry.pk for entry in entries]),
    }
    return {name: json.loads(serializers.serialize("json", rows)) for name, rows in kept.items()}


def purge(*, on: date, dry_run: bool = False) -> Purged:
    """Remove what had outlived its time on that day; with `dry_run` only count it."""
    contacts = _decided_before(_days_before(on, settings.KEEP_CONTACT_DAYS)).exclude(contact="")
    submissions = _decided_before(_days_before(on, settings.KEEP_SUBMISSIONS_DAYS)).filter(entry=None)
    since = _days_before(on, settings.KEEP_ATTEMPTS_DAYS)
    attempts = [model.objects.filter(attempt_time__lt=since) for model in (AccessAttempt, AccessFailureLog, AccessLog)]
    sessions = Session.objects.filter(expire_date__lt=_days_before(on, 0))
    counted = Purged(contacts.count(), submissions.count(), sum(rows.count() for rows in attempts), sessions.count())
    if dry_run:
        return counted
    with transaction.atomic():
        for submission in submissions:
            erase(submission, by="the site (purge)", note=False)
        contacts.update(contact="")
        for rows in attempts:
            rows.delete()
        sessions.delete()
    return counted


def _decided_before(moment: datetime) -> QuerySet[Submission]:
    return Submission.objects.exclude(state=ReviewState.WAITING).filter(decided_at__lt=moment)


def _days_before(on: date, days: int) -> datetime:
    return datetime(on.year, on.month, on.day, tzinfo=UTC) - timedelta(days=days)


def _mark(reference: str) -> str:
    """Return a keyed digest of a reference, from which nobody can tell it."""
    return hmac.new(settings.SECRET_KEY.encode(), f"erased {reference}".encode(), hashlib.sha256).hexdigest()


def _note(reference: str) -> None:
    path = Path(settings.ERASURES_PATH)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"mark": _mark(reference), "on": datetime.now(UTC).date().isoformat()}) + "\n")


def _marks(path: Path) -> list[str]:
    if not path.exists():
        return []
    marks = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            marks.append(str(json.loads(line)["mark"]))
        except (ValueError, KeyError, TypeError):
            raise LedgerError(f"{path.name}, line {number}: not a mark of an erasure; nothing was erased") from None
    return marks
