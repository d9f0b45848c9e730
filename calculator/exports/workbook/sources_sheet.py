"""Where the numbers come from."""

from calculator.answer import Answer
from calculator.exports.workbook.book import Book, fit_height, put_row
from calculator.words.sources import THE_USER, YOURS

WIDTHS = (32, 22, 6, 28, 54)
HEADS = ("Source", "Publisher", "Year", "Address", "Used for")


def write_sources_sheet(book: Book, answer: Answer) -> None:
    """Write each source once with the inputs that rest on it, and the facts of the place."""
    sheet = book.sheet("Sources", widths=WIDTHS, frozen_rows=1)
    put_row(sheet, 0, HEADS, book.look("head"))
    method = answer.budget.methodology
    used: dict[str, list[str]] = {}
    for record in (*method.facts.values(), *method.parameters.values(), *method.indices.values()):
        used.setdefault(record.source.key, []).append(record.label)
    records = {record.source.key: record.source for record in (*method.facts.values(), *method.parameters.values())}
    records |= {record.source.key: record.source for record in method.indices.values()}
    row = 0
    for row, (key, source) in enumerate(records.items(), start=1):
        whose = YOURS if source.publisher == THE_USER else source.publisher
        url = source.url if "://" in source.url else ""  # a path leads nowhere from a file
        texts = (source.title, whose, str(source.year or ""), url, "; ".join(used[key]))
        put_row(sheet, row, texts, book.look("paragraph"))
        fit_height(sheet, row, dict(zip(texts, WIDTHS, strict=True)))
    row += 2
    put_row(sheet, row, ("Fact of the place", "Where it comes from"), book.look("head"))
    for offset, (name, said) in enumerate(answer.fact_sources.items(), start=1):
        put_row(sheet, row + offset, (method.facts[name].label, said), book.look("paragraph"))
        fit_height(sheet, row + offset, {said: WIDTHS[1]})
    if answer.question.scenario.citation:
        cited = ("Local estimate of people at highest risk", answer.question.scenario.citation)
        put_row(sheet, row + len(method.facts) + 1, cited, book.look("paragraph"))
        fit_height(sheet, row + len(method.facts) + 1, {cited[1]: WIDTHS[1]})
