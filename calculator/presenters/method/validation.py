"""The validation page: published programs rebuilt by the method, and what places spend beside the reference."""

from typing import Any

from calculator.methods import find_methodology
from calculator.validation import Checked, Spent, checked, median_share, of_whole_programs, of_yearly_figures, spent
from calculator.words.wording import dollars, percent, printed

COMPARED = {
    "total": "a year",
    "staff": "a year, pay and benefits only",
    "employee": "for each employee",
    "person": "for each person a year",
}


def present_validation() -> dict[str, Any]:
    """Return what the page shows (templates/validation.html)."""
    programs, budgets = checked(), spent()
    middle, yearly = median_share(budgets), median_share(of_yearly_figures(budgets))
    return {
        "section": "methodology",
        "method": find_methodology("caps").named,
        "programs": [_program(row) for row in programs],
        "budgets": [_budget(row) for row in budgets],
        "counted": len(of_whole_programs(budgets)),
        "median": None if middle is None else percent(middle),
        "yearly": None if yearly is None or yearly == middle else percent(yearly),
    }


def _program(row: Checked) -> dict[str, Any]:
    program = row.program
    return {
        "id": program.key,
        "label": program.label,
        "place": program.place,
        "published": program.published,
        "year": program.year,
        "ours": f"{dollars(row.ours_usd)} {COMPARED[program.compared]}",
        "ratio": f"{row.ratio:.2f}",
        "note": program.note,
        "source": program.source,
        "source_url": program.url,
        "url": row.url,
    }


def _budget(row: Spent) -> dict[str, Any]:
    figure = row.figure
    return {
        "place": f"{row.place.name}, {row.place.state}",
        "place_url": row.place.path,
        "program": figure.program,
        "years": printed(figure.years),
        "contains": printed(figure.contains),
        "spent": dollars(figure.annual_usd),
        "reference": dollars(row.reference_usd),
        "share": percent(row.share),
        "publisher": figure.publisher,
        "url": figure.url,
    }
