"""Cash by quarter: what is spent and received, the lowest point, and the advance it takes."""

from calculator.answer import Answer
from calculator.exports.workbook.book import Book, put_formula, put_number, put_row
from calculator.exports.workbook.years_layout import has_years

SHEET = "Cash"
HEADS = ("Year", "Quarter", "Spent", "Received", "Left at its end")
NOTE = (
    "Committed money only, from an opening balance of zero. Gray cells stay as downloaded and may be typed over; what is left, "
    "the lowest point and the advance follow them."
)
FIRST = 5  # row of the first quarter, from 1


def write_cash_sheet(book: Book, answer: Answer) -> None:
    """Write the account of the plan's years where sources of money are named and the edition reckons cash."""
    if not has_years(answer) or not answer.question.funding.sources or answer.cash is None:
        return
    cash = answer.cash
    sheet = book.sheet(SHEET, widths=(30, 12, 18, 18, 18), one_page=True)
    sheet.write_string(0, 0, f"Cash by quarter: {answer.subject.name}", book.look("title"))
    sheet.merge_range(1, 0, 1, 4, NOTE, book.look("lede"))
    sheet.set_row(1, 32)
    put_row(sheet, FIRST - 2, HEADS, book.look("head_number"))
    for row, quarter in enumerate(cash.quarters, start=FIRST):
        put_number(sheet, row - 1, 0, quarter.year, book.look("head_year"))
        put_number(sheet, row - 1, 1, quarter.quarter, book.look("count"))
        put_number(sheet, row - 1, 2, quarter.spending, book.look("fixed_money"))
        put_number(sheet, row - 1, 3, quarter.received, book.look("fixed_money"))
        before = f"E{row - 1} + " if row > FIRST else ""
        put_formula(sheet, row - 1, 4, f"={before}D{row} - C{row}", book.look("money"), quarter.balance)
    last = FIRST + len(cash.quarters) - 1
    balances, low = f"E{FIRST}:E{last}", cash.lowest
    ends = (
        ("Lowest balance", f"=MIN({balances})", low.balance, "strong_money"),
        ("In the year", f"=INDEX(A{FIRST}:A{last}, MATCH(MIN({balances}), {balances}, 0))", low.year, "head_year"),
        ("In the quarter", f"=INDEX(B{FIRST}:B{last}, MATCH(MIN({balances}), {balances}, 0))", low.quarter, "count"),
        ("Advance that keeps it from falling below zero", f"=-MIN(0, {balances})", cash.needed, "strong_money"),
    )
    for offset, (label, formula, value, look) in enumerate(ends, start=last + 1):
        sheet.write_string(offset, 0, label, book.look("label"))
        put_formula(sheet, offset, 4, formula, book.look(look), value)
