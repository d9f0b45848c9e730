"""Who is in post against who is recommended, on the budget tab."""

from typing import Any

from calculator.asking.question import Question
from calculator.asking.staff import EMPLOYERS, staff_name, staff_names
from calculator.engine.staff import StaffGap
from calculator.presenters.sliders import fault_of, fault_words
from calculator.wording import about_dollars, counted, dollars

EMPLOYER_LABELS = {"city": "City", "community": "Community organizations"}


def present_staff_gap(question: Question, gaps: tuple[StaffGap, ...]) -> dict[str, Any]:
    """Return the form of staff in post and the gap in people and dollars (templates/calculator/staff_gap.html)."""
    asked = question.current_staff.asked
    missing, cost = sum(gap.missing for gap in gaps), sum(gap.cost for gap in gaps)
    names = staff_names(question.scenario.methodology)
    return {
        "asked": asked,
        "open": asked or any(fault.name in names for fault in question.faults),
        "carried": question.carried(names),
        "words": _words(missing, cost) if asked else "",
        "rows": [_row(question, gap, asked) for gap in gaps],
        "recommended": f"{sum(gap.recommended for gap in gaps):,}",
        "in_post": [
            f"{sum(getattr(gap.in_post, employer) for gap in gaps):,}" if asked else "–" for employer in EMPLOYERS
        ],
        "missing": f"{missing:,}" if asked else "–",
        "cost": dollars(cost) if asked else "–",
    }


def _words(missing: int, cost: int) -> str:
    if not missing:
        return "Every recommended post is filled."
    posts = counted(missing, "post is", "posts are")
    return f"{posts} still to fill; their pay and benefits come to {about_dollars(cost)} a year."


def _row(question: Question, gap: StaffGap, asked: bool) -> dict[str, Any]:
    there = question.current_staff.in_post.get(gap.role)
    cells = []
    for employer in EMPLOYERS:
        name = staff_name(gap.role, employer)
        fault = fault_of(question.faults, name)
        count = getattr(there, employer) if there else 0
        cells.append(
            {
                "name": name,
                "id": f"p-{name}",
                "label": f"{gap.label}, {EMPLOYER_LABELS[employer]}",
                "value": fault.given if fault else str(count) if count else "",
                "error": fault_words(fault) if fault else None,
            }
        )
    return {
        "label": gap.label,
        "recommended": f"{gap.recommended:,}",
        "cells": cells,
        "missing": ("" if not asked else f"{gap.missing:,}" if gap.missing else "–"),
        "beyond": counted(gap.beyond, "more than planned", "more than planned") if gap.beyond else "",
        "cost": dollars(gap.cost) if asked and gap.cost else "–" if asked else "",
    }
