"""The funding sheet: the sources of money, which the plan sheet sums by year and certainty."""

from calculator.answer import Answer
from calculator.engine.funding import Certainty, FundingSource
from calculator.exports.workbook.book import LINE_HEIGHT, Book, fit_height, put_formula, put_number, put_row
from calculator.words.labels import CERTAINTIES, FUNDING_KINDS, PAYMENTS

SHEET = "Funding"
HEADS = ("Source", "Kind", "Dollars a year", "First year", "Last year", "How sure")
MORE_HEADS = ("Grows a year by", "Dollars a year for each specialist", "Carried over", "How it pays", "Days late")
FIRST_ROW = 4  # from 1, as formulas count
NOTE = "Yellow cells may be edited; the Plan sheet adds the sources up by year and by how sure they are, the Cash sheet by quarter."


def write_funding_sheet(book: Book, answer: Answer) -> None:
    """Write one row a source, where there are any, and the cliffs as they stand."""
    sources = answer.question.funding.sources
    if not sources:
        return
    grows = hasattr(answer.edition.plan, "year_lines")
    sheet = book.sheet(SHEET, widths=(32, 17, 14, 8, 8, 12, *((9, 15, 9, 15, 8) if grows else ())))
    sheet.write_string(0, 0, "Sources of money", book.look("title"))
    sheet.merge_range(1, 0, 1, 5, NOTE, book.look("lede"))
    fit_height(sheet, 1, {NOTE: 80})
    put_row(sheet, FIRST_ROW - 2, (*HEADS, *(MORE_HEADS if grows else ())), book.look("head"))
    sheet.set_row(FIRST_ROW - 2, 3 * LINE_HEIGHT)
    for row, source in enumerate(sources, start=FIRST_ROW - 1):
        sheet.write_string(row, 0, source.name, book.look("paragraph"))
        sheet.write_string(row, 1, FUNDING_KINDS[source.kind], book.look("wrapped"))
        put_number(sheet, row, 2, source.amount, book.look("input USD"))
        years = _years(
            source, answer.question.funding.open_years[row - FIRST_ROW + 1] if grows else (False, False), row + 1
        )
        for column, (formula, year) in enumerate(years, start=3):
            if formula:
                put_formula(sheet, row, column, formula, book.look("input"), year)
            else:
                put_number(sheet, row, column, year, book.look("input"))
        sheet.write_string(row, 5, CERTAINTIES[source.certainty], book.look("input"))
        choices = list(CERTAINTIES.values())
        sheet.data_validation(row, 5, row, 5, {"validate": "list", "source": choices})
        if grows:
            put_number(sheet, row, 6, source.growth_share, book.look("input share"))
            put_number(sheet, row, 7, source.worker_year_usd, book.look("input USD"))
            sheet.write_string(row, 8, "yes" if source.carry_over else "no", book.look("input"))
            sheet.data_validation(row, 8, row, 8, {"validate": "list", "source": ["yes", "no"]})
            sheet.write_string(row, 9, PAYMENTS[source.paid], book.look("input"))
            sheet.data_validation(row, 9, row, 9, {"validate": "list", "source": list(PAYMENTS.values())})
            put_number(sheet, row, 10, source.lag_days, book.look("input"))
    row = FIRST_ROW + len(sources)
    for cliff in answer.cliffs:
        row += 1
        text = f"As downloaded, committed money falls by {cliff.share:.0%} from {cliff.year - 1} to {cliff.year}."
        sheet.write_string(row, 0, text)


def _years(source: FundingSource, left: tuple[bool, bool], row: int) -> tuple[tuple[str, int], tuple[str, int]]:
    """Return the first and the last year in a row (from 1), each with its formula where it is left to the plan."""
    first = "=first_year" if left[1] else f"=MIN(first_year, E{row})"
    last = "=first_year + years - 1" if left[0] else f"=MAX(first_year + years - 1, D{row})"
    return (first * left[0], source.first_year), (last * left[1], source.last_year)


def money_formula(answer: Answer, certainty: Certainty | str, year_cell: str) -> str:
    """Return the formula of what the sources of one certainty pay in the year that stands in `year_cell`."""
    last = FIRST_ROW + len(answer.question.funding.sources) - 1
    if last < FIRST_ROW:
        return "=0"
    columns = {letter: f"'{SHEET}'!${letter}${FIRST_ROW}:${letter}${last}" for letter in "CDEF"}
    label = next(label for key, label in CERTAINTIES.items() if key == certainty)
    return (
        f'=SUMIFS({columns["C"]}, {columns["F"]}, "{label}", {columns["D"]}, "<="&{year_cell}, '
        f'{columns["E"]}, ">="&{year_cell})'
    )
