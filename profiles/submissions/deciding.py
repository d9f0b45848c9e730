"""Writing what visitors send, and deciding about it."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from custody.chain import record as log
from custody.proposals import ProposalError, check_sound
from profiles.editorial.kinds import EvidenceKind, ReviewState
from profiles.editorial.memory import hold_version
from profiles.editorial.writers import is_for_others, rewritten
from profiles.models import EvidenceEntry, Place, Submission
from profiles.selectors import PlaceFacts, place_meant

VISITOR_CAUTION = "Sent in by a visitor and read by an editor. Not an evaluation."


class DecisionError(ValueError):
    """A decision that cannot be taken like this; the text says what is missing."""


def receive(*, kind: Submission.Kind, values: dict[str, Any], place: PlaceFacts | None = None) -> Submission:
    """Store what a visitor sent, waiting for review."""
    found = place or place_meant(values.get("place_name", ""))
    return Submission.objects.create(
        kind=kind, place=Place.objects.filter(geoid=found.geoid).first() if found else None, **values
    )


@transaction.atomic
def approve(submission: Submission, *, by: User, reason: str = "") -> bool:
    """Accept a submission and return whether that decides it: a story is taken on by one reviewer and published by another.

    Taking on makes it an entry of the evidence library that waits, once, as if its first reviewer had written it: nothing tells
    a reviewer who sent a story themselves from any other visitor. Raises DecisionError where that reviewer, or who rewrote
    the entry since, would publish it, where it no longer says what the submission does, and where it was erased meanwhile or
    breaks the library's rules.
    """
    _hold(submission)
    if submission.kind == Submission.Kind.STORY and submission.entry is None:
        _take_on(submission, by=by)
        return False
    if submission.entry is not None and submission.entry.state != ReviewState.APPROVED:
        if is_for_others(submission.entry, by.get_username()):
            raise DecisionError("You took this story on or rewrote it: somebody else has to publish it.")
        if rewritten(submission.entry):
            raise DecisionError(
                "It was edited since it was taken on: read and approve it under “Evidence and stories”."
            )
        submission.entry.state = ReviewState.APPROVED
        try:
            check_sound(submission.entry)
        except ProposalError as error:
            raise DecisionError(str(error)) from None
        submission.entry.save()
    _decide(submission, ReviewState.APPROVED, by=by, reason=reason)
    return True


def follow(entry: EvidenceEntry, *, by: User) -> None:
    """Decide the submission that an entry was made from, once the entry itself was published, whatever was decided before."""
    behind = hold_behind(entry)
    if behind is not None and behind.state != ReviewState.APPROVED and entry.state == ReviewState.APPROVED:
        _decide(behind, ReviewState.APPROVED, by=by, reason="")


def hold_behind(entry: EvidenceEntry) -> Submission | None:
    """Return the submission that an entry was made from, as it is now, and held until the transaction ends.

    Everybody holds their own account first, then the submission, the entry, the editors' version, the log's end: in any other
    order two of them, one an erasure, would wait for each other until the database ends one.
    """
    return Submission.objects.select_for_update().filter(entry_id=entry.pk).first()


def hold_all(chosen: Q) -> list[Submission]:
    """Return submissions as they are now, all held before the first is decided: from then on the log's end is held too."""
    found = list(Submission.objects.select_for_update().filter(chosen).order_by("pk"))
    entries = [submission.entry_id for submission in found if submission.entry_id is not None]
    list(EvidenceEntry.objects.select_for_update().filter(pk__in=entries).order_by("pk"))
    hold_version()
    return found


def _hold(submission: Submission) -> None:
    """Read it anew and hold it, with what was made from it: what was erased meanwhile is not written back."""
    try:
        submission.refresh_from_db(from_queryset=Submission.objects.select_for_update())
    except Submission.DoesNotExist:
        raise DecisionError("It was erased meanwhile.") from None
    if submission.entry_id is not None:
        submission.entry = EvidenceEntry.objects.select_for_update().filter(pk=submission.entry_id).first()


def _take_on(submission: Submission, *, by: User) -> None:
    entry = EvidenceEntry(
        state=ReviewState.WAITING,
        place=submission.place,
        place_name=submission.place_name,
        kind=EvidenceKind.ANNOUNCEMENT,
        figure=submission.figure,
        claim=submission.message,
        period=submission.period,
        caution=VISITOR_CAUTION,
        source=_publisher(submission.source_url),
        url=submission.source_url,
    )
    entry._history_user = by  # type: ignore[attr-defined]  # simple-history reads it
    entry.save()
    submission.entry = entry
    submission.save()
    log(by.get_username(), "took on", f"submission {submission.reference}")


@transaction.atomic
def reject(submission: Submission, *, by: User, reason: str) -> None:
    """Turn a submission down with a reason; a story that was public no longer is. Raises DecisionError."""
    if not reason.strip():
        raise DecisionError("Give a reason: the sender sees it under the reference number.")
    _hold(submission)
    if submission.entry is not None:
        submission.entry.state = ReviewState.REJECTED
        submission.entry._history_user = by  # type: ignore[attr-defined]  # simple-history reads it
        submission.entry.save()
    _decide(submission, ReviewState.REJECTED, by=by, reason=reason)


def _decide(submission: Submission, state: ReviewState, *, by: User, reason: str) -> None:
    submission.state, submission.reason = state, reason.strip()
    submission.decided_at, submission.decided_by = timezone.now(), by
    submission.save()
    log(by.get_username(), str(state), f"submission {submission.reference}")


def _publisher(url: str) -> str:
    """The site a link leads to, until an editor writes a proper source."""
    return url.partition("://")[2].partition("/")[0].removeprefix("www.")
