"""What lies inside a county, a state or a metro: its parts, who lives in them, and who counts homicides where."""

from typing import Any

from calculator.answer import budget_for
from calculator.asking.question import read_question
from calculator.presenters.places.cells import header, number
from calculator.presenters.places.heads import year_head
from calculator.presenters.places.homicides import count_words
from calculator.presenters.places.state import Chosen, present_files, present_funding, present_totals
from calculator.subject import subject_of_place
from calculator.words.wording import counted, dollars, people
from profiles.selectors import PlaceFacts, county_agencies, members_of, people_held, place_table

MOST_ROWS = 25
YEARS_SHOWN = 5


def present_inside(place: PlaceFacts, chosen: Chosen) -> list[dict[str, Any]]:
    """Return the sections of components/inside.html: id, title, notes (sentences), table, more (label, url) or None."""
    match place.level:
        case "town":
            return [_villages(place)] if place.holds_places else []
        case "county":
            return [_people_of_county(place), *_agencies(place), *_parts(place, ("place", "town"))]
        case "state":
            return [
                present_totals(place, chosen),
                _people_of_state(place),
                *_parts(place, ("county", "place", "town")),
                present_funding(place),
                present_files(place),
            ]
        case "metro":
            return _parts(place, ("county", "place"))
    return []


def _villages(town: PlaceFacts) -> dict[str, Any]:
    note = (
        f"Incorporated places lie inside {town.name}. Their residents are counted here and on their own pages: they are "
        "the same people, so the two are never added."
    )
    return {"id": "inside", "title": "Places inside it", "notes": [note], "table": None, "more": None}


def _people_of_state(state: PlaceFacts) -> dict[str, Any]:
    """Say how the state's residents divide, so that what our subjects hold adds up to the state with the rest named."""
    held = people_held(state)
    rows = [
        _people_row(
            f"In {counted(held.places_count, 'incorporated place', 'incorporated places')}",
            held.places,
            held.population,
        )
    ]
    if held.towns_count:
        towns = counted(held.towns_count, "town or township", "towns and townships")
        rows.append(_people_row(f"In {towns}, outside those places", held.towns, held.population))
    if held.neither:
        rows.append(_people_row("In neither: their local government is the county", held.neither, held.population))
    notes = [_county_note(state)]
    if state.state in ("NY", "MI", "VT"):
        notes.append("Villages lie inside towns; their residents are counted with the places, once.")
    if state.state == "CT":
        notes.append("Boroughs and one city lie inside towns; their residents are counted with the places, once.")
    table = {
        "id": "people-held",
        "caption": f"Where the residents of {state.name} live",
        "hide_caption": True,
        "headings": [{"label": "Where"}, {"label": "Residents", "numeric": True}, {"label": "Share", "numeric": True}],
        "rows": rows,
        "foot": _people_row(state.name, held.population, held.population),
    }
    return {"id": "people", "title": "Who lives where", "notes": notes, "table": table, "more": None}


def _county_note(state: PlaceFacts) -> str:
    counties = members_of(state, "county")
    residents = sum(county.population for county in counties)
    return (
        f"Every resident also lives in one of {counted(len(counties), 'county', 'counties')} or county equivalents; the "
        f"Census Bureau counted {residents:,} residents in them on July 1, {counties[0].population_year}. The figure of "
        f"the whole state, {state.population:,}, is of July 1, {state.population_year}."
    )


def _people_of_county(county: PlaceFacts) -> dict[str, Any]:
    """Say who lives in the county by age."""
    facts = place_table().counties[county.geoid]
    rows = [_people_row(f"Aged {age}", value, county.population) for age, value in facts.ages]
    table = {
        "id": "ages",
        "caption": f"Residents of {county.name} by age, July 1, {county.population_year}",
        "hide_caption": True,
        "headings": [{"label": "Age"}, {"label": "Residents", "numeric": True}, {"label": "Share", "numeric": True}],
        "rows": rows,
    }
    note = "People outside any city or town count too: the figure is the county’s own, never a sum of its places."
    return {"id": "people", "title": "Who lives here", "notes": [note], "table": table, "more": None}


def _agencies(county: PlaceFacts) -> list[dict[str, Any]]:
    """Return what the sheriff and the county police count, each by itself; nothing where we know of none."""
    rows = [
        [
            header(known.agency.title()),
            {"text": "; ".join(f"{year.year}: {count_words(year)}" for year in known.years[-YEARS_SHOWN:])},
        ]
        for known in county_agencies(county.geoid)
    ]
    if not rows:
        return []
    note = (
        "What the county’s own agencies count is not the county’s total: the police of its cities and towns count their "
        "own, below, and none of these figures is added to another."
    )
    table = {
        "id": "agencies-table",
        "caption": f"Homicides counted by agencies of {county.name}",
        "hide_caption": True,
        "headings": [{"label": "Agency"}, {"label": "Homicides by year"}],
        "rows": rows,
    }
    return [
        {
            "id": "agencies",
            "title": "Counted by the county’s own agencies",
            "notes": [note],
            "table": table,
            "more": None,
        }
    ]


TITLES = {"county": "Counties", "place": "Cities and other places", "town": "Towns and townships"}


def _parts(place: PlaceFacts, levels: tuple[str, ...]) -> list[dict[str, Any]]:
    sections = []
    for level in levels:
        members = members_of(place, level)
        if members and members != [place]:
            sections.append(_part(place, level, members))
    return sections


def _part(place: PlaceFacts, level: str, members: list[PlaceFacts]) -> dict[str, Any]:
    shown = members[:MOST_ROWS]
    notes = []
    if level == "place" and place.level == "county":
        notes.append(
            "Each row is what that place’s own police count. No row is added to another: the sheriff and county police "
            "count elsewhere, agencies report voluntarily, and nobody publishes the county’s total."
        )
        if place.state == "GA":
            notes.append("In Georgia a place is listed in the one county where most of its residents live.")
        if any(len(member.counties) > 1 for member in shown):
            notes.append("A place in several counties is listed in each, with all of its residents.")
    if len(members) > len(shown):
        notes.append(f"The {len(shown)} largest of {len(members):,}.")
    return {
        "id": f"inside-{level}",
        "title": TITLES[level],
        "notes": notes,
        "table": {
            "id": f"inside-{level}-table",
            "caption": f"{TITLES[level]} in {place.name}, largest first",
            "hide_caption": True,
            "headings": [
                {"label": "Name"},
                *(
                    {"label": head, "numeric": True}
                    for head in ("Residents", "Homicides", "At highest risk", "Staff", year_head())
                ),
            ],
            "rows": [_row(member) for member in shown],
        },
        "more": _more(place, level) if len(members) > len(shown) else None,
    }


def _more(place: PlaceFacts, level: str) -> dict[str, str] | None:
    if place.level != "state":
        return None
    kind = {"county": "county", "place": "place", "town": "town"}[level]
    query = f"kind={kind}&state={place.state}&format=csv"
    return {"label": "All of them, with their budgets (CSV)", "url": f"/api/v1/budgets/?{query}"}


def _row(member: PlaceFacts) -> list[dict[str, Any]]:
    budget = budget_for(subject_of_place(member), read_question({}).scenario)
    known = _counted_as(member).own_homicides
    return [
        header(member.name, member.path),
        number(f"{member.population:,}"),
        number(None if known is None else f"{known.value:,} ({known.year})"),
        number(people(budget.high_risk)),
        number(people(budget.values["all_staff"])),
        number(dollars(budget.total)),
    ]


def _counted_as(member: PlaceFacts) -> PlaceFacts:
    """Return whose homicides a row shows: an independent city is a county too, and its police count them as a place."""
    if member.level == "county" and (member.name.endswith(" city") or member.state == "DC"):
        return next(iter(members_of(member, "place")), member)
    return member


def _people_row(words: str, value: int, whole: int) -> list[dict[str, Any]]:
    share = f"{value / whole:.1%}" if whole else None
    return [header(words), number(f"{value:,}"), number(share)]
