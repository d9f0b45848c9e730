"""Who is hired: how many of each role, what each is paid, what all cost, and what a person does."""

from calculator.answer import Answer
from calculator.exports.workbook.book import LINE_HEIGHT, Book, fit_height, put_formula, put_row
from calculator.exports.workbook.budget_sheet import shown
from calculator.words.labels import EMPLOYERS

HEADS = ("Role", "Employer", "People", "Pay a year, each", "Cost with benefits, all", "What the person does")


def write_staffing_sheet(book: Book, answer: Answer) -> None:
    """Write one row a role, and the totals."""
    sheet = book.sheet("Staffing", widths=(36, 16, 9, 14, 16, 44), frozen_rows=1)
    put_row(sheet, 0, HEADS, book.look("head"))
    sheet.set_row(0, 2 * LINE_HEIGHT)
    budget = answer.budget
    roles = {role.key: role for role in budget.methodology.roles}
    row = 0
    for row, line in enumerate(budget.staffing, start=1):
        role = roles[line.role]
        sheet.write_string(row, 0, role.plural, book.look("paragraph"))
        sheet.write_string(row, 1, EMPLOYERS[line.employer], book.look("wrapped"))
        put_formula(sheet, row, 2, shown(line.role), book.look("count"), line.count)
        put_formula(sheet, row, 3, shown(role.pay_line), book.look("money"), budget.values[role.pay_line])
        put_formula(sheet, row, 4, shown(role.cost_line), book.look("money"), line.cost)
        sheet.write_string(row, 5, line.description, book.look("wrapped"))
        fit_height(sheet, row, {role.plural: 36, EMPLOYERS[line.employer]: 14, line.description: 44})
    row += 1
    sheet.write_string(row, 0, "All staff", book.look("strong"))
    put_formula(sheet, row, 2, shown("all_staff"), book.look("strong_count"), budget.values["all_staff"])
    put_formula(sheet, row, 4, shown("staffing_cost"), book.look("strong_money"), budget.values["staffing_cost"])
