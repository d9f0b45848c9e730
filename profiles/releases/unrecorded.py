"""What is loaded and not what the appended history leads to: a release must hold nothing of it."""

from profiles.ingest.history import Change, changes_between
from profiles.ingest.history_load import recorded
from profiles.refresh.printed import printed_now


def unrecorded() -> tuple[Change, ...]:
    """Return the changes from what the history says to what is printed now; none where every fact has its row."""
    return changes_between(recorded(), printed_now(), lambda key: "")
