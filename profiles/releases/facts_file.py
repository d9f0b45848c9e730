"""The facts of a release as an SQLite file of the same tables, read by the same readers as the database of today.

Later code may know more of a place than the file does: what is new is added to a copy, empty, before it is read.
"""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import batched
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connections, transaction
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.models import BooleanField, CharField, Field, FloatField, ForeignKey, IntegerField, Model, TextField

from profiles.editorial.kinds import ReviewState

BATCH = 5_000
PLAIN = (BooleanField, CharField, FloatField, ForeignKey, IntegerField, TextField)  # stored as they are
# Never part of a release: what visitors sent, who changed what, and what has not been approved.
PRIVATE = ("Submission",)
_reading_from: ContextVar[str | None] = ContextVar("reading_from", default=None)


class ReleaseRouter:
    """Django's database router: reads go to a release's file while one is read."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str | None:
        """Return the file's alias, or nothing for the database of today."""
        return _reading_from.get()


def kept_models() -> list[type[Model]]:
    """Return every table that a release keeps."""
    return [
        model
        for model in apps.get_app_config("profiles").get_models()
        if model.__name__ not in PRIVATE and not model.__name__.startswith("Historical")
    ]


def write_facts(path: Path) -> None:
    """Copy the facts and approved words of today into a new file."""
    with _connected(path) as alias:
        connection = connections[alias]
        with connection.schema_editor() as editor:
            for model in kept_models():
                editor.create_model(model)
        with transaction.atomic(using=alias):  # one, since a table may name rows of a later one
            for model in kept_models():
                _copy(model, alias)


def _copy(model: type[Model], alias: str) -> None:
    """Copy a table's public rows in one pass: no object a row, for there are hundreds of thousands."""
    connection, fields = connections[alias], model._meta.concrete_fields
    rows = model._default_manager.order_by("pk")
    if any(field.name == "state" and field.choices == ReviewState.choices for field in fields):
        rows = rows.filter(state=ReviewState.APPROVED)
    for relation in model._meta.related_objects:
        if relation.one_to_one and relation.related_model.__name__ in PRIVATE:  # made from what a visitor sent
            rows = rows.filter(**{relation.name: None})
    private = {index for index, field in enumerate(fields) if _is_private(field)}
    written = {index: field for index, field in enumerate(fields) if not isinstance(field, PLAIN)}
    names = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({names}) VALUES ({marks})"  # noqa: S608
    with connection.cursor() as cursor:
        for batch in batched(rows.values_list(*(field.attname for field in fields)).iterator(BATCH), BATCH):
            found: Sequence[Any] = batch
            if private or written:
                found = [
                    [
                        None
                        if index in private
                        else written[index].get_db_prep_save(value, connection)
                        if index in written
                        else value
                        for index, value in enumerate(row)
                    ]
                    for row in batch
                ]
            cursor.executemany(statement, found)


def _is_private(field: "Field[Any, Any]") -> bool:
    """Return whether it says who wrote or approved the row."""
    return isinstance(field, ForeignKey) and field.remote_field.model not in kept_models()


@contextmanager
def reading_from(path: Path) -> Iterator[None]:
    """Let every query of this thread read the file at `path`, with empty columns for what it does not know."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        shutil.copyfile(path, copy)
        with _connected(copy) as alias:
            _add_what_is_new(alias)
            token = _reading_from.set(alias)
            try:
                yield
            finally:
                _reading_from.reset(token)


@contextmanager
def _connected(path: Path) -> Iterator[str]:
    """Connect this thread to the file for as long as it lasts, and yield the alias."""
    alias = f"release-{path.parent.name}-{path.name}"
    settings = connections.configure_settings({"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path)}})
    pragmas = "PRAGMA foreign_keys=OFF; PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY;"
    connection = DatabaseWrapper({**settings["default"], "OPTIONS": {"init_command": pragmas}}, alias)
    connections[alias] = connection
    try:
        connection.disable_constraint_checking()
        yield alias
    finally:
        connection.close()
        del connections[alias]


def _add_what_is_new(alias: str) -> None:
    connection = connections[alias]
    tables = connection.introspection.table_names()
    with connection.schema_editor() as editor:
        for model in kept_models():
            if model._meta.db_table not in tables:
                editor.create_model(model)
                continue
            with connection.cursor() as cursor:
                known = {
                    column.name
                    for column in connection.introspection.get_table_description(cursor, model._meta.db_table)
                }
            for field in model._meta.concrete_fields:
                if field.column not in known:
                    editor.add_field(model, field)
