"""Who wrote a record that is not public yet: nobody approves their own words."""

from typing import Any

from profiles.editorial.kinds import ReviewState

DECIDED = ("state", "note")  # what a reviewer sets without changing what the public reads


def writers_of(record: Any) -> set[str]:
    """Return everybody who changed its words since it was last public, whatever was decided about it meanwhile."""
    names: set[str] = set()
    # In the order of writing, whatever the clocks of several machines said.
    versions = list(record.history.select_related("history_user").order_by("-history_id"))
    for version, before in zip(versions, [*versions[1:], None], strict=True):
        if version.state == ReviewState.APPROVED:
            break
        if version.history_user is not None and (before is None or _words(version) != _words(before)):
            names.add(version.history_user.get_username())
    return names


def rewritten(record: Any) -> bool:
    """Whether its words are others than those it was made with."""
    versions = record.history.order_by("history_id")
    first, last = versions.first(), versions.last()
    return first is not None and _words(first) != _words(last)


def _words(version: Any) -> dict[str, Any]:
    fields = version.tracked_fields
    return {
        field.name: getattr(version, field.attname)
        for field in fields
        if field.name not in DECIDED and not getattr(field, "auto_now", False)
    }
