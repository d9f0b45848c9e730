"""The list of places, one place, and one place's budget."""

import csv
import io
from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from calculator.api.asked import Asked
from calculator.api.budget_json import budget_json, budget_summary
from calculator.api.frame import CSV, Reading, RowsReading, json_response, not_found
from calculator.api.paging import link_header, read_page
from calculator.api.place_filter import matching, read_filter
from calculator.api.place_json import place_detail, place_row
from calculator.registry import DEFAULT_ID, find_methodology
from calculator.scenario import Scenario, read_scenario
from calculator.services import budget_for
from calculator.subject import subject_of_place
from cvi_calc.problems import FieldProblem
from profiles.selectors import PlaceFacts, PlaceNotFound, find_place, place_table

DEFAULT_LIMIT = 100
ORDERINGS: dict[str, Callable[[PlaceFacts], Any]] = {
    "name": lambda place: (place.name, place.state),
    "state": lambda place: (place.state, place.name),
    "geoid": lambda place: place.geoid,
    "population": lambda place: place.population,
    "homicides": lambda place: place.homicides.value if place.homicides else None,
    "homicides_per_100k": lambda place: place.homicides.rate_per_100k if place.homicides else None,
    "price_level": lambda place: place.price_level,
    "featured_rank": lambda place: place.featured_rank,
}
ORDERING_NAMES = tuple(sign + name for name in ORDERINGS for sign in ("", "-"))


class Cities(RowsReading):
    """Every place, searched, filtered, ordered and paged."""

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
        rows = [place_row(place, version=table.version) for place in page.of(places)]
        if as_csv:
            response = HttpResponse(csv_text(rows), content_type=CSV)
        else:
            response = json_response({"count": len(places), "data_version": table.version, **links, "results": rows})
        if header := link_header(links):
            response.headers["Link"] = header
        return response


class City(Reading):
    """One place by slug or GEOID."""

    def read(self, request: Request, given: Asked, **path: str) -> dict[str, Any]:
        """Return everything known of the place, and its budget by the default method in short."""
        place = place_of(path["city"])
        given.refuse_unknown()
        given.raise_faults()
        summary = budget_for(subject_of_place(place), Scenario(find_methodology(DEFAULT_ID)))
        root = request.build_absolute_uri("/")[:-1]
        return {
            **place_detail(place, version=place_table().version),
            "budget": budget_summary(summary),
            "links": {
                "self": root + reverse("api:city", args=[place.slug]),
                "budget": root + reverse("api:city-budget", args=[place.slug]),
                "profile": f"{root}/cities/{place.slug}/",
                "calculator": f"{root}/cities/{place.slug}/calculator/",
            },
        }


class CityBudget(Reading):
    """One place's budget under any scenario."""

    def read(self, request: Request, given: Asked, **path: str) -> dict[str, Any]:
        """Return the budget; parameters by their name in the method, facts overridden by theirs."""
        place = place_of(path["city"])
        scenario = read_scenario(given)
        trace = given.switch("trace")
        given.refuse_unknown()
        given.raise_faults()
        subject = subject_of_place(place)
        return budget_json(budget_for(subject, scenario), subject, trace=bool(trace))


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


def ordered(places: list[PlaceFacts], ordering: str | None) -> list[PlaceFacts]:
    """Return the places in order, those without the figure last either way, equals by GEOID."""
    if ordering is None:
        return places
    key = ORDERINGS[ordering.lstrip("-")]
    known = sorted((place for place in places if key(place) is not None), key=lambda place: place.geoid)
    known.sort(key=key, reverse=ordering.startswith("-"))
    return known + [place for place in places if key(place) is None]


def csv_text(rows: Sequence[dict[str, Any]]) -> str:
    """Return rows as CSV (RFC 4180) with a header; None is an empty cell, booleans are true and false."""
    text = io.StringIO()
    if rows:
        writer = csv.DictWriter(text, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return text.getvalue()


def _cell(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value
