"""Inserting many rows at once: an instance a row is most of what a load would take."""

from collections.abc import Iterable, Sequence
from itertools import batched
from typing import Any

from django.db import connection
from django.db.models import Model

MOST_PARAMETERS = 30_000  # of one statement: SQLite allows 32,766


def insert_rows(
    model: type[Model], fields: Sequence[str], rows: Iterable[Sequence[Any]], *, update: Sequence[str] = ()
) -> int:
    """Insert a row for each tuple of values, in the order of `fields`; returns how many. No signals are sent.

    Where a row of that primary key is there, its fields of `update` are set instead.
    """
    quote = connection.ops.quote_name
    column = {field.name: quote(field.column or "") for field in model._meta.concrete_fields}
    names = ", ".join(column[name] for name in fields)
    one = f"({', '.join(['%s'] * len(fields))})"
    conflict = ""
    if update:
        changed = ", ".join(f"{column[name]} = excluded.{column[name]}" for name in update)
        conflict = f" ON CONFLICT ({column[model._meta.pk.name]}) DO UPDATE SET {changed}"
    inserted = 0
    with connection.cursor() as cursor:
        for batch in batched(rows, MOST_PARAMETERS // len(fields)):
            values = ", ".join([one] * len(batch))
            statement = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES {values}{conflict}"  # noqa: S608 (own names)
            cursor.execute(statement, [value for row in batch for value in row])
            inserted += len(batch)
    return inserted
