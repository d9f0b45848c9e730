"""Places and saved scenarios side by side: bars on one scale, a table of differences, who else to add."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from calculator import charts
from calculator.asking.given import told
from calculator.asking.question import question_of
from calculator.asking.scenario import OneYear
from calculator.keeping.addresses import is_link
from calculator.keeping.comparing import KEYS, MOST, Column, Comparison
from calculator.keeping.linked import linked_to
from calculator.keeping.saved import calculator_path
from calculator.methods import latest
from calculator.presenters.budget.sliders import changes_in_words, fault_line, fault_words
from calculator.presenters.fault_places import fault_place, no_answer
from calculator.presenters.places.compare_lead import column_names, leading_words
from calculator.presenters.places.compare_rows import row_groups
from calculator.words.wording import dollars, people
from profiles.selectors import PlaceFacts, featured_places, peers, place_table, search
from profiles.words import about
from profiles.words import label as found_label

SUGGESTED = 6
FOUND = 8
STARTS = 5
ASKED = {"city": "Place", "scenario": "Saved scenario", "link": "Link"}


def present_compare(comparison: Comparison, typed: str) -> dict[str, Any]:
    """Return the context of templates/compare.html; `typed` is what stands in the box to add another."""
    columns = comparison.columns
    full = len(columns) >= MOST
    names = column_names(columns)
    search = "" if is_link(typed) else typed
    unanswered = no_answer(replace(comparison.question, faults=comparison.unread))
    bars = [] if unanswered else _bars(columns, names)
    return {
        "section": "compare",
        "crumbs": [{"label": "Compare", "url": ""}],
        "canonical_url": "/compare/",
        "errors": [
            {"text": fault_line(_label(comparison, fault.name), fault), "field": "compare-search"}
            for fault in comparison.faults
        ],
        "columns": [_head(comparison, column, index, names[index]) for index, column in enumerate(columns)],
        "first": names[0] if columns else "",
        "unanswered": unanswered,
        "leading": [] if unanswered else leading_words(columns, names),
        "bars": bars,
        "legend": [*{part.key: part for item in bars for part in item["bar"].parts}.values()],
        "groups": row_groups(columns) if columns and not unanswered else [],
        "sources": _sources(columns),
        "presets": _presets(comparison),
        "changes": changes_in_words(comparison.question),
        "mixed": len({column.budget.methodology.reference for column in columns}) > 1,
        "full": full,
        "most": MOST,
        "carried": comparison.pairs(),
        "box": {
            "text": typed or next((text for _, text in comparison.unusable), ""),
            "errors": [fault_words(fault) for fault in told(comparison.box_faults)],
        },
        "search_text": search,
        "found": [] if full or not search else _found(comparison, search),
        "suggested": [] if full else _links(comparison, _suggested(columns)),
        "own_presets": [] if full or not columns else _own_presets(comparison),
        "own_presets_of": columns[0].subject.name if columns else "",
        "starts": [] if columns else _starts(),
    }


def _label(comparison: Comparison, name: str) -> str:
    """Return what a person calls the thing that a fault is about."""
    return ASKED.get(name) or fault_place(comparison.question, name)[0]


def _head(comparison: Comparison, column: Column, index: int, name: str) -> dict[str, Any]:
    place, saved = column.subject.place, column.saved
    method = column.budget.methodology.named
    if saved:
        note = f"saved {saved.created:%b} {saved.created.day}, {saved.created.year}, {method}"
        url, calculator_url = saved.url, saved.calculator_url
    else:
        calculator_url = column.question.url(calculator_path(column.subject))
        note, url = method, place.path if place else calculator_url
    return {
        "number": index + 1,
        "name": name,
        "note": note,
        "url": url,
        "calculator_url": calculator_url,
        "remove_url": _url(comparison.pairs(without=column.pair)),
    }


def _bars(columns: Sequence[Column], names: Sequence[str]) -> list[dict[str, Any]]:
    longest = max((column.budget.total for column in columns), default=0)
    return [
        {
            "name": name,
            "total": dollars(column.budget.total),
            "bar": charts.stacked_bar(
                [(line.line, line.label, line.amount) for line in column.budget.printed], longest=longest or None
            ),
        }
        for name, column in zip(names, columns, strict=True)
    ]


def _presets(comparison: Comparison) -> list[dict[str, Any]]:
    """Return the presets as links; places follow them, saved and linked scenarios keep their own."""
    question = comparison.question
    kept = [column.pair for column in comparison.columns]
    return [
        {
            "label": method.title,
            "url": _url([*kept, *question.under(method).query()]),
            "current": method.id == question.scenario.methodology.id,
        }
        for method in latest().values()
    ]


def _own_presets(comparison: Comparison) -> list[dict[str, str]]:
    """Return the presets of the first column's subject, each a link that adds it as it stands."""
    first, shown = comparison.columns[0], {column.pair for column in comparison.columns}
    pairs = [
        (method.title, linked_to(first.subject, question_of(OneYear(method))).pair) for method in latest().values()
    ]
    return [{"label": title, "url": _url(comparison.pairs(), add=pair)} for title, pair in pairs if pair not in shown]


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


def _found(comparison: Comparison, text: str) -> list[dict[str, str]]:
    """Return what a search found that has facts of its own: places, towns, counties, states and metros."""
    return [
        {
            "label": found_label(entry),
            "meta": f"{about(entry)}, {people(entry.population or 0)} residents",
            "url": _url(comparison.pairs(), add=("city", entry.slug or entry.geoid)),
        }
        for entry in (found.entry for found in search(text, limit=FOUND).results)
        if entry.covered
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
    columns = [pair for pair in pairs if pair[0] in KEYS]
    rest = [pair for pair in pairs if pair[0] not in KEYS]
    return f"/compare/?{urlencode([*columns, *([add] if add else []), *rest])}" if pairs or add else "/compare/"
