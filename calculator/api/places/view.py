"""The list of places, one place, and one place's budget."""

from django.http import HttpResponse
from rest_framework.request import Request

from calculator.answer import Answer
from calculator.api.asked import Asked
from calculator.api.budget.answer import BudgetAnswer, budget_answer
from calculator.api.cited import site_of
from calculator.api.document import READING_ONE, Operation, path_parameter
from calculator.api.frame import Reading, RowsReading, not_found
from calculator.api.parameters import CITY_LIST, TRACE, scenario_parameters
from calculator.api.places.answer import City
from calculator.api.places.reading import read_list, read_one
from calculator.api.places.rows import CityList
from calculator.asking.question import question_of
from calculator.asking.scenario import read_scenario
from calculator.subject import subject_of_place
from profiles.selectors import PlaceFacts, PlaceNotFound, find_place
from web.problems import FieldProblem
from web.quoting import quoted

CITY_KEY = path_parameter("city", "Slug or GEOID of a place or town.", example="norfolk-va")


class ListCities(RowsReading):
    """Every place, searched, filtered, ordered and paged."""

    operations = {
        "get": Operation(
            operation="list_cities",
            tag="Cities",
            summary="List places",
            description="Every incorporated place of the United States, searched, filtered, ordered and paged.",
            answer=CityList,
            example="cities.json",
            parameters=CITY_LIST,
            csv="The same rows with a header; empty cells where nothing is reported.",
        )
    }

    def read(self, request: Request, given: Asked, **path: str) -> HttpResponse:
        """Return a page of places."""
        return read_list(request, given, "place", as_csv=self.format_of(request, given) == "csv")


class ReadCity(Reading):
    """One place by slug or GEOID."""

    operations = {
        "get": Operation(
            operation="read_city",
            tag="Cities",
            summary="Read one place",
            description="Everything known of a place, each figure with its year and source, and its budget in short.",
            answer=City,
            example="city.json",
            parameters=[CITY_KEY],
            statuses=READING_ONE,
        )
    }

    def read(self, request: Request, given: Asked, **path: str) -> City:
        """Return everything known of the place or town, and its budget by the default method in short."""
        return read_one(request, given, place_of(path["city"]))


class ReadCityBudget(Reading):
    """One place's budget under any scenario."""

    operations = {
        "get": Operation(
            operation="read_city_budget",
            tag="Budgets",
            summary="Compute one place’s budget",
            description="Staff and dollars a year under any scenario. Parameters go by their name in the methodology; "
            "population, homicides and price_level override the place’s own facts.",
            answer=BudgetAnswer,
            example="city-budget.json",
            parameters=[CITY_KEY, *scenario_parameters(), TRACE],
            statuses=READING_ONE,
        )
    }

    def read(self, request: Request, given: Asked, **path: str) -> BudgetAnswer:
        """Return the budget; parameters by their name in the method, facts overridden by theirs."""
        place = place_of(path["city"])
        scenario = read_scenario(given)
        trace = given.yes("trace")
        given.refuse_unknown()
        given.raise_faults()
        subject = subject_of_place(place)
        return budget_answer(Answer(subject, question_of(scenario), link=site_of(request)), trace=bool(trace))


def place_of(key: str) -> PlaceFacts:
    """Return the place of a slug or GEOID. Raises Problem (404) with the nearest names."""
    try:
        return find_place(key)
    except PlaceNotFound as error:
        near = tuple(
            FieldProblem(
                parameter="city",
                message=f"Did you mean {near.name}, {near.state_name}?",
                suggestion=near.slug,
            )
            for near in error.suggestions
        )
        raise not_found(f"No place has the slug or GEOID {quoted(key[:80])}.", errors=near) from None
