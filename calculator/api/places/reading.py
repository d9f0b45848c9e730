"""Reading a list of subjects of one level, and one subject."""

from django.http import HttpResponse
from rest_framework.request import Request

from calculator.answer import budget_for
from calculator.api.asked import Asked
from calculator.api.budget.answer import budget_summary
from calculator.api.cited import said, site_of
from calculator.api.fields import read_fields
from calculator.api.frame import CSV, json_response
from calculator.api.paging import link_header, read_page
from calculator.api.places.answer import City, Links, city_answer
from calculator.api.places.filter import matching, read_filter
from calculator.api.places.order import ORDERING_NAMES, ordered
from calculator.api.places.rows import CityList, CityRow, StateRow, city_row
from calculator.api.rows_csv import csv_text
from calculator.asking.scenario import OneYear
from calculator.keeping.released import data_release
from calculator.methods import DEFAULT_ID, find_methodology
from calculator.subject import subject_of_place
from profiles.selectors import PlaceFacts, place_table

DEFAULT_LIMIT = 100
WORDS = {"place": "places", "town": "towns", "county": "counties", "state": "states", "metro": "metropolitan areas"}
YEARS = (2000, 2100)


def read_list(request: Request, given: Asked, level: str, *, as_csv: bool) -> HttpResponse:
    """Return a page of the subjects of a level."""
    table = place_table()
    subjects = table.of(level)
    wanted = read_filter(given, table)
    page = read_page(given, default_limit=None if as_csv else DEFAULT_LIMIT)
    ordering = given.choice("ordering", ORDERING_NAMES)
    year = given.whole("year", low=YEARS[0], high=YEARS[1])
    names = (StateRow if level == "state" else CityRow).__struct_fields__
    fields = read_fields(given, names, as_csv=as_csv)
    given.refuse_unknown()
    given.raise_faults()
    places = ordered([subjects.places[index] for index in matching(subjects, wanted, level)], ordering)
    links = page.links(request, len(places))
    release = data_release()
    rows = tuple(city_row(place, version=table.version, release=release, year=year) for place in page.of(places))
    cited = said(request, WORDS[level])
    if as_csv:
        response = HttpResponse(csv_text(fields or names, rows), content_type=CSV)
    else:
        more = {**links, **cited}
        response = json_response(CityList(count=len(places), data_version=table.version, results=rows, **more))
    if header := link_header(links):
        response.headers["Link"] = header
    return response


def read_one(request: Request, given: Asked, place: PlaceFacts) -> City:
    """Return everything known of a subject, and its budget by the default method in short."""
    given.refuse_unknown()
    given.raise_faults()
    summary = budget_for(subject_of_place(place), OneYear(find_methodology(DEFAULT_ID)))
    root = site_of(request)
    cited = said(request, f"{place.name}, {place.state}")
    links = Links(
        self=root + place.api_path,
        budget=f"{root}{place.api_path}budget/",
        profile=root + place.path,
        calculator=f"{root}{place.path}calculator/",
    )
    return city_answer(place, version=place_table().version, budget=budget_summary(summary), links=links, cited=cited)
