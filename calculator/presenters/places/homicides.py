"""A place's homicides in words and over the years: whole years as figures, parts of years hollow, gaps as gaps."""

from collections.abc import Sequence
from typing import Any

from calculator import charts
from profiles.selectors import HomicideYear, PlaceFacts, Status, place_table

WHAT_IT_IS = {
    Status.LOCAL: "counted locally",
    Status.COMPLETE: "whole year",
    Status.PROVISIONAL: "still being filled",
    Status.INCOMPLETE: "part of the year",
    Status.UNVERIFIED: "not verified",
}
HEADINGS = ("Homicides", "What it is", "By firearm (FBI case list)", "Per 100,000", "Source", "Other sources")
SOURCE = HEADINGS.index("Source")
IN_WORDS = ("What it is", "Source", "Other sources")


def count_words(item: HomicideYear) -> str:
    """Return a year's count as it may be said: 75, 128 to 133, at least 26, 12 so far, 4 (not verified).

    No killing in a part of a year says nothing of the year: no whole count.
    """
    match item.status:
        case Status.INCOMPLETE:
            return f"at least {item.value:,}" if item.value else "no whole count"
        case Status.PROVISIONAL:
            return f"{item.value:,} so far"
        case Status.UNVERIFIED:
            return f"{item.value:,} (not verified)"
    return f"{item.value:,}" if item.high is None else f"{item.value:,} to {item.high:,}"


def mark_words(item: HomicideYear) -> str:
    """Return a year's count as it stands at its mark in a chart: 75, 128–133, 26+, part."""
    if item.part:
        return f"{item.value:,}+" if item.value else "part"
    return f"{item.value:,}" if item.high is None else f"{item.value:,}–{item.high:,}"


def source_name(key: str) -> str:
    """Return a source's publisher and title."""
    source = place_table().sources[key]
    return f"{source.publisher}, {source.title}"


def whose(item: HomicideYear) -> str:
    """Return whose count a year's is: the local publisher, else the publication."""
    return item.publisher or source_name(item.source)


def where(item: HomicideYear) -> str:
    """Return the address of the count: of the local one itself, else of the table."""
    return item.url or place_table().sources[item.source].url


def rate_basis(item: HomicideYear) -> str:
    """Return whose residents a rate divides by, where they are not the place's own of the year; else nothing."""
    if item.area_population:
        return f"counted for the police agency’s area of {item.area_population:,} residents"
    if item.population_year not in (None, item.year):
        return f"per resident of {item.population_year}"
    return ""


def recorded_words(place: PlaceFacts) -> str:
    """Return what is said of a small place instead of a yearly rate: 7 recorded, 2018–2025."""
    years = place_table().homicide_years
    return f"{sum(item.value for item in place.counted_years):,} recorded, {years[0]}–{years[-1]}"


def homicides_figure(place: PlaceFacts) -> dict[str, Any]:
    """Return homicides by year as a figure (components/figure.html) with its table; something was counted."""
    known = {item.year: item for item in place.counted_years}
    years = range(min(known), max(known) + 1)
    whole = [known[year].value if year in known and known[year].status.whole else None for year in years]
    doubtful = {item.year: (item.value, mark_words(item)) for item in place.doubtful_years}
    disagreeing = [item for item in place.homicide_history if item.disagreement]
    second = [_other_value(known.get(year)) for year in years] if disagreeing else None
    words = _span_words(place)
    return {
        "id": "homicides",
        "title": "Homicides a year" if place.rated else f"Homicides: {recorded_words(place)}",
        "note": " ".join(
            [
                words,
                *_doubtful_notes(place),
                *_gap_notes(known, years),
                *_second_notes(disagreeing),
                *_basis_notes(place),
            ]
        ),
        "template": "components/charts/trend.html",
        "chart": charts.trend(years=years, values=whole, hollow=doubtful, second=second, description=words.rstrip(".")),
        "table": _table(
            [(known.get(year), (str(year), *_cells(known.get(year)))) for year in years], rated=place.rated
        ),
        "source": "; ".join(dict.fromkeys(source_name(item.source) for item in place.counted_years)),
        "source_url": where(place.counted_years[-1]),
    }


def _span_words(place: PlaceFacts) -> str:
    history = place.homicide_history
    if not history:
        return "We have no figure for a whole year."
    first, last = history[0], history[-1]
    if first is last:
        return f"{count_words(last)} in {last.year}, the one whole year we have."
    return f"{count_words(first)} homicides in {first.year}, {count_words(last)} in {last.year}."


def _doubtful_notes(place: PlaceFacts) -> list[str]:
    if not place.doubtful_years:
        return []
    said = "; ".join(f"{item.year}: {count_words(item)}" for item in place.doubtful_years)
    return [f"Hollow marks are not whole years ({said})."]


def _gap_notes(known: dict[int, HomicideYear], years: Sequence[int]) -> list[str]:
    gaps = [str(year) for year in years if year not in known]
    return [f"We have no figure for {', '.join(gaps)}."] if gaps else []


def _second_notes(disagreeing: Sequence[HomicideYear]) -> list[str]:
    years = ", ".join(str(item.year) for item in disagreeing)
    return [f"Sources disagree for {years}; the thin line is the other."] if disagreeing else []


def _basis_notes(place: PlaceFacts) -> list[str]:
    """Return in sentences whose residents the rates divide by, where that is not each year's own population."""
    sentences = []
    if areas := [item.area_population for item in place.homicide_history if item.area_population]:
        most, least = max(areas), min(areas)
        residents = f"{least:,}" if least == most else f"{least:,} to {most:,}"
        sentences.append(
            f"Counts and rates are of the police agency’s whole area, {residents} residents, not of {place.name} alone."
        )
    sentences += [
        f"The rate of {item.year} is {basis}."
        for item in place.homicide_history
        if not item.area_population and (basis := rate_basis(item))
    ]
    return sentences


def _other_value(item: HomicideYear | None) -> int | None:
    return item.other[0].value if item and item.status.whole and item.disagreement else None


def _cells(item: HomicideYear | None) -> tuple[str | None, ...]:
    if item is None:
        return (None,) * len(HEADINGS)
    others = "; ".join(f"{other.value:,} ({source_name(other.source)}{_months(other.months)})" for other in item.other)
    return (
        count_words(item),
        WHAT_IT_IS[item.status],
        None if item.firearm is None or not item.status.whole else f"{item.firearm:,}",
        None if item.rate_per_100k is None else f"{item.rate_per_100k:.1f}",
        whose(item) + _months(item.months),
        others + (" – disagree" if item.disagreement else "") if others else "none",
    )


def _months(months: int | None) -> str:
    return "" if months is None else f", {months} month{'' if months == 1 else 's'}"


def _table(rows: list[tuple[HomicideYear | None, tuple[str | None, ...]]], *, rated: bool) -> dict[str, Any]:
    shown = [index for index, head in enumerate(HEADINGS) if rated or head != "Per 100,000"]
    numeric = [HEADINGS[index] not in IN_WORDS for index in shown]
    return {
        "id": "homicides-table",
        "caption": "Homicides by year",
        "hide_caption": True,
        "headings": [
            {"label": "Year"},
            *({"label": HEADINGS[index], "numeric": right} for index, right in zip(shown, numeric, strict=True)),
        ],
        "rows": [
            [
                {"text": row[0], "header": True},
                *(
                    {"text": row[index + 1], "numeric": right, "url": where(item) if item and index == SOURCE else ""}
                    for index, right in zip(shown, numeric, strict=True)
                ),
            ]
            for item, row in rows
        ],
    }
