"""What a comparison puts side by side: places under one scenario, and saved scenarios under their own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from calculator.answer import Answer
from calculator.asking.given import Fault, FaultyError
from calculator.asking.question import Question, question_of, read_question
from calculator.asking.scenario import Scenario
from calculator.asking.staff import StaffSection
from calculator.engine.results import Budget
from calculator.engine.rules_2027_1.bases import Range
from calculator.engine.staff import InPost
from calculator.keeping.saved import Saved, SavedNotFound, find_saved
from calculator.subject import Subject, subject_of_place
from profiles.selectors import PlaceNotFound, find_any

MOST = 4
MOST_LOOKED_UP = 2 * MOST  # a name may cost a search and a query; what else is given is only counted
KEYS = ("city", "scenario")
KIND = "a city's slug or GEOID, or the id of a saved scenario"


@dataclass(frozen=True, slots=True)
class Column:
    """One of those compared: its pair in the query string, whose it is, and its answer."""

    pair: tuple[str, str]
    subject: Subject
    scenario: Scenario
    budget: Budget
    saved: Saved | None = None
    in_post: Mapping[str, InPost] = field(default_factory=dict)  # by role, where somebody said
    spanned: Range | None = None  # what the ways to count span; None where the edition knows of none


@dataclass(frozen=True, slots=True)
class Comparison:
    """The columns in the order given, the scenario that places share, and what could not be used.

    Staff in post (`staff`) are those of one place: the first of those named as a city.
    """

    columns: tuple[Column, ...]
    scenario: Scenario
    faults: tuple[Fault, ...]
    staff: StaffSection = field(default_factory=StaffSection)
    data: str = ""  # the release of the facts that is asked for; empty: those of now

    def pairs(self, *, without: tuple[str, str] | None = None) -> list[tuple[str, str]]:
        """Return the query string's pairs, but one column's, then the shared scenario's."""
        kept = [column.pair for column in self.columns if column.pair != without]
        settings = [pair for pair in self.scenario.query() if pair != ("methodology", "caps")]
        settings += [("data", self.data)] if self.data else []
        return [*kept, *settings, *([] if without == self.staffed else self.staff.query())]

    @property
    def staffed(self) -> tuple[str, str] | None:
        """The column whose staff are given, by its pair."""
        return next((column.pair for column in self.columns if column.pair[0] == "city"), None)


def read_comparison(values: Mapping[str, Sequence[str]]) -> Comparison:
    """Read a query string: every fault is kept with its name, and the rest is compared all the same."""
    asked = [(name, value.strip()) for name in KEYS for value in values.get(name, ()) if value.strip()]
    question, faults = _shared({name: items for name, items in values.items() if name not in KEYS})
    columns: dict[tuple[str, str], Column] = {}
    for name, key in asked[:MOST_LOOKED_UP]:
        try:
            column = _column(name, key, question.scenario)
        except FaultyError as error:
            faults += error.faults
            continue
        if column.pair in columns:
            faults.append(Fault(name, f"{column.subject.name} is given more than once; it is shown once"))
        elif len(columns) == MOST:
            faults.append(Fault(name, f"{column.subject.name} is left out", f"at most {MOST} side by side"))
        else:
            columns[column.pair] = column
    if len(asked) > MOST_LOOKED_UP:
        more = len(asked) - MOST_LOOKED_UP
        faults.append(Fault(asked[-1][0], f"and {more:,} more are left out", f"at most {MOST} side by side"))
    staff = question.current_staff
    compared = Comparison(tuple(columns.values()), question.scenario, tuple(faults), staff, question.data)
    own = [
        replace(column, in_post=staff.in_post) if column.pair == compared.staffed else column
        for column in compared.columns
    ]
    return replace(compared, columns=tuple(own))


def _shared(values: Mapping[str, Sequence[str]]) -> tuple[Question, list[Fault]]:
    """Return the question that all places share; facts and places of one calculator cannot be shared."""
    question = read_question(values)
    faults = list(question.faults)
    message = "is of one place and is not used here; save the scenario in its calculator and compare the saved one"
    faults += [Fault(name, message) for name in question.scenario.facts]
    faults += [Fault(name, message) for name in dict.fromkeys(name for name, _ in question.subject)]
    return replace(question, scenario=replace(question.scenario, facts={})), faults


def _column(name: str, key: str, scenario: Scenario) -> Column:
    """Return the place's column, or the saved scenario's; an id is taken under either name."""
    near = ""
    if name == "city":
        try:
            place = find_any(key)
        except PlaceNotFound as error:
            near = error.suggestions[0].slug if error.suggestions else ""
        else:
            subject = subject_of_place(place)
            answer = Answer(subject, question_of(scenario))
            return Column((name, place.slug), subject, scenario, answer.budget, spanned=answer.range)
    try:
        saved = find_saved(key)
    except SavedNotFound:
        what = "place we know" if name == "city" else "saved scenario"
        raise FaultyError([Fault(name, f"{key[:80]!r} is no {what}", KIND, key[:80], near)]) from None
    in_post = saved.question.current_staff.in_post
    spanned = Answer(saved.subject, saved.question).range
    return Column(("scenario", saved.id), saved.subject, saved.question.scenario, saved.budget, saved, in_post, spanned)
