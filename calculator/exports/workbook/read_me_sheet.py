"""How to use the workbook, how far to trust it, and the link that gives the same answer."""

from calculator.answer import Answer
from calculator.exports.workbook.book import Book, fit_height, put_link

WIDTH = 72
EDITING = (
    "Edit the yellow cells of the Inputs sheet; every other sheet follows. What stays as it was downloaded is gray and says "
    "so. Each input is a named cell, each line of the Working sheet too, so that a formula reads as the method is written. "
    "Nothing is locked."
)
CAUTIONS = (
    "A planning estimate, not a promise: what such a program costs under the assumptions on the Inputs sheet.",
    "Each input there names its source and how sure it is.",
    "Where nothing was reported the cell says “not reported”. That is not zero: type a figure you know.",
    "Money is whole dollars. Every line is rounded before it is added, so that printed columns add up.",
    "The number of people at highest risk is not rounded.",
)
ROUNDING = (
    "Why the cells on the Working sheet differ a little from the text beside them. Arithmetic on decimal fractions "
    "leaves noise: 10.5 may arrive as 10.499999999999998. The method rounds that to 11. Some spreadsheet programs do, "
    "some do not, so each ROUND here first multiplies by rounding_correction, 1 + 2^-50, and the result is the same "
    "everywhere. For the same reason comparisons are written with GESTEP, which compares numbers as they are, where "
    "the >= of some programs takes nearly equal numbers for equal."
)
LICENCE = (
    "Facts from federal statistical agencies are in the public domain; other sources are named with the figures. "
    "You may copy, change and pass on this workbook; please keep this sheet with it."
)


def write_read_me_sheet(book: Book, answer: Answer) -> None:
    """Write headed paragraphs."""
    sheet = book.sheet("Read me", widths=(WIDTH,), upright=True)
    method = answer.budget.methodology
    parts: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("How to use it", (EDITING,)),
        ("Method", (f"{method.title}, {method.reference}.", method.summary)),
        ("Data", (f"Facts of places, version {answer.data_version}.",)),
        ("With care", CAUTIONS),
        ("Rounding", (ROUNDING,)),
        ("Use", (LICENCE,)),
    )
    sheet.write_string(0, 0, f"Budget for {answer.subject.in_sentence}", book.look("title"))
    row = 2
    for title, paragraphs in parts:
        sheet.write_string(row, 0, title, book.look("section"))
        for paragraph in paragraphs:
            row += 1
            sheet.write_string(row, 0, paragraph, book.look("paragraph"))
            fit_height(sheet, row, {paragraph: WIDTH})
        row += 2
    sheet.write_string(row, 0, "The same answer on the web", book.look("section"))
    put_link(sheet, row + 1, 0, answer.link)
