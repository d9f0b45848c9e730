"""The method held against what programs cost and what places spend, by running it: misses are told too."""

from dataclasses import dataclass
from functools import cache
from statistics import median
from urllib.parse import urlencode

from calculator.answer import Answer, budget_for
from calculator.asking.question import question_of, read_question
from calculator.asking.scenario import OneYear
from calculator.engine.programs import Program, load_programs
from calculator.methods import DEFAULT_ID, FOLDER, find_methodology, newest
from calculator.subject import subject_of_place, subject_typed
from profiles.editorial.memory import SpendingFigure, places_with_spending, spending
from profiles.selectors import PlaceFacts, place_table

WHOLE_PROGRAM_USD = 5_000_000
THREE_YEAR = "three-year"  # how data/local/spending.csv marks a total over three years


@dataclass(frozen=True, slots=True)
class Checked:
    """A published program and what the method gives for it, whole USD; `ratio` is ours over theirs."""

    program: Program
    ours_usd: int
    answer: Answer

    @property
    def ratio(self) -> float:
        """Ours over the published figure; where a range was published, over its nearer end, 1 inside it."""
        low, high = self.program.published_low_usd, self.program.published_high_usd
        if low < high and low <= self.ours_usd <= high:
            return 1.0
        return round(self.ours_usd / (low if self.ours_usd < low else high), 2)

    @property
    def url(self) -> str:
        """The calculator with the program's question."""
        return f"/calculator/?{urlencode(self.program.scenario)}"


@dataclass(frozen=True, slots=True)
class Spent:
    """What a place spends a year on a program, beside the reference's budget for everybody at highest risk there."""

    place: PlaceFacts
    figure: SpendingFigure
    reference_usd: int

    @property
    def share(self) -> float:
        """Of the reference."""
        return round(self.figure.annual_usd / self.reference_usd, 3) if self.reference_usd else 0.0


@cache
def programs() -> tuple[Program, ...]:
    """Return the programs of the newest edition, read once per process."""
    path = FOLDER / newest().version / "programs.yaml"
    return load_programs(path.read_text(encoding="utf-8"), file=f"{newest().version}/{path.name}")


def checked() -> tuple[Checked, ...]:
    """Return each program with what the method gives for it today."""
    return tuple(_checked(program) for program in programs())


def spent() -> tuple[Spent, ...]:
    """Return what places spend by approved records, beside the reference for each."""
    scenario = OneYear(find_methodology(DEFAULT_ID))
    found = []
    for geoid in places_with_spending():
        place = place_table().get(geoid)
        if place is not None:
            reference = budget_for(subject_of_place(place), scenario).total
            found += [Spent(place, figure, reference) for figure in spending(geoid)]
    return tuple(found)


def median_share(rows: tuple[Spent, ...]) -> float | None:
    """Return the median share of the reference over budgets of whole programs; None where none is known."""
    whole = [row.share for row in of_whole_programs(rows)]
    return round(median(whole), 2) if whole else None


def of_yearly_figures(rows: tuple[Spent, ...]) -> tuple[Spent, ...]:
    """Return the rows without totals over three years that were divided by three.

    Without the one there is, Newark's, the median is the 17% that the method's text names.
    """
    return tuple(row for row in rows if row.figure.standing != THREE_YEAR)


def of_whole_programs(rows: tuple[Spent, ...]) -> list[Spent]:
    """Return the budgets of whole programs: a site, a grant or a contract for training is none."""
    compared = {row.place.geoid for row in rows if row.figure.beside_recommendation}
    return [row for row in rows if row.figure.annual_usd >= WHOLE_PROGRAM_USD and row.place.geoid in compared]


def _checked(program: Program) -> Checked:
    question = read_question({name: [value] for name, value in program.scenario.items()})
    subject = subject_typed(question.scenario.facts["population"])
    answer = Answer(subject, question_of(question.scenario))
    budget = answer.budget
    ours = {
        "total": float(budget.total),
        "staff": budget.values["staffing_cost"],
        "employee": budget.total / max(1.0, budget.values["all_staff"]),
        "person": budget.total / max(1.0, budget.people_served),
    }
    return Checked(program, round(ours[program.compared]), answer)
