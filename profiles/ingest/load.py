"""From the tables to the database: one transaction, rows updated or inserted, so that what editors
attached to places stays.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Model
from django.utils.timezone import now

from profiles.facts.featured import Candidate, featured_ranks
from profiles.facts.slugs import Named, place_slugs
from profiles.facts.writing import writing_facts
from profiles.homicides.counts import LOCAL, Status
from profiles.ingest import schema
from profiles.ingest.dataset import Dataset
from profiles.ingest.history_load import append_difference, append_files
from profiles.ingest.homicide_load import load_homicides
from profiles.ingest.kept import keeping_counts, keeping_state_totals, kept_fields, refreshed_since
from profiles.ingest.rows import insert_rows
from profiles.ingest.shipped import load_shipped
from profiles.models import (
    County,
    DatasetVersion,
    HomicideCount,
    LocalHomicides,
    Metro,
    Place,
    PlaceCounty,
    PopulationEstimate,
    Source,
    State,
)
from profiles.refresh.printed import printed_now

BATCH = 2_000
LEVEL_BY_DIGITS = {7: "place", 10: "town"}
COUNTY_FIELDS = ["metro_id" if column == "metro" else column for column in schema.COUNTIES]

type Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did."""

    version: str
    places: int
    kept_census_vintage: int | None  # the newer vintage that was already there and was left alone
    kept_sources: tuple[str, ...] = ()  # sources whose refreshed table is newer than the shipped one


def current_version() -> DatasetVersion | None:
    """What is loaded, if anything."""
    return DatasetVersion.objects.filter(pk=DatasetVersion.SINGLETON_ID).first()


def version_text(data_hash: str, census_vintage: int) -> str:
    """Short name of a state of the facts: content of the data folder, and the Census vintage on top of it."""
    return f"{data_hash[:12]}-{census_vintage}"


def load_dataset(dataset: Dataset, *, progress: Progress = lambda step: None) -> Loaded:
    """Write every table. Where a newer Census vintage has been fetched, its places and population are
    left as they are.
    """
    with writing_facts():
        version = current_version()
        newer = version.census_vintage if version and version.census_vintage > dataset.census_vintage else None
        refreshed = refreshed_since(dataset.sources)
        progress("sources, states, metros, counties")
        _load_geography(dataset, refreshed=refreshed | ({"census_places"} if newer else set()))
        progress("places")
        _load_places(dataset, keep_active=newer is not None, refreshed=refreshed)
        progress("population")
        towns = {row[0] for row in dataset.towns}
        # A fetched vintage is of places alone.
        replace_population({
            geoid: by_year
            for geoid, by_year in dataset.population.items()
            if ("census_towns" not in refreshed if geoid in towns else newer is None)
        })  # fmt: skip
        progress("homicides")
        with keeping_state_totals(refreshed), keeping_counts(refreshed):
            load_homicides(dataset.homicides)
        progress("history")
        append_files(dataset.folder / "history")
        append_difference(
            printed_now, key=f"data {dataset.data_hash[:12]} {now()}", what="Loaded from the shipped tables",
            made_on=now().date(),
        )  # fmt: skip
        progress("what is known locally, featured cities")
        load_shipped(dataset.folder)
        mark_featured()
        vintage = newer or dataset.census_vintage
        mark_loaded(data_hash=dataset.data_hash, census_vintage=vintage, refreshed=bool(refreshed))
        _recount_where_editors_counted()
    return Loaded(version_text(dataset.data_hash, vintage), len(dataset.places), newer, tuple(sorted(refreshed)))


def _recount_where_editors_counted() -> None:
    """Where local counts are not those of the tables any more, the editors' lead again."""
    from profiles.refresh.recount import differs, recount  # it appends to the history, as this module does

    for geoid in LocalHomicides.objects.order_by("place").values_list("place", flat=True).distinct():
        if differs(geoid):
            recount(geoid)


def upsert(model: type[Model], rows: Sequence[Model], *, keep: tuple[str, ...] = ()) -> None:
    """Insert rows, or update those whose key is there, leaving the fields in `keep` as they are."""
    fields = model._meta.concrete_fields
    insert_rows(
        model,
        [field.name for field in fields],
        ([getattr(row, field.attname) for field in fields] for row in rows),
        update=[field.name for field in fields if not field.primary_key and field.name not in keep],
    )


def _load_geography(dataset: Dataset, *, refreshed: set[str]) -> None:
    upsert(
        Source,
        [Source(**dict(zip(schema.SOURCES, row, strict=True))) for row in dataset.sources if row[0] not in refreshed],
    )
    upsert(State, [
        State(
            fips=fips, usps=usps, name=name, population=population, population_year=year,
        )
        for fips, usps, name, population, year in dataset.states
    ], keep=kept_fields(refreshed, State))  # fmt: skip
    upsert(Metro, [Metro(**dict(zip(schema.METROS, row, strict=True))) for row in dataset.metros])
    upsert(County, [
        County(state_id=row[0][:2], **dict(zip(COUNTY_FIELDS, row, strict=True))) for row in dataset.counties
    ], keep=kept_fields(refreshed, County))  # fmt: skip


def _load_places(dataset: Dataset, *, keep_active: bool, refreshed: set[str]) -> None:
    """Places keep the slug they were first given, whatever the tables say later."""
    areas = dataset.price_areas()
    metro_of_county = {county[0]: county[3] for county in dataset.counties}
    slugs = _slugs(dataset)
    rows = []
    town_cells = [
        (geoid, slug, name, kind, census_name, (county,), None, None, "town", holds == "1")
        for geoid, slug, name, kind, census_name, county, holds in dataset.towns
    ]
    place_cells = [(*row, "place", False) for row in dataset.places]
    for geoid, _, name, kind, census_name, counties, latitude, longitude, level, holds in place_cells + town_cells:
        metro = metro_of_county[counties[0]] if counties else None
        area, price_year, price_level = dataset.price_levels.get(areas[geoid]) or ("", None, None)
        rows.append(Place(
            geoid=geoid, level=level, slug=slugs[geoid], name=name, census_name=census_name, kind=kind,
            state_id=geoid[:2], county_id=counties[0] if counties else None, metro_id=metro, latitude=latitude,
            longitude=longitude, price_level=price_level, price_level_year=price_year, price_level_area=area,
            holds_places=holds,
        ))  # fmt: skip
    fetched = ("active", "name", "census_name", "kind", "county") if keep_active else ()
    upsert(Place, rows, keep=("slug", "featured", "featured_rank", *fetched, *kept_fields(refreshed, Place)))
    listed = town_cells if keep_active else place_cells + town_cells
    deactivate_places_except({row[0] for row in listed})
    replace_place_counties({row[0]: row[5] for row in listed})


def replace_place_counties(counties: dict[str, tuple[str, ...]]) -> None:
    """Swap in the counties of every place that has a row there; others, such as towns, keep theirs."""
    levels = {len(geoid) for geoid in counties}
    PlaceCounty.objects.filter(place__level__in=[LEVEL_BY_DIGITS[digits] for digits in levels]).delete()
    insert_rows(
        PlaceCounty, ("place", "county"), ((geoid, county) for geoid, group in counties.items() for county in group)
    )


def _slugs(dataset: Dataset) -> dict[str, str]:
    """The slug each place has, else the table's, else (should another place hold that) a longer one."""
    held = dict(Place.objects.values_list("geoid", "slug"))
    taken = set(held.values())
    named = [*dataset.places, *dataset.towns]
    wanted = {row[0]: row[1] for row in named if row[0] not in held}
    free = {geoid: slug for geoid, slug in wanted.items() if slug not in taken}
    usps = {state[0]: state[1] for state in dataset.states}
    blocked = [
        Named(row[0], row[2], usps[row[0][:2]], None) for row in named if row[0] in wanted and row[0] not in free
    ]
    return held | free | place_slugs(blocked, taken=taken | set(free.values()))


def deactivate_places_except(geoids: set[str]) -> int:
    """Mark places that a vintage no longer lists; they keep their row and their slug. Returns how many."""
    levels = [LEVEL_BY_DIGITS[digits] for digits in {len(geoid) for geoid in geoids}]
    listed = Place.objects.filter(active=True, level__in=levels).values_list("geoid", flat=True)
    gone = [geoid for geoid in listed if geoid not in geoids]
    for start in range(0, len(gone), 500):
        Place.objects.filter(geoid__in=gone[start : start + 500]).update(
            active=False, featured=False, featured_rank=None
        )
    return len(gone)


def replace_population(population: dict[str, dict[int, int]]) -> None:
    """Swap in all years of one vintage of the places, and of the towns where those are among them."""
    levels = {len(geoid) for geoid in population}
    PopulationEstimate.objects.filter(place__level__in=[LEVEL_BY_DIGITS[digits] for digits in levels]).delete()
    insert_rows(
        PopulationEstimate,
        ("place", "year", "value"),
        ((geoid, year, value) for geoid, by_year in population.items() for year, value in by_year.items()),
    )


def mark_featured() -> None:
    """Apply the featured rule to the facts in the database."""
    population: dict[str, dict[int, int]] = {}
    for geoid, year, value in PopulationEstimate.objects.filter(place__active=True, place__level="place").values_list(
        "place_id", "year", "value"
    ):
        population.setdefault(geoid, {})[year] = value
    homicides: dict[str, dict[int, int]] = {}
    floors: dict[str, dict[int, int]] = {}
    own = HomicideCount.objects.filter(area_population=None).exclude(
        status=""
    )  # of a police area: not the place's rank
    for geoid, year, value, status, source in own.values_list("place_id", "year", "value", "status", "source_id"):
        if Status(status).whole:
            homicides.setdefault(geoid, {})[year] = value
        elif source == LOCAL:
            floors.setdefault(geoid, {})[year] = value
    ranks = featured_ranks(
        Candidate(geoid, by_year[max(by_year)], by_year, homicides.get(geoid, {}), floors.get(geoid, {}))
        for geoid, by_year in population.items()
    )
    Place.objects.filter(featured=True).update(featured=False, featured_rank=None)
    for geoid, rank in ranks.items():
        Place.objects.filter(geoid=geoid).update(featured=True, featured_rank=rank)


def mark_loaded(*, data_hash: str, census_vintage: int, refreshed: bool = False) -> None:
    """Say what is loaded, so that every process reads it anew; with refreshed tables it is not what `data/` holds."""
    also = f"+{now():%y%m%d%H%M%S}" if refreshed else ""
    DatasetVersion.objects.update_or_create(
        pk=DatasetVersion.SINGLETON_ID,
        defaults={
            "version": version_text(data_hash, census_vintage) + also,
            "data_hash": data_hash,
            "census_vintage": census_vintage,
        },
    )
