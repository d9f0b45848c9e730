"""A place over the years: population and homicides, gaps shown as gaps, disagreeing sources shown."""

from typing import Any

from calculator import charts
from profiles.selectors import HomicideYear, PlaceFacts, place_table


def present_trends(place: PlaceFacts) -> list[dict[str, Any]]:
    """Return the figures (components/figure.html) there are facts for."""
    figures = [_population(place)] if len(place.population_history) > 1 else []
    return [*figures, _homicides(place)] if place.homicide_history else figures


def _population(place: PlaceFacts) -> dict[str, Any]:
    source = place_table().sources["census_places"]
    years = [item.year for item in place.population_history]
    values = [item.value for item in place.population_history]
    words = f"{values[0]:,} residents in {years[0]}, {values[-1]:,} in {years[-1]}"
    return {
        "id": "population",
        "title": "Residents",
        "note": f"{words}.",
        "template": "components/charts/trend.html",
        "chart": charts.trend(years=years, values=values, description=words, from_zero=False),
        "table": _table(
            "population", "Residents on 1 July", [(str(y), f"{v:,}") for y, v in zip(years, values, strict=True)]
        ),
        "source": f"{source.publisher}, {source.vintage}",
        "source_url": source.url,
    }


def _homicides(place: PlaceFacts) -> dict[str, Any]:
    history = {item.year: item for item in place.homicide_history}
    years = list(range(min(history), max(history) + 1))
    values = [history[year].value if year in history else None for year in years]
    disagreeing = [item for item in place.homicide_history if item.disagreement]
    second = [_other_value(history.get(year)) for year in years] if disagreeing else None
    first, last = history[min(history)], history[max(history)]
    words = f"{first.value:,} homicides in {first.year}, {last.value:,} in {last.year}"
    if first is last:
        words = f"{last.value:,} in {last.year}, the one year reported"
    gaps = [str(year) for year in years if year not in history]
    note = words + "." + (f" Not reported: {', '.join(gaps)}." if gaps else "")
    if disagreeing:
        note += (
            f" Sources disagree for {', '.join(str(item.year) for item in disagreeing)}; the thin line is the other."
        )
    note += _basis_note(place)
    rows = [(str(year), *_homicide_cells(history.get(year))) for year in years]
    return {
        "id": "homicides",
        "title": "Homicides a year",
        "note": note,
        "template": "components/charts/trend.html",
        "chart": charts.trend(years=years, values=values, second=second, description=words),
        "table": _table(
            "homicides",
            "Homicides by year",
            rows,
            ("Homicides", "By firearm (FBI)", "Per 100,000", "Source", "Other sources"),
        ),
        "source": "; ".join(dict.fromkeys(source_name(item.source) for item in place.homicide_history)),
        "source_url": place_table().sources[last.source].url,
    }


def source_name(key: str) -> str:
    """Return a source's publisher and title."""
    source = place_table().sources[key]
    return f"{source.publisher}, {source.title}"


def rate_basis(item: HomicideYear) -> str:
    """Return whose residents a rate divides by, where they are not the place's own of the year; else nothing."""
    if item.area_population:
        return f"counted for the police agency's area of {item.area_population:,} residents"
    if item.population_year not in (None, item.year):
        return f"by the residents of {item.population_year}"
    return ""


def _basis_note(place: PlaceFacts) -> str:
    """Return in sentences whose residents the rates divide by, where that is not each year's own population."""
    sentences = ""
    if areas := [item.area_population for item in place.homicide_history if item.area_population]:
        most, least = max(areas), min(areas)
        residents = f"{least:,}" if least == most else f"{least:,} to {most:,}"
        sentences += f" Counts and rates are of the police agency's whole area, {residents} residents, not of {place.name} alone."
    for item in place.homicide_history:
        if not item.area_population and (basis := rate_basis(item)):
            sentences += f" The rate of {item.year} is {basis}."
    return sentences


def _other_value(item: HomicideYear | None) -> int | None:
    return item.other[0][1] if item and item.disagreement else None


def _homicide_cells(item: HomicideYear | None) -> tuple[str | None, ...]:
    if item is None:
        return None, None, None, None, None
    others = "; ".join(f"{value:,} ({source_name(key)})" for key, value in item.other)
    return (
        f"{item.value:,}",
        None if item.firearm is None else f"{item.firearm:,}",
        None if item.rate_per_100k is None else f"{item.rate_per_100k:.1f}",
        source_name(item.source),
        others + (" – disagree" if item.disagreement else "") if others else "none",
    )


def _table(
    key: str, caption: str, rows: list[tuple[str | None, ...]], heads: tuple[str, ...] = ("Residents",)
) -> dict[str, Any]:
    return {
        "id": f"{key}-table",
        "caption": caption,
        "hide_caption": True,
        "headings": [
            {"label": "Year"},
            *({"label": head, "numeric": head not in ("Source", "Other sources")} for head in heads),
        ],
        "rows": [
            [
                {"text": row[0], "header": True},
                *(
                    {"text": cell, "numeric": head not in ("Source", "Other sources")}
                    for cell, head in zip(row[1:], heads, strict=True)
                ),
            ]
            for row in rows
        ],
    }
