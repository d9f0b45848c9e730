"""Census Bureau tables of states, towns, counties and coordinates, in the Bureau's own shape."""

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from django.db.models import Model
from django.utils.timezone import now

from profiles.facts.writing import writing_facts
from profiles.ingest.history import changes_between
from profiles.ingest.history_load import append_changes
from profiles.ingest.load import upsert
from profiles.ingest.rows import insert_rows
from profiles.ingest.schema import AGE_COLUMNS as AGES
from profiles.ingest.tables import encoding_of
from profiles.models import County, Place, PopulationEstimate, State
from profiles.refresh.printed import printed_people
from profiles.refresh.reading import Table
from profiles.refresh.swap import Swapped, mark_refreshed

STATE_ROWS, TOWN_ROWS = "040", "061"
YEAR_BEFORE_THE_FIRST_CODE = 2018  # of the counties' table: code 2 is July 1, 2020
MOST_CHANGE = 0.25  # of a state's or county's residents, from one vintage to the next


@dataclass(frozen=True, slots=True)
class Row:
    """New fields of what a table knows by its code."""

    code: str
    year: int
    fields: Mapping[str, Any]
    line: int


def read_subcounty(path: Path, *, level: str) -> list[Row]:
    """Residents by year of the states or the towns in the subcounty file, which holds every level."""
    table = Table(path, ("SUMLEV", "STATE", "COUNTY", "COUSUB", "NAME"), encoding=encoding_of(path))
    found: dict[str, Row] = {}
    for row in table.rows():
        columns = {int(name[-4:]): name for name in row if re.fullmatch(r"POPESTIMATE\d{4}", name)}
        if not columns:
            raise table.fault("POPESTIMATEYEAR", "the column is missing")
        if row["SUMLEV"] != level or (level == TOWN_ROWS and row.get("FUNCSTAT", "A") != "A"):
            continue
        newest = table.year({columns[max(columns)]: str(max(columns))}, columns[max(columns)])
        code = row["STATE"] if level == STATE_ROWS else row["STATE"] + row["COUNTY"] + row["COUSUB"]
        if code in found:
            raise table.fault("COUSUB" if level == TOWN_ROWS else "STATE", f"{code} appears twice")
        found[code] = Row(code, newest, {str(y): table.whole(row, name) for y, name in columns.items()}, table.line)
    return list(found.values())


def read_counties(path: Path) -> list[Row]:
    """Residents by age of every county in the newest year of the table."""
    needed = ("SUMLEV", "STATE", "COUNTY", "YEAR", "POPESTIMATE", *(name for names in AGES.values() for name in names))
    table = Table(path, needed, encoding=encoding_of(path))
    found: dict[str, Row] = {}
    seen: set[tuple[str, str]] = set()
    for row in table.rows():
        code, year = row["STATE"] + row["COUNTY"], YEAR_BEFORE_THE_FIRST_CODE + table.whole(row, "YEAR")
        table.year({"YEAR": str(year)}, "YEAR")
        if (code, row["YEAR"]) in seen:
            raise table.fault("COUNTY", f"{code} appears twice for {year}")
        seen.add((code, row["YEAR"]))
        ages = {age: sum(table.whole(row, name) for name in names) for age, names in AGES.items()}
        if sum(ages.values()) != (people := table.whole(row, "POPESTIMATE")):
            raise table.fault("POPESTIMATE", f"the ages of {code} add up to {sum(ages.values()):,}, not {people:,}")
        if code not in found or year > found[code].year:
            found[code] = Row(code, year, {"population": people, "population_year": year, **ages}, table.line)
    return list(found.values())


def read_gazetteer(path: Path) -> list[Row]:
    """Coordinates of places: the Gazetteer's text, or the ZIP file it comes in."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            names = [name for name in packed.namelist() if name.endswith(".txt")]
            path.with_suffix(".txt").write_bytes(packed.read(names[0]))
        path = path.with_suffix(".txt")
    table = Table(path, ("GEOID", "INTPTLAT", "INTPTLONG"), separator="|")
    found: dict[str, Row] = {}
    for row in table.rows():
        fields = {}
        for name, column, limit in (("latitude", "INTPTLAT", 90), ("longitude", "INTPTLONG", 180)):
            try:
                fields[name] = float(row[column])
            except ValueError:
                raise table.fault(column, f"{row[column]!r} is not a number") from None
            if abs(fields[name]) > limit:
                raise table.fault(column, f"{row[column]} is not between -{limit} and {limit}")
        if row["GEOID"] in found:
            raise table.fault("GEOID", f"{row['GEOID']} appears twice")
        found[row["GEOID"]] = Row(row["GEOID"], 0, fields, table.line)
    return list(found.values())


def swap_fields(model: type[Model], source: str, rows: list[Row], *, path: Path, what: str) -> Swapped:
    """Give every state, county or place of a table its new fields; a table without one of ours is refused."""
    known = {str(row.pk): row for row in model._default_manager.all()}
    if model is State:
        rows = [
            Row(row.code, row.year, {"population": row.fields[str(row.year)], "population_year": row.year}, row.line)
            for row in rows
        ]
    given = {row.code: row for row in rows if row.code in known}
    if model is not Place and (missing := known.keys() - given.keys()):
        raise Table(path, ()).fault(
            "STATE", f"{len(missing)} of {len(known)} are not in the table, {min(missing)} first"
        )
    for code, row in given.items():
        before = getattr(known[code], "population", None)
        if before and abs(row.fields["population"] - before) > MOST_CHANGE * before:
            fault = Table(path, ())
            fault.line = row.line
            raise fault.fault("POPESTIMATE", f"{code} has {row.fields['population']:,} residents; {before:,} until now")
    return _written(model, source, known, given, path=path, what=what, unknown=len(rows) - len(given))


def _written(
    model: type[Model], source: str, known: Mapping[str, Model], given: Mapping[str, Row], *, path: Path, what: str,
    unknown: int,
) -> Swapped:  # fmt: skip
    with writing_facts():
        before = printed_people()
        for code, row in given.items():
            for name, value in row.fields.items():
                setattr(known[code], name, value)
        if given:
            names = next(iter(given.values())).fields
            others = tuple(field.name for field in model._meta.concrete_fields if field.name not in names)
            upsert(model, [known[code] for code in given], keep=others)
        changes = changes_between(before, printed_people(), lambda key: what)
        moment = now()
        append_changes(key=f"{source} {moment.isoformat()}", what=what, made_on=moment.date(), changes=changes)
        mark_refreshed(source, path, year=max((row.year for row in given.values()), default=0), made_on=moment.date())
    return Swapped(len(given), unknown, len(given), len(changes), whole=True)


def swap_towns(source: str, rows: list[Row], *, path: Path, what: str) -> Swapped:
    """Give every town every year of the table's vintage."""
    towns = set(Place.objects.filter(level="town", active=True).values_list("geoid", flat=True))
    given = {row.code: row for row in rows if row.code in towns}
    if missing := towns - given.keys():
        raise Table(path, ()).fault(
            "COUSUB", f"{len(missing)} of {len(towns)} are not in the table, {min(missing)} first"
        )
    with writing_facts():
        before = printed_people()
        PopulationEstimate.objects.filter(place__in=Place.objects.filter(level="town", active=True)).delete()
        insert_rows(
            PopulationEstimate,
            ("place", "year", "value"),
            ((code, int(year), value) for code, row in given.items() for year, value in row.fields.items()),
        )
        changes = changes_between(before, printed_people(), lambda key: what)
        moment = now()
        append_changes(key=f"{source} {moment.isoformat()}", what=what, made_on=moment.date(), changes=changes)
        mark_refreshed(source, path, year=max(row.year for row in given.values()), made_on=moment.date())
    return Swapped(len(given), len(rows) - len(given), len(given), len(changes), whole=True)


read_states, read_towns = partial(read_subcounty, level=STATE_ROWS), partial(read_subcounty, level=TOWN_ROWS)
swap_states, swap_counties, swap_coordinates = (partial(swap_fields, model) for model in (State, County, Place))
