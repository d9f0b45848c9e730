"""The workbook: the budget in live formulas, from the methodology's own text.

A sheet is a module with `write_<what>_sheet(book, answer)`; its place in `SHEETS` is its place in the file.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from calculator.answer import Answer
from calculator.exports.workbook.book import Book
from calculator.exports.workbook.budget_sheet import write_budget_sheet
from calculator.exports.workbook.cash_sheet import write_cash_sheet
from calculator.exports.workbook.funding_sheet import write_funding_sheet
from calculator.exports.workbook.grant_sheet import write_grant_sheet
from calculator.exports.workbook.inputs_sheet import write_inputs_sheet
from calculator.exports.workbook.organizations_sheets import write_organizations_sheets
from calculator.exports.workbook.plan_sheet import write_plan_sheet
from calculator.exports.workbook.read_me_sheet import write_read_me_sheet
from calculator.exports.workbook.returns_sheet import write_returns_sheet
from calculator.exports.workbook.sources_sheet import write_sources_sheet
from calculator.exports.workbook.staffing_sheet import write_staffing_sheet
from calculator.exports.workbook.views_sheet import write_views_sheet
from calculator.exports.workbook.working_sheet import write_working_sheet
from calculator.exports.workbook.years_sheet import write_years_sheet

SHEETS: tuple[Callable[[Book, Answer], None], ...] = (
    write_budget_sheet,
    write_staffing_sheet,
    write_plan_sheet,
    write_years_sheet,
    write_funding_sheet,
    write_cash_sheet,
    write_returns_sheet,
    write_views_sheet,
    write_grant_sheet,
    write_organizations_sheets,
    write_inputs_sheet,
    write_working_sheet,
    write_sources_sheet,
    write_read_me_sheet,
)


def workbook_of(answer: Answer) -> bytes:
    """Return the file; the same answer gives the same bytes. It is dated by the method, not by the clock."""
    date = max(change.date for change in answer.budget.methodology.changes)
    created = datetime.fromisoformat(date).replace(tzinfo=UTC)
    book = Book(title=f"CVI budget: {answer.subject.name}", created=created)
    for write_sheet in SHEETS:
        write_sheet(book, answer)
    return book.finished()
