"""Writing what visitors send, and deciding about it."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from custody.chain import record as log
from profiles.kinds import EvidenceKind, ReviewState
from profiles.models import EvidenceEntry, Place, Submission
from profiles.selectors import PlaceFacts, place_meant
from profiles.writers import writers_of

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
def approve(submission: Submission, *, by: User, reason: str = "") -> None:
    """Accept a submission; a story becomes an approved entry of the evidence library, once.

    Raises DecisionError where the entry was rewritten since, by whoever decides now.
    """
    if submission.kind == Submission.Kind.STORY and submission.entry is None:
        submission.entry = EvidenceEntry.objects.create(
            state=ReviewState.APPROVED,
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
    elif submission.entry is not None and submission.entry.state != ReviewState.APPROVED:
        if by.get_username() in writers_of(submission.entry):
            raise DecisionError("You rewrote what would be published: somebody else has to approve it.")
        submission.entry.state = ReviewState.APPROVED
        submission.entry.save()
    _decide(submission, ReviewState.APPROVED, by=by, reason=reason)


@transaction.atomic
def reject(submission: Submission, *, by: User, reason: str) -> None:
    """Turn a submission down with a reason; a story that was public no longer is. Raises DecisionError."""
    if not reason.strip():
        raise DecisionError("Give a reason: the sender sees it under the reference number.")
    if submission.entry is not None:
        submission.entry.state = ReviewState.REJECTED
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
