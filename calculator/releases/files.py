"""Writing a resource's rows as CSV, Parquet and SQLite, and places as GeoJSON. The same rows give the same bytes."""

import csv
import json
import sqlite3
from collections.abc import Sequence
from operator import attrgetter
from pathlib import Path
from typing import Any

from calculator.releases.describe import Field
from calculator.words.cells import as_cell

type Row = tuple[Any, ...]

SQL_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}


def cells(fields: Sequence[Field], rows: Sequence[Any]) -> list[Row]:
    """Return rows as plain tuples in the order of the fields."""
    read = attrgetter(*(field.name for field in fields))
    return [read(row) for row in rows]


def write_csv(path: Path, fields: Sequence[Field], rows: Sequence[Row]) -> None:
    """Write RFC 4180 without a byte order mark; empty where nothing is known, text that begins a formula behind an apostrophe."""
    texts = [index for index, field in enumerate(fields) if field.type in ("string", "boolean")]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(field.name for field in fields)
        for row in rows:
            written = list(row)
            for index in texts:
                written[index] = as_cell(row[index])
            writer.writerow(written)


def write_parquet(path: Path, fields: Sequence[Field], rows: Sequence[Row]) -> None:
    """Write one row group with types from the fields."""
    import pyarrow as pa  # here, for serving never needs it
    import pyarrow.parquet as pq

    types = {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}
    schema = pa.schema([pa.field(field.name, types[field.type], nullable=not field.required) for field in fields])
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(fields)
    arrays = [pa.array(values, type=types[field.type]) for field, values in zip(fields, columns, strict=True)]
    pq.write_table(pa.table(arrays, schema=schema), path, compression="zstd")


def write_sqlite(
    database: sqlite3.Connection, name: str, fields: Sequence[Field], key: Sequence[str], rows: Sequence[Row]
) -> None:
    """Write a table of typed columns with its primary key."""
    columns = ", ".join(f'"{field.name}" {SQL_TYPES[field.type]}' for field in fields)
    keys = ", ".join(f'"{column}"' for column in key)
    database.execute(f'CREATE TABLE "{name}" ({columns}, PRIMARY KEY ({keys})) WITHOUT ROWID')
    marks = ", ".join("?" * len(fields))
    database.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)  # noqa: S608 - names are ours


def write_geojson(path: Path, fields: Sequence[Field], rows: Sequence[Row]) -> None:
    """Write every place with coordinates as a point (RFC 7946: longitude first)."""
    names = [field.name for field in fields]
    at, up = names.index("longitude"), names.index("latitude")
    with path.open("w", encoding="utf-8") as file:
        file.write('{"type":"FeatureCollection","features":[\n')
        joint = ""
        for row in rows:
            if row[at] is None or row[up] is None:
                continue
            known = {
                name: value for name, value in zip(names, row, strict=True) if name not in ("latitude", "longitude")
            }
            feature = {
                "type": "Feature",
                "id": row[0],
                "geometry": {"type": "Point", "coordinates": [row[at], row[up]]},
                "properties": known,
            }
            file.write(joint + json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
            joint = ",\n"
        file.write("\n]}\n")
