"""Judging a place's years anew when editors change what was counted there, and keeping what was printed before."""

from collections import defaultdict
from typing import Any

from django.db import transaction
from django.utils.timezone import now

from profiles.featured import MINIMUM_POPULATION
from profiles.homicides.counts import LOCAL, Count, Status
from profiles.homicides.status import Context, judge_years
from profiles.ingest.history import Change
from profiles.ingest.history_load import append_changes
from profiles.ingest.load import mark_featured
from profiles.kinds import ReviewState
from profiles.models import (
    CountedYear,
    DatasetVersion,
    HomicideCount,
    HomicideException,
    LocalHomicides,
    PopulationEstimate,
    StateHomicides,
)

type Printed = dict[int, tuple[str, str, int]]  # year: status, source, count
PART = (Status.INCOMPLETE, Status.PROVISIONAL)


def on_local_count(sender: type[LocalHomicides], instance: LocalHomicides, **signal: Any) -> None:
    """Judge the place of a changed record; receives Django's model signals."""
    recount(instance.place_id)


def recount(geoid: str) -> None:
    """Take over the approved local counts of a place and judge all its years; what changes leaves rows in the history."""
    with transaction.atomic():
        before = _printed(geoid)
        HomicideCount.objects.filter(place=geoid, source=LOCAL).delete()
        approved = LocalHomicides.objects.filter(place=geoid, state=ReviewState.APPROVED).order_by("year", "updated_at")
        newest = {record.year: record for record in approved}
        HomicideCount.objects.bulk_create(
            HomicideCount(
                place_id=geoid, year=year, source_id=LOCAL, value=record.low, high=record.high,
                publisher=record.publisher, url=record.url,
            )
            for year, record in newest.items()
        )  # fmt: skip
        _judge(geoid)
        changes = _changes(geoid, before, _printed(geoid))
        if not changes:
            return
        moment = now()
        what = "A local count was added or changed"
        append_changes(key=f"local {geoid} {moment.isoformat()}", what=what, made_on=moment.date(), changes=changes)
        if PopulationEstimate.objects.filter(place=geoid, value__gte=MINIMUM_POPULATION).exists():
            mark_featured()
        for version in DatasetVersion.objects.all():
            version.version = f"{version.version.partition('+')[0]}+{moment:%y%m%d%H%M%S}"
            version.save()


def differs(geoid: str) -> bool:
    """Whether the approved local counts are other than those that are counted."""
    counted = set(
        HomicideCount.objects.filter(place=geoid, source=LOCAL).values_list("year", "value", "high", "publisher", "url")
    )
    approved = LocalHomicides.objects.filter(place=geoid, state=ReviewState.APPROVED)
    return counted != set(approved.values_list("year", "low", "high", "publisher", "url"))


def _judge(geoid: str) -> None:
    rows = list(HomicideCount.objects.filter(place=geoid))
    counts: dict[int, list[Count]] = defaultdict(list)
    for row in rows:
        counts[row.year].append(
            Count(row.source_id, row.value, high=row.high, months=row.months, publisher=row.publisher)
        )
    years = list(CountedYear.objects.all())
    context = Context(
        national={year.year: year.index for year in years},
        unfinished_year=max((year.year for year in years if year.unfinished), default=0),
        state_totals=dict(StateHomicides.objects.filter(state=geoid[:2]).values_list("year", "value")),
        exceptions={
            row.year: (row.use, row.why) for row in HomicideException.objects.filter(place=geoid)
        },
    )  # fmt: skip
    known = {year: given for year, given in counts.items() if year in context.national}
    judged = judge_years(known, context)
    HomicideCount.objects.filter(place=geoid).update(status="")
    for row in rows:
        found = judged.get(row.year)
        if found is not None and found.leading.source == row.source_id:
            HomicideCount.objects.filter(pk=row.pk).update(status=found.status.value)


def _printed(geoid: str) -> Printed:
    rows = HomicideCount.objects.filter(place=geoid).exclude(status="")
    return {year: cells for year, *cells in rows.values_list("year", "status", "source_id", "value")}  # type: ignore[misc]


def _changes(geoid: str, before: Printed, after: Printed) -> list[Change]:
    changes = []
    for year in sorted(before.keys() | after.keys()):
        old, new = _facts(before.get(year)), _facts(after.get(year))
        for fact in sorted(old.keys() | new.keys()):
            if old.get(fact) != new.get(fact):
                why = "an editor's local count"
                changes.append(Change(geoid, year, fact, old.get(fact, ""), new.get(fact, ""), why))
    return changes


def _facts(printed: Any) -> dict[str, str]:
    if printed is None:
        return {}
    status, source, value = printed
    name = "homicides_at_least" if status in PART else "homicides"
    return {"homicides_status": status, "homicides_source": source, name: str(value)}
