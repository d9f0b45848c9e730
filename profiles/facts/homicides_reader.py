"""Stored counts of a place as years: the whole ones, the doubtful ones, and the means of the whole ones."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from profiles.facts.values import LEAST_RATED_POPULATION, HomicideMean, HomicideYear, SourceCount, YearValue
from profiles.homicides.counts import Status
from profiles.homicides.disagreement import disagrees
from profiles.homicides.means import mean_of_last

FARTHEST_POPULATION_YEAR = 1  # the newest year has no estimate yet: its rate uses the one before, and says so


class StoredCount(NamedTuple):
    """A row of HomicideCount; the status stands at the count that leads its year."""

    year: int
    source: str
    value: int
    high: int | None
    months: int | None
    firearm: int | None
    area_population: int | None
    status: str
    publisher: str
    url: str


@dataclass(frozen=True, slots=True)
class PlaceHomicides:
    """What is known of a place's homicides."""

    whole: tuple[HomicideYear, ...] = ()
    doubtful: tuple[HomicideYear, ...] = ()
    three_year: HomicideMean | None = None
    five_year: HomicideMean | None = None


NOT_COUNTED = PlaceHomicides()  # of three places in four


def read_homicides(
    counts: Sequence[StoredCount], population: Sequence[YearValue], shown_years: Sequence[int]
) -> PlaceHomicides:
    """The counts of a place (any order) as years, ascending; a year without a leading count is not among them."""
    if not counts:
        return NOT_COUNTED
    by_year: dict[int, list[StoredCount]] = defaultdict(list)
    for count in counts:
        if count.year in shown_years:
            by_year[count.year].append(count)
    years = [
        _year(next(row for row in rows if row.status), rows, population)
        for _, rows in sorted(by_year.items())
        if any(row.status for row in rows)
    ]
    whole = tuple(year for year in years if year.status.whole)
    own = {year.year: year.value for year in whole if not year.area_population}
    three, five = (mean_of_last(own, shown_years, span=span) for span in (3, 5))
    return PlaceHomicides(
        whole,
        tuple(year for year in years if not year.status.whole),
        HomicideMean(*three) if three else None,
        HomicideMean(*five) if five else None,
    )


def _year(leading: StoredCount, rows: Sequence[StoredCount], population: Sequence[YearValue]) -> HomicideYear:
    others = [row for row in rows if row is not leading]
    status, value = Status(leading.status), leading.value
    firearm = leading.firearm
    if firearm is None and status.whole:
        agreeing = [
            row.firearm for row in others
            if row.firearm is not None and row.firearm <= value and not disagrees(row.value, value)
        ]  # fmt: skip
        firearm = agreeing[0] if agreeing else None
    nearest = min(population, key=lambda estimate: abs(estimate.year - leading.year))
    near = not leading.area_population and abs(nearest.year - leading.year) <= FARTHEST_POPULATION_YEAR
    residents = leading.area_population or (nearest.value if near else 0)
    rated = status.whole and population[-1].value >= LEAST_RATED_POPULATION and residents > 0
    return HomicideYear(
        year=leading.year,
        value=value,
        firearm=firearm,
        source=leading.source,
        rate_per_100k=value / residents * 100_000 if rated else None,
        population_year=nearest.year if rated and near else None,
        other=tuple(SourceCount(row.source, row.value, row.months) for row in others),
        disagreement=any(disagrees(row.value, value) for row in others),
        area_population=leading.area_population,
        status=status,
        high=leading.high if leading.high != value else None,
        months=leading.months,
        publisher=leading.publisher,
        url=leading.url,
    )
