"""What was refreshed here is newer than the shipped tables, and a later load leaves it as it is."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager

from django.db.models import Model

from profiles.ingest import schema
from profiles.ingest.homicide_load import COUNT_FIELDS
from profiles.ingest.rows import insert_rows
from profiles.ingest.tables import Row
from profiles.models import CountedYear, County, HomicideCount, Place, Source, State, StateHomicides
from profiles.refresh.judging import judge_places

# Fields that a refresh writes, by source and model; homicides and residents of towns have tables of their own.
WRITTEN: Mapping[tuple[str, type[Model]], tuple[str, ...]] = {
    ("bea_rpp", Place): ("price_level", "price_level_year", "price_level_area"),
    ("census_gazetteer", Place): ("latitude", "longitude"),
    ("census_states", State): ("population", "population_year"),
    ("census_counties", County): ("population", "population_year", *schema.AGES),
}
RETRIEVED_ON = list(schema.SOURCES).index("retrieved_on")


def refreshed_since(shipped: Sequence[Row]) -> set[str]:
    """The sources whose table here was retrieved after the one that is shipped."""
    here = dict(Source.objects.exclude(retrieved_on=None).values_list("key", "retrieved_on"))
    return {row[0] for row in shipped if row[0] in here and row[RETRIEVED_ON] and here[row[0]] > row[RETRIEVED_ON]}


def kept_fields(refreshed: Collection[str], model: type[Model]) -> tuple[str, ...]:
    """Fields of a model that a load leaves as they were refreshed."""
    return tuple(
        field for (source, of), fields in WRITTEN.items() if of is model and source in refreshed for field in fields
    )


@contextmanager
def keeping_state_totals(sources: Collection[str]) -> Iterator[None]:
    """Put the FBI's estimates by state back after a load of homicides, where they were refreshed."""
    kept = list(StateHomicides.objects.all()) if "fbi_states" in sources else []
    yield
    if kept:
        StateHomicides.objects.all().delete()
        StateHomicides.objects.bulk_create(
            StateHomicides(state_id=e.state_id, year=e.year, value=e.value) for e in kept
        )
        judge_places(
            set(HomicideCount.objects.filter(year__in={e.year for e in kept}).values_list("place_id", flat=True))
        )


@contextmanager
def keeping_counts(sources: Collection[str]) -> Iterator[None]:
    """Put the counts of these sources back after a load of homicides, with their years, and judge their places anew."""
    attribute = {field.name: field.attname for field in HomicideCount._meta.concrete_fields}
    attributes = [attribute[name] for name in COUNT_FIELDS]
    ours = HomicideCount.objects.filter(source__in=list(sources))
    counts = list(ours.values(*attributes)) if sources else []
    years = {year.year: year for year in CountedYear.objects.all()}
    yield
    if not counts:
        return
    touched = set(ours.values_list("place_id", flat=True)) | {count["place_id"] for count in counts}
    ours.delete()
    shipped = set(CountedYear.objects.values_list("year", flat=True))
    CountedYear.objects.bulk_create(year for key, year in years.items() if key not in shipped)
    insert_rows(HomicideCount, COUNT_FIELDS, (tuple((count | {"status": ""}).values()) for count in counts))
    judge_places(touched)
