"""Homicides as a release holds them: each year's leading count and what other sources say, of places, towns, states and
counties' own agencies.
"""

from collections.abc import Iterator, Sequence

from calculator.api.places.homicides import rate_answer
from calculator.releases.shapes import EVERYBODY, HomicideRow
from profiles.selectors import HomicideYear, PlaceFacts, PlaceTable

COUNTED = ("place", "town", "state")


def homicide_rows(table: PlaceTable) -> Iterator[HomicideRow]:
    """Yield every count of every year, whole or not."""
    for level in COUNTED:
        for subject in table.of(level).places:
            yield from _of_years(subject, subject.counted_years)
    for county in table.of("county").places:
        yield from _of_agencies(table, county)


def _of_agencies(table: PlaceTable, county: PlaceFacts) -> Iterator[HomicideRow]:
    for agency in sorted(table.county_agencies.get(county.geoid, ()), key=lambda agency: agency.ori):
        yield from _of_years(county, agency.years, ori=agency.ori, agency=agency.agency)


def _of_years(
    subject: PlaceFacts, years: Sequence[HomicideYear], *, ori: str = EVERYBODY, agency: str | None = None
) -> Iterator[HomicideRow]:
    """Yield each source's count of each year, the one that leads first; of a part of a year what was counted at least."""
    for known in years:
        yield HomicideRow(
            geoid=subject.geoid, level=subject.level, year=known.year, source=known.source, agency=ori, agency_name=agency,
            homicides=None if known.part else known.value, at_least=known.value if known.part else None,
            preferred=True, status=known.status.value, months=known.months, high=known.high, firearm=known.firearm,
            per_100k=rate_answer(known), population_year=known.population_year, area_population=known.area_population,
            publisher=known.publisher or None, url=known.url or None,
            geoidfq=subject.geoidfq,
        )  # fmt: skip
        for count in sorted(known.other, key=lambda count: count.source):
            yield HomicideRow(
                geoid=subject.geoid, level=subject.level, year=known.year, source=count.source, agency=ori, agency_name=agency,
                homicides=count.value, at_least=None, preferred=False, status=None, months=count.months, high=None,
                firearm=None, per_100k=None, population_year=None, area_population=None, publisher=None, url=None,
                geoidfq=subject.geoidfq,
            )  # fmt: skip
