"""What is printed of places now, and the rows that a change of it leaves in the history."""

from collections.abc import Collection

from profiles.homicides.counts import Status
from profiles.ingest.history import Key
from profiles.models import CountedYear, HomicideCount

PART = (Status.INCOMPLETE, Status.PROVISIONAL)


def printed_homicides(geoids: Collection[str]) -> dict[Key, str]:
    """Homicides of these places by GEOID, year and fact: every source's count, and the leading one with its status."""
    facts: dict[Key, str] = {}
    rows = HomicideCount.objects.filter(place__in=list(geoids), year__in=_shown())
    for geoid, year, source, value, high, status in rows.values_list(
        "place_id", "year", "source_id", "value", "high", "status"
    ):
        facts[geoid, year, f"homicides.{source}"] = str(value)
        if status:
            facts[geoid, year, "homicides_source"] = source
            facts[geoid, year, "homicides_status"] = status
            facts[geoid, year, "homicides_at_least" if status in PART else "homicides"] = str(value)
            if high not in (None, value):
                facts[geoid, year, "homicides_high"] = str(high)
    return facts


def _shown() -> list[int]:
    return list(CountedYear.objects.filter(shown=True).values_list("year", flat=True))
