"""A place over the years: population and homicides."""

from typing import Any

from calculator import charts
from calculator.presenters.places.homicides import homicides_figure
from profiles.selectors import PlaceFacts, place_table


def present_trends(place: PlaceFacts) -> list[dict[str, Any]]:
    """Return the figures (components/figure.html) there are facts for."""
    figures = [_population(place)] if len(place.population_history) > 1 else []
    return [*figures, homicides_figure(place)] if place.counted_years else figures


def _population(place: PlaceFacts) -> dict[str, Any]:
    source = place_table().sources[place.population_source]
    years = [item.year for item in place.population_history]
    values = [item.value for item in place.population_history]
    words = f"{values[0]:,} residents in {years[0]}, {values[-1]:,} in {years[-1]}"
    return {
        "id": "population",
        "title": "Residents",
        "note": f"{words}.",
        "template": "components/charts/trend.html",
        "chart": charts.trend(years=years, values=values, description=words, from_zero=False),
        "table": {
            "id": "population-table",
            "caption": "Residents on July 1",
            "hide_caption": True,
            "headings": [{"label": "Year"}, {"label": "Residents", "numeric": True}],
            "rows": [
                [{"text": str(year), "header": True}, {"text": f"{value:,}", "numeric": True}]
                for year, value in zip(years, values, strict=True)
            ],
        },
        "source": f"{source.publisher}, {source.vintage}",
        "source_url": source.url,
    }
