"""The first page: an answer to look at, the featured cities on a map."""

from typing import Any

from calculator import charts
from calculator.asking.question import read_question
from calculator.presenters.budget import present_bar, present_lede
from calculator.services import budget_for
from calculator.subject import subject_of_place
from calculator.words.wording import counted
from profiles.library import problem_figures
from profiles.selectors import PlaceFacts, featured_places, find_place, map_position, place_table

EXAMPLE = "norfolk-va"  # the one city whose published profile the method reproduces


def present_home() -> dict[str, Any]:
    """Return the context of templates/home.html."""
    scenario = read_question({}).scenario
    featured = featured_places()
    at_risk = {place.geoid: budget_for(subject_of_place(place), scenario).high_risk for place in featured}
    place = find_place(EXAMPLE)
    budget = budget_for(subject_of_place(place), scenario)
    return {
        "places_count": f"{len(place_table().places):,}",
        "examples": [{"label": other.name, "url": other.path} for other in featured[:3]],
        "example": {
            "lede": present_lede(budget),
            "bar": present_bar(budget),
            "label": place.full_name,
            "url": place.path,
        },
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
        "map": _map(featured, at_risk),
        "featured": [
            {
                "label": place.label,
                "url": place.path,
                "people": counted(at_risk[place.geoid], "person", "people"),
            }
            for place in featured
        ],
    }


def _map(featured: list[PlaceFacts], at_risk: dict[str, float]) -> dict[str, Any]:
    dots = []
    for place in featured:
        point = map_position(place)
        if point is not None:
            label = f"{place.name}, {place.state}: {at_risk[place.geoid]:,.0f}"
            dots.append((label, place.path, point[0], point[1], at_risk[place.geoid]))
    return {
        "id": "map",
        "title": "People at highest risk in the featured cities",
        "note": "The area of a dot is in proportion to the number of people.",
        "template": "components/charts/map.html",
        "chart": charts.us_map(dots, description="Map of the 50 featured cities; the list below has the same links"),
        "source": "U.S. Census Bureau, Vintage 2024; 0.1 % of residents",
        "source_url": "/methodology/caps/",
    }
