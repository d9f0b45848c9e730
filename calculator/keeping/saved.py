"""Saving a question with its facts, and answering it again from what was kept."""

import hashlib
import json
import logging
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import parse_qs, urlencode

from django.db import transaction
from django.http import HttpRequest

from calculator import models
from calculator.answer import Answer
from calculator.asking.given import FaultyError
from calculator.asking.question import Question, read_question
from calculator.asking.subject import subject_pairs
from calculator.keeping.holding import HoldsAnswer
from calculator.keeping.quotas import shelf
from calculator.keeping.shelf import shelve, unshelve
from calculator.keeping.snapshot import snapshot_of, subject_from
from calculator.keeping.takedown import SavedTakenDown
from calculator.subject import Subject
from profiles.selectors import place_table
from web.quoting import quoted
from web.throttling import Rate, charge

logger = logging.getLogger(__name__)

LONGEST_ADDRESS = 7_500  # characters of path and query that servers and mail programs pass on
SAVED = "saved"  # the name under which a calculator page is asked for a saved question
SAVING = Rate(120, 3600)


class SavedNotFound(LookupError):  # noqa: N818 (named for what it says)
    """No scenario was saved under this id."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(
            f"No scenario is saved under {quoted(key[:40])}. An id has {models.ID_LENGTH} letters and digits; perhaps the link "
            "was cut short when it was copied. Saved scenarios are never changed and never expire."
        )


@dataclass(frozen=True, slots=True)
class Saved(HoldsAnswer):
    """A saved scenario, answered: the same numbers as on the day it was saved."""

    id: str
    created: datetime
    answer: Answer

    @property
    def data_version(self) -> str:
        """The version of the facts of that day."""
        return self.answer.data_version

    @property
    def url(self) -> str:
        """The short link's path."""
        return f"/s/{self.id}/"

    @property
    def query(self) -> str:
        """The question as a query string, its method's version pinned."""
        return urlencode(self.question.query())

    @property
    def calculator_url(self) -> str:
        """The calculator with this question, over the facts of now; by its id where the address would be too long."""
        path = calculator_path(self.subject)
        address = self.question.url(path)
        return address if len(address) <= LONGEST_ADDRESS else f"{path}?{SAVED}={self.id}"


def save_scenario(subject: Subject, question: Question) -> str:
    """Keep the question and its subject's facts; return the id. The same content again gives the same id.

    One row, added whole or not at all. Raises FaultyError where the question has faults or cannot be answered, and
    Problem where the room for saved scenarios is used up.
    """
    if question.faults:
        raise FaultyError(question.faults)
    pinned = canonical(subject, question)
    snapshot = snapshot_of(subject)
    query = urlencode(pinned.query())
    row = {
        "methodology": pinned.scenario.methodology.reference,
        "data_version": place_table().version,
        "query": query,
        "subject": snapshot,
        "name": subject.name[:300],
        "total": Answer(subject, pinned).budget.total,
    }
    text = json.dumps(row, sort_keys=True, allow_nan=False)
    content = hashlib.sha256(text.encode()).hexdigest()
    known = models.Scenario.objects.filter(content=content).values_list("pk", flat=True).first()
    if known is not None:
        return known
    shelf.take_place()
    with transaction.atomic():
        row["subject"] = shelve(snapshot)
        saved, _ = models.Scenario.objects.get_or_create(content=content, defaults=row)
    return saved.id


def count_saving(request: HttpRequest) -> None:
    """Count one more scenario sent from this address. Raises Problem (429) beyond 120 an hour, more than a room of people saves."""
    charge(request, "scenarios", SAVING)


def find_saved(key: str) -> Saved:
    """Return the saved scenario of that id, computed from what was kept. Raises SavedNotFound, SavedTakenDown."""
    known = key.lower()
    row = models.Scenario.objects.filter(pk=known).first() if models.is_id(known) else None
    if row is None:
        raise SavedNotFound(key)
    stone = models.Tombstone.objects.filter(scenario=row).first()
    if stone is not None:
        raise SavedTakenDown(stone)
    question = read_question(parse_qs(row.query, keep_blank_values=True))
    answer = Answer(subject_from(unshelve(row.subject)), question, data_version=row.data_version)
    total = answer.budget.total
    if total != row.total:
        logger.error("Saved scenario %s gives %d; it gave %d when it was saved", row.id, total, row.total)
    return Saved(row.id, row.created, answer)


def canonical(subject: Subject, question: Question) -> Question:
    """Return the question with its edition pinned, its subject named once by codes that last, and no release: facts are kept."""
    scenario = replace(question.scenario, pinned=True)
    return replace(question, scenario=scenario, subject=subject_pairs(subject), data="")


def calculator_path(subject: Subject) -> str:
    """Return the path of the page where a question about this subject is asked."""
    return f"{subject.place.path}calculator/" if subject.place else "/calculator/"
