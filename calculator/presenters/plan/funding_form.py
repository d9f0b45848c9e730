"""The rows of the funding form: what was typed, with each fault at its cell."""

from typing import Any

from calculator.asking.funding import TABLE
from calculator.asking.question import Question
from calculator.asking.table import Row
from calculator.funders import funders
from calculator.presenters.budget.sliders import fault_of, fault_words
from calculator.presenters.fields import options
from calculator.words.labels import CERTAINTIES, FUNDING_KINDS, PAYMENTS

# Column, label, kind of field.
COLUMNS = (
    ("name", "Name", "text"),
    ("kind", "Kind", "select"),
    ("amount", "Dollars a year", "number"),
    ("first_year", "First year", "number"),
    ("last_year", "Last year", "number"),
    ("certainty", "How sure", "select"),
)
MORE = (
    ("paid", "How it pays", "select"),
    ("lag_days", "Days late, where it reimburses", "number"),
    ("growth_share", "Grows a year by", "number"),
    ("carry_over", "Unspent money", "select"),
    ("funder", "Whose terms", "select"),
    ("applicant", "Who applies", "select"),
)
USUALLY_PAID = {"" if key == "quarter_ahead" else key: label for key, label in PAYMENTS.items()}
CARRY = {"": "Is given back", "1": "Carries over"}
APPLICANTS = {"": "Not said", "city": "The city", "community": "A community organization"}
CHOICES = {
    "kind": (FUNDING_KINDS, "other"),
    "certainty": (CERTAINTIES, "asked"),
    "paid": (USUALLY_PAID, ""),
    "carry_over": (CARRY, ""),
    "applicant": (APPLICANTS, ""),
}


def present_rows(question: Question) -> list[dict[str, Any]]:
    """Return each row with its fields and what can be done with it."""
    rows = question.funding.rows
    return [
        {
            "number": number,
            "legend": row["name"] or f"Source {number}",
            "fields": [_field(question, row, number, *column) for column in COLUMNS],
            "more": [_field(question, row, number, *column) | {"required": False, "quiet": True} for column in MORE],
            "open": any(row[column] for column, _, _ in MORE),
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
        "share": column == "growth_share",
        "name": TABLE.name(column),
        "id": TABLE.name(column, number),
        "label": label,
        "value": row[column] or usual.get(column, ""),
        "error": fault_words(fault) if fault else None,
        "required": True,
    }
    if column == "funder":
        field["options"] = options(
            row[column], [("", "None of the list"), *((each.key, each.name) for each in funders())]
        )
    if column in CHOICES:
        labels, usually = CHOICES[column]
        field["options"] = options(row[column] or usually, labels.items())
    return field
