"""Towns, counties, states and metros: each a list, one of them, and its budget, in the shapes of places."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from rest_framework.request import Request

from calculator.answer import Answer
from calculator.api.asked import Asked
from calculator.api.budget.answer import BudgetAnswer, budget_answer
from calculator.api.cited import site_of
from calculator.api.document import READING_ONE, Operation, path_parameter
from calculator.api.frame import Reading, RowsReading, not_found
from calculator.api.parameters import SUBJECT_LIST, TRACE, scenario_parameters
from calculator.api.places.answer import City
from calculator.api.places.reading import read_list, read_one
from calculator.api.places.rows import CityList, StateList
from calculator.asking.question import question_of
from calculator.asking.scenario import read_scenario
from calculator.subject import subject_of_place
from profiles.selectors import PlaceFacts, place_table, search
from profiles.words import label
from web.problems import FieldProblem
from web.quoting import quoted

SUGGESTED = 3


@dataclass(frozen=True, slots=True)
class Level:
    """A level of subjects: its name, the path's parameter, and what it is in words."""

    key: str
    plural: str
    parameter: str
    allowed: str
    example: str
    about: str


LEVELS = (
    Level(
        "town", "towns", "geoid", "A GEOID of 10 digits or a slug.", "3401334450",
        "Towns and townships with a government of their own, in the twelve states where they do what a city does elsewhere.",
    ),
    Level(
        "county", "counties", "fips", "A FIPS code of 5 digits or a slug.", "24033",
        "Counties and county equivalents with their own population: never a sum of their places.",
    ),
    Level(
        "state", "states", "usps", "A postal code in either case.", "md",
        "States and the District of Columbia; `population_covered_share` is what their incorporated places hold.",
    ),
    Level("metro", "metros", "cbsa", "A CBSA code of 5 digits or a slug.", "12580", "Metropolitan and micropolitan areas."),
)  # fmt: skip


def endpoints(level: Level) -> tuple[type[RowsReading], type[Reading], type[Reading]]:
    """Return the three resources of a level: the list, one of them, its budget."""
    one = path_parameter(level.parameter, level.allowed, example=level.example)

    def read_them(self: Any, request: Request, given: Asked, **path: str) -> HttpResponse:
        return read_list(request, given, level.key, as_csv=self.format_of(request, given) == "csv")

    def read_it(self: Any, request: Request, given: Asked, **path: str) -> City:
        return read_one(request, given, find(level, path[level.parameter]))

    def read_budget(self: Any, request: Request, given: Asked, **path: str) -> BudgetAnswer:
        subject = subject_of_place(find(level, path[level.parameter]))
        scenario, trace = read_scenario(given), given.yes("trace")
        given.refuse_unknown()
        given.raise_faults()
        return budget_answer(Answer(subject, question_of(scenario), link=site_of(request)), trace=bool(trace))

    return (
        _made(RowsReading, f"List{level.plural.title()}", read_them, Operation(
            operation=f"list_{level.plural}", tag="Places", summary=f"List {level.plural}", description=level.about,
            answer=StateList if level.key == "state" else CityList, example=f"{level.plural}.json", parameters=SUBJECT_LIST,
            csv="The same rows with a header; empty cells where nothing is reported.",
        )),
        _made(Reading, f"Read{level.key.title()}", read_it, Operation(
            operation=f"read_{level.key}", tag="Places", summary=f"Read one {level.key}",
            description="Everything known of it, in the shape of a city, and its budget in short.", answer=City,
            example=f"{level.key}.json", parameters=[one], statuses=READING_ONE,
        )),
        _made(Reading, f"Read{level.key.title()}Budget", read_budget, Operation(
            operation=f"read_{level.key}_budget", tag="Budgets", summary=f"Compute one {level.key}’s budget",
            description="Staff and dollars a year under any scenario, as for a city.", answer=BudgetAnswer,
            example="city-budget.json",
            parameters=[one, *scenario_parameters(), TRACE],
            statuses=READING_ONE,
        )),
    )  # fmt: skip


def find(level: Level, key: str) -> PlaceFacts:
    """Return the subject of a slug or code, in either case. Raises Problem (404) with the nearest names."""
    found = place_table().of(level.key).get(key.lower())
    if found is not None:
        return found
    near = [found.entry for found in search(key.replace("-", " "), limit=20).results if found.entry.kind == level.key]
    errors = tuple(
        FieldProblem(
            parameter=level.parameter, message=f"Did you mean {label(entry)}?", suggestion=entry.slug or entry.geoid
        )
        for entry in near[:SUGGESTED]
    )
    raise not_found(f"No {level.key} has the slug or code {quoted(key[:80])}. {level.allowed}", errors=errors)


def _made[E: Reading](base: type[E], name: str, read: Callable[..., Any], operation: Operation) -> type[E]:
    """Return an endpoint class of that name."""
    members = {"read": read, "operations": {"get": operation}, "__doc__": operation.description, "__module__": __name__}
    return type(name, (base,), members)
