"""What `GET budgets/` may be asked: which places, under which scenario, how grouped, ordered and cut."""

from dataclasses import dataclass

from calculator.api.asked import Asked
from calculator.api.bulk.table import line_names
from calculator.api.paging import Page, read_page
from calculator.api.places.filter import PlaceFilter, read_filter
from calculator.asking.given import Fault
from calculator.asking.scenario import OneYear, read_scenario
from profiles.selectors import PlaceTable

FACTS = frozenset(("population", "homicides", "price_level"))
KINDS = ("place", "town", "county", "state")
GROUPINGS = ("state", "metro")
MOST_TOP = 20_000
PLACE_COLUMNS = ("homicides",)
GROUP_COLUMNS = ("places", "places_counted", "population_covered_share")


@dataclass(frozen=True, slots=True)
class BulkQuestion:
    """The whole question; `ordering` is a column, with `-` before it for the largest first."""

    kind: str  # the level of the subjects: place, town, county or state
    wanted: PlaceFilter
    scenario: OneYear
    group_by: str | None
    ordering: str | None
    page: Page


def read_question(given: Asked, table: PlaceTable) -> BulkQuestion:
    """Read every name of the bulk answer from `given`, which keeps the faults."""
    scenario = read_scenario(given, skip=FACTS)
    kind = given.choice("kind", KINDS) or KINDS[0]
    group_by = given.choice("group_by", GROUPINGS)
    if group_by is not None and kind == "state":
        given.fault(
            Fault("group_by", "is given beside kind=state; states are not summed again", "kind=place, town or county")
        )
    ordering = given.choice("ordering", [sign + name for name in columns(scenario) for sign in ("", "-")])
    page = read_page(given, default_limit=None)
    top = given.whole("top", low=1, high=MOST_TOP)
    by = given.choice("by", columns(scenario))
    for name, column in (("ordering", ordering), ("by", by)):
        if column is not None and column.lstrip("-") in (PLACE_COLUMNS if group_by else GROUP_COLUMNS):
            given.fault(Fault(name, f"{column} is no column of this answer", "any other of its columns"))
    if (top is not None or by is not None) and {"ordering", "limit", "offset"} & set(given.names):
        given.fault(
            Fault("top", "is given beside ordering, limit or offset; give one or the other", "top and by alone")
        )
    elif by is not None and top is None:
        given.fault(Fault("top", "is needed where by is given", f"a whole number from 1 to {MOST_TOP:,}"))
    elif top is not None:
        ordering, page = f"-{by or 'total'}", Page(limit=top, linked=False)
    return BulkQuestion(
        kind=kind, wanted=read_filter(given, table), scenario=scenario, group_by=group_by, ordering=ordering, page=page
    )


def columns(scenario: OneYear) -> tuple[str, ...]:
    """Return the columns of numbers that rows may be ordered by."""
    return ("population", *PLACE_COLUMNS, *GROUP_COLUMNS, *line_names(scenario.methodology))
