"""From the raw extracts to the compact tables under `data/`: the same bytes every time."""

import json
import math
import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from profiles.ingest import schema
from profiles.ingest.boundaries import CountyBoundaries
from profiles.ingest.counties import COUNTY_YEAR
from profiles.ingest.dataset import read_dataset
from profiles.ingest.extracts import RawError
from profiles.ingest.folders import FOLDERS, MAXIMUM_BYTES, check_extracts, write_readme
from profiles.ingest.history import append_load, changes_between, read_history, replayed
from profiles.ingest.homicide_compile import compile_homicide_tables
from profiles.ingest.homicide_tables import write_homicide_tables
from profiles.ingest.homicides import Homicides
from profiles.ingest.maps import compile_county_outlines, compile_points, compile_state_outlines
from profiles.ingest.named import compile_cdps, compile_municipios
from profiles.ingest.places import POPULATION_VINTAGE, YEARS, PlaceTables, compile_places
from profiles.ingest.prices import PRICE_LEVEL_YEAR, compile_pay, compile_price_levels
from profiles.ingest.printed import printed_facts
from profiles.ingest.sources import source_rows
from profiles.ingest.tables import write_table
from profiles.ingest.towns import compile_towns
from profiles.ingest.zips import compile_zips


@dataclass(frozen=True, slots=True)
class Compiled:
    """What was compiled, for verification and for the report."""

    places: PlaceTables
    price_levels: pd.DataFrame
    homicides: Homicides


KEPT_BY_HAND = ("local", "exceptions.csv")


def compile_data(
    source: Path,
    target: Path,
    *,
    kept: Path,
    made_on: date,
    what: str,
    verify: Callable[[Path, Compiled], list[str]] | None = None,
) -> Compiled:
    """Write every folder of `target`, all of them or none, and what changed as one more file of its history.

    Tables that are kept by hand are those of `target`, or of `kept` where it has none yet. Raises RawError when an
    extract is missing or not as vouched for, or when `verify` finds fault with the result; TableError where a table
    kept by hand is malformed.
    """
    provenance = check_extracts(source)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for name in KEPT_BY_HAND:
            _copy((target if (target / name).exists() else kept) / name, folder / name)
        if (target / "history").exists():
            _copy(target / "history", folder / "history")
        compiled = _write_tables(source, folder, provenance)
        if verify and (found := verify(source, compiled)):
            raise RawError(f"{len(found)} faults, nothing written:\n" + "\n".join(found[:20]))
        left_out = "\n".join(
            f"- {key}: {reason}: {number}" for (key, reason), number in sorted(compiled.homicides.left_out.items())
        )
        for part in FOLDERS:
            write_readme(folder, part, provenance, left_out=left_out)
        _append_history(folder, compiled.homicides, made_on=made_on, what=what)
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        if size > MAXIMUM_BYTES:
            raise RawError(f"the tables take {size:,} bytes; at most {MAXIMUM_BYTES:,} are allowed")
        for name in ("sources.csv", "history", *KEPT_BY_HAND, *(part.name for part in FOLDERS)):
            _copy(folder / name, target / name)
    return compiled


def _copy(source: Path, target: Path) -> None:
    """Put a file or folder in the place of another."""
    if source.is_dir():
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(source, target)
    elif source != target:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)


def _append_history(folder: Path, homicides: Homicides, *, made_on: date, what: str) -> None:
    history = folder / "history"
    after = printed_facts(read_dataset(folder))

    def why(key: tuple[str, int, str]) -> str:
        geoid, year, fact = key
        judged = homicides.judged.get((geoid, year))
        return judged.why if judged and fact.startswith("homicides") and "." not in fact else ""

    append_load(history, changes_between(replayed(read_history(history)), after, why), made_on=made_on, what=what)


def _write_tables(source: Path, folder: Path, provenance: dict[str, dict[str, str]]) -> Compiled:
    tables = compile_places(source)
    prices = compile_price_levels(source)
    places, counties, population = tables.places, tables.counties, tables.population
    towns = compile_towns(source, states=tables.states, counties=counties, places=places, population=population)
    homicides, homicide_tables = compile_homicide_tables(source, folder, tables, towns)
    census = folder / "census"
    write_table(folder / "sources.csv", list(schema.SOURCES), source_rows(provenance))
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
    write_homicide_tables(folder, homicide_tables)
    write_table(folder / "bea" / "price_levels.csv", list(schema.PRICE_LEVELS), (
        (row.Index, row.area, PRICE_LEVEL_YEAR, f"{row.price_level:.3f}") for row in _rows(prices)
    ))  # fmt: skip
    write_table(folder / "bls" / "pay.csv", list(schema.PAY), compile_pay(source).itertuples(name=None))
    _write_towns_and_names(source, census, tables, towns)
    middles = {row.Index: (row.longitude, row.latitude) for row in _rows(tables.counties)}
    (folder / "maps").mkdir()
    for name, drawn in (
        ("states.json", compile_state_outlines(source, dict(tables.states.usps))),
        ("counties.json", compile_county_outlines(source, middles)),
        ("places.json", compile_points(_middles_of_larger(tables))),
    ):
        text = json.dumps(drawn, ensure_ascii=False, separators=(",", ":"))
        (folder / "maps" / name).write_text(text + "\n", encoding="utf-8")
    return Compiled(tables, prices, homicides)


MAPPED_POPULATION = 50_000  # half of what the pages map today, so that their threshold is theirs to choose


def _middles_of_larger(tables: PlaceTables) -> dict[str, tuple[float, float]]:
    """Return longitude and latitude of the places that a map may show: those of 50,000 residents or more."""
    newest = tables.population[POPULATION_VINTAGE]
    larger = tables.places[newest.reindex(tables.places.index) >= MAPPED_POPULATION].dropna(
        subset=["longitude", "latitude"]
    )
    return {row.Index: (row.longitude, row.latitude) for row in _rows(larger)}


def _write_towns_and_names(source: Path, census: Path, tables: PlaceTables, towns: pd.DataFrame) -> None:
    """Write the towns, and the names that a search answers with a county."""
    places, counties = tables.places, tables.counties
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
