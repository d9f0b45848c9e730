"""The parameters that operations share, described from the methods themselves."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from calculator.api.bulk.question import FACTS, GROUP_COLUMNS, GROUPINGS, KINDS, MOST_TOP
from calculator.api.bulk.table import line_names
from calculator.api.document import query
from calculator.api.paging import LARGEST_OFFSET, MOST_ROWS
from calculator.api.places.filter import LONGEST_SEARCH, MOST_RESIDENTS
from calculator.api.places.order import ORDERING_NAMES
from calculator.asking.scenario import LONGEST_CITATION, number_for
from calculator.engine.methodology import Parameter
from calculator.methods import DEFAULT_ID, find_methodology, latest, released

SWITCH: dict[str, Any] = {"type": "string", "enum": ["true", "false", "1", "0"]}


def number_schema(parameter: Parameter) -> dict[str, Any]:
    """Return the JSON Schema of a parameter's value."""
    field = number_for(parameter)
    return {"type": "integer" if field.whole else "number", "minimum": field.min, "maximum": field.max}


def scenario_inputs() -> dict[str, Parameter]:
    """Return every parameter and fact that a scenario may give, over all methods."""
    inputs: dict[str, Parameter] = {}
    for method in released().values():
        inputs |= {**method.facts, **method.parameters}
    return inputs


def words(parameter: Parameter) -> str:
    """Return what a parameter is, its unit, and its presets."""
    presets = [
        f"{method.id} {parameter.value:g}"
        for method in latest().values()
        if (parameter := method.parameters.get(parameter.name, parameter)).value is not None
    ]
    told = f" Presets: {', '.join(presets)}." if presets else ""
    return f"{parameter.label} ({parameter.unit}).{told}"


METHODOLOGY_SCHEMA = {"type": "string", "enum": [*latest(), *released()]}
CITATION_SCHEMA = {"type": "string", "maxLength": LONGEST_CITATION, "pattern": r"^[^\u0000-\u001f]*$"}
METHODOLOGY_WORDS = "The methodology, in its newest version or pinned to one. Default: caps."
CITATION_WORDS = "Where a local estimate comes from, in your words."


@cache
def scenario_parameters(*, without_facts: bool = False) -> list[dict[str, Any]]:
    """Return the query parameters of a scenario."""
    return [
        query("methodology", METHODOLOGY_SCHEMA, METHODOLOGY_WORDS, example="caps"),
        *(
            query(name, number_schema(parameter), words(parameter))
            for name, parameter in scenario_inputs().items()
            if not (without_facts and name in FACTS)
        ),
        query("local_citation", CITATION_SCHEMA, CITATION_WORDS),
    ]


def scenario_properties(skip: Iterable[str]) -> dict[str, Any]:
    """Return the properties of a scenario in a JSON body; null is the same as leaving a name out."""
    return {
        "methodology": {
            "type": ["string", "null"],
            "enum": [*latest(), *released(), None],
            "description": METHODOLOGY_WORDS,
        },
        **{
            name: {**schema, "type": [schema["type"], "null"], "description": words(parameter)}
            for name, parameter in scenario_inputs().items()
            if name not in skip
            for schema in (number_schema(parameter),)
        },
        "local_citation": {**CITATION_SCHEMA, "type": ["string", "null"], "description": CITATION_WORDS},
        "trace": {"type": ["boolean", "null"], "description": "Whether to add the working of every line."},
    }


FORMAT = query("format", {"type": "string", "enum": ["json", "csv"]}, "json, or csv for a file.", example="csv")
FILTERS = [
    query(
        "search",
        {"type": "string", "minLength": 1, "maxLength": LONGEST_SEARCH, "pattern": r"\S"},
        "A name, forgiving about accents, St. and Saint, 'city of', the state and spelling; or a GEOID.",
        example="norfolk",
    ),
    query(
        "state",
        {"type": "string"},
        "Postal code or name of a state, such as VA or Virginia; several by commas, such as VA,MD.",
        example="VA",
    ),
    *(
        query(name, {"type": "integer", "minimum": 0, "maximum": MOST_RESIDENTS}, f"{side} residents.")
        for name, side in (("min_population", "At least so many"), ("max_population", "At most so many"))
    ),
    query("featured", SWITCH, "Only the featured 50 (true), or only the others (false)."),
]
OFFSET = query(
    "offset", {"type": "integer", "minimum": 0, "maximum": LARGEST_OFFSET}, "Rows to leave out before the first."
)
FIELDS = query(
    "fields",
    {"type": "string", "minLength": 1},
    "Only these columns of the CSV, in this order, by commas; objects always have all their members.",
    example="geoid,name,population",
)
LIMIT_SCHEMA = {"type": "integer", "minimum": 1, "maximum": MOST_ROWS}
CITY_LIST = [
    *FILTERS,
    query("ordering", {"type": "string", "enum": list(ORDERING_NAMES)}, "A column; - before it: largest first."),
    query("limit", LIMIT_SCHEMA, "Rows on a page. Default: 100; in CSV all.", example=20),
    OFFSET,
    query("year", {"type": "integer", "minimum": 2000, "maximum": 2100}, "Homicides and population of this year."),
    FIELDS,
    FORMAT,
]


SUBJECT_LIST = [parameter for parameter in CITY_LIST if parameter["name"] != "featured"]


@cache
def bulk_parameters() -> list[dict[str, Any]]:
    """Return the query parameters of `GET budgets/`."""
    columns = ["population", "homicides", *GROUP_COLUMNS, *line_names(find_methodology(DEFAULT_ID))]
    signed = [sign + name for name in columns for sign in ("", "-")]
    return [
        *FILTERS,
        query(
            "kind",
            {"type": "string", "enum": list(KINDS)},
            "Whose budgets: places (the default), counties, towns or states. Never add kinds: they are the same people.",
        ),
        query("group_by", {"type": "string", "enum": list(GROUPINGS)}, "Sum the rows by state or metropolitan area."),
        query("ordering", {"type": "string", "enum": signed}, "A column of numbers; - before it: largest first."),
        query("limit", LIMIT_SCHEMA, "Rows on a page. Default: all."),
        OFFSET,
        query("top", {"type": "integer", "minimum": 1, "maximum": MOST_TOP}, "Only the N largest rows, by `by`."),
        query("by", {"type": "string", "enum": columns}, "The column that `top` ranks by. Default: total."),
        FIELDS,
        FORMAT,
        *scenario_parameters(without_facts=True),
    ]
