"""The parameters that operations share, described from the methods themselves."""

from collections.abc import Container, Mapping
from functools import cache
from typing import Any

from calculator.api.bulk.question import FACTS, GROUP_COLUMNS, GROUPINGS, KINDS, MOST_TOP
from calculator.api.bulk.table import line_names
from calculator.api.document import optional, query
from calculator.api.paging import LARGEST_OFFSET, MOST_ROWS
from calculator.api.places.filter import LONGEST_SEARCH, MOST_RESIDENTS
from calculator.api.places.order import ORDERING_NAMES
from calculator.asking.scenario import LONGEST_CITATION, number_for
from calculator.engine.methodology import Parameter
from calculator.methods import DEFAULT_ID, find_methodology, latest, released

SWITCH: dict[str, Any] = {"type": "string", "enum": ["true", "false", "1", "0"]}


CODED = ("basis", "switch", "year")


def number_schema(parameter: Parameter) -> dict[str, Any]:
    """Return the JSON Schema of a parameter's value: its range, its unit, and what stands where nobody gives one.

    That is `x-default`, and not `default`, for a name that is sent counts as said: a figure that somebody gives is taken as
    certain, and a methodology of before may not know the name. `x-defaults` says it by methodology where they differ.
    """
    field = number_for(parameter)
    known = {
        reference: own.value
        for reference, method in released().items()
        if (own := method.parameters.get(parameter.name)) and own.value is not None
    }
    usual = find_methodology(DEFAULT_ID).parameters.get(parameter.name, parameter).value
    return {
        "type": "integer" if field.whole else "number",
        "minimum": field.min,
        "maximum": field.max,
        "x-unit": parameter.unit,
        **({} if usual is None else {"x-default": usual}),
        **({"x-defaults": known} if len(set(known.values())) > 1 else {}),
    }


def scenario_inputs() -> dict[str, Parameter]:
    """Return every parameter and fact that a scenario may give, over all methods."""
    inputs: dict[str, Parameter] = {}
    for method in released().values():
        inputs |= {**method.facts, **method.parameters}
    return inputs


def words(parameter: Parameter) -> str:
    """Return what a parameter is, its unit, what its codes or none at all mean, and what stands where nobody gives it."""
    of_methods = {method.id: method.parameters.get(parameter.name) for method in latest().values()}
    usual = {key: known.value for key, known in of_methods.items() if known and known.value is not None}
    dollars = ", dollars of price_year" if parameter.unit.startswith("USD") and any(of_methods.values()) else ""
    note = f" {parameter.note}" if parameter.note and (parameter.unit in CODED or parameter.value is None) else ""
    if len(set(usual.values())) > 1:
        default = f" Default: {', '.join(f'{key} {value:g}' for key, value in usual.items())}."
    else:
        default = "" if parameter.value is None else f" Default: {parameter.value:g}."
    return f"{parameter.label} ({parameter.unit}{dollars}).{note}{default}"


def numbers_of(parameters: Mapping[str, Parameter]) -> dict[str, Any]:
    """Return parameters as members of a JSON body; null is the same as leaving a name out."""
    return {name: optional(number_schema(one), words(one)) for name, one in parameters.items()}


METHODOLOGY_SCHEMA = {"type": "string", "enum": [*latest(), *released()]}
CITATION_SCHEMA = {"type": "string", "maxLength": LONGEST_CITATION, "pattern": r"^[^\u0000-\u001f]*$"}
METHODOLOGY_WORDS = "The methodology, in its newest version or pinned to one. Default: caps."
CITATION_WORDS = "Where a local estimate comes from, in your words."


@cache
def scenario_parameters(*, without_facts: bool = False) -> list[dict[str, Any]]:
    """Return the query parameters of a scenario."""
    return [
        query("methodology", {**METHODOLOGY_SCHEMA, "default": DEFAULT_ID}, METHODOLOGY_WORDS, example="caps"),
        *(
            query(name, number_schema(parameter), words(parameter))
            for name, parameter in scenario_inputs().items()
            if not (without_facts and name in FACTS)
        ),
        query("local_citation", CITATION_SCHEMA, CITATION_WORDS),
    ]


def scenario_properties(skip: Container[str]) -> dict[str, Any]:
    """Return the properties of a scenario in a JSON body."""
    return {
        "methodology": optional({**METHODOLOGY_SCHEMA, "x-default": DEFAULT_ID}, METHODOLOGY_WORDS),
        **numbers_of({name: parameter for name, parameter in scenario_inputs().items() if name not in skip}),
        "local_citation": optional(CITATION_SCHEMA, CITATION_WORDS),
        "trace": optional(
            {"type": "boolean", "x-default": False}, "Whether to add the working of every line. Default: false."
        ),
    }


FORMAT = query(
    "format",
    {"type": "string", "enum": ["json", "csv"], "x-default": "json"},
    "json, or csv for a file. Default: what the Accept header asks for, else json.",
    example="csv",
)
TRACE = query("trace", {**SWITCH, "default": "false"}, "Add the working of every line. Default: false.")
FILTERS = [
    query(
        "search",
        {"type": "string", "minLength": 1, "maxLength": LONGEST_SEARCH, "pattern": r"\S"},
        "A name, forgiving about accents, St. and Saint, “city of”, the state and spelling; or a GEOID.",
        example="norfolk",
    ),
    query(
        "state",
        {"type": "string", "minLength": 1},
        "Postal code or name of a state, such as VA or Virginia; several by commas, such as VA,MD.",
        example="VA",
    ),
    *(
        query(
            name,
            {"type": "integer", "minimum": 0, "maximum": MOST_RESIDENTS, "x-unit": "people"},
            f"{side} residents. Default: any number.",
        )
        for name, side in (("min_population", "At least so many"), ("max_population", "At most so many"))
    ),
    query(
        "featured",
        SWITCH,
        "Only the featured 50 (true), or only the others (false). Default: both.",
    ),
]
OFFSET = query(
    "offset",
    {"type": "integer", "minimum": 0, "maximum": LARGEST_OFFSET, "x-default": 0},
    "Rows to leave out before the first. Default: 0.",
)
FIELDS = query(
    "fields",
    {"type": "string", "minLength": 1},
    "Only these columns of the CSV, in this order, by commas; objects always have all their members. Default: all.",
    example="geoid,name,population",
)
LIMIT_SCHEMA = {"type": "integer", "minimum": 1, "maximum": MOST_ROWS}
CITY_LIST = [
    *FILTERS,
    query(
        "ordering",
        {"type": "string", "enum": list(ORDERING_NAMES)},
        "A column; - before it: largest first. Default: by GEOID; after a search the best match first.",
    ),
    query("limit", {**LIMIT_SCHEMA, "x-default": 100}, "Rows on a page. Default: 100; in CSV all.", example=20),
    OFFSET,
    query(
        "year",
        {"type": "integer", "minimum": 2000, "maximum": 2100, "x-unit": "calendar year"},
        "Homicides and population of this year. Default: the newest of each.",
    ),
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
            {"type": "string", "enum": list(KINDS), "default": KINDS[0]},
            "Whose budgets: places (the default), counties, towns or states. Never add kinds: they are the same people.",
        ),
        query(
            "group_by",
            {"type": "string", "enum": list(GROUPINGS)},
            "Sum the rows by state or metropolitan area. Default: not summed.",
        ),
        query(
            "ordering",
            {"type": "string", "enum": signed},
            "A column of numbers; - before it: largest first. Default: by GEOID; after a search the best match first.",
        ),
        query("limit", LIMIT_SCHEMA, "Rows on a page. Default: all."),
        OFFSET,
        query(
            "top",
            {"type": "integer", "minimum": 1, "maximum": MOST_TOP},
            "Only the N largest rows, by `by`. Default: all.",
        ),
        query(
            "by",
            {"type": "string", "enum": columns, "x-default": "total"},
            "The column that `top` ranks by. Default: total.",
        ),
        FIELDS,
        FORMAT,
        *scenario_parameters(without_facts=True),
    ]
