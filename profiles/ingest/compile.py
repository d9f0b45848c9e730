"""From the raw extracts to the compact tables under `data/`: the same bytes every time."""

import json
import math
import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from profiles.ingest import schema
from profiles.ingest.boundaries import CountyBoundaries
from profiles.ingest.counties import COUNTY_YEAR
from profiles.ingest.folders import FOLDERS, MAXIMUM_BYTES, check_extracts, write_readme
from profiles.ingest.homicides import Homicides, compile_homicides, compile_state_homicides
from profiles.ingest.maps import compile_county_outlines, compile_state_outlines
from profiles.ingest.named import compile_cdps, compile_municipios
from profiles.ingest.places import POPULATION_VINTAGE, YEARS, PlaceTables, compile_places
from profiles.ingest.prices import PRICE_LEVEL_YEAR, compile_pay, compile_price_levels
from profiles.ingest.raw import RawError
from profiles.ingest.sources import SOURCES
from profiles.ingest.tables import write_table
from profiles.ingest.towns import compile_towns
from profiles.ingest.zips import compile_zips


@dataclass(frozen=True, slots=True)
class Compiled:
    """What was compiled, for verification and for the report."""

    places: PlaceTables
    price_levels: pd.DataFrame
    homicides: Homicides


def compile_data(
    source: Path, target: Path, *, verify: Callable[[Path, Compiled], list[str]] | None = None
) -> Compiled:
    """Write every folder of `target`, all of them or none.

    Raises RawError when an extract is missing or not as vouched for, or when `verify` finds fault with the
    result.
    """
    provenance = check_extracts(source)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        compiled = _write_tables(source, folder)
        if verify and (found := verify(source, compiled)):
            raise RawError(f"{len(found)} faults, nothing written:\n" + "\n".join(found[:20]))
        left_out = "\n".join(
            f"- {key}: {reason}: {number}" for (key, reason), number in sorted(compiled.homicides.left_out.items())
        )
        for part in FOLDERS:
            write_readme(folder, part, provenance, left_out=left_out)
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        if size > MAXIMUM_BYTES:
            raise RawError(f"the tables take {size:,} bytes; at most {MAXIMUM_BYTES:,} are allowed")
        for part in FOLDERS:
            shutil.rmtree(target / part.name, ignore_errors=True)
            shutil.copytree(folder / part.name, target / part.name)
        shutil.copy(folder / "sources.csv", target / "sources.csv")
    return compiled


def _write_tables(source: Path, folder: Path) -> Compiled:
    tables = compile_places(source)
    prices = compile_price_levels(source)
    homicides = compile_homicides(source, tables.population, tables.places)
    state_homicides = compile_state_homicides(source, tables.states)
    census, fbi = folder / "census", folder / "fbi"
    write_table(folder / "sources.csv", list(schema.SOURCES), SOURCES)
    write_table(census / "states.csv", list(schema.STATES), (
        (row.Index, row.usps, row.name, row.population, POPULATION_VINTAGE) for row in _rows(tables.states)
    ))  # fmt: skip
    write_table(census / "metros.csv", list(schema.METROS), (
        (row.Index, row.slug, row.title, row.kind) for row in _rows(tables.metros)
    ))  # fmt: skip
    write_table(census / "counties.csv", list(schema.COUNTIES), (
        (row.Index, row.slug, row.name, _given(row.metro), row.population, COUNTY_YEAR, row.latitude, row.longitude,
         *(getattr(row, age) for age in schema.AGES))
        for row in _rows(tables.counties)
    ))  # fmt: skip
    write_table(census / "places.csv", list(schema.PLACES), (
        (row.Index, row.slug, row.name, row.kind, row.census_name, " ".join(row.counties),
         _given(row.latitude), _given(row.longitude))
        for row in _rows(tables.places)
    ))  # fmt: skip
    write_table(
        census / "population.csv",
        list(schema.population_columns(POPULATION_VINTAGE)),
        tables.population.itertuples(name=None),
    )
    write_table(fbi / "homicides.csv", list(schema.HOMICIDES), (
        (row.geoid, row.year, row.source, row.value, _given(row.firearm), _given(row.area_population), int(row.preferred))
        for row in homicides.counts.itertuples()
    ))  # fmt: skip
    write_table(fbi / "state_homicides.csv", list(schema.STATE_HOMICIDES), state_homicides.itertuples(name=None))
    write_table(folder / "bea" / "price_levels.csv", list(schema.PRICE_LEVELS), (
        (row.Index, row.area, PRICE_LEVEL_YEAR, f"{row.price_level:.3f}") for row in _rows(prices)
    ))  # fmt: skip
    write_table(folder / "bls" / "pay.csv", list(schema.PAY), compile_pay(source).itertuples(name=None))
    _write_towns_and_names(source, census, tables)
    middles = {row.Index: (row.longitude, row.latitude) for row in _rows(tables.counties)}
    (folder / "maps").mkdir()
    for name, outlines in (
        ("states.json", compile_state_outlines(source, dict(tables.states.usps))),
        ("counties.json", compile_county_outlines(source, middles)),
    ):
        text = json.dumps(outlines, ensure_ascii=False, separators=(",", ":"))
        (folder / "maps" / name).write_text(text + "\n", encoding="utf-8")
    return Compiled(tables, prices, homicides)


def _write_towns_and_names(source: Path, census: Path, tables: PlaceTables) -> None:
    """Write the towns, and the names that a search answers with a county."""
    places, counties = tables.places, tables.counties
    towns = compile_towns(source, states=tables.states, counties=counties, places=places, population=tables.population)
    write_table(census / "towns.csv", list(schema.town_columns(POPULATION_VINTAGE)), (
        (geoid, *cells)
        for geoid, *cells in towns[
            ["slug", "name", "kind", "census_name", "county", "holds_places", *YEARS]
        ].itertuples(name=None)
    ))  # fmt: skip
    boundaries = CountyBoundaries(source)
    cdps = compile_cdps(source, boundaries, counties=counties.index, places=places.index)
    write_table(census / "cdps.csv", list(schema.CDPS), cdps.itertuples(name=None))
    write_table(census / "municipios.csv", list(schema.MUNICIPIOS), compile_municipios(source).itertuples(name=None))
    usps = dict(tables.states.usps)
    named = [
        *((row.Index, row.usps, row.name, row.counties) for row in _rows(places)),
        *((row.Index, row.usps, row.name, (row.county,)) for row in _rows(towns)),
        *((row.Index, usps[row.Index[:2]], row.name, (row.county,)) for row in _rows(cdps)),
    ]
    write_table(census / "zips.csv", list(schema.ZIPS), compile_zips(boundaries, counties=counties, named=named))


def _rows(frame: pd.DataFrame) -> Iterable[Any]:
    rows: Iterable[Any] = frame.rename_axis("Index").itertuples()
    return rows


def _given(value: object) -> object:
    """None for any of pandas' words for missing."""
    return None if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)) else value
