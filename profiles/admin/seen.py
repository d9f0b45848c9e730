"""What a reviewer has seen of a record: nobody approves words that were put there after they looked."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.dateparse import parse_datetime

from custody.proposals import ProposalError, proposal_for

READ = "read"  # in a session: the moment of the state in which a record was opened, never what was in it
MOST_READ = 50


def opened(request: HttpRequest, record: Any) -> None:
    """Keep which state of this record the person looks at."""
    read = request.session.get(READ, {})
    read.pop(_key(record), None)
    kept = [*read.items(), (_key(record), _changed_at(record).isoformat())][-MOST_READ:]
    request.session[READ] = dict(kept)


def check_seen(request: HttpRequest, record: Any) -> None:
    """Raise ProposalError where the record, or the change that waits for it, is newer than the list it was chosen from or than
    the page of it that was opened."""
    listed = request.POST.get("listed", "")
    moments = [_moment(said) for said in (listed, request.session.get(READ, {}).get(_key(record), "")) if said]
    if any(moment is None or moment < _changed_at(record) for moment in moments):
        raise ProposalError(
            "It was changed after you looked at it: open it, read it, and approve it from a fresh list."
        )


def _changed_at(record: Any) -> datetime:
    """Return when the record, or the change that waits for it, was last written."""
    waiting = proposal_for(record)
    written: datetime = record.updated_at
    return max(written, waiting.proposed_at) if waiting else written


def _moment(said: str) -> datetime | None:
    """Return a moment as a list wrote it; None where it is none, or one without its zone."""
    try:
        moment = parse_datetime(said)
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None


def _key(record: Any) -> str:
    return f"{record._meta.label_lower} {record.pk}"
