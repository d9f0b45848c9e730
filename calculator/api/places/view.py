"""The list of places, one place, and one place's budget."""

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from calculator.answer import Answer
from calculator.api.asked import Asked
from calculator.api.budget.answer import BudgetAnswer, budget_answer, budget_summary
from calculator.api.document import READING_ONE, Operation, path_parameter, query
from calculator.api.frame import CSV, Reading, RowsReading, json_response, not_found, site_of
from calculator.api.paging import link_header, read_page
from calculator.api.parameters import CITY_LIST, SWITCH, scenario_parameters
from calculator.api.places.answer import City, CityList, CityRow, Links, city_answer, city_row
from calculator.api.places.filter import matching, read_filter
from calculator.api.places.order import ORDERING_NAMES, ordered
from calculator.api.rows_csv import csv_text
from calculator.asking.question import question_of
from calculator.asking.scenario import Scenario, read_scenario
from calculator.methods import DEFAULT_ID, find_methodology
from calculator.services import budget_for
from calculator.subject import subject_of_place
from profiles.selectors import PlaceFacts, PlaceNotFound, find_place, place_table
from web.problems import FieldProblem

DEFAULT_LIMIT = 100
CITY_KEY = path_parameter("city", "Slug or GEOID of a place.", example="norfolk-va")


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
        table = place_table()
        wanted = read_filter(given, table)
        page = read_page(given, default_limit=DEFAULT_LIMIT)
        ordering = given.choice("ordering", ORDERING_NAMES)
        as_csv = self.format_of(request, given) == "csv"
        given.refuse_unknown()
        given.raise_faults()
        places = ordered([table.places[index] for index in matching(table, wanted)], ordering)
        links = page.links(request, len(places))
        rows = tuple(city_row(place, version=table.version) for place in page.of(places))
        if as_csv:
            response = HttpResponse(csv_text(CityRow, rows), content_type=CSV)
        else:
            response = json_response(CityList(count=len(places), data_version=table.version, **links, results=rows))
        if header := link_header(links):
            response.headers["Link"] = header
        return response


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
        """Return everything known of the place, and its budget by the default method in short."""
        place = place_of(path["city"])
        given.refuse_unknown()
        given.raise_faults()
        summary = budget_for(subject_of_place(place), Scenario(find_methodology(DEFAULT_ID)))
        root = request.build_absolute_uri("/")[:-1]
        links = Links(
            self=root + reverse("api:city", args=[place.slug]),
            budget=root + reverse("api:city-budget", args=[place.slug]),
            profile=f"{root}/cities/{place.slug}/",
            calculator=f"{root}/cities/{place.slug}/calculator/",
        )
        return city_answer(place, version=place_table().version, budget=budget_summary(summary), links=links)


class ReadCityBudget(Reading):
    """One place's budget under any scenario."""

    operations = {
        "get": Operation(
            operation="read_city_budget",
            tag="Budgets",
            summary="Compute one place's budget",
            description="Staff and dollars a year under any scenario. Parameters go by their name in the methodology; "
            "population, homicides and price_level override the place's own facts.",
            answer=BudgetAnswer,
            example="city-budget.json",
            parameters=[CITY_KEY, *scenario_parameters(), query("trace", SWITCH, "Add the working of every line.")],
            statuses=READING_ONE,
        )
    }

    def read(self, request: Request, given: Asked, **path: str) -> BudgetAnswer:
        """Return the budget; parameters by their name in the method, facts overridden by theirs."""
        place = place_of(path["city"])
        scenario = read_scenario(given)
        trace = given.switch("trace")
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
        raise not_found(f"No place has the slug or GEOID {key[:80]!r}.", errors=near) from None
