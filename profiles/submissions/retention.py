"""How long what visitors and editors leave is kept, and forgetting it for good: rows, histories, public copies, backups.

What is erased is first noted, without its content, outside the database (`custody.ledger`), so that a restored backup is
made to forget it again.
"""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import batched, chain
from pathlib import Path
from typing import Any

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.apps import AppConfig
from django.conf import settings
from django.contrib.admin.models import LogEntry as AdminEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core import serializers
from django.db import transaction
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Trim, Upper

from custody import ledger
from custody.chain import record as log
from custody.models import Proposal
from custody.traces import keep_no_samples, overwrite_after_commit
from profiles.editorial.kinds import ReviewState
from profiles.editorial.library import services, strategies
from profiles.models import EvidenceEntry, Submission
from profiles.publishing import withdraw
from profiles.submissions.deciding import hold_all

BY_PURGE = "the site (purge)"
ADDRESS_ERASED = "erased the address of"
BATCH = 100  # submissions that are held and erased in one transaction
SENDER_OF = "sender of "  # what a mark stands for, where only the address was erased
ATTEMPTS = (AccessAttempt, AccessFailureLog, AccessLog)
WRITTEN_BY_PEOPLE = (
    Submission, Submission.history.model, EvidenceEntry, EvidenceEntry.history.model, Proposal, AdminEntry, Session,
    *ATTEMPTS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Purged:
    """How many of each had outlived their time."""

    contacts: int
    submissions: int
    attempts: int
    sessions: int


def erase(submission: Submission, *, by: str) -> None:
    """Forget a submission: its row, the public entry made from it, every version of both, changes that wait.

    First a sealed mark of its reference is kept, by which a restored backup is made to forget it again. Raises LedgerError
    where the mark cannot be written, and PublishError where published pages that show it cannot be withdrawn: then nothing
    is erased.
    """
    ledger.note({"mark": _mark(submission.reference), "on": datetime.now(UTC).date().isoformat()})
    with transaction.atomic():
        _erase([submission], by=by)
        overwrite_after_commit(WRITTEN_BY_PEOPLE)


def _erase(submissions: Sequence[Submission], *, by: str) -> None:
    """Delete their rows in the caller's transaction, who has them overwritten once all are gone: that takes a moment each time.

    All are held first, so that what somebody writes at this moment is seen, and erased too; then tries to sign in are looked
    through once for all of them, since that reads every one that is kept.
    """
    now = {held.pk: held for held in hold_all(Q(pk__in=[submission.pk for submission in submissions]))}
    _forget_attempts_of(submission.contact for submission in (*submissions, *now.values()))
    for submission in submissions:
        submission.entry_id = now[submission.pk].entry_id if submission.pk in now else submission.entry_id
        _erase_held(submission, by=by)


def _erase_held(submission: Submission, *, by: str) -> None:
    reference, pk = submission.reference, submission.pk
    entries = _entries_of(submission)
    if entries and settings.PUBLISHED_DIR:
        shown = pages_showing(entries)
        # Before, so that an erasure that is cut off is withdrawn already and can be done again; and after, for a page
        # that `publish` asked for in between.
        withdraw(shown, Path(settings.PUBLISHED_DIR))
        transaction.on_commit(lambda: withdraw(shown, Path(settings.PUBLISHED_DIR)), robust=True)
    for entry in entries:
        erase_entry(entry)
    Submission.objects.filter(pk=pk).delete()
    Submission.history.filter(id=pk).delete()
    log(by, "erased", f"submission {reference}")


def _entries_of(submission: Submission) -> set[int]:
    """Return the keys of the entries made from it, also of those that an editor has deleted since."""
    linked = Submission.history.filter(id=submission.pk).values_list("entry_id", flat=True)
    return {submission.entry_id, *linked} - {None}


def finish(reference: str) -> bool:
    """Overwrite what the disk may still hold of a submission whose erasure was cut off once its rows were gone; False where
    nothing was erased under this reference. Raises LedgerError.
    """
    if _mark(reference) not in {line.get("mark") for line in ledger.lines()}:
        return False
    overwrite_after_commit(WRITTEN_BY_PEOPLE)
    return True


def pages_showing(entries: Iterable[int | None]) -> list[str]:
    """Return the paths of the pages on which these entries of the evidence library are, or were in an earlier version."""
    places = EvidenceEntry.history.filter(id__in=entries).exclude(place=None).values_list("place__slug", flat=True)
    slugs = [entry.slug for entry in (*strategies(), *services())]
    return ["/evidence/", *(f"/strategies/{slug}/" for slug in slugs), *(f"/cities/{slug}/" for slug in set(places))]


def erase_contact(submission: Submission, *, by: str) -> None:
    """Forget who sent it; the history never held it. Raises LedgerError, with nothing erased."""
    ledger.note({"mark": _mark(f"{SENDER_OF}{submission.reference}"), "on": datetime.now(UTC).date().isoformat()})
    with transaction.atomic():
        _erase_contacts([submission], by=by)
        overwrite_after_commit(WRITTEN_BY_PEOPLE)


def _erase_contacts(submissions: Sequence[Submission], *, by: str) -> None:
    _forget_attempts_of(submission.contact for submission in submissions)
    for submission in submissions:
        submission.contact = ""
        if Submission.objects.filter(pk=submission.pk).update(contact=""):
            log(by, ADDRESS_ERASED, f"submission {submission.reference}")


def erase_entry(pk: int) -> None:
    """Forget an entry of the evidence library, every version of it, and its words in the admin's own list of changes."""
    list(EvidenceEntry.objects.select_for_update().filter(pk=pk))  # held, so that no change joins it meanwhile
    of_it = {"content_type": ContentType.objects.get_for_model(EvidenceEntry), "object_id": str(pk)}
    Proposal.objects.filter(**of_it).delete()
    AdminEntry.objects.filter(**of_it).update(object_repr="(erased)", change_message="")
    EvidenceEntry.objects.filter(pk=pk).delete()
    EvidenceEntry.history.filter(id=pk).delete()


def erase_again(*, by: str, also: Iterable[str] = (), senders_also: Iterable[str] = ()) -> int:
    """Forget once more whatever the list of erasures names and the database holds, as after a restore; return how many.

    `also` are references that are known to be erased from elsewhere, such as the log of the database that served before, and
    `senders_also` those of which the sender's address is.
    """
    known = [*also, *(f"{SENDER_OF}{reference}" for reference in senders_also)]
    marks = {*(line["mark"] for line in ledger.lines() if "mark" in line), *map(_mark, known)}
    everyone = Submission.objects.values_list("pk", "reference")
    found = [pk for pk, reference in everyone.iterator() if _mark(reference) in marks]
    _each_held(found, Submission.objects.all(), partial(_erase, by=by))
    named = everyone.exclude(contact="").iterator()
    senders = [pk for pk, reference in named if _mark(f"{SENDER_OF}{reference}") in marks]
    _each_held(senders, Submission.objects.all(), partial(_erase_contacts, by=by))
    overwrite_after_commit(WRITTEN_BY_PEOPLE)
    return len(found) + len(senders)


def _each_held(
    keys: Iterable[int], rows: QuerySet[Submission], forget: Callable[[Sequence[Submission]], object]
) -> None:
    """Forget each of `rows` with these keys, held in transactions of so many: however many there are, memory is bounded, and
    whoever decides something meanwhile waits for one batch. One that is no longer among `rows` then is left alone.
    """
    for chosen in batched(keys, BATCH, strict=False):
        with transaction.atomic():
            hold_all(Q(pk__in=chosen))
            forget(list(rows.filter(pk__in=chosen)))


def held(submission: Submission) -> dict[str, Any]:
    """Return everything that is kept about a submission, for whoever sent it."""
    keys = _entries_of(submission)
    kind = ContentType.objects.get_for_model(EvidenceEntry)
    kept = {
        "submission": [submission],
        "its versions": Submission.history.filter(id=submission.pk),
        "published as": EvidenceEntry.objects.filter(pk__in=keys),
        "versions of that": EvidenceEntry.history.filter(id__in=keys),
        "changes of that which wait": Proposal.objects.filter(content_type=kind, object_id__in=map(str, keys)),
        "tries to sign in with the address": chain.from_iterable(_attempts_of([submission.contact])),
    }
    return {name: json.loads(serializers.serialize("json", rows)) for name, rows in kept.items()}


def purge(*, on: date, dry_run: bool = False) -> Purged:
    """Remove what had outlived its time on that day; with `dry_run` only count it.

    So many at a time: a purge that is cut off has removed some for good, and the next goes on. Raises PublishError.
    """
    contacts = _decided_before(_days_before(on, settings.KEEP_CONTACT_DAYS)).exclude(contact="")
    long_ago = _days_before(on, settings.KEEP_SUBMISSIONS_DAYS)
    taken_off = Q(entry__state=ReviewState.REJECTED, entry__updated_at__lt=long_ago)
    submissions = _decided_before(long_ago).filter(Q(entry=None) | taken_off)
    since = _days_before(on, settings.KEEP_ATTEMPTS_DAYS)
    attempts = [model.objects.filter(attempt_time__lt=since) for model in ATTEMPTS]
    sessions = Session.objects.filter(expire_date__lt=_days_before(on, 0))
    counted = Purged(contacts.count(), submissions.count(), sum(rows.count() for rows in attempts), sessions.count())
    if dry_run:
        return counted
    try:
        _each_held(_keys(submissions), submissions, partial(_erase, by=BY_PURGE))
        _each_held(_keys(contacts), contacts, _drop_contacts)
        with transaction.atomic():
            for rows in attempts:
                rows.delete()
            sessions.delete()
            log(BY_PURGE, "purged", f"what outlived its time on {on}", asdict(counted))
    finally:  # also of what was removed before a fault
        overwrite_after_commit(WRITTEN_BY_PEOPLE)
    return counted


def _keys(rows: QuerySet[Submission]) -> list[int]:
    return list(rows.values_list("pk", flat=True))


def _drop_contacts(submissions: Sequence[Submission]) -> None:
    Submission.objects.filter(pk__in=[submission.pk for submission in submissions]).update(contact="")


def keep_no_samples_of_words(sender: AppConfig, **kwargs: Any) -> None:
    """Let the database keep no samples of what people write; called after every migration."""
    keep_no_samples(WRITTEN_BY_PEOPLE)


def _forget_attempts_of(contacts: Iterable[str]) -> None:
    """Forget tries to sign in with one of these addresses as a name, by whoever took the admin for theirs."""
    for attempts in _attempts_of(contacts):
        attempts.delete()


def _attempts_of(contacts: Iterable[str]) -> list[QuerySet[Any]]:
    """Return the tries to sign in with one of these addresses as a name, of each kind; none without one."""
    names = {contact.strip() for contact in contacts} - {""}
    if not names:
        return []
    # People leave a space at its end. In capitals as the database makes them, which may know fewer of those than we do.
    typed = [model.objects.annotate(typed=Upper(Trim("username"))) for model in ATTEMPTS]
    return [attempts.filter(typed__in=[Upper(Value(name)) for name in names]) for attempts in typed]


def _decided_before(moment: datetime) -> QuerySet[Submission]:
    return Submission.objects.exclude(state=ReviewState.WAITING).filter(decided_at__lt=moment)


def _days_before(on: date, days: int) -> datetime:
    kept = min(days, (on - date.min).days)  # the calendar has a first day
    return datetime(on.year, on.month, on.day, tzinfo=UTC) - timedelta(days=kept)


def _mark(reference: str) -> str:
    """Return a keyed digest of a reference, from which nobody can tell it."""
    return hmac.new(settings.SECRET_KEY.encode(), f"erased {reference}".encode(), hashlib.sha256).hexdigest()
