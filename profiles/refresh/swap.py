"""Swapping one source's counts: one transaction, every place judged anew, every change in the history."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.timezone import now

from profiles.facts.writing import writing_facts
from profiles.homicides.counts import INDEX
from profiles.ingest.history import changes_between
from profiles.ingest.history_load import append_changes
from profiles.ingest.load import mark_featured
from profiles.models import CountedYear, DatasetVersion, HomicideCount, PoliceAgency, PopulationEstimate, Source
from profiles.refresh.judging import judge_places
from profiles.refresh.printed import printed_homicides
from profiles.refresh.reading import AgencyYear

MOST_POLICED_PER_RESIDENT = 1.25
MATCHED_BY_HAND = ("manual", "consolidated", "size")
# A file with fewer of the agencies known here than this share is a part of the table: only its own agencies change.
SHARE_OF_A_WHOLE_TABLE = 0.9


@dataclass(frozen=True, slots=True)
class Swapped:
    """What a swap did."""

    agencies: int  # of places we know, in the file
    unknown: int  # agencies of no place
    places: int
    changes: int
    whole: bool  # whether the file replaced the whole table


def swap_counts(source: str, rows: Sequence[AgencyYear], *, path: Path, what: str) -> Swapped:
    """Replace the source's counts by these and judge every place they touch."""
    agencies = {row.ori: row for row in PoliceAgency.objects.all()}
    of_place: dict[str, list[AgencyYear]] = defaultdict(list)
    for row in rows:
        if row.ori in agencies:
            of_place[agencies[row.ori].place_id].append(row)
    with writing_facts():
        held = set(HomicideCount.objects.filter(source=source).values_list("place_id", flat=True))
        whole = len(held & of_place.keys()) >= SHARE_OF_A_WHOLE_TABLE * len(held)
        touched = set(of_place) | (held if whole else set())
        before = printed_homicides(touched)
        _add_years(source, rows)
        years = set(CountedYear.objects.values_list("year", flat=True))
        given = {(geoid, row.year) for geoid, counted in of_place.items() for row in counted}
        stale = HomicideCount.objects.filter(source=source, place__in=list(touched))
        replaced = [pk for pk, *key in stale.values_list("pk", "place_id", "year") if whole or tuple(key) in given]
        HomicideCount.objects.filter(pk__in=replaced).delete()
        HomicideCount.objects.bulk_create(_stored(source, of_place, agencies, years), batch_size=1_000)
        judge_places(touched)
        changes = changes_between(before, printed_homicides(touched), lambda key: what)
        moment = now()
        append_changes(key=f"{source} {moment.isoformat()}", what=what, made_on=moment.date(), changes=changes)
        mark_refreshed(source, path, year=max((row.year for row in rows), default=0), made_on=moment.date())
        mark_featured()
    unknown = len({row.ori for row in rows} - agencies.keys())
    return Swapped(len({row.ori for row in rows} & agencies.keys()), unknown, len(touched), len(changes), whole)


def mark_refreshed(source: str, path: Path, *, year: int, made_on: date) -> None:
    """Say when the table was retrieved, its SHA-256, and when the next edition is due; let every process read anew."""
    row = Source.objects.get(key=source)
    row.retrieved_on, row.sha256 = made_on, hashlib.sha256(path.read_bytes()).hexdigest()
    row.year = max(row.year, year)
    row.vintage = f"retrieved {made_on:%B} {made_on.day}, {made_on.year}"
    if row.cadence_months:
        months = made_on.year * 12 + made_on.month - 1 + row.cadence_months
        row.next_due = f"{months // 12}-{months % 12 + 1:02d}"
    row.save()
    for version in DatasetVersion.objects.all():
        version.version = f"{version.version.partition('+')[0]}+{now():%y%m%d%H%M%S}"
        version.save()


def _add_years(source: str, rows: Sequence[AgencyYear]) -> None:
    """A year that the index holds whole for the first time is counted and shown from now on."""
    if source != INDEX:
        return
    known = {year.year: year for year in CountedYear.objects.all()}
    for year in sorted({row.year for row in rows} - known.keys()):
        if year > max(known, default=0):
            newest = known[max(known)]
            CountedYear.objects.create(year=year, index=newest.index, unfinished=False, shown=True)


def _stored(
    source: str, of_place: dict[str, list[AgencyYear]], agencies: dict[str, PoliceAgency], years: set[int]
) -> list[HomicideCount]:
    residents = _residents(list(of_place))
    found: dict[tuple[str, int], HomicideCount | None] = {}
    for geoid, counted in of_place.items():
        for row in counted:
            more = (row.policed or 0) > MOST_POLICED_PER_RESIDENT * residents.get(geoid, 0)
            by_hand = agencies[row.ori].how in MATCHED_BY_HAND
            if row.year not in years or (more and not by_hand):
                continue
            key = (geoid, row.year)
            twice = found.get(key)
            if key in found and (twice is None or twice.value != row.value):
                found[key] = None  # two agencies of one place that count differently: neither is the place's
                continue
            found[key] = HomicideCount(
                place_id=geoid, year=row.year, source_id=source, value=row.value, months=row.months,
                firearm=row.firearm, area_population=row.policed if more else None,
            )  # fmt: skip
    return [count for count in found.values() if count is not None]


def _residents(geoids: list[str]) -> dict[str, int]:
    """The newest figure of each place."""
    rows = PopulationEstimate.objects.filter(place__in=geoids).order_by("place_id", "year")
    return dict(rows.values_list("place_id", "value"))
