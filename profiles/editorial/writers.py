"""Who wrote a record that is not public yet: nobody approves their own words, also not against somebody who took them off."""

from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from custody.models import LogEntry
from profiles.editorial.kinds import ReviewState

DECIDED = ("state", "note")  # what a reviewer sets without changing what the public reads
CHANGE_APPROVED = "approved a change of"  # in the log, with who wrote it: the version names who took it over


def writers_of(record: Any) -> set[str]:
    """Return everybody who changed its words since it was last public, whatever was decided about it meanwhile."""
    since = takewhile(lambda pair: pair[0].state != ReviewState.APPROVED, _versions(record))
    return _named(version for version, before in since if _rewrote(version, before))


def is_for_others(record: Any, name: str) -> bool:
    """Whether somebody else has to publish it: this person changed its words since it was last public, or words of theirs that
    were public were taken off by another, whose decision it is not theirs to turn.
    """
    if name in writers_of(record):
        return True
    since = takewhile(lambda pair: pair[0].state != ReviewState.APPROVED, _versions(record))
    hands = {version.history_user and version.history_user.get_username() for version, _ in since}
    return bool(hands - {name}) and name in _ever_wrote(record)


def rewritten(record: Any) -> bool:
    """Whether its words are others than those it was made with."""
    versions = record.history.order_by("history_id")
    first, last = versions.first(), versions.last()
    return first is not None and _words(first) != _words(last)


def _ever_wrote(record: Any) -> set[str]:
    """Return everybody whose words it ever had, those of approved changes included."""
    taken_over = LogEntry.objects.filter(action=CHANGE_APPROVED, subject=f"{record._meta.label_lower} {record.pk}")
    authors = {str(name) for row in taken_over for name in row.detail.get("written by", ())}
    return authors | _named(
        version
        for version, before in _versions(record)
        if _rewrote(version, before)
        and not (before is not None and version.state == before.state == ReviewState.APPROVED)  # a change taken over
    )


def _versions(record: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each version with the one before it, newest first; None before the first."""
    # In the order of writing, whatever the clocks of several machines said.
    versions = list(record.history.select_related("history_user").order_by("-history_id"))
    return zip(versions, [*versions[1:], None], strict=True)


def _rewrote(version: Any, before: Any) -> bool:
    return before is None or _words(version) != _words(before)


def _named(versions: Iterator[Any]) -> set[str]:
    return {version.history_user.get_username() for version in versions if version.history_user is not None}


def _words(version: Any) -> dict[str, Any]:
    fields = version.tracked_fields
    return {
        field.name: getattr(version, field.attname)
        for field in fields
        if field.name not in DECIDED and not getattr(field, "auto_now", False)
    }
