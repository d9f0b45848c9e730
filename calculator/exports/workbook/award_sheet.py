"""The grant sheet of an edition that knows requests: every line's live factors by budget period, classes over them."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from calculator.answer import Answer
from calculator.engine.grants import GrantBudget
from calculator.exports.workbook.award_block import COLUMNS, LETTERS, AwardRow, Block
from calculator.exports.workbook.award_classes import write_classes
from calculator.exports.workbook.award_rows import rows_of
from calculator.exports.workbook.book import LINE_HEIGHT, Book, fit_height, put_formula, put_label, put_number, put_row
from calculator.exports.workbook.formulas import ROUNDING_CORRECTION
from calculator.exports.workbook.years_layout import MOST_YEARS, has_years
from calculator.words.grant_lines import computation
from calculator.words.grant_whole import TOTALS, indirect_working, narratives

SHEET = "Grant budget"
NAMES = {"positions": "count", "people": "count", "usd": "usd", "months": "months"}  # columns by unit of a factor
HEADS = (
    *("Line", "Class", "Posts or people", "Dollars each", "Months of 12", "Part asked for", "Share", "Pay"),
    *("Benefits, share of pay", "Benefits", "Amount", "Posts planned", "Months of the role", "Computation"),
)
WIDTHS = (30, 13, *[11] * 8, 13, 11, 11, 78)  # the first twelve, ten periods and their total, print on one page
COMPUTATION = HEADS.index("Computation")
NOTE = (
    "Every line’s factors are live: they follow the Inputs and Plan sheets, and multiply to the amount beside them. Gray cells "
    "stay as downloaded: what depends on staff in post or on a request made to fit, and the narrative."
)
TOP = 4
CLASSES = TOP + 4  # row of class a, from 0
PRINTED = 11  # columns on paper: sentences are for the screen


def write_award_sheet(book: Book, answer: Answer) -> None:
    """Write classes by period, the rules of indirect costs, then a block of lines a period, and the narratives."""
    grant = answer.application.grant
    sheet = book.sheet(SHEET, widths=WIDTHS, printed=max(PRINTED, 2 + len(grant.years)))
    sheet.write_string(0, 0, f"Grant budget: {answer.subject.name}", book.look("title"))
    sheet.merge_range(1, 0, 1, 10, NOTE, book.look("lede"))
    sheet.set_row(1, 32)
    _terms(book, sheet, grant)
    blocks = blocks_of(answer)
    for block, rows in blocks:
        row = block.first - 2
        _block(book, sheet, block, rows, row)
        if block.index >= len(grant.years):
            for each in range(row, row + len(rows) + 2):
                sheet.set_row(each, None, None, {"level": 1, "hidden": True})
    last, rows = blocks[-1]
    write_classes(book, sheet, answer, blocks, CLASSES)
    _narratives(book, sheet, answer, last.first + len(rows) + 1)


def blocks_of(answer: Answer) -> list[tuple[Block, list[AwardRow]]]:
    """Return every budget period's block and rows, below the classes: ten of a plan, so that its years may be edited."""
    grant, found, before = answer.application.grant, list[tuple[Block, list[AwardRow]]](), None
    planned = bool(answer.planned) and has_years(answer)
    row = CLASSES + len(grant.rules.classes) + len(TOTALS) + 5
    for index in range(MOST_YEARS if planned else 1):
        block = Block(answer, index, row + 2, before, planned)
        rows = rows_of(block)
        found.append((block, rows))
        before, row = block.first, row + len(rows) + 2
    return found


def _terms(book: Book, sheet: Worksheet, grant: GrantBudget) -> None:
    unassigned = max(1, grant.terms.subawards - len(grant.terms.subrecipients))
    cells = (
        ("Indirect rate", grant.share, "grant_indirect_rate", "input share"),
        ("First dollars of each subaward in the base", grant.rules.subaward_first_usd, "grant_first_usd", "input USD"),
        ("Subawards not yet assigned to anybody, taken as equal", unassigned, "grant_subawards", "input count"),
    )
    for offset, (label, value, name, look) in enumerate(cells):
        put_label(book, sheet, TOP - 1 + offset, label, WIDTHS[0])
        put_number(sheet, TOP - 1 + offset, 3, value, book.look(look))
        book.name_cell(name, sheet, TOP - 1 + offset, 3)


def _block(book: Book, sheet: Worksheet, block: Block, rows: Sequence[AwardRow], row: int) -> None:
    put_row(sheet, row, HEADS, book.look("head"))
    sheet.set_row(row, 2 * LINE_HEIGHT)
    label = f'=""&(first_year + {block.index})' if block.planned else '="Year 1"'
    years = block.answer.application.grant.years
    put_formula(sheet, row, 0, label, book.look("head"), years[block.index].label if block.index < len(years) else "")
    treatments = block.answer.application.grant.rules.treatments
    for place, each in enumerate(rows):
        at = block.first + place
        treatment = treatments[each.treatment]
        put_label(book, sheet, at - 1, each.label, WIDTHS[0])
        personnel = each.kind == "staff" and each.treatment == "personnel"
        sheet.write_string(at - 1, 1, "a, b" if personnel else treatment.object_class, book.look("text"))
        for column, formula in each.cells.items():
            if column == "share" and each.kind == "staff":
                continue
            look = {"usd": "money", "asked": "percent", "share": "percent"}.get(column, "number")
            look = "fixed_number" if column in each.fixed else look
            shown = _shown(each).get(column, 0)
            put_formula(sheet, at - 1, COLUMNS[column], f"={formula.format(above=at - 1)}", book.look(look), shown)
        _amount(book, sheet, each, at)
        words = computation(each.line) if each.line else ""
        put_formula(sheet, at - 1, COMPUTATION, _words(each, at), book.look("wrapped"), words)


def _shown(row: AwardRow) -> dict[str, float]:
    """Return what the factors' cells show before anything is recalculated."""
    if row.line is None:
        return {}
    found = {NAMES[factor.unit]: factor.value for factor in row.line.factors if factor.unit != "share"}
    shares = [factor.value for factor in row.line.factors if factor.unit == "share"]
    names = [name for name in ("asked", "share") if name in row.cells]
    if len(shares) < len(names):  # the whole is asked for, and is no factor
        found["asked"], names = 1.0, names[1:]
    return {**found, **dict(zip(names, shares, strict=False))}


def _amount(book: Book, sheet: Worksheet, row: AwardRow, at: int) -> None:
    money, line = book.look("money"), row.line
    product = f"{_product(row, at)} * {ROUNDING_CORRECTION}"
    if row.kind != "staff":
        put_formula(sheet, at - 1, 10, f"=ROUND({product}, 0)", money, line.amount if line else 0)
        return
    put_formula(sheet, at - 1, 7, f"=ROUND({product}, 0)", money, (line and line.pay) or 0)
    put_formula(sheet, at - 1, 8, f"={row.cells['share']}", book.look("percent"), (line and line.fringe_share) or 0)
    fringe = f"=ROUND(H{at} * I{at} * {ROUNDING_CORRECTION}, 0)"
    put_formula(sheet, at - 1, 9, fringe, money, (line and line.fringe) or 0)
    put_formula(sheet, at - 1, 10, f"=H{at} + J{at}", money, line.amount if line else 0)


def _product(row: AwardRow, at: int) -> str:
    names = [name for name in ("count", "usd", "months", "asked", "share") if name in row.cells]
    if row.kind == "staff":
        names = ["count", "usd", "months"]
    product = " * ".join(f"{LETTERS[COLUMNS[name]]}{at}" for name in names)
    return f"{product} / 12" if "months" in names else product


def _words(row: AwardRow, at: int) -> str:
    """Return the formula of the computation in words, over the row's own cells."""
    each = _each(at)
    amount = f'" = $"&TEXT(K{at}, "#,##0")'
    percent = {name: f'ROUND({LETTERS[COLUMNS[name]]}{at} * 100, 8)&"%"' for name in ("asked", "share")}
    if row.kind == "staff":
        return (
            f'=IF(C{at} = 0, "", C{at}&IF(C{at} = 1, " post", " posts")&" × "&{each}&" × "&E{at}&" of 12 months = $"&'
            f'TEXT(H{at}, "#,##0")&"; benefits "&ROUND(I{at} * 100, 8)&"% = $"&TEXT(J{at}, "#,##0")&"; in all $"&'
            f'TEXT(K{at}, "#,##0"))'
        )
    if row.kind == "rest":
        return _words_of_rest(at)
    parts = [_counted(at, *((" person", " people") if row.kind == "people" else (" position", " positions")))]
    parts = parts if "count" in row.cells else []
    parts += [percent["share"]] if "share" in row.cells else []
    joined = '&" × "&'.join([*parts, each])
    if "asked" in row.cells:  # the whole is no factor
        before, after = (parts[:1], parts[1:]) if "count" in row.cells else ([], parts)
        part = f'IF(F{at} = 1, "", {percent["asked"]}&" × ")'
        joined = '&" × "&'.join([*before, f"{part}&" + '&" × "&'.join([*after, each])])
    return f'=IF(K{at} = 0, "", {joined}&{amount})'


def _words_of_rest(at: int) -> str:
    """Return the words of what a service leaves after the row above it passed a part on."""
    above = at - 1
    asked = f'IF(F{above} = 1, "", ROUND(F{above} * 100, 8)&"%"&" × ")'
    return (
        f'=IF(K{at} = 0, "", {_counted(above, " person", " people")}&" × "&{asked}&{_each(above)}&" = $"&'
        f'TEXT(K{above} + K{at}, "#,##0")&"; less $"&TEXT(K{above}, "#,##0")&" through organizations = $"&'
        f'TEXT(K{at}, "#,##0"))'
    )


def _counted(at: int, one: str, more: str) -> str:
    number = f'TEXT(C{at}, IF(C{at} = INT(C{at}), "#,##0", "#,##0.###"))'
    return f'{number}&IF(C{at} = 1, "{one}", "{more}")'


def _each(at: int) -> str:
    return f'"$"&TEXT(D{at}, IF(D{at} = INT(D{at}), "#,##0", "#,##0.00####"))'


def _narratives(book: Book, sheet: Worksheet, answer: Answer, row: int) -> None:
    """Write the narrative and the rules followed."""
    application = answer.application
    sheet.write_string(row, 0, "Budget narrative, as downloaded", book.look("section"))
    texts = [(paragraph["title"], paragraph["text"]) for paragraph in narratives(application, answer.award_measures)]
    texts += [("Indirect costs", " ".join(indirect_working(application)))]
    for title, text in texts:
        row += 1
        sheet.write_string(row, 0, title, book.look("fixed"))
        sheet.merge_range(row, 1, row, PRINTED - 1, text, book.look("fixed"))
        fit_height(sheet, row, {title: WIDTHS[0], text: 115})
    for source in application.grant.rules.sources:
        row += 1
        sheet.merge_range(row, 0, row, PRINTED - 1, source.title, book.look("paragraph"))
        fit_height(sheet, row, {source.title: 145})
