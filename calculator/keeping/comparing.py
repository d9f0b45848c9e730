"""What a comparison puts side by side: places under one question, saved scenarios and linked ones under their own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from calculator.answer import Answer
from calculator.asking.funding import FundingSection
from calculator.asking.given import Fault, FaultyError
from calculator.asking.grant import GrantSection
from calculator.asking.memo import MemoSection
from calculator.asking.question import Question, read_question
from calculator.asking.staff import StaffSection
from calculator.engine.staff import InPost
from calculator.keeping.holding import HoldsAnswer
from calculator.keeping.linked import linked
from calculator.keeping.saved import Saved, SavedNotFound, find_saved
from calculator.keeping.takedown import SavedTakenDown
from calculator.subject import subject_of_place
from profiles.selectors import PlaceNotFound, find_any
from web.quoting import quoted

MOST = 4
MOST_LOOKED_UP = 2 * MOST  # a name may cost a search and a query; what else is given is only counted
KEYS = ("city", "scenario", "link")
KIND = "a slug or GEOID of a place, town, county, state or metro, or the id of a saved scenario"

type Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Column(HoldsAnswer):
    """One of those compared: its pair in the query string, whose it is, and its answer."""

    pair: Pair
    answer: Answer
    saved: Saved | None = None

    @property
    def in_post(self) -> Mapping[str, InPost]:
        """Staff in post by role, where somebody said."""
        return self.question.current_staff.in_post


@dataclass(frozen=True, slots=True)
class Comparison:
    """The columns in the order given, the question that places share, and what could not be used.

    Staff in post, money and request are those of one place: the first of those named as a city. `left_out` are the pairs
    that found no room, `unusable` those that nothing could be made of: neither is lost. `unread` are the faults of
    settings that cannot be read: what stands in their place is the preset's.
    """

    columns: tuple[Column, ...]
    question: Question
    faults: tuple[Fault, ...]
    left_out: tuple[Pair, ...] = ()
    unusable: tuple[Pair, ...] = ()
    unread: tuple[Fault, ...] = ()

    def pairs(self, *, without: Pair | None = None) -> list[Pair]:
        """Return the query string's pairs, but one column's, then the shared question's; who was left out moves up."""
        kept = [column.pair for column in self.columns if column.pair != without]
        kept += self.left_out if without else ()
        shared = self.question if without is None or without != self.staffed else general(self.question)
        return [*kept, *(pair for pair in shared.query() if pair != ("methodology", "caps"))]

    @property
    def staffed(self) -> Pair | None:
        """The column whose staff, money and request are given, by its pair."""
        return next((column.pair for column in self.columns if column.pair[0] == "city"), None)

    @property
    def box_faults(self) -> tuple[Fault, ...]:
        """What is wrong with what somebody wanted to add."""
        return tuple(fault for fault in self.faults if fault.name in KEYS)


def read_comparison(values: Mapping[str, Sequence[str]], host: str = "") -> Comparison:
    """Read a query string: every fault is kept with its name, and the rest is compared all the same."""
    asked = [(name, value.strip()) for name in KEYS for value in values.get(name, ()) if value.strip()]
    question, unread, faults = _shared({name: items for name, items in values.items() if name not in KEYS})
    columns: dict[Pair, Column] = {}
    left_out: list[Pair] = []
    unusable: list[Pair] = []
    for name, key in asked[:MOST_LOOKED_UP]:
        try:
            column = _column(name, key, _for_next(question, columns), host)
        except FaultyError as error:
            faults += error.faults
            unusable.append((name, key))
            continue
        if column.pair in columns:
            faults.append(Fault(name, f"{column.subject.name} is given more than once; it is shown once"))
        elif len(columns) == MOST:
            message = f"{column.subject.name} is left out; remove one above and it moves up"
            faults.append(Fault(name, message, f"at most {MOST} side by side"))
            left_out.append(column.pair)
        else:
            columns[column.pair] = column
    if len(asked) > MOST_LOOKED_UP:
        more = len(asked) - MOST_LOOKED_UP
        faults.append(Fault(asked[-1][0], f"and {more:,} more are left out", f"at most {MOST} side by side"))
    return Comparison(tuple(columns.values()), question, (*unread, *faults), tuple(left_out), tuple(unusable), unread)


def general(question: Question) -> Question:
    """Return the question without what is one place's own: its staff, its money, its request."""
    grant = GrantSection(rules=question.grant.rules)
    return replace(question, current_staff=StaffSection(), funding=FundingSection(), grant=grant)


def _for_next(question: Question, columns: Mapping[Pair, Column]) -> Question:
    return general(question) if any(pair[0] == "city" for pair in columns) else question


def _shared(values: Mapping[str, Sequence[str]]) -> tuple[Question, tuple[Fault, ...], list[Fault]]:
    """Return the question that all places share, what of it cannot be read, and what of one calculator cannot be shared."""
    question = read_question(values)
    message = "is of one place and is not used here; save the scenario in its calculator and compare the saved one"
    faults = [Fault(name, message) for name in question.scenario.facts]
    faults += [Fault(name, message) for name in dict.fromkeys(name for name, _ in question.subject)]
    scenario = replace(question.scenario, facts={}, citation="")
    shared = replace(
        question, scenario=scenario, memo=MemoSection(), subject=(), faults=(), unread=(), name="", note=""
    )
    return shared, question.faults, faults


def _column(name: str, key: str, question: Question, host: str) -> Column:
    """Return the place's column, the saved scenario's or the linked one's; an id is taken under every name."""
    if name == "link":
        found = linked(key, host, question)
        if isinstance(found, str):
            return _saved(name, found)
        return _known(Column(found.pair, Answer(found.subject, found.question)))
    near = ""
    if name == "city":
        try:
            place = find_any(key)
        except PlaceNotFound as error:
            near = error.suggestions[0].slug if error.suggestions else ""
        else:
            return _known(Column((name, place.slug), Answer(subject_of_place(place), question)))
    return _saved(name, key, near)


def _saved(name: str, key: str, near: str = "") -> Column:
    try:
        saved = find_saved(key)
    except SavedNotFound:
        what = "place we know" if name == "city" else "saved scenario"
        raise FaultyError([Fault(name, f"{quoted(key[:80])} is no {what}", KIND, key[:80], near)]) from None
    except SavedTakenDown as error:
        raise FaultyError([Fault(name, str(error))]) from None
    return Column(("scenario", saved.id), saved.answer, saved)


def _known(column: Column) -> Column:
    """Return the column where it has an answer. Raises FaultyError, naming whose is missing."""
    try:
        _ = column.budget
    except FaultyError as error:
        raise FaultyError(
            [Fault(column.pair[0], f"{fault.name} {fault.message}", fault.allowed) for fault in error.faults]
        ) from None
    return column
