"""The frame around an answer: crumbs, tabs, downloads, notices."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.utils.safestring import SafeString

from calculator.asking.memo import MemoSection
from calculator.asking.question import LONGEST_NOTE, LONGEST_TITLE, Question
from calculator.engine.results import Budget
from calculator.keeping.comparing import general
from calculator.keeping.linked import linked_to
from calculator.presenters.budget.sliders import fault_line, fault_of, fault_words
from calculator.presenters.places.region import found_links
from calculator.presenters.printing import text_field
from calculator.subject import Subject
from calculator.words.labels import TABS
from profiles.selectors import (
    PlaceFacts,
    PlaceNotFound,
    SubjectNotFound,
    featured_places,
    neighbors,
    place_table,
    search,
)
from profiles.words import label as found_label
from web.quoting import quoted

FILES = (
    ("pdf", "Council memo", "PDF"),
    ("docx", "Memo to edit", "Word"),
    ("xlsx", "Workbook", "Excel, live formulas"),
    ("csv", "Table", "CSV"),
)
NEIGHBORS = 5
STARTS = 6


def place_frame(place: PlaceFacts) -> dict[str, Any]:
    """Return the frame of one place's calculator."""
    home = place.path
    return {
        "title": place.full_name,
        "description": f"What reaching the people at highest risk of gun violence costs in {place.name}: move anything.",
        "crumbs": [*place_crumbs(place), {"label": "Calculator", "url": ""}],
        "canonical_url": f"{home}calculator/",
        "files": f"{home}budget",
    }


def region_frame(subject: Subject, question: Question) -> dict[str, Any]:
    """Return the frame of a region's or a typed population's calculator."""
    return {
        "title": subject.name,
        "description": "What reaching the people at highest risk of gun violence costs: move anything.",
        "crumbs": [{"label": "Calculator", "url": "/calculator/"}, {"label": subject.name, "url": ""}],
        "canonical_url": "/calculator/",
        "files": "/calculator/budget",
        "notices": _region_notices(subject, question),
    }


def choose_frame(question: Question, search: str) -> dict[str, Any]:
    """Return the page where nothing is chosen yet: a population, places found by name, the places chosen so far."""
    return {
        "section": "calculator",
        "crumbs": [{"label": "Calculator", "url": ""}],
        "errors": [
            {"text": fault_line(quoted(fault.name), fault), "field": "p-population"} for fault in question.faults
        ],
        "search_text": search,
        **found_links(question, search),
        "carried": question.scenario.query(),
        "starts": [
            {"label": place.full_name, "url": f"{place.path}calculator/"} for place in featured_places()[:STARTS]
        ],
    }


def place_crumbs(place: PlaceFacts) -> list[dict[str, str]]:
    """Return the way from all cities to this one, by its state and county."""
    steps = [("Cities", "/cities/")]
    if place.level == "metro":
        steps.append(("Metropolitan areas", "/metros/"))
    elif place.level == "state":
        steps.append(("States", "/states/"))
    else:
        steps.append((place.state_name, f"/states/{place.state.lower()}/"))
    county = place_table().counties.get(place.county_geoid or "") if place.level in ("place", "town") else None
    if county is not None:
        steps.append((county.name, f"/counties/{county.slug}/"))
    return [{"label": label, "url": url} for label, url in (*steps, (place.name, place.path))]


def present_tabs(question: Question, path: str) -> list[dict[str, Any]]:
    """Return the tabs as links that keep the question."""
    return [
        {"label": label, "url": question.url(path, tab=key), "current": key == question.tab}
        for key, label in TABS.items()
        if key != "sure" or "sensitivity" in question.scenario.edition.rules
    ]


def present_downloads(question: Question, files: str) -> list[dict[str, Any]]:
    """Return the files of this question; the memo first."""
    return [{**link, "url": question.url(link["url"])} for link in present_files(files)]


def present_quick(subject: Subject, question: Question, downloads: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Return what is always in reach, above the tabs: memo, workbook, saving, comparing, the line by line."""
    found = {link["label"]: link["url"] for link in downloads}
    links = [("Memo", found["Council memo"]), ("Workbook", found["Workbook"]), ("Save", "#save")]
    links.append(("Compare", compare_url(subject, question)))
    if subject.place:
        links.append(("Make it yours", f"{subject.place.path}start/"))
    return [{"label": label, "url": url} for label, url in links]


def present_save_fields(question: Question) -> list[SafeString]:
    """Return the name and the note under which the scenario is saved: part of what is saved, and removed by clearing them."""
    words = (
        ("name", "Name", question.name, f"Up to {LONGEST_TITLE} characters, such as “Council draft, May”", "text"),
        ("note", "Note", question.note, f"Up to {LONGEST_NOTE} characters; whoever has the link reads it", "textarea"),
    )
    fields = []
    for name, label, value, hint, kind in words:
        fault, unread = fault_of(question.faults, name), question.text_of(name)
        fields.append(
            text_field(
                {
                    "kind": kind,
                    "rows": 2,
                    "name": name,
                    "id": f"p-{name}",
                    "label": label,
                    "value": value if unread is None else unread,
                    "hint": hint,
                    "error": fault_words(fault) if fault else None,
                }
            )
        )
    return fields


def compare_url(subject: Subject, question: Question) -> str:
    """Return the comparison that begins with this answer; what others are added with are its settings.

    Typed facts and several places are this subject's alone, so it goes as a link of its own.
    """
    shared = replace(
        question, scenario=replace(question.scenario, facts={}, citation=""), subject=(), memo=MemoSection(), name="",
        note="", unread=(),
    )  # fmt: skip
    if subject.place and not question.scenario.facts:
        return f"/compare/?{urlencode([('city', subject.place.slug), *shared.query()])}"
    clean = replace(question, faults=(), unread=())
    return f"/compare/?{urlencode([linked_to(subject, clean).pair, *general(shared).query()])}"


def present_files(files: str) -> list[dict[str, Any]]:
    """Return the files whose paths begin with `files`, such as `/s/abc/budget`; the memo first."""
    memo, *rest = [
        {"label": label, "url": f"{files}.{ending}", "hint": hint, "primary": ending == "pdf"}
        for ending, label, hint in FILES
    ]
    data = {"label": "Data", "url": f"{files}.json", "hint": "JSON", "primary": False}
    handout = {**data, "label": "Handout", "url": f"{files.removesuffix('budget')}handout.pdf", "hint": "PDF, 1 page"}
    return [memo, handout, *rest, data]


def advice_notices(budget: Budget, subject: Subject, question: Question) -> list[dict[str, Any]]:
    """Return the answer's advice; for a small place, with its county and neighbors one click away."""
    notices: list[dict[str, Any]] = []
    for advice in budget.advice:
        notice: dict[str, Any] = {
            "kind": "advice",
            "title": "Small places plan together",
            "text": advice.text,
            "url": "",
        }
        place = subject.place
        if place is not None:
            geoids = [place.geoid, *(near.geoid for near in neighbors(place, limit=NEIGHBORS))]
            keep = [pair for pair in question.scenario.query() if pair[0] not in subject.facts]
            with_neighbors = urlencode([*(("place", geoid) for geoid in geoids), *keep])
            notice["links"] = [
                {"label": f"Add the {NEIGHBORS} nearest places", "url": f"/calculator/?{with_neighbors}"}
            ]
            if place.county_geoid:
                county = urlencode([("county", place.county_geoid), *keep])
                notice["links"].append({"label": f"Plan for {place.county_name}", "url": f"/calculator/?{county}"})
        notices.append(notice)
    return notices


def present_not_found(error: PlaceNotFound | SubjectNotFound) -> tuple[str, list[dict[str, str]]]:
    """Return what is missing, and the nearest names there are as links (label, url)."""
    if isinstance(error, PlaceNotFound):
        level, near = "place", [(place.label, place.path) for place in error.suggestions[:3]]
    else:
        level, found = error.level, search(error.key.replace("-", " "), limit=20).results
        near = [(found_label(each.entry), each.entry.path) for each in found if each.entry.kind == level]
    words = f"We know no {level} called {quoted(error.key[:80])}."
    return words, [{"label": label, "url": url} for label, url in near]


def _region_notices(subject: Subject, question: Question) -> list[dict[str, Any]]:
    if subject.kind != "region":
        return []
    silent = [place.name for place in subject.places if place.own_homicides is None]
    if not silent or "homicides" in question.scenario.facts:
        return []
    text = f"We have no whole year of homicides for {', '.join(silent)}, so the region has no total; type one under “Local facts”."
    return [{"kind": "advice", "title": "", "text": text}]
