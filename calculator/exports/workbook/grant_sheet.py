"""The grant sheet: SF-424A classes, each line's computation and narrative, live sums over the worksheet."""

from xlsxwriter.worksheet import Worksheet

from calculator.answer import Answer
from calculator.engine.grants import Application, GrantPeriod
from calculator.exports.workbook.award_sheet import write_award_sheet
from calculator.exports.workbook.book import Book, fit_height, put_formula, put_number, put_row
from calculator.words.grant_lines import computation
from calculator.words.grant_whole import class_rows, indirect_working, narratives

HEADS = ("Line", "Class", "Computation", "Personnel", "Fringe benefits", "Amount")
SHEET = "Grant budget"
WIDTHS = (34, 14, 46, 13, 13, 13)
NOTE = (
    "SF-424A object classes. The worksheet below holds the scenario as downloaded: totals here are live over it; "
    "a change on the Inputs sheet does not reach it."
)


def write_grant_sheet(book: Book, answer: Answer) -> None:
    """Write the classes by period, the rules of indirect costs, each period's worksheet, and the narratives."""
    application = answer.application
    if application.grant.payers:  # from then on every line is live
        write_award_sheet(book, answer)
        return
    sheet = book.sheet(SHEET, widths=WIDTHS)
    sheet.write_string(0, 0, f"Grant budget: {answer.subject.name}", book.look("title"))
    _across(book, sheet, 1, NOTE)
    first_worksheet = 6 + len(class_rows(application)) + len(indirect_working(application))
    periods = application.grant.years
    starts = []
    row = first_worksheet
    for period in periods:
        starts.append(row)
        row = _worksheet(book, sheet, period, row)
    _narratives(book, sheet, application, row + 1)
    row = _classes(book, sheet, application, starts)
    for sentence in indirect_working(application):
        _across(book, sheet, row, sentence)
        row += 1


def _classes(book: Book, sheet: Worksheet, application: Application, starts: list[int]) -> int:
    """Write rows a to k at the top; classes a to h and i add the worksheet's cells up."""
    grant, row = application.grant, 3
    labels = [period.label for period in grant.years]
    put_row(sheet, row, ("Object class", *labels, *(["Total"] if len(labels) > 1 else [])), book.look("head"))
    for letter, name, amounts in class_rows(application):
        row += 1
        strong = letter in "ik"
        sheet.write_string(row, 0, f"{letter}. {name}", book.look("strong" if strong else "text"))
        look = book.look("strong_money" if strong else "money")
        for column, amount in enumerate(amounts, start=1):
            if column > len(starts):
                put_formula(sheet, row, column, f"=SUM({_cell(row, 1)}:{_cell(row, len(starts))})", look, amount)
                continue
            formula = _formula(letter, column, row, starts[column - 1], grant.years[column - 1])
            if formula:
                put_formula(sheet, row, column, formula, look, amount)
            else:
                put_number(sheet, row, column, amount, look)
    return row + 2


def _formula(letter: str, column: int, row: int, start: int, period: GrantPeriod) -> str:
    """Return the sum that a class is; empty for indirect charges, whose rule is said in words."""
    first, last = start + 2, start + 1 + max(1, len(period.lines))
    classes, amounts = f"$B${first}:$B${last}", f"$F${first}:$F${last}"
    match letter:
        case "a" | "b":
            kept = "D" if letter == "a" else "E"
            return f'=SUMIF({classes}, "a, b", ${kept}${first}:${kept}${last})'
        case "i":
            return f"=SUM({_cell(row - len(period.classes), column)}:{_cell(row - 1, column)})"
        case "j":
            return ""
        case "k":
            return f"={_cell(row - 2, column)}+{_cell(row - 1, column)}"
        case _:
            return f'=SUMIF({classes}, "{letter}", {amounts})'


def _worksheet(book: Book, sheet: Worksheet, period: GrantPeriod, row: int) -> int:
    put_row(sheet, row, (f"{period.label}: {HEADS[0].lower()}", *HEADS[1:]), book.look("head"))
    for line in period.lines:
        row += 1
        personnel = line.treatment == "personnel"
        put_row(
            sheet,
            row,
            (line.label, "a, b" if personnel else line.object_class, computation(line)),
            book.look("wrapped"),
        )
        if personnel and line.pay is not None and line.fringe is not None:
            put_number(sheet, row, 3, line.pay, book.look("money"))
            put_number(sheet, row, 4, line.fringe, book.look("money"))
        put_number(sheet, row, 5, line.amount, book.look("money"))
    return row + (3 if period.lines else 4)


def _narratives(book: Book, sheet: Worksheet, application: Application, row: int) -> None:
    sheet.write_string(row, 0, "Budget narrative", book.look("section"))
    for paragraph in narratives(application):
        row += 1
        sheet.write_string(row, 0, paragraph["title"], book.look("wrapped"))
        sheet.merge_range(row, 1, row, 5, "", book.look("wrapped"))
        sheet.write_string(row, 1, paragraph["text"], book.look("wrapped"))
        sheet.set_row(row, 15 * (1 + len(paragraph["text"]) // 90))
    for source in application.grant.rules.sources:
        row += 1
        _across(book, sheet, row, source.title)


def _across(book: Book, sheet: Worksheet, row: int, text: str) -> None:
    """Write a sentence over all columns, as high as it needs."""
    sheet.merge_range(row, 0, row, len(WIDTHS) - 1, text, book.look("paragraph"))
    fit_height(sheet, row, {text: sum(WIDTHS) - 10})


def _cell(row: int, column: int) -> str:
    return f"{'ABCDEFGHIJKLMNOP'[column]}{row + 1}"
