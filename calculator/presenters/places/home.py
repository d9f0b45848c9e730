"""The first page: an answer to look at, the featured cities on a map."""

from typing import Any

from calculator import charts
from calculator.answer import Answer
from calculator.asking.question import read_question
from calculator.presenters.budget.estimates import present_headline, present_note
from calculator.presenters.budget.one_year import present_bar
from calculator.subject import subject_of_place
from profiles.editorial.library import problem_figures
from profiles.selectors import (
    PlaceFacts,
    featured_places,
    featured_rate,
    featured_years,
    find_place,
    map_position,
    place_table,
)

EXAMPLE = "norfolk-va"  # the one city whose published profile the method reproduces


def present_home() -> dict[str, Any]:
    """Return the context of templates/home.html."""
    question = read_question({})
    featured = featured_places()
    rates = {place.geoid: featured_rate(place) for place in featured}
    place = find_place(EXAMPLE)
    answer = Answer(subject_of_place(place), question)
    budget = answer.budget
    return {
        "places_count": f"{len(place_table().places):,}",
        "examples": [{"label": other.name, "url": other.path} for other in featured[:3]],
        "example": {
            "lede": present_headline(answer),
            "note": present_note(answer),
            "bar": present_bar(budget),
            "label": place.full_name,
            "url": place.path,
            "start_url": f"{place.path}start/",
            "short": place.name,
        },
        "starts": [{"label": other.name, "url": f"{other.path}start/"} for other in featured[:3]],
        "facts": [
            {
                "label": figure.label,
                "value": figure.value,
                "note": figure.text,
                "source": figure.source,
                "source_url": figure.url,
            }
            for figure in problem_figures()
        ],
        "map": _map(featured, rates),
        "featured": [
            {
                "label": place.label,
                "url": place.path,
                "rate": _words(rates[place.geoid]),
            }
            for place in featured
        ],
    }


def _words(rate: tuple[float, bool]) -> str:
    value, floor = rate
    return f"{'at least ' if floor else ''}{value:.1f}"


def _map(featured: list[PlaceFacts], rates: dict[str, tuple[float, bool]]) -> dict[str, Any] | None:
    """Return the map of what its heading says: dots by rate, so that a large city is not a large dot for its size."""
    if not featured:
        return None
    dots = []
    for place in featured:
        point = map_position(place)
        if point is not None:
            label = f"{place.label}: {_words(rates[place.geoid])} per 100,000 a year"
            dots.append((label, place.path, point[0], point[1], rates[place.geoid][0]))
    highest = ", ".join(place.label for place in featured[:3])
    return {
        "id": "map",
        "title": f"Homicides per 100,000 residents a year, mean of whole years {featured_years()}",
        "note": f"The area of a dot is in proportion to the rate, not to the size of the city. The highest: {highest}.",
        "template": "components/charts/map.html",
        "chart": charts.us_map(dots, description="Map of the featured cities; the list below has the same links"),
        "source": "FBI, AH Datalytics and local counts, whole years only; U.S. Census Bureau",
        "source_url": "/data/",
    }
