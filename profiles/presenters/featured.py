"""The rule of the featured cities in words, and the large places that it cannot rate."""

from typing import Any

from profiles.facts.featured import FEATURED_COUNT, MINIMUM_POPULATION, MINIMUM_WHOLE_YEARS, YEARS
from profiles.facts.place_table import place_table
from profiles.facts.values import PlaceFacts


def present_featured_rule() -> dict[str, Any]:
    """Return the rule as a sentence, and links to the places with too few whole years, largest first."""
    large = (place for place in place_table().places if place.population >= MINIMUM_POPULATION)
    return {
        "featured_rule": (
            f"The {FEATURED_COUNT} featured cities are a rule, not a list: places of {MINIMUM_POPULATION:,} or more by mean "
            f"homicide rate over the whole years from {YEARS[0]} to {YEARS[-1]}, at least {MINIMUM_WHOLE_YEARS} of them. "
            "A local count that stops before its year does (\u201cat least\u201d) is taken where it raises that mean. "
            "Not rated, because fewer are whole:"
        ),
        "not_rated": [
            {"label": place.label, "url": place.path}
            for place in sorted(large, key=lambda place: -place.population)
            if not _rated(place)
        ],
    }


def _rated(place: PlaceFacts) -> bool:
    own = [item for item in place.homicide_history if item.year in YEARS and not item.area_population]
    return len(own) >= MINIMUM_WHOLE_YEARS
