"""Columns of the editors' lists that a plain field would show without its commas."""

from collections.abc import Callable

from django.contrib import admin
from django.db.models import Model

NOT_GIVEN = "–"


def money(field: str, label: str) -> Callable[[Model], str]:
    """Return a column of whole dollars, thousands in threes, sorted as the field."""

    @admin.display(description=label, ordering=field)
    def column(record: Model) -> str:
        value = getattr(record, field)
        return NOT_GIVEN if value is None else f"${value:,}"

    return column


def counted(field: str, label: str) -> Callable[[Model], str]:
    """Return a column of a count, thousands in threes, sorted as the field."""

    @admin.display(description=label, ordering=field)
    def column(record: Model) -> str:
        value = getattr(record, field)
        return NOT_GIVEN if value is None else f"{value:,}"

    return column
