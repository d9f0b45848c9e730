"""What is known by name alone, read from its files under data/: nothing here has a population or a page of its own."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from profiles.facts.names import normalized

CONTENT = Path(__file__).parent.parent / "content"


@dataclass(frozen=True, slots=True)
class KnownName:
    """A census-designated place (with the county around it) or one of Puerto Rico's municipios (without)."""

    geoid: str
    name: str
    county: str | None


@dataclass(frozen=True, slots=True)
class Territory:
    """A territory that no table of ours holds: its names, its towns, islands that others are called as, ZIP prefixes."""

    usps: str
    geoid: str
    slug: str | None  # of its page, if it has one
    name: str
    names: tuple[str, ...]  # normalized, as are the rest
    towns: tuple[str, ...]
    islands: tuple[str, ...]
    zips: tuple[str, ...]


@lru_cache(maxsize=1)
def territories() -> tuple[Territory, ...]:
    """The five, by postal code."""
    with (CONTENT / "territories.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_territory(row) for row in csv.DictReader(file))


def _territory(row: dict[str, str]) -> Territory:
    def several(text: str) -> tuple[str, ...]:
        return tuple(normalized(part) for part in text.split(";") if part)

    names = (normalized(row["name"]), row["usps"].lower(), *several(row["also"]))
    towns, islands = several(row["towns"]), several(row["islands"])
    zips = tuple(row["zips"].split())
    return Territory(row["usps"], row["fips"], row["slug"] or None, row["name"], names, towns, islands, zips)


@lru_cache(maxsize=1)
def census_designated_places() -> dict[str, KnownName]:
    """Every one by GEOID."""
    return {row["geoid"]: KnownName(row["geoid"], row["name"], row["county"]) for row in _rows("cdps.csv")}


@lru_cache(maxsize=1)
def municipios() -> dict[str, KnownName]:
    """Puerto Rico's 78 by GEOID."""
    return {row["geoid"]: KnownName(row["geoid"], row["name"], None) for row in _rows("municipios.csv")}


@lru_cache(maxsize=1)
def zip_codes() -> dict[str, tuple[str, str]]:
    """(GEOID of the place, town or census-designated place, or "", FIPS code of the county) by ZIP code."""
    return {code: (row["subject"], row["county"]) for row in _rows("zips.csv") for code in row["zips"].split()}


@lru_cache(maxsize=1)
def aliases() -> dict[str, tuple[str, str]]:
    """(level, slug or code) by what people say: reviewed by hand, see tests/profiles/search/test_search.py."""
    with (CONTENT / "aliases.csv").open(encoding="utf-8", newline="") as file:
        written = {row["alias"]: (row["level"], row["key"]) for row in csv.DictReader(file)}
    return {**_towns_of_territories(), **written}


def _towns_of_territories() -> dict[str, tuple[str, str]]:
    """Each territory's towns and islands with its name after them: Charlotte Amalie VI, Saipan CNMI."""
    return {
        f"{town} {name}": ("state", territory.geoid)
        for territory in territories()
        for town in (*territory.towns, *territory.islands)
        for name in territory.names
    }


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (Path(settings.BASE_DIR) / "data" / "census" / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
