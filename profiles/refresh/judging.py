"""Judging the years of places in the database anew, many at once."""

from collections import defaultdict
from collections.abc import Collection

from profiles.homicides.counts import Count
from profiles.homicides.status import Context, judge_years
from profiles.models import CountedYear, HomicideCount, HomicideException, StateHomicides

BATCH = 500


def judge_places(geoids: Collection[str]) -> None:
    """Set the status of every year of these places by the counts that are stored."""
    years = list(CountedYear.objects.all())
    national = {year.year: year.index for year in years}
    unfinished = max((year.year for year in years if year.unfinished), default=0)
    states: dict[str, dict[int, int]] = defaultdict(dict)
    for fips, year, value in StateHomicides.objects.values_list("state_id", "year", "value"):
        states[fips][year] = value
    exceptions: dict[str, dict[int, tuple[str, str]]] = defaultdict(dict)
    for exception in HomicideException.objects.all():
        exceptions[exception.place_id][exception.year] = (exception.use, exception.why)
    rows: dict[str, dict[int, list[HomicideCount]]] = defaultdict(lambda: defaultdict(list))
    for count in HomicideCount.objects.filter(place__in=list(geoids)):
        if count.year in national:
            rows[count.place_id][count.year].append(count)
    changed: list[HomicideCount] = []
    silenced: list[HomicideCount] = []
    for geoid, by_year in rows.items():
        counts = {
            year: [
                Count(row.source_id, row.value, high=row.high, months=row.months, publisher=row.publisher)
                for row in stored
            ]
            for year, stored in by_year.items()
        }
        judged = judge_years(counts, Context(national, unfinished, states[geoid[:2]], exceptions[geoid]))
        for year, stored in by_year.items():
            found = judged.get(year)
            for row in stored:
                leads = found is not None and found.leading.source == row.source_id
                status = found.status.value if found is not None and leads else ""
                if row.status != status:
                    (changed if status else silenced).append(row)
                    row.status = status
    # One leading count a year: the old one steps back before the new one leads.
    HomicideCount.objects.bulk_update(silenced, ["status"], batch_size=BATCH)
    HomicideCount.objects.bulk_update(changed, ["status"], batch_size=BATCH)
