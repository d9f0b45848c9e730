"""Cash by quarter: what is spent and received, the lowest point, and the advance it takes."""

from calculator.answer import Answer
from calculator.exports.workbook.book import Book, put_formula, put_row
from calculator.exports.workbook.cash_working import QUARTERS, write_received, write_spent
from calculator.exports.workbook.years_layout import has_years

SHEET = "Cash"
HEADS = ("Year", "Quarter", "Spent", "Received", "Left at its end")
NOTE = (
    "Committed money only, from an opening balance of zero. Every cell follows the Plan, Funding and Inputs sheets; the working "
    "stands right of what is printed. Quarters after the plan’s last year stay gray and empty of money."
)
ENDS = 4  # row of the lowest balance, from 1
FIRST = ENDS + 7  # row of the first quarter, from 1
LAST = FIRST + QUARTERS - 1


def write_cash_sheet(book: Book, answer: Answer) -> None:
    """Write the account of the plan's years where sources of money are named and the edition reckons cash."""
    if not has_years(answer) or not answer.question.funding.sources or answer.cash is None:
        return
    cash = answer.cash
    sheet = book.sheet(SHEET, widths=(30, 12, 18, 18, 18, 4), printed=5, one_page=True)
    sheet.set_column(6, 60, 15)
    sheet.write_string(0, 0, f"Cash by quarter: {answer.subject.name}", book.look("title"))
    sheet.merge_range(1, 0, 1, 4, NOTE, book.look("lede"))
    sheet.set_row(1, 48)
    balances, low = f"E{FIRST}:E{LAST}", cash.lowest
    at_lowest = f"MATCH(MIN({balances}), {balances}, 0)"
    ends = (
        ("Lowest balance", f"=MIN({balances})", low.balance, "strong_money"),
        ("In the year", f"=INDEX(A{FIRST}:A{LAST}, {at_lowest})", low.year, "head_year"),
        ("In the quarter", f"=INDEX(B{FIRST}:B{LAST}, {at_lowest})", low.quarter, "count"),
        ("Advance that keeps it from falling below zero", f"=-MIN(0, {balances})", cash.needed, "strong_money"),
    )
    for row, (label, formula, value, look) in enumerate(ends, start=ENDS - 1):
        sheet.write_string(row, 0, label, book.look("label"))
        put_formula(sheet, row, 4, formula, book.look(look), value)
    put_row(sheet, FIRST - 2, HEADS, book.look("head_number"))
    spent, received = write_spent(book, sheet, answer, FIRST), write_received(book, sheet, answer, FIRST)
    first_year, last = answer.plan[0].year, cash.quarters[-1]
    for place in range(QUARTERS):
        row, known = FIRST + place, cash.quarters[place] if place < len(cash.quarters) else None
        put_formula(
            sheet, row - 1, 0, f"=first_year + {place // 4}", book.look("head_year"), first_year + place // 4
        )  # fmt: skip
        sheet.write_number(row - 1, 1, place % 4 + 1, book.look("count"))
        put_formula(sheet, row - 1, 2, spent[place], book.look("money"), known.spending if known else 0)
        put_formula(sheet, row - 1, 3, received[place], book.look("money"), known.received if known else 0)
        before = f"E{row - 1} + " if place else ""
        balance = known.balance if known else last.balance
        put_formula(sheet, row - 1, 4, f"={before}D{row} - C{row}", book.look("money"), balance)
    beyond = {"type": "formula", "criteria": f"=$A{FIRST} >= first_year + years", "format": book.look("beyond")}
    sheet.conditional_format(FIRST - 1, 0, LAST - 1, 4, beyond)
