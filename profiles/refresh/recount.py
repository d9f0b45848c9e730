"""Judging a place's years anew when editors change what was counted there, and keeping what was printed before."""

from typing import Any

from django.utils.timezone import now

from profiles.editorial.kinds import ReviewState
from profiles.facts.featured import MINIMUM_POPULATION
from profiles.facts.writing import writing_facts
from profiles.homicides.counts import LOCAL
from profiles.ingest.history import changes_between
from profiles.ingest.history_load import append_changes
from profiles.ingest.load import mark_featured
from profiles.models import DatasetVersion, HomicideCount, LocalHomicides, PopulationEstimate
from profiles.refresh.judging import judge_places
from profiles.refresh.printed import printed_homicides

WHY = "an editor's local count"


def on_local_count(sender: type[LocalHomicides], instance: LocalHomicides, **signal: Any) -> None:
    """Judge the place of a changed record; receives Django's model signals."""
    recount(instance.place_id)


def recount(geoid: str) -> None:
    """Take over the approved local counts of a place and judge all its years; what changes leaves rows in the history."""
    with writing_facts():
        before = printed_homicides([geoid])
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
        judge_places([geoid])
        changes = changes_between(before, printed_homicides([geoid]), lambda key: WHY)
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
