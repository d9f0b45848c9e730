"""A pasted link as a column of a comparison: the subject it names under the question it asks."""

from dataclasses import dataclass, replace

from calculator.asking.given import Fault, FaultyError
from calculator.asking.memo import MemoSection
from calculator.asking.question import Question, read_question
from calculator.asking.subject import subject_of_question, subject_pairs
from calculator.keeping.addresses import KIND, Pasted, read_link
from calculator.keeping.released import data_release
from calculator.keeping.saved import calculator_path
from calculator.subject import Subject, subject_of_place
from profiles.selectors import PlaceNotFound, SubjectNotFound, find_place, find_subject
from web.quoting import quoted

MOST_FAULTS = 3


@dataclass(frozen=True, slots=True)
class Linked:
    """Whom a link names and what it asks, with the pair that names both in a comparison's address."""

    pair: tuple[str, str]
    subject: Subject
    question: Question


def linked(text: str, host: str, shared: Question) -> Linked | str:
    """Return what the link asks, or the id of the scenario it names; a place's page alone takes the shared question.

    Raises FaultyError where the link is not ours, names nothing we know, or asks what cannot be used.
    """
    pasted = read_link(text, host)
    if pasted.saved:
        return pasted.saved
    question = _question(pasted, shared)
    subject = _named(pasted) or subject_of_question(question)
    if subject is None:
        raise FaultyError([Fault("link", "The calculator there has no place and no population yet", KIND)])
    if pasted.values is None and subject.place:
        return Linked(("city", subject.place.slug), subject, shared)
    return linked_to(subject, question)


def linked_to(subject: Subject, question: Question) -> Linked:
    """Return the column of a subject under a question of its own."""
    own = replace(question, subject=subject_pairs(subject), memo=MemoSection(), note="", data="", tab="budget")
    return Linked(("link", own.url(calculator_path(subject))), subject, own)


def _question(pasted: Pasted, shared: Question) -> Question:
    """Return what the link asks. Raises FaultyError with what cannot be used, and for facts of another release."""
    question = read_question(pasted.values or {})
    faults = [
        Fault("link", f"In the link, {fault.name}: {fault.message}", fault.allowed)
        for fault in question.faults[:MOST_FAULTS]
    ]
    if question.data not in ("", shared.data, data_release()):
        now = shared.data or "today"
        message = (
            f"The link holds to the facts of release {quoted(question.data[:40])}, and the others here are of {now}"
        )
        faults.append(Fault("link", message, "a scenario saved with those facts (/s/…), or the link without “data=”"))
    if faults:
        raise FaultyError(faults)
    return question


def _named(pasted: Pasted) -> Subject | None:
    if not pasted.slug:
        return None
    try:
        found = find_place(pasted.slug) if pasted.level == "place" else find_subject(pasted.level, pasted.slug)
    except (PlaceNotFound, SubjectNotFound):
        raise FaultyError(
            [Fault("link", f"The link names {quoted(pasted.slug[:80])}, which we do not know", KIND)]
        ) from None
    return subject_of_place(found)
