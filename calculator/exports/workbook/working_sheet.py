"""Every line: its formula as the method has it, and the live value of the same text."""

from calculator.answer import Answer
from calculator.exports.workbook.book import Book, fit_height, put_formula, put_row
from calculator.exports.workbook.formulas import cell_formula

HEADS = ("Line", "Value, live", "Unit", "Formula, word for word", "Name in formulas")
WIDTHS = (40, 15, 12, 64, 32)


def write_working_sheet(book: Book, answer: Answer) -> None:
    """Write one named cell a line, in the order computed. The other sheets only show these cells."""
    sheet = book.sheet("Working", widths=WIDTHS, printed=4, frozen_rows=1)
    put_row(sheet, 0, HEADS, book.look("head"))
    for row, line in enumerate(answer.budget.methodology.lines.values(), start=1):
        sheet.write_string(row, 0, line.label, book.look("paragraph"))
        value = answer.budget.values[line.name]
        put_formula(sheet, row, 1, cell_formula(line.formula.text), book.look("number"), value)
        book.name_cell(line.name, sheet, row, 1)
        sheet.write_string(row, 2, line.unit, book.look("wrapped"))
        sheet.write_string(row, 3, line.formula.text, book.look("code"))
        fit_height(sheet, row, {line.label: WIDTHS[0], line.unit: WIDTHS[2] - 2, line.formula.text: WIDTHS[3]})
        sheet.write_string(row, 4, line.name, book.look("code"))
