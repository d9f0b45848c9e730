"""The columns of the bulk answer, in order: as text of a CSV and as the rows of the OpenAPI document."""

from typing import Any

from calculator.api.bulk.heads import GROUP_ENDS, METRO_HEAD, PLACE_END, PLACE_HEAD, STATE_HEAD
from calculator.api.bulk.question import BulkQuestion
from calculator.api.bulk.table import PEOPLE, line_names
from calculator.engine.methodology import Methodology

SAME = ("methodology", "methodology_version", "data_version")
LAST = ("method", "data_release", "scenario", "dollars_of")
STARTS = {"place": PLACE_HEAD, "state": STATE_HEAD, "metro": METRO_HEAD}
ROWS = {"place": "subject", "state": "state", "metro": "metro"}
SUMS = ("places", "places_counted", "population")
WORDS = {
    "geoid": ("string", "Census GEOID; of a metropolitan area its CBSA code; null outside any"),
    "slug": ("string", "The place’s name in URLs"),
    "name": ("string", "Name without its legal kind or state, such as Norfolk"),
    "state": ("string", "Postal code of the state, such as VA"),
    "state_name": ("string", "Name of the state"),
    "metro": ("string", "Use cbsa or geoid: code of the metropolitan or micropolitan area, text; null outside any"),
    "metro_title": ("string", "Name of the metropolitan or micropolitan area; null outside any"),
    "population": ("integer", "Residents on July 1 of the newest year; of a group summed over places_counted"),
    "population_year": ("integer", "Year of the population"),
    "homicides": ("integer", "Victims in homicides_year; null: not reported, which is not zero"),
    "homicides_year": ("integer", "The newest whole year"),
    "places": ("integer", "Places in the group"),
    "places_counted": ("integer", "Of them, those with an answer; sums cover these"),
    "methodology": ("string", "Use method: id of the methodology"),
    "methodology_version": ("string", "Use method: version of the methodology"),
    "data_version": ("string", "Version of the facts"),
    "population_covered_share": ("number", "The share of everybody living there whom these places hold"),
    "state_population": ("integer", "Everybody living in the state, in a place or not"),
    "metro_population": ("integer", "Everybody living in the metropolitan or micropolitan area, in a place or not"),
    "partial": ("boolean", "Whether a filter by state cuts the metropolitan area"),
    "row": ("string", "subject, or what subjects are summed by: state or metro"),
    "level": ("string", "place, town, county, state or metro"),
    "geoidfq": ("string", "Fully qualified GEOID, as data.census.gov writes it; null outside any area"),
    "county_fips": ("string", "FIPS code of the county where most residents live, 5 digits, text"),
    "county_name": ("string", "Name of that county"),
    "cbsa": ("string", "Code of the metropolitan or micropolitan area, 5 digits, text; null outside any"),
    "homicides_status": ("string", "How the year was reported; null where nobody did"),
    "homicides_source": ("string", "A key of sources/"),
    "method": ("string", "The methodology with its version, such as caps@2027.1; a released one never changes"),
    "data_release": ("string", "The release those facts belong to; null where they are newer than any"),
    "scenario": ("string", "What differs from the method, as a query string; empty where nothing does"),
    "dollars_of": ("integer", "The year whose dollars all money is; null where the edition names none"),
}
UNITS = {
    **dict.fromkeys(("population", "state_population", "metro_population"), "people"),
    **dict.fromkeys(("population_year", "homicides_year", "dollars_of"), "calendar year"),
    "homicides": "homicides",
    "population_covered_share": "share",
}
NEVER_NULL = frozenset(
    (
        "slug",
        "name",
        "state",
        "state_name",
        "metro_title",
        "places",
        "places_counted",
        "level",
        "method",
        "scenario",
        *SAME,
    )
)


def column_names(question: BulkQuestion) -> tuple[str, ...]:
    """Return every column of the answer to a question."""
    return names_of(question.group_by or "place", question.scenario.methodology)


def names_of(level: str, method: Methodology) -> tuple[str, ...]:
    """Return every column of rows about a level."""
    lines = line_names(method)
    if level == "place":
        return (*STARTS[level], *lines, *SAME, *PLACE_END, *LAST)
    return (*STARTS[level], *SUMS, *lines, "population_covered_share", *SAME, *GROUP_ENDS[level], *LAST)


def row_schema(level: str, method: Methodology) -> dict[str, Any]:
    """Return the JSON Schema of a row about a level; others may be added later."""
    properties = {name: _property(name, level, method) for name in names_of(level, method)}
    return {"type": "object", "required": list(properties), "properties": properties}


def _property(name: str, level: str, method: Methodology) -> dict[str, Any]:
    if name == "row":
        return {"type": "string", "const": ROWS[level], "description": WORDS[name][1]}
    if name in WORDS:
        kind, words = WORDS[name]
        never = name in NEVER_NULL and not (name == "metro_title" and level == "place")
        never = (
            never or (name in ("geoid", "geoidfq") and level != "metro") or (name == "population" and level == "place")
        )
        deprecated = {"deprecated": True} if words.startswith("Use ") else {}
        unit = {"x-unit": UNITS[name]} if name in UNITS else {}
        return {"type": kind if never else [kind, "null"], "description": words, **unit, **deprecated}
    line = method.lines[name]
    kind = "number" if name in PEOPLE else "integer"
    words = f"{line.label} ({line.unit}); null where a fact that it needs is missing"
    return {"type": [kind, "null"], "minimum": 0, "description": words, "x-unit": line.unit}
