"""A place too small for a team of its own: one screen with its county, and with the nearest places as a team."""

from typing import Any
from urllib.parse import urlencode

from calculator.answer import budget_for
from calculator.asking.scenario import OneYear
from calculator.engine.results import Budget
from calculator.presenters.page import place_crumbs
from calculator.presenters.places.heads import year_head
from calculator.presenters.places.profile import homicides_fact
from calculator.subject import Subject, subject_of_place, subject_of_places
from calculator.words.wording import counted, dollars, people
from profiles.selectors import PlaceFacts, members_of, neighbors, place_table

FEWEST_FRONTLINE = 4
NEAREST, MOST = 5, 30


def is_small(place: PlaceFacts, budget: Budget) -> bool:
    """Return whether the method gives a place or town fewer frontline workers than a team can be."""
    return place.level in ("place", "town") and budget.values["frontline_staff"] < FEWEST_FRONTLINE


def present_small(place: PlaceFacts, budget: Budget, scenario: OneYear) -> dict[str, Any]:
    """Return the context of templates/profile_small.html."""
    county = place_table().of("county").get(place.county_geoid or "")
    near = nearest_team(place, scenario)
    rows = [_row(subject_of_place(county), county.path, scenario)] if county else []
    if near:
        query = urlencode([("place", member.geoid) for member in (place, *near)])
        team = subject_of_places([place, *near])
        rows.append(_row(team, f"/calculator/?{query}", scenario, name=f"With {_names(near)}"))
    rows.append(_row(subject_of_place(place), f"{place.path}calculator/", scenario, name=f"{place.name} alone"))
    source = place_table().sources[place.population_source]
    return {
        "section": "cities",
        "place": {"name": place.full_name, "short": place.name},
        "description": f"{place.full_name}: too small for a violence intervention team of its own; who could plan together.",
        "canonical_url": place.path,
        "og_image": f"{place.path}og.png",
        "crumbs": [*place_crumbs(place)[:-1], {"label": place.name, "url": ""}],
        "lede": _lede(place, budget),
        "actions": _actions(place, county, near),
        "facts": [
            {
                "label": "Population",
                "value": f"{place.population:,}",
                "note": f"July 1, {place.population_year}",
                "source": f"{source.publisher}, {source.vintage}",
                "source_url": source.url,
            },
            {"label": "Homicides", **homicides_fact(place)},
        ],
        "table": {
            "id": "together",
            "caption": f"{place.name} planning with others",
            "hide_caption": True,
            "headings": [
                {"label": "Who plans"},
                *({"label": head, "numeric": True} for head in ("Residents", "At highest risk", "Staff", year_head())),
            ],
            "rows": rows,
        },
        "downloads": [
            {"label": "Workbook", "url": f"{place.path}budget.xlsx", "hint": "Excel"},
            {"label": "Table", "url": f"{place.path}budget.csv", "hint": "CSV"},
            {"label": "Data", "url": place.api_path, "hint": "JSON"},
        ],
        "correct_url": f"{place.path}correct/",
    }


def nearest_team(place: PlaceFacts, scenario: OneYear) -> list[PlaceFacts]:
    """Return the nearest places, as many as give a team together, and no fewer than NEAREST; MOST where none do.

    Of a town, whose coordinates are not published, they are the largest beside it in its county.
    """
    near = neighbors(place, limit=MOST)
    county = place_table().of("county").get(place.county_geoid or "")
    if not near and county is not None:
        others = [*members_of(county, "place"), *members_of(county, "town")]
        near = sorted((other for other in others if other != place), key=lambda other: -other.population)[:MOST]
    for count in range(NEAREST, len(near), NEAREST):
        team = budget_for(subject_of_places([place, *near[:count]]), scenario)
        if team.values["frontline_staff"] >= FEWEST_FRONTLINE:
            return near[:count]
    return near


def _lede(place: PlaceFacts, budget: Budget) -> list[dict[str, Any]]:
    residents = counted(place.population, "resident", "residents")
    workers = int(budget.values["frontline_staff"])
    team = f"{counted(workers, 'worker', 'workers')} on the street" if workers else "no worker of its own"
    return [
        {"text": f"{place.name} has {residents}. By the method that is "},
        {"text": team, "strong": True},
        {"text": ": too few for a team that can cover nights, weekends and one another. "},
        {"text": "Small places plan together", "strong": True},
        {"text": ", with their county or their neighbors."},
    ]


def _actions(place: PlaceFacts, county: PlaceFacts | None, near: list[PlaceFacts]) -> list[dict[str, Any]]:
    actions = [{"label": f"Open {county.name}", "url": county.path, "primary": True}] if county else []
    if near:
        query = urlencode([("place", member.geoid) for member in (place, *near)])
        actions.append({"label": "Plan with the nearest places", "url": f"/calculator/?{query}"})
    return actions


def _row(subject: Subject, url: str, scenario: OneYear, *, name: str = "") -> list[dict[str, Any]]:
    budget = budget_for(subject, scenario)
    cells = (
        people(budget.inputs["population"]), people(budget.high_risk), people(budget.values["all_staff"]),
        dollars(budget.total),
    )  # fmt: skip
    head = {"text": name or subject.places[0].name, "url": url, "header": True}
    return [head, *({"text": cell, "numeric": True} for cell in cells)]


def _names(places: list[PlaceFacts]) -> str:
    names = [place.name for place in places[:NEAREST]]
    if len(places) > NEAREST:
        return ", ".join(names) + f" and {len(places) - NEAREST} more"
    return ", ".join(names[:-1]) + f" and {names[-1]}" if len(names) > 1 else names[0]
