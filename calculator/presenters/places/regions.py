"""The lists of states, of metros, and of Puerto Rico's municipios."""

from typing import Any

from calculator.answer import budget_for
from calculator.asking.question import read_question
from calculator.presenters.places.cells import header, number, table
from calculator.presenters.places.heads import year_head
from calculator.subject import subject_of_place
from calculator.words.wording import dollars, people
from profiles.selectors import PlaceFacts, municipio_homicides, municipios, people_held, place_table

HEADS = ("Residents", "At highest risk", "Staff")
LARGEST = 50  # metros that stand open; the others are one tap away


def present_states() -> dict[str, Any]:
    """Return the context of templates/listing.html for every state and the District of Columbia."""
    states = sorted(place_table().of("state").places, key=lambda state: state.name)
    rows = [[*_cells(state), number(f"{people_held(state).places_share:.0%}")] for state in states]
    return {
        "section": "states",
        "canonical_url": "/states/",
        "title": "States",
        "crumbs": [{"label": "Cities", "url": "/cities/"}, {"label": "States", "url": ""}],
        "lede": "Everyone lives somewhere: each state with its counties, places and towns. The last column is the share of "
        "residents who live in an incorporated place; the others’ local government is a town or the county. Guam, American "
        "Samoa, the Northern Mariana Islands and the U.S. Virgin Islands are not covered.",
        "table": table("states", "States by name", ("State", *HEADS, year_head(), "In incorporated places"), rows),
        "also": [
            {"label": "Puerto Rico", "url": "/states/pr/", "text": "Its municipios, and what is counted there."},
            {"label": "Metropolitan areas", "url": "/metros/", "text": "Cities with the counties around them."},
            {"label": "Map", "url": "/map/", "text": "Every county, one measure at a time."},
        ],
    }


def present_metros() -> dict[str, Any]:
    """Return the context of templates/listing.html for every metropolitan area."""
    found = [metro for metro in place_table().of("metro").places if metro.kind == "metro"]
    found.sort(key=lambda metro: (-metro.population, metro.geoid))
    rest, heads = sorted(found[LARGEST:], key=lambda metro: metro.name), ("Metro", *HEADS, year_head())
    return {
        "section": "states",
        "canonical_url": "/metros/",
        "title": "Metropolitan areas",
        "crumbs": [{"label": "Cities", "url": "/cities/"}, {"label": "Metropolitan areas", "url": ""}],
        "lede": "A city with the counties around it that it shares work and traffic with, as delineated in "
        f"{place_table().sources['census_cbsa'].vintage}. No government runs a metro; its counties and cities would plan together.",
        "table": table("metros", "The largest, by residents", heads, [_cells(metro) for metro in found[:LARGEST]]),
        "others": table("other-metros", f"The other {len(rest)}, by name", heads, [_cells(metro) for metro in rest]),
        "also": [],
    }


def present_puerto_rico() -> dict[str, Any]:
    """Return the context of templates/puerto_rico.html."""
    return {
        "section": "states",
        "canonical_url": "/states/pr/",
        "crumbs": [
            {"label": "Cities", "url": "/cities/"},
            {"label": "States", "url": "/states/"},
            {"label": "Puerto Rico", "url": ""},
        ],
        "municipios": [
            {"id": f"m{known.geoid}", "name": known.name, "counts": _counts(known.name)}
            for known in sorted(municipios().values(), key=lambda known: known.name)
        ],
    }


def _counts(name: str) -> str:
    """Return what police counted there, in words; empty where we have no figure."""
    years = municipio_homicides(name)
    return "; ".join(f"{known.value:,} homicides in {known.year}" for known in years)


def _cells(place: PlaceFacts) -> list[dict[str, Any]]:
    budget = budget_for(subject_of_place(place), read_question({}).scenario)
    return [
        header(place.name, place.path),
        number(f"{place.population:,}"),
        number(people(budget.high_risk)),
        number(people(budget.values["all_staff"])),
        number(dollars(budget.total)),
    ]
