"""The facts of a place as plain values for JSON and CSV. What nobody reported is None, never zero."""

from dataclasses import asdict
from typing import Any

from profiles.editorial import local_estimates, resources
from profiles.selectors import HomicideYear, PlaceFacts

POPULATION_SOURCE = "census_places"
PRICE_SOURCE = "bea_rpp"


def place_row(place: PlaceFacts, *, version: str) -> dict[str, Any]:
    """Return one row of the list of places."""
    homicides = place.homicides
    return {
        "geoid": place.geoid,
        "slug": place.slug,
        "name": place.name,
        "state": place.state,
        "state_name": place.state_name,
        "kind": place.kind,
        "county": place.county_name,
        "metro": place.metro_title,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "featured": place.featured,
        "population": place.population,
        "population_year": place.population_year,
        "homicides": homicides.value if homicides else None,
        "homicides_year": homicides.year if homicides else None,
        "homicides_per_100k": _rate(homicides) if homicides else None,
        "homicides_area_population": homicides.area_population if homicides else None,
        "price_level": place.price_level,
        "data_version": version,
    }


def place_detail(place: PlaceFacts, *, version: str) -> dict[str, Any]:
    """Return everything known of a place, each figure with its year and the key of its source."""
    return {
        "geoid": place.geoid,
        "slug": place.slug,
        "name": place.name,
        "census_name": place.census_name,
        "state": place.state,
        "state_name": place.state_name,
        "kind": place.kind,
        "county": _county(place),
        "metro": _metro(place),
        "latitude": place.latitude,
        "longitude": place.longitude,
        "featured": place.featured,
        "featured_rank": place.featured_rank,
        "population": {"value": place.population, "year": place.population_year, "source": POPULATION_SOURCE},
        "population_history": [{"year": known.year, "value": known.value} for known in place.population_history],
        "homicides": homicide_year(place.homicides) if place.homicides else NOT_REPORTED,
        "homicide_history": [homicide_year(known) for known in place.homicide_history],
        "price_level": _price_level(place),
        "local_estimates": [asdict(estimate) for estimate in local_estimates(place.geoid)],
        "resources": [{"kind": link.kind, "title": link.title, "url": link.url} for link in resources(place.geoid)],
        "data_version": version,
    }


NOT_REPORTED: dict[str, Any] = {
    "value": None,
    "year": None,
    "rate_per_100k": None,
    "population_year": None,
    "area_population": None,
    "firearm": None,
    "source": None,
    "disagreement": None,
}


def homicide_year(known: HomicideYear) -> dict[str, Any]:
    """Return a year's homicides; `disagreement` names what other sources count where they differ by much."""
    disagreement = [{"source": source, "value": value} for source, value in known.other]
    return {
        "value": known.value,
        "year": known.year,
        "rate_per_100k": _rate(known),
        "population_year": known.population_year,
        "area_population": known.area_population,
        "firearm": known.firearm,
        "source": known.source,
        "disagreement": disagreement if known.disagreement else None,
    }


def _rate(known: HomicideYear) -> float | None:
    return None if known.rate_per_100k is None else round(known.rate_per_100k, 2)


def _county(place: PlaceFacts) -> dict[str, str] | None:
    if place.county_geoid is None or place.county_name is None:
        return None
    return {"geoid": place.county_geoid, "name": place.county_name}


def _metro(place: PlaceFacts) -> dict[str, str] | None:
    if place.metro_cbsa is None or place.metro_title is None:
        return None
    return {"cbsa": place.metro_cbsa, "title": place.metro_title}


def _price_level(place: PlaceFacts) -> dict[str, Any]:
    known = place.price_level is not None
    return {
        "value": place.price_level,
        "year": place.price_level_year,
        "area": place.price_level_area,
        "source": PRICE_SOURCE if known else None,
    }
