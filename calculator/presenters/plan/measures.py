"""Measures as a table, and as rows to fill in."""

from typing import Any
from urllib.parse import urlencode

from calculator.answer import Answer
from calculator.engine.measures import Measure

HEADINGS = ("Measure", "Unit", "Year", "Quarter", "Target", "Counted", "What the target rests on", "Source")


def present_measures(answer: Answer) -> dict[str, Any] | None:
    """Return the table of the last quarter's targets and the address of the sheet; None where there are none."""
    if not answer.measures:
        return None
    query = urlencode([*answer.question.query()])
    return {
        "table": {
            "id": "measures",
            "caption": "What a program of this size can promise to do and count in a quarter, once it is as large as planned",
            "headings": [
                {"label": "Measure"},
                {"label": "A quarter", "numeric": True},
                {"label": "What the target rests on"},
            ],
            "rows": [_row(measure) for measure in answer.measures],
        },
        "csv_url": f"/measures/measures.csv?{query}" if query else "/measures/measures.csv",
    }


def measure_rows(answer: Answer) -> list[tuple[str, ...]]:
    """Return the sheet to fill in, its headings first: a row for each measure and quarter, the count left empty."""
    return [
        HEADINGS,
        *(
            (
                measure.label,
                measure.unit,
                target.year,
                str(target.quarter),
                shown(target.value),
                "",
                measure.basis,
                f"{measure.source.publisher}: {measure.source.title}",
            )
            for measure in answer.measures
            for target in measure.targets
        ),
    ]


def shown(value: float) -> str:
    """Return a target without a needless decimal."""
    return f"{value:,.1f}".removesuffix(".0")


def _row(measure: Measure) -> list[dict[str, Any]]:
    return [
        {"text": f"{measure.label} ({measure.unit})", "header": True},
        {"text": shown(measure.per_quarter), "numeric": True},
        {"text": measure.basis},
    ]
