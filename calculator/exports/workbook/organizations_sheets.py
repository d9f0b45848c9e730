"""A sheet for each organization of an award: its posts and lines by period, what is due, what it promises; all of it live."""

from collections.abc import Mapping, Sequence

from xlsxwriter.worksheet import Worksheet

from calculator.answer import Answer
from calculator.engine.award import Piece
from calculator.engine.rules_2027_1.grant_lines import INDIRECT
from calculator.exports.workbook.award_block import AwardRow, Block
from calculator.exports.workbook.award_parts import GRANT, TOP, Parts, parts_of
from calculator.exports.workbook.award_sheet import blocks_of
from calculator.exports.workbook.book import LINE_HEIGHT, Book, fit_height, put_formula, put_row
from calculator.exports.workbook.formulas import ROUNDING_CORRECTION
from calculator.words.grant_organizations import organization_rows

HEADS = ("Period", "Line", "Posts", "Computation", "Amount")
WIDTHS = (11, 28, 7, 40, 14)
NOTE = "Every figure follows the grant budget’s lines: posts go first come, first served, services by share, all else by pay."
Shown = Mapping[tuple[str, str, str], tuple[Piece, str]]  # by period, line and its label or role


def write_organizations_sheets(book: Book, answer: Answer) -> None:
    """Write the sheets where organizations are named, the last one for what is not yet assigned."""
    if not answer.application.grant.terms.subrecipients:
        return
    blocks = blocks_of(answer)
    everybody = parts_of(answer, blocks[0][0])
    for parts in everybody:
        _write(book, parts, [block for block, _ in blocks], everybody)


def _write(book: Book, parts: Parts, blocks: Sequence[Block], everybody: Sequence[Parts]) -> None:
    sheet = book.sheet(parts.name, widths=WIDTHS, upright=True)
    sheet.write_string(0, 0, parts.recipient.name, book.look("title"))
    sheet.write_string(1, 0, NOTE)
    shown, known = _shown(parts), parts.answer.application.grant
    own = next((row for row in known.organizations if row.recipient is parts.recipient), None)
    indirect = [
        parts.first(block.index) + len(parts.roles) + 1 + place
        for block in blocks
        for place, (_, row) in enumerate(parts.lines)
        if row.key == INDIRECT
    ]
    sums = (
        ("Whole award", [parts.total(block.index) for block in blocks], own.total if own else 0),
        ("Its own indirect costs, within it", [f"E{row}" for row in indirect], own.indirect if own else 0),
        ("Counts toward MTDC, once", [parts.in_base(block.index) for block in blocks], own.first_usd if own else 0),
    )
    for at, (label, cells, value) in enumerate(sums, start=2):
        sheet.write_string(at, 0, label, book.look("label"))
        put_formula(sheet, at, 4, "=" + (" + ".join(cells) or "0"), book.look("strong_money"), value)
    facts = (("Documents due", parts.recipient.documents_due), ("Targets", parts.recipient.targets))
    for at, (label, text) in enumerate((each for each in facts if each[1]), start=5):
        sheet.write_string(at, 0, label, book.look("label"))
        sheet.merge_range(at, 1, at, 4, text, book.look("wrapped"))
        fit_height(sheet, at, {text: sum(WIDTHS[1:])})
    put_row(sheet, TOP - 2, HEADS, book.look("head"))
    for block in blocks:
        _period(book, sheet, parts, block, everybody, shown)
    gray = {"type": "cell", "criteria": "==", "value": 0, "format": book.look("beyond")}
    sheet.conditional_format(TOP - 1, 4, parts.first(len(blocks)) - 1, 4, gray)


def _period(book: Book, sheet: Worksheet, parts: Parts, block: Block, everybody: Sequence[Parts], shown: Shown) -> None:
    years = parts.answer.application.grant.years
    beyond = block.index >= len(years)
    name = "" if beyond else years[block.index].label
    first = parts.first(block.index)
    for row in range(first, first + parts.length):
        height = LINE_HEIGHT * _words_height(shown, name, parts, row - first)
        sheet.set_row(row - 1, height, None, {"level": 1, "hidden": True} if beyond else {})
        label = f'=""&(first_year + {block.index})' if block.planned else '="Year 1"'
        put_formula(sheet, row - 1, 0, label, book.look("label"), name)
    money, paid = book.look("money"), 0
    for row, (number, role) in enumerate(parts.roles, start=first):
        piece, words = shown.get((name, role.cost_line, role.key), (None, ""))
        given, amount = parts.posts(block, number, role)
        sheet.write_string(row - 1, 1, role.plural, book.look("wrapped"))
        put_formula(sheet, row - 1, 2, f"={given}", book.look("count"), piece.positions if piece else 0)
        put_formula(sheet, row - 1, 3, _staff_words(row, block.first + number), book.look("wrapped"), words)
        put_formula(sheet, row - 1, 4, f"={amount}", money, piece.amount if piece else 0)
        paid += piece.amount if piece else 0
    at = first + len(parts.roles)
    sheet.write_string(at - 1, 1, "Pay and benefits", book.look("wrapped"))
    put_formula(sheet, at - 1, 4, f"=SUM(E{first}:E{at - 1})" if parts.roles else "=0", money, paid)
    whole = paid
    for row, (number, line) in enumerate(parts.lines, start=at + 1):
        piece, words = shown.get((name, line.key, line.label), (None, ""))
        sheet.write_string(row - 1, 1, line.label, book.look("wrapped"))
        put_formula(sheet, row - 1, 3, _line_words(line, row, block.first + number), book.look("wrapped"), words)
        formula = parts.part(block, number, line, everybody)
        put_formula(sheet, row - 1, 4, f"={formula}", money, piece.amount if piece else 0)
        whole += piece.amount if piece else 0
    last = at + len(parts.lines) + 1
    sheet.write_string(last - 1, 1, "In all", book.look("wrapped"))
    put_formula(sheet, last - 1, 4, f"=SUM(E{at}:E{last - 1})", book.look("strong_money"), whole)
    sheet.write_string(last, 1, "Counts toward MTDC, once", book.look("wrapped"))
    limit = "grant_first_usd" + (" * grant_subawards" if parts.unassigned else "")
    totals = [parts.total(index) for index in range(block.index + 1)]
    ends = [f"MIN({limit}, {' + '.join(some)})" for some in (totals, totals[:-1]) if some]
    put_formula(sheet, last, 4, f"={' - '.join(ends)}", money, 0 if beyond else _counted(parts, block.index))


def _counted(parts: Parts, index: int) -> int:
    """Return what of the organization's award enters the base in a period, before anything is recalculated."""
    grant = parts.answer.application.grant
    own = next((row for row in grant.organizations if row.recipient is parts.recipient), None)
    if own is None:
        return 0
    awards = max(1, grant.terms.subawards - len(parts.rows)) if parts.unassigned else 1
    limit = grant.rules.subaward_first_usd * awards
    before, now = (sum(share.total for share in own.shares[: index + more]) for more in (0, 1))
    return min(limit, now) - min(limit, before)


def _shown(parts: Parts) -> Shown:
    """Return each piece and its words by period, line, and role or label."""
    application = parts.answer.application
    own = next((row for row in application.grant.organizations if row.recipient is parts.recipient), None)
    found = organization_rows(application, own) if own else ()
    return {(period, piece.line, piece.role or piece.label): (piece, words) for period, piece, words in found}


def _words_height(shown: Shown, period: str, parts: Parts, place: int) -> int:
    """Return how many lines of text a row holds: the longest words are those of posts."""
    if place < len(parts.roles):
        role = parts.roles[place][1]
        words, label = shown.get((period, role.cost_line, role.key), (None, ""))[1], role.plural
    elif 0 <= (line := place - len(parts.roles) - 1) < len(parts.lines):
        row = parts.lines[line][1]
        words, label = shown.get((period, row.key, row.label), (None, ""))[1], row.label
    else:
        return 1
    return max(1, -(-len(words) // (WIDTHS[3] - 4)), -(-len(label) // (WIDTHS[1] - 3)))


def _dollars(cell: str) -> str:
    return f'"$"&TEXT({cell}, "#,##0")'


def _staff_words(row: int, of: int) -> str:
    """Return the formula of the posts' own arithmetic, or where its rounding differs by a dollar of their part of the line."""
    pay = f"ROUND(C{row} * {GRANT}D{of} * {GRANT}E{of} / 12 * {ROUNDING_CORRECTION}, 0)"
    fringe = f"ROUND({pay} * {GRANT}I{of} * {ROUNDING_CORRECTION}, 0)"
    posts = f'C{row}&IF(C{row} = 1, " post", " posts")'
    own = (
        f'{posts}&" × "&{_dollars(f"{GRANT}D{of}")}&" × "&{GRANT}E{of}&" of 12 months = "&{_dollars(pay)}&"; benefits "&'
        f'ROUND({GRANT}I{of} * 100, 8)&"% = "&{_dollars(fringe)}&"; in all "&{_dollars(f"E{row}")}'
    )
    part = f'{posts}&" of "&{GRANT}C{of}&": "&{_dollars(f"E{row}")}&" of "&{_dollars(f"{GRANT}K{of}")}'
    return f'=IF(E{row} = 0, "", IF({pay} + {fringe} = E{row}, {own}, {part}))'


def _line_words(line: AwardRow, row: int, of: int) -> str:
    by = "by its share of services" if line.kind == "people" else "by pay and benefits"
    part = f'{_dollars(f"E{row}")}&" of "&{_dollars(f"{GRANT}K{of}")}&", {by}"'
    return f'=IF(E{row} = 0, "", IF(E{row} = {GRANT}K{of}, {GRANT}N{of}, {part}))'
