"""A sheet for each organization of an award: its posts and lines by period, what is due, what it promises."""

import re

from calculator.answer import Answer
from calculator.engine.award import Organization
from calculator.engine.grants import Application
from calculator.exports.workbook.book import Book, fit_height, put_formula, put_number, put_row
from calculator.words.grant_organizations import organization_rows

HEADS = ("Period", "Line", "Computation", "Amount")
WIDTHS = (18, 28, 36, 15)
NOTE = "As downloaded: what an organization gets does not follow edits of other sheets. Totals here are live."
LONGEST = 31  # characters of a sheet's name
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def write_organizations_sheets(book: Book, answer: Answer) -> None:
    """Write the sheets where organizations are named, the last one for what is not yet assigned."""
    grant = answer.application.grant
    if not grant.terms.subrecipients:
        return
    for number, row in enumerate(grant.organizations, start=1):
        _write(book, number, row, answer.application)


def _write(book: Book, number: int, row: Organization, application: Application) -> None:
    name = f"Subaward {number} {_FORBIDDEN.sub(' ', row.recipient.name)}"[:LONGEST].strip()
    sheet = book.sheet(name, widths=WIDTHS, upright=True)
    sheet.write_string(0, 0, row.recipient.name, book.look("title"))
    sheet.write_string(1, 0, NOTE)
    facts = (("Documents due", row.recipient.documents_due), ("Targets", row.recipient.targets))
    at = 3
    for label, text in (each for each in facts if each[1]):
        sheet.write_string(at, 0, label, book.look("label"))
        sheet.merge_range(at, 1, at, 3, text, book.look("wrapped"))
        fit_height(sheet, at, {text: 79})
        at += 1
    put_row(sheet, at, HEADS, book.look("head"))
    first = at + 2
    for label, piece, words in organization_rows(application, row):
        at += 1
        put_row(sheet, at, (label, piece.label, words), book.look("fixed"))
        put_number(sheet, at, 3, piece.amount, book.look("fixed_money"))
        fit_height(sheet, at, {piece.label: WIDTHS[1], words: WIDTHS[2]})
    at += 1
    sheet.write_string(at, 0, "Whole award", book.look("strong"))
    formula = f"=SUM(D{first}:D{at})" if at >= first else "=0"
    put_formula(sheet, at, 3, formula, book.look("strong_money"), row.total)
    for label, amount in (
        ("Its own indirect costs, within it", row.indirect),
        ("Counts toward MTDC, once", row.first_usd),
    ):
        at += 1
        sheet.write_string(at, 0, label, book.look("label"))
        put_number(sheet, at, 3, amount, book.look("fixed_money"))
