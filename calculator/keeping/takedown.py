"""Taking a saved scenario down, with the record of why: its address then says so, and nothing else.

Each decision is noted outside the database (`custody.ledger`) before it is committed, so that a restored backup is told it again.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from calculator.models import Scenario, Tombstone
from custody import ledger
from custody.chain import record as log
from web.problems import Problem
from web.quoting import quoted


class TakedownError(LookupError):
    """Nothing was taken down; the text says why."""


class SavedTakenDown(Problem):
    """The scenario of this id was taken down; the text says when and why, as far as may be said. Wherever it is not caught
    the answer is 410.
    """

    def __init__(self, tombstone: Tombstone) -> None:
        self.tombstone = tombstone
        day = f"{tombstone.at:%B} {tombstone.at.day}, {tombstone.at.year}"
        super().__init__(410, f"This saved scenario was taken down on {day}. Reason: {tombstone.reason}")


@transaction.atomic
def take_down(key: str, *, reason: str, record: str, by: str) -> Tombstone:
    """Set a tombstone on a saved scenario. Raises TakedownError where there is none, or one is set already, and
    LedgerError where the decision cannot be noted.

    `reason` is shown to whoever opens the address; `record` (an order's number, a ticket) is for operators alone.
    """
    if not reason.strip() or not record.strip():
        raise TakedownError("Give a reason, which is shown, and the record of the decision. Nothing was taken down.")
    _check_words(reason=reason, record=record)
    scenario = Scenario.objects.select_for_update().filter(pk=key.lower()).first()
    if scenario is None:
        raise TakedownError(f"No scenario is saved under {quoted(key[:40])}. Nothing was taken down.")
    if Tombstone.objects.filter(scenario=scenario).exists():
        raise TakedownError(f"{scenario.pk} was taken down already.")
    stone = Tombstone(scenario=scenario, reason=reason.strip(), record=record.strip(), by=by, at=timezone.now())
    stone.save(force_insert=True)
    log(by, "took down", f"scenario {scenario.pk}", {"record": stone.record})
    ledger.note(written(stone))  # last: what the database refuses is never told to a restored backup
    return stone


@transaction.atomic
def put_back(key: str, *, record: str, by: str) -> None:
    """Remove a tombstone. Raises TakedownError where none is set, LedgerError where the decision cannot be noted."""
    stone = Tombstone.objects.select_for_update().filter(scenario_id=key.lower()).first()
    if stone is None:
        raise TakedownError(f"{quoted(key[:40])} is not taken down. Nothing was changed.")
    if not record.strip():
        raise TakedownError("Give the record of the decision. Nothing was changed.")
    _check_words(record=record)
    Tombstone.objects.filter(pk=stone.pk).delete()
    log(by, "put back", f"scenario {key.lower()}", {"record": record.strip()})
    ledger.note({"scenario": stone.scenario_id, "lifted": timezone.now().isoformat()})


def _check_words(**given: str) -> None:
    """Raise TakedownError where a text is longer than its column, or no text: a shell passes on any byte."""
    for name, text in given.items():
        longest = getattr(Tombstone, name).field.max_length
        if len(text.strip()) > longest:
            raise TakedownError(f"The {name} is longer than {longest} characters. Nothing was changed.")
        try:
            text.encode()
        except UnicodeEncodeError:
            raise TakedownError(f"The {name} holds what is no letter of UTF-8. Nothing was changed.") from None


def written(stone: Tombstone) -> dict[str, str]:
    """Return a tombstone as a line of the ledger."""
    return {
        "scenario": stone.scenario_id,
        "reason": stone.reason,
        "record": stone.record,
        "by": stone.by,
        "at": stone.at.isoformat(),
    }


@transaction.atomic
def set_again(*, by: str, also: Iterable[Mapping[str, str]] = ()) -> int:
    """Set or lift once more what the ledger says last of each scenario, as after a restore; return how many changed.

    `also` are tombstones known from elsewhere, such as the database that served before. Raises LedgerError.
    """
    last = {line["scenario"]: line for line in (*ledger.lines(), *also) if "scenario" in line}
    saved = set(Scenario.objects.filter(pk__in=last).values_list("pk", flat=True))
    down = set(Tombstone.objects.filter(pk__in=last).values_list("pk", flat=True))
    changed = [line for key, line in last.items() if key in saved and ("lifted" in line) == (key in down)]
    for line in changed:
        if "lifted" in line:
            Tombstone.objects.filter(pk=line["scenario"]).delete()
        else:
            told = {name: line[name] for name in ("reason", "record", "by")}
            Tombstone.objects.create(scenario_id=line["scenario"], at=datetime.fromisoformat(line["at"]), **told)
        log(by, "put back" if "lifted" in line else "took down", f"scenario {line['scenario']}", {"again": True})
    return len(changed)
