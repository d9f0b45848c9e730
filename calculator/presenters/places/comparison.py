"""Where a place stands: its ranks in words, and peers alike in size and homicide rate."""

from typing import Any

import numpy as np

from calculator.answer import budget_for
from calculator.asking.scenario import OneYear
from calculator.methods import DEFAULT_ID, find_methodology
from calculator.presenters.places.heads import year_head
from calculator.presenters.places.homicides import recorded_words
from calculator.subject import subject_of_place
from calculator.words.wording import dollars
from profiles.selectors import PlaceFacts, StateFacts, peers, place_table

LARGE = 100_000
PEERS = 5
LEVEL_WORDS = {
    "place": "U.S. places", "town": "towns and townships of the twelve states where those have the powers of a city",
    "county": "U.S. counties and county equivalents", "state": "the 50 states and the District of Columbia",
    "metro": "metropolitan and micropolitan areas",
}  # fmt: skip


def present_comparison(place: PlaceFacts) -> list[str]:
    """Return the comparison as sentences; what cannot be compared is left out."""
    table = place_table()
    alike = table.of(place.level)
    larger = int(np.sum(alike.population > place.population))
    count = "" if place.level == "state" else f"{len(alike.places):,} "  # the words of states say how many there are
    of = f"{count}{LEVEL_WORDS[place.level]}"
    sentences = [f"{place.name} is the {ordinal(larger + 1)} largest of {of} by residents."]
    if place.level not in ("place", "town"):
        return sentences
    homicides = place.own_homicides
    if homicides is None or homicides.rate_per_100k is None:
        return [*sentences, _without_homicides(place, table.states[place.state])]
    rate = homicides.rate_per_100k
    if place.population >= LARGE:
        rates = table.homicide_rate[(table.population >= LARGE) & ~np.isnan(table.homicide_rate)]
        rank = int(np.sum(rates > rate)) + 1
        sentences.append(
            f"Its homicide rate, {rate:.1f} per 100,000 in {homicides.year}, is the {ordinal(rank)} highest of the "
            f"{len(rates):,} places with {LARGE:,} residents or more with a whole year, each in its newest."
        )
    state = table.states[place.state]
    if state.homicides:
        of_state = state.homicides[-1]
        state_rate = of_state.value / state.population * 100_000
        own = _rate_of(place, of_state.year)
        sentences.append(
            f"All of {state.name} had an estimated {state_rate:.1f} per 100,000 in {of_state.year} (FBI, estimated crimes by state)"
            + (
                f"; {place.name}’s rate of that year, {own:.1f}, is {own / state_rate:.1f} times that."
                if own and state_rate
                else "."
            )
        )
    if place.featured_rank:
        sentences.append(
            f"It is {ordinal(place.featured_rank)} among the 50 featured cities: places of {LARGE:,} or more with the "
            "highest mean homicide rates over whole years from 2020 to 2024, at least three of them."
        )
    return sentences


def comparison_sources(place: PlaceFacts) -> list[dict[str, str]]:
    """Return the tables that the comparison rests on, as links."""
    sources = place_table().sources
    keys = [place.population_source]
    if place.level in ("place", "town"):
        keys += [place.homicides.source] if place.homicides else []
        keys += ["fbi_states"]
    return [
        {"label": f"{source.publisher}, {source.title}", "url": source.url}
        for source in (sources[key] for key in keys if key in sources)
    ]


def _rate_of(place: PlaceFacts, year: int) -> float | None:
    """Return the place's own rate in `year`, so that no year is set against another."""
    return next(
        (known.rate_per_100k for known in place.homicide_history if known.year == year and not known.area_population),
        None,
    )


def present_peers(place: PlaceFacts) -> dict[str, Any] | None:
    """Return the peers as a table (components/table.html), this place first; None where it has none."""
    others = peers(place, limit=PEERS)
    if not others:
        return None
    scenario = OneYear(methodology=find_methodology(DEFAULT_ID))
    heads = ("Residents", "Homicides per 100,000", "Staff", year_head(), "Per resident")
    return {
        "id": "peers-table",
        "caption": f"Most alike in residents{' and homicide rate' if has_rate(place) else ''}",
        "headings": [{"label": "Place"}, *({"label": head, "numeric": True} for head in heads)],
        "rows": [_peer_row(other, scenario) for other in (place, *others)],
    }


def has_rate(place: PlaceFacts) -> bool:
    """Return whether the place has a homicide rate of its own."""
    return place.own_homicides is not None and place.own_homicides.rate_per_100k is not None


def ordinal(number: int) -> str:
    """Return 1st, 2nd, 3rd, 4th, 11th, 1,021st."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{ending}"


def _peer_row(place: PlaceFacts, scenario: OneYear) -> list[dict[str, Any]]:
    budget = budget_for(subject_of_place(place), scenario)
    homicides = place.homicides
    rate = homicides.rate_per_100k if homicides else None
    area = ", police area" if homicides and homicides.area_population else ""
    cells = (
        f"{place.population:,}",
        None if rate is None or homicides is None else f"{rate:.1f} ({homicides.year}{area})",
        f"{int(budget.values['all_staff']):,}",
        dollars(budget.total),
        None if budget.per_resident is None else dollars(budget.per_resident),
    )
    head = {"text": place.label, "url": place.path, "header": True}
    return [head, *({"text": cell, "numeric": True} for cell in cells)]


def _without_homicides(place: PlaceFacts, state: StateFacts) -> str:
    words = f"We have no homicide figure of a whole year for {place.name}; that is not the same as none."
    if place.counted_years and not place.rated:
        words = f"{place.name}: {recorded_words(place)}. In a small place one bad year says little, so there is no yearly rate."
    elif place.homicides is not None:
        words = f"We have no homicide rate of {place.name} alone, so it has no rank among other places."
    if not state.homicides:
        return words
    of_state = state.homicides[-1]
    rate = of_state.value / state.population * 100_000
    return (
        f"{words} All of {state.name} had an estimated {rate:.1f} per 100,000 in {of_state.year} "
        "(FBI, estimated crimes by state)."
    )
