"""Homicides of a place as they are answered: whole years as figures, parts of years as what was counted at least."""

from typing import Annotated, Literal

from msgspec import convert

from calculator.api.shapes import Count, Shape, Year, shaped, told
from profiles.selectors import HomicideMean, HomicideYear

AREA_WORDS = "Residents of the police agency’s area, where count and rate are of that larger area"


class SourceValue(Shape):
    """What another source counts."""

    source: Annotated[str, told("A key of sources/")]
    value: Annotated[Count, told("Victims by this source", unit="homicides")]


class SourceCount(SourceValue):
    """What a source counts, and in how many months."""

    months: Annotated[
        int | None,
        told("Case list (fbi_shr): months with a homicide report; Explorer (fbi_cde): months reported", unit="months"),
    ]


class Homicides(Shape):
    """Homicides of a year; all null where we have no figure."""

    value: Annotated[
        int | None, told("Victims; null: not reported, which is not zero, or not a whole year", unit="homicides")
    ]
    year: Annotated[int | None, told("The calendar year; null where we have no figure at all", unit="calendar year")]
    status: Annotated[
        Literal["local", "complete", "provisional", "incomplete", "unverified"] | None,
        told(
            "local and complete are whole years; provisional and incomplete are parts of one; an unverified figure could "
            "not be held against enough other years"
        ),
    ]
    at_least: Annotated[int | None, told("What was counted of a year that is not whole", unit="homicides")]
    high: Annotated[
        int | None, told("The high end of a published range, of which value is the low end", unit="homicides")
    ]
    months: Annotated[
        int | None,
        told("Months that the leading source reported; see `sources`; null where it does not tell", unit="months"),
    ]
    rate_per_100k: Annotated[
        float | None,
        told(
            "Per 100,000 residents of the place, or of the police area where given; none under 25,000 residents",
            unit="homicides per 100,000 people",
        ),
    ]
    population_year: Annotated[int | None, told("Year of the place’s population in the rate", unit="calendar year")]
    area_population: Annotated[Count | None, told(AREA_WORDS, unit="people")]
    firearm: Annotated[
        int | None, told("Victims killed by firearm; null where the source does not tell", unit="homicides")
    ]
    source: Annotated[str | None, told("A key of sources/: whose count leads")]
    sources: Annotated[tuple[SourceCount, ...], told("What every source counts, the leading one first")]
    publisher: Annotated[str | None, told("Whose a local count is")]
    url: Annotated[str | None, told("Where a local count is published")]
    disagreement: Annotated[
        tuple[SourceValue, ...] | None, told("Other counts, where one differs by more than 2 and more than 10%")
    ]


class HomicideMeanOfYears(Shape):
    """Homicides a year, the mean of whole years."""

    value: Annotated[float, told("Homicides a year", unit="homicides a year")]
    years: Annotated[tuple[Year, ...], told("The whole years it is the mean of")]


NOT_REPORTED = convert(dict.fromkeys(Homicides.__struct_fields__) | {"sources": ()}, Homicides)


def homicides_answer(known: HomicideYear) -> Homicides:
    """Return a year's homicides; a part of a year has no value, only what was counted at least."""
    leading = SourceCount(source=known.source, value=known.value, months=known.months)
    return Homicides(
        value=None if known.part else known.value,
        year=known.year,
        status=known.status.value,
        at_least=known.value if known.part else None,
        high=known.high,
        months=known.months,
        rate_per_100k=rate_answer(known),
        population_year=known.population_year,
        area_population=known.area_population,
        firearm=known.firearm,
        source=known.source,
        sources=(leading, *shaped(tuple[SourceCount, ...], known.other)),
        publisher=known.publisher or None,
        url=known.url or None,
        disagreement=shaped(tuple[SourceValue, ...], known.other) if known.disagreement else None,
    )


def mean_answer(known: HomicideMean | None) -> HomicideMeanOfYears | None:
    """Return a mean to two decimals with its years."""
    return None if known is None else HomicideMeanOfYears(value=round(known.value, 2), years=known.years)


def rate_answer(known: HomicideYear) -> float | None:
    """Return a rate to two decimals."""
    return None if known.rate_per_100k is None else round(known.rate_per_100k, 2)
