"""Measures as a table, and as rows to fill in."""

from typing import Any
from urllib.parse import urlencode

from calculator.answer import Answer
from calculator.engine.award import Request
from calculator.engine.measures import Measure
from calculator.words.wording import target_words

HEADINGS = ("Measure", "Unit", "Year", "Quarter", "Target", "Counted", "What the target rests on", "Source")


def present_measures(answer: Answer) -> dict[str, Any] | None:
    """Return the table of the last quarter's targets and the address of the sheet; None where there are none.

    Where a part of a program is asked for, they are sized to the staff that the award pays.
    """
    measures, part = promised(answer)
    if not measures:
        return None
    query = urlencode([*answer.question.query()])
    return {
        "table": {
            "id": "measures",
            "caption": f"What {'the staff that this award pays' if part else 'a program of this size'} can promise to do and "
            "count in a quarter, once it is as large as planned",
            "headings": [
                {"label": "Measure"},
                {"label": "A quarter", "numeric": True},
                {"label": "What the target rests on"},
            ],
            "rows": [_row(measure) for measure in measures],
        },
        "csv_url": f"/measures/measures.csv?{query}" if query else "/measures/measures.csv",
    }


def promised(answer: Answer) -> tuple[tuple[Measure, ...], bool]:
    """Return the measures, and whether they are those of an award that pays a part of the program's staff."""
    question = answer.question
    part = bool(answer.award_measures) and (question.grant.request != Request() or bool(question.current_staff.in_post))
    return (answer.award_measures if part else answer.measures), part


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
                target_words(target.value),
                "",
                measure.basis,
                f"{measure.source.publisher}: {measure.source.title}",
            )
            for measure in promised(answer)[0]
            for target in measure.targets
        ),
    ]


def _row(measure: Measure) -> list[dict[str, Any]]:
    return [
        {"text": measure.label, "header": True},
        {"text": target_words(measure.per_quarter), "numeric": True},
        {"text": measure.basis},
    ]
