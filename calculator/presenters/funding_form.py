"""The rows of the funding form: what was typed, with each fault at its cell."""

from typing import Any

from calculator.asking.funding import TABLE
from calculator.asking.question import Question
from calculator.asking.table import Row
from calculator.presenters.fields import options
from calculator.presenters.sliders import fault_of, fault_words
from calculator.words.labels import CERTAINTIES, FUNDING_KINDS

# Column, label, kind of field.
COLUMNS = (
    ("name", "Name", "text"),
    ("kind", "Kind", "select"),
    ("amount", "Dollars a year", "number"),
    ("first_year", "First year", "number"),
    ("last_year", "Last year", "number"),
    ("certainty", "How sure", "select"),
)
CHOICES = {"kind": (FUNDING_KINDS, "other"), "certainty": (CERTAINTIES, "asked")}


def present_rows(question: Question) -> list[dict[str, Any]]:
    """Return each row with its fields and what can be done with it."""
    rows = question.funding.rows
    return [
        {
            "number": number,
            "legend": row["name"] or f"Source {number}",
            "fields": [_field(question, row, number, *column) for column in COLUMNS],
            "first": number == 1,
            "last": number == len(rows),
        }
        for number, row in enumerate(rows, start=1)
    ]


def _field(question: Question, row: Row, number: int, column: str, label: str, kind: str) -> dict[str, Any]:
    fault = fault_of(question.faults, TABLE.name(column, number))
    years = question.plan.calendar_years
    usual = {"first_year": str(years[0]), "last_year": str(years[-1])}
    field: dict[str, Any] = {
        "kind": kind,
        "name": TABLE.name(column),
        "id": TABLE.name(column, number),
        "label": label,
        "value": row[column] or usual.get(column, ""),
        "error": fault_words(fault) if fault else None,
        "required": True,
    }
    if column in CHOICES:
        labels, usually = CHOICES[column]
        field["options"] = options(row[column] or usually, labels.items())
    return field
