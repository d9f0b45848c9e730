"""The map page: the picture of every county, larger places as dots, a legend with sizes, and a table beside it."""

from math import sqrt
from typing import Any
from urllib.parse import urlencode

from calculator.charts.scale import coordinate
from calculator.mapping.measures import (
    DEFAULT,
    MEASURES,
    OLDEST_YEARS_BACK,
    Mapped,
    Measure,
    counties_mapped,
    in_state,
    largest_first,
    places_mapped,
    value_words,
)
from profiles.selectors import PlaceFacts, map_position, place_table

TABLE_ROWS = 25
PER_100K = " per 100,000"
LARGEST_RADIUS, SMALLEST_RADIUS = 22.0, 3.5
SIZES = (8_000_000, 1_000_000, 100_000)
WIDTH = 975  # of the picture; the legend's circles are drawn in it too, so that they shrink with the map


def present_map(measure_key: str, state: str) -> dict[str, Any]:
    """Return the context of templates/map.html."""
    measure = MEASURES[measure_key]
    counties, places = counties_mapped(measure_key), places_mapped(measure_key)
    return {
        "section": "map",
        "canonical_url": "/map/" if measure_key == DEFAULT else f"/map/?measure={measure_key}",
        "title": measure.title,
        "about": measure.about + _years(measure_key),
        "picture": f"/map/{measure_key}.svg?v={place_table().version}",
        "names": f"/map/{measure_key}.json?v={place_table().version}",
        "outlines": f"/map/outlines.json?v={place_table().version}",
        "alt": _alt(measure, counties),
        "dots": _dots(measure, places),
        "legend": {
            "classes": [{"css": f"q{index}", "label": label} for index, label in enumerate(measure.classes)],
            "missing": "No whole year, or under 25,000 residents" if measure_key == "rate" else "",
            "incomplete": "From under half of the residents" if measure_key == "rate" else "",
            "sizes": [
                {
                    "x": coordinate(LARGEST_RADIUS + 1 + index * WIDTH / len(SIZES)),
                    "r": coordinate(_radius(size)),
                    "label": f"{size:,} residents",
                }
                for index, size in enumerate(SIZES)
            ],
            "width": WIDTH,
            "middle": LARGEST_RADIUS + 1,
            "height": 2 * LARGEST_RADIUS + 2,
        },
        "measures": [
            {"label": other.label, "url": _url(other.key, state), "current": other.key == measure_key}
            for other in MEASURES.values()
        ],
        "measure": measure_key,
        "states": [
            {"value": usps, "label": facts.name, "selected": usps == state}
            for usps, facts in sorted(place_table().states.items(), key=lambda item: item[1].name)
        ],
        "table": _table(measure, counties, state),
        "csv": f"/api/v1/budgets/?{urlencode({'kind': 'county', **({'state': state} if state else {}), 'format': 'csv'})}",
    }


def present_names(measure_key: str) -> dict[str, list[str]]:
    """Return by FIPS code each county's name, page and value in words, for a pointer."""
    measure, mapped = MEASURES[measure_key], counties_mapped(measure_key)
    return {
        county.geoid: [county.label, county.slug, value_words(measure, float(value), incomplete=bool(part))]
        for county, value, part in zip(mapped.subjects, mapped.values, mapped.incomplete, strict=True)
    }  # fmt: skip


def _years(measure_key: str) -> str:
    newest = place_table().homicide_years[-1]
    return f" Years: {newest - OLDEST_YEARS_BACK} to {newest}." if measure_key in ("rate", "coverage") else ""


def _url(measure_key: str, state: str) -> str:
    query = {**({} if measure_key == DEFAULT else {"measure": measure_key}), **({"state": state} if state else {})}
    return f"/map/?{urlencode(query)}" if query else "/map/"


def _alt(measure: Measure, counties: Mapped) -> str:
    tally = [0] * (len(measure.classes) + 1)
    for value in counties.values:
        number = measure.class_of(float(value))
        tally[-1 if number is None else number] += 1
    words = "; ".join(f"{label}: {count:,} counties" for label, count in zip(measure.classes, tally, strict=False))
    return f"Map of U.S. counties, {measure.title}. {words}" + (
        f"; without a figure: {tally[-1]:,}." if tally[-1] else "."
    )


def _dots(measure: Measure, places: Mapped) -> list[dict[str, str]]:
    dots = []
    for place, value in zip(places.subjects, places.values, strict=True):
        point = map_position(place)
        if point is not None:
            number = measure.class_of(float(value))
            dots.append(
                {
                    "x": coordinate(point[0]), "y": coordinate(point[1]), "r": coordinate(_radius(place.population)),
                    "css": "none" if number is None else f"q{number}", "url": place.path,
                    "label": f"{place.label}: {value_words(measure, float(value))}",
                }
            )  # fmt: skip
    return dots


def _radius(population: int) -> float:
    """Return a radius whose circle's area grows with residents; New York has the largest."""
    return max(LARGEST_RADIUS * sqrt(population / SIZES[0]), SMALLEST_RADIUS)


def _table(measure: Measure, counties: Mapped, state: str) -> dict[str, Any]:
    indices = in_state(counties, state) if state else largest_first(counties)[:TABLE_ROWS]
    where = (
        f"in {place_table().states[state].name}, by name"
        if state
        else f"with the highest values ({TABLE_ROWS})"
        + ("; none where police of under half of the residents are counted" if measure.key == "rate" else "")
    )
    return {
        "id": "map-table",
        "caption": f"Counties {where}",
        "headings": [
            {"label": "County"}, {"label": "Residents", "numeric": True}, {"label": measure.title, "numeric": True},
        ],
        "rows": [_row(measure, counties, index) for index in indices],
    }  # fmt: skip


def _row(measure: Measure, counties: Mapped, index: int) -> list[dict[str, Any]]:
    county: PlaceFacts = counties.subjects[index]
    value = float(counties.values[index])
    words = None if value != value else value_words(measure, value, incomplete=bool(counties.incomplete[index]))
    words = words and words.replace(PER_100K, "")  # the heading of the column says it
    return [
        {"text": county.label, "url": county.path, "header": True},
        {"text": f"{county.population:,}", "numeric": True},
        {"text": words, "numeric": True},
    ]
