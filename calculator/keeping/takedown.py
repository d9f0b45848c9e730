"""Taking a saved scenario down, with the record of why: its address then says so, and nothing else."""

from django.db import transaction

from calculator.models import Scenario, Tombstone
from custody.chain import record as log


class TakedownError(LookupError):
    """Nothing was taken down; the text says why."""


class SavedTakenDown(LookupError):  # noqa: N818 (named for what it says)
    """The scenario of this id was taken down; the text says when and why, as far as may be said."""

    def __init__(self, tombstone: Tombstone) -> None:
        self.tombstone = tombstone
        day = f"{tombstone.at:%B} {tombstone.at.day}, {tombstone.at.year}"
        super().__init__(f"This saved scenario was taken down on {day}. Reason: {tombstone.reason}")


@transaction.atomic
def take_down(key: str, *, reason: str, record: str, by: str) -> Tombstone:
    """Set a tombstone on a saved scenario. Raises TakedownError where there is none, or one is set already.

    `reason` is shown to whoever opens the address; `record` (an order's number, a ticket) is for operators alone.
    """
    if not reason.strip() or not record.strip():
        raise TakedownError("Give a reason, which is shown, and the record of the decision. Nothing was taken down.")
    scenario = Scenario.objects.filter(pk=key.lower()).first()
    if scenario is None:
        raise TakedownError(f"No scenario is saved under {key[:40]!r}. Nothing was taken down.")
    if Tombstone.objects.filter(scenario=scenario).exists():
        raise TakedownError(f"{scenario.pk} was taken down already.")
    stone = Tombstone.objects.create(scenario=scenario, reason=reason.strip(), record=record.strip(), by=by)
    log(by, "took down", f"scenario {scenario.pk}", {"record": stone.record})
    return stone


@transaction.atomic
def put_back(key: str, *, record: str, by: str) -> None:
    """Remove a tombstone. Raises TakedownError where none is set."""
    stone = Tombstone.objects.filter(scenario_id=key.lower()).first()
    if stone is None:
        raise TakedownError(f"{key[:40]!r} is not taken down. Nothing was changed.")
    if not record.strip():
        raise TakedownError("Give the record of the decision. Nothing was changed.")
    stone.delete()
    log(by, "put back", f"scenario {key.lower()}", {"record": record.strip()})
