"""What is printed now, as the history keeps it: from the database, whatever loaded, refreshed or edited it."""

from collections.abc import Collection

from profiles.homicides.counts import Status
from profiles.ingest.history import Key
from profiles.models import CountedYear, County, HomicideCount, Place, PopulationEstimate, State, StateHomicides

PART = (Status.INCOMPLETE, Status.PROVISIONAL)


def printed_now() -> dict[Key, str]:
    """Every fact by GEOID (state: FIPS), year and name."""
    estimates = StateHomicides.objects.values_list("state_id", "year", "value")
    states = {(fips, year, "homicides"): str(value) for fips, year, value in estimates}
    return printed_people() | printed_prices() | states | printed_homicides()


def printed_people() -> dict[Key, str]:
    """Residents of places, towns, counties and states."""
    rows = (
        PopulationEstimate.objects.values_list("place_id", "year", "value"),
        County.objects.values_list("geoid", "population_year", "population"),
        State.objects.values_list("fips", "population_year", "population"),
    )
    return {(geoid, year, "population"): str(value) for found in rows for geoid, year, value in found.iterator()}


def printed_prices() -> dict[Key, str]:
    """Price levels of places and towns."""
    rows = Place.objects.exclude(price_level=None).values_list("geoid", "price_level_year", "price_level")
    return {(geoid, year, "price_level"): f"{level:g}" for geoid, year, level in rows.iterator() if year is not None}


def printed_homicides(geoids: Collection[str] | None = None) -> dict[Key, str]:
    """Homicides of these places, or of all, by GEOID, year and fact: every source's count, and the leading one with its
    status.
    """
    facts: dict[Key, str] = {}
    rows = HomicideCount.objects.filter(year__in=_shown())
    if geoids is not None:
        rows = rows.filter(place__in=list(geoids))
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
