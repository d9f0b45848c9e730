"""Replacing one Census vintage by another in the database: the whole table in one transaction, or nothing."""

from dataclasses import dataclass

from django.utils.timezone import now

from profiles.facts.slugs import Named, place_slugs
from profiles.facts.writing import writing_facts
from profiles.ingest.census_file import CensusPlaces
from profiles.ingest.history import changes_between
from profiles.ingest.history_load import append_changes
from profiles.ingest.load import (
    BATCH,
    current_version,
    deactivate_places_except,
    mark_featured,
    mark_loaded,
    replace_place_counties,
    replace_population,
)
from profiles.ingest.names import plain_name
from profiles.models import County, Place, PlaceCounty, Source, State
from profiles.refresh.printed import printed_people, printed_prices


class NothingToUpdateError(Exception):
    """There are no facts yet that a vintage could be put into."""


@dataclass(frozen=True, slots=True)
class Swapped:
    """What a swap changed."""

    vintage: int
    places: int
    added: int
    vanished: int


def swap_census_places(census: CensusPlaces, *, sha256: str = "") -> Swapped:
    """Take over names, counties and every year of population; places keep their slugs, vanished ones are
    kept but not listed. Every figure that changes leaves a row in the history.
    """
    with writing_facts():
        version = current_version()
        if version is None:
            raise NothingToUpdateError("No facts are loaded yet. Run `python manage.py load_data` first.")
        before = printed_people() | printed_prices()
        known = {place.geoid: place for place in Place.objects.all()}
        counties = _counties(census)
        new = [geoid for geoid in census.population if geoid not in known]
        _update_known(census, known, counties)
        Place.objects.bulk_create(_new_places(census, new, known, counties), batch_size=BATCH)
        vanished = deactivate_places_except(set(census.population))
        replace_place_counties(counties)
        replace_population(census.population)
        moment, what = now(), f"Census Vintage {census.vintage}"
        Source.objects.filter(key="census_places").update(
            year=census.vintage, vintage=f"Vintage {census.vintage}", retrieved_on=moment.date(), sha256=sha256,
            next_due=f"{census.vintage + 2}-05",
        )  # fmt: skip
        changes = changes_between(before, printed_people() | printed_prices(), lambda key: what)
        append_changes(key=f"census_places {moment.isoformat()}", what=what, made_on=moment.date(), changes=changes)
        mark_featured()
        mark_loaded(data_hash=version.data_hash, census_vintage=census.vintage)
    return Swapped(census.vintage, len(census.population), len(new), vanished)


def _counties(census: CensusPlaces) -> dict[str, tuple[str, ...]]:
    """Counties of each place: the file's, where it names counties we know; else those known before."""
    listed = set(County.objects.values_list("geoid", flat=True))
    before: dict[str, list[str]] = {}
    for place, county in PlaceCounty.objects.order_by("id").values_list("place_id", "county_id"):
        before.setdefault(place, []).append(county)
    return {
        geoid: tuple(county for county in census.counties.get(geoid, ()) if county in listed)
        or tuple(before.get(geoid, ()))
        for geoid in census.population
    }


def _update_known(census: CensusPlaces, known: dict[str, Place], counties: dict[str, tuple[str, ...]]) -> None:
    changed = []
    for geoid, place in known.items():
        if geoid not in census.population:
            continue
        name, kind = plain_name(census.names[geoid])
        now = (name, kind, census.names[geoid], counties[geoid][0] if counties[geoid] else None, True)
        if (place.name, place.kind, place.census_name, place.county_id, place.active) != now:
            place.name, place.kind, place.census_name, place.county_id, place.active = now
            changed.append(place)
    Place.objects.bulk_update(changed, ["name", "kind", "census_name", "county", "active"], batch_size=100)


def _new_places(
    census: CensusPlaces, new: list[str], known: dict[str, Place], counties: dict[str, tuple[str, ...]]
) -> list[Place]:
    """New places, with the metro and price level of their county's or state's other places; no
    coordinates yet.
    """
    states = dict(State.objects.values_list("fips", "usps"))
    county_facts = {county.geoid: county for county in County.objects.select_related("metro")}
    slugs = place_slugs(
        (
            Named(
                geoid, plain_name(census.names[geoid])[0], states[geoid[:2]],
                county_facts[counties[geoid][0]].name if counties[geoid] else None,
            )
            for geoid in new
        ),
        taken=(place.slug for place in known.values()),
    )  # fmt: skip
    metropolitan = {place.metro_id: place for place in known.values() if place.price_level and place.metro_id}
    nonmetropolitan = {place.state_id: place for place in known.values() if "Nonmetropolitan" in place.price_level_area}
    rows = []
    for geoid in new:
        name, kind = plain_name(census.names[geoid])
        county = county_facts[counties[geoid][0]] if counties[geoid] else None
        metro = county.metro if county else None
        in_metro = metro is not None and metro.kind == "metro"
        alike = metropolitan.get(metro.cbsa) if metro and in_metro else nonmetropolitan.get(geoid[:2])
        rows.append(Place(
            geoid=geoid, slug=slugs[geoid], name=name, census_name=census.names[geoid], kind=kind,
            state_id=geoid[:2], county=county, metro=metro,
            price_level=alike.price_level if alike and county else None,
            price_level_year=alike.price_level_year if alike and county else None,
            price_level_area=alike.price_level_area if alike and county else "",
        ))  # fmt: skip
    return rows
