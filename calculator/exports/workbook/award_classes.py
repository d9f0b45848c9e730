"""The object classes a to k of an award by period across, and the base of its indirect costs: sums over the blocks of lines."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from calculator.answer import Answer
from calculator.engine.grants import GrantBudget, GrantPeriod
from calculator.exports.workbook.award_block import AwardRow, Block
from calculator.exports.workbook.award_parts import Parts, parts_of
from calculator.exports.workbook.book import Book, put_formula, put_row
from calculator.exports.workbook.formulas import ROUNDING_CORRECTION
from calculator.words.grant_whole import TOTALS

TOTAL = 1  # the column of the whole award, beside the classes' names


def write_classes(
    book: Book, sheet: Worksheet, answer: Answer, blocks: list[tuple[Block, list[AwardRow]]], row: int
) -> None:
    """Write a to k by period across, and their total; the base of indirect costs below them."""
    grant = answer.application.grant
    put_row(sheet, row - 1, ("Object class", ""), book.look("head"))
    names = [*grant.rules.classes.items(), *TOTALS]
    at = {letter: row + place for place, (letter, _) in enumerate(names)}
    at["base"], at["subawards"], at["first"] = (row + len(names) + place for place in range(3))
    labels = {letter: f"{letter}. {name}" for letter, name in names}
    labels |= {
        "base": "Base of indirect costs",
        "subawards": "Subawards",
        "first": "Of them in the base, once over the award",
    }
    for letter, there in at.items():
        sheet.write_string(there, 0, labels[letter], book.look("strong" if letter in "ik" else "label"))
    first = 2
    parts = parts_of(answer, blocks[0][0])
    for column, (block, rows) in enumerate(blocks, start=first):
        letter = _column(column)
        known = grant.years[block.index] if block.index < len(grant.years) else None
        label = known.label if known else ""
        put_formula(sheet, row - 1, column, f"=A{block.first - 1}", book.look("head_number"), label)
        for key, formula in _class_formulas(grant, block, rows, parts, letter, at).items():
            shown = _class_amounts(known).get(key, _passed_on(grant, known, block.index).get(key, 0)) if known else 0
            put_formula(sheet, at[key], column, formula, book.look("strong_money" if key in "ik" else "money"), shown)
    if len(blocks) > 1:
        last = first + len(blocks) - 1
        beyond = {"type": "formula", "criteria": f"=COLUMN() > {first} + years", "format": book.look("beyond")}
        sheet.conditional_format(row - 1, first, at["first"], last, beyond)
        passed = [_passed_on(grant, period, index) for index, period in enumerate(grant.years)]
        whole = {key: sum(each[key] for each in passed) for key in passed[0]} | _class_amounts(grant.whole)
        sheet.write_string(row - 1, TOTAL, "Total", book.look("head_number"))
        for key in labels:
            span = f"{_column(first)}{at[key] + 1}:{_column(last)}{at[key] + 1}"
            put_formula(
                sheet,
                at[key],
                TOTAL,
                f"=SUM({span})",
                book.look("strong_money" if key in "ik" else "money"),
                whole.get(key, 0),
            )


def _class_amounts(period: GrantPeriod) -> dict[str, int]:
    sums = {"i": period.direct, "j": period.indirect, "k": period.total, "base": period.base}
    return {**period.classes, **sums}


def _passed_on(grant: GrantBudget, period: GrantPeriod, index: int) -> dict[str, int]:
    """Return the subawards of a period, and what of them enters the base."""
    first = [key for key, treatment in grant.rules.treatments.items() if treatment.counts == "first"]
    subawards = sum(line.amount for line in period.lines if line.treatment in first)
    return {"subawards": subawards, "first": _in_base(grant, index)}


def _class_formulas(
    grant: GrantBudget, block: Block, rows: Sequence[AwardRow], parts: Sequence[Parts], letter: str, at: dict[str, int]
) -> dict[str, str]:
    end = block.first + len(rows) - 1
    classes, amounts = f"$B${block.first}:$B${end}", f"$K${block.first}:$K${end}"
    found = {key: f'=SUMIF({classes}, "{key}", {amounts})' for key in grant.rules.classes}
    for key, column in (("a", "H"), ("b", "J")):
        found[key] = f'=SUMIF({classes}, "a, b", ${column}${block.first}:${column}${end})'
    cell = {key: f"{letter}{row + 1}" for key, row in at.items()}
    found["i"] = f"=SUM({cell['a']}:{cell['h']})"
    counts = {key: treatment.counts for key, treatment in grant.rules.treatments.items()}
    whole = (
        " + ".join(
            f"K{at_row}" for at_row, each in enumerate(rows, start=block.first) if counts[each.treatment] == "all"
        )
        or "0"
    )
    passed = (
        " + ".join(
            f"K{at_row}" for at_row, each in enumerate(rows, start=block.first) if counts[each.treatment] == "first"
        )
        or "0"
    )
    found["subawards"] = f"={passed}"
    found["first"] = _first(block, parts, cell["subawards"], at)
    bases = {"mtdc": f"{whole} + {cell['first']}", "personnel": f"{cell['a']} + {cell['b']}", "direct": cell["i"]}
    found["base"] = f"={bases[grant.terms.base]}"
    found["j"] = f"=ROUND(grant_indirect_rate * {cell['base']} * {ROUNDING_CORRECTION}, 0)"
    found["k"] = f"={cell['i']} + {cell['j']}"
    return found


def _first(block: Block, parts: Sequence[Parts], subawards: str, at: dict[str, int]) -> str:
    """Return what of the subawards enters the base: of named organizations as their sheets say, else of equal ones."""
    if parts:
        return "=" + " + ".join(each.in_base(block.index) for each in parts)
    there, most = at["subawards"] + 1, "grant_first_usd * grant_subawards"
    now = f"SUM($C${there}:{subawards})"
    return f"=MIN({most}, {now})" + (f" - MIN({most}, {now} - {subawards})" if block.index else "")


def _in_base(grant: GrantBudget, index: int) -> int:
    """Return what of the subawards enters the base in a period: each organization's first dollars, once over the award."""
    counted, named = 0, len(grant.terms.subrecipients)
    for row in grant.organizations:
        awards = max(1, grant.terms.subawards - named) if row.unassigned else 1
        before, now = (sum(share.total for share in row.shares[: index + more]) for more in (0, 1))
        limit = grant.rules.subaward_first_usd * awards
        counted += min(limit, now) - min(limit, before)
    return counted


def _column(place: int) -> str:
    return "ABCDEFGHIJKLMNOP"[place]
