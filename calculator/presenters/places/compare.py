"""Places and saved scenarios side by side: bars on one scale, a table of differences, who else to add."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from calculator import charts
from calculator.asking.question import Question
from calculator.keeping.comparing import MOST, Column, Comparison
from calculator.keeping.saved import calculator_path
from calculator.methods import latest
from calculator.presenters.budget.sliders import changes_in_words, fault_words
from calculator.presenters.places.compare_rows import row_groups
from calculator.words.wording import dollars, people
from profiles.selectors import PlaceFacts, featured_places, peers, place_table, search_places

SUGGESTED = 6
FOUND = 8
STARTS = 5


def present_compare(comparison: Comparison, search: str) -> dict[str, Any]:
    """Return the context of templates/compare.html."""
    columns = comparison.columns
    full = len(columns) >= MOST
    return {
        "section": "compare",
        "crumbs": [{"label": "Compare", "url": ""}],
        "canonical_url": "/compare/",
        "errors": [
            {"text": f"{fault.name}: {fault_words(fault)}", "field": "compare-search"} for fault in comparison.faults
        ],
        "columns": [_head(comparison, column, index) for index, column in enumerate(columns)],
        "first": columns[0].subject.name if columns else "",
        "bars": _bars(columns),
        "groups": row_groups(columns) if columns else [],
        "sources": _sources(columns),
        "presets": _presets(comparison),
        "changes": changes_in_words(_question(comparison)),
        "mixed": len({column.budget.methodology.reference for column in columns}) > 1,
        "full": full,
        "most": MOST,
        "carried": comparison.pairs(),
        "search_text": search,
        "found": [] if full or not search else _links(comparison, search_places(search, limit=FOUND)),
        "suggested": [] if full else _links(comparison, _suggested(columns)),
        "starts": [] if columns else _starts(),
    }


def _head(comparison: Comparison, column: Column, index: int) -> dict[str, Any]:
    place, saved = column.subject.place, column.saved
    if saved:
        note = (
            f"saved {saved.created:%b} {saved.created.day}, {saved.created.year}, {column.budget.methodology.reference}"
        )
        url = saved.url
    else:
        note, url = f"method {column.budget.methodology.reference}", place.path if place else ""
    return {
        "number": index + 1,
        "name": f"{place.name}, {place.state}" if place else column.subject.name,
        "note": note,
        "url": url,
        "calculator_url": saved.calculator_url
        if saved
        else f"{calculator_path(column.subject)}?{urlencode(column.scenario.query())}",
        "remove_url": _url(comparison.pairs(without=column.pair)),
    }


def _bars(columns: Sequence[Column]) -> list[dict[str, Any]]:
    longest = max((column.budget.total for column in columns), default=0)
    return [
        {
            "name": column.subject.name + (f", saved as {column.saved.id}" if column.saved else ""),
            "total": dollars(column.budget.total),
            "bar": charts.stacked_bar(
                [(line.line, line.label, line.amount) for line in column.budget.printed], longest=longest or None
            ),
        }
        for column in columns
    ]


def _presets(comparison: Comparison) -> list[dict[str, Any]]:
    """Return the presets as links; places follow them, saved scenarios keep their own."""
    question = _question(comparison)
    cities = [column.pair for column in comparison.columns]
    return [
        {
            "label": method.title,
            "url": _url([*cities, *question.under(method).scenario.query()]),
            "current": method.id == comparison.scenario.methodology.id,
        }
        for method in latest().values()
    ]


def _question(comparison: Comparison) -> Question:
    return Question(scenario=comparison.scenario, tab="budget", subject=(), faults=())


def _suggested(columns: Sequence[Column]) -> list[PlaceFacts]:
    """Return peers of the first place; none where nothing is compared or the first is no place."""
    place = next((column.subject.place for column in columns if column.subject.place), None)
    shown = {member.geoid for column in columns for member in column.subject.places}
    near = peers(place, limit=SUGGESTED + MOST) if place else []
    return [other for other in near if other.geoid not in shown][:SUGGESTED]


def _links(comparison: Comparison, places: Sequence[PlaceFacts]) -> list[dict[str, str]]:
    return [
        {
            "label": f"{place.name}, {place.state}",
            "meta": _about(place),
            "url": _url(comparison.pairs(), add=("city", place.slug)),
        }
        for place in places
    ]


def _starts() -> list[dict[str, str]]:
    """Return comparisons to begin with: the first featured cities, each with its three nearest peers."""
    found = []
    for place in featured_places()[:STARTS]:
        others = peers(place, limit=MOST - 1)
        found.append(
            {
                "label": f"{place.name} and its peers",
                "text": ", ".join(other.name for other in others),
                "url": _url([("city", other.slug) for other in (place, *others)]),
            }
        )
    return found


def _about(place: PlaceFacts) -> str:
    words, homicides = f"{people(place.population)} residents", place.homicides
    if homicides is None or homicides.rate_per_100k is None:
        return words
    return f"{words}, {homicides.rate_per_100k:.1f} homicides per 100,000 in {homicides.year}"


def _sources(columns: Sequence[Column]) -> list[dict[str, str]]:
    """Return the publications that the columns' facts come from."""
    known = place_table().sources
    keys = [place.population_source for column in columns for place in column.subject.places]
    keys += [place.homicides.source for column in columns for place in column.subject.places if place.homicides]
    keys += ["bea_rpp"] if columns else []
    found = [known[key] for key in dict.fromkeys(keys) if key in known]
    return [{"label": f"{source.publisher}, {source.title}, {source.vintage}", "url": source.url} for source in found]


def _url(pairs: Sequence[tuple[str, str]], *, add: tuple[str, str] | None = None) -> str:
    """Return the comparison of these pairs, one more column after the others."""
    columns = [pair for pair in pairs if pair[0] in ("city", "scenario")]
    rest = [pair for pair in pairs if pair not in columns]
    return f"/compare/?{urlencode([*columns, *([add] if add else []), *rest])}" if pairs or add else "/compare/"
