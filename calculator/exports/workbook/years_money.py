"""Money in by year on the plan's sheet, from the sources on the funding sheet."""

from calculator.answer import Answer
from calculator.exports.workbook.funding_sheet import FIRST_ROW, SHEET
from calculator.exports.workbook.years_layout import YearsLayout
from calculator.words.labels import CERTAINTIES

WORKED = "hvip_specialists * hvip_specialist_months / 12"
CARRIES = "yes"


def money_formula(answer: Answer, layout: YearsLayout, name: str, index: int) -> str:
    """Return the formula of what sources pay in a year by how sure they are, and of what is carried into it."""
    match name:
        case "may_carry":
            return _paid(answer, layout, index, carrying=True)
        case "may_carry_committed":
            return _paid(answer, layout, index, certainty="committed", carrying=True)
        case "carried":
            return _carried(layout, index, "carried", "may_carry", "money_named")
        case "carried_committed":
            return _carried(layout, index, "carried_committed", "may_carry_committed", "committed")
    return _paid(answer, layout, index, certainty=name)


def _carried(layout: YearsLayout, index: int, name: str, may: str, paid: str) -> str:
    """Return what the year before left unspent of money that may go over."""
    if index == 0:
        return "=0"
    before, may_go, money, need = (layout.cell(each, index - 1) for each in (name, may, paid, "year_total"))
    return f"=MIN({before} + {may_go}, MAX(0, {before} + {money} - {need}))"


def _paid(answer: Answer, layout: YearsLayout, index: int, *, certainty: str = "", carrying: bool = False) -> str:
    """Return the sum of what sources pay in the column's year: their amount grown, or what the specialists bill."""
    count = len(answer.question.funding.sources)
    if not count:
        return "=0"
    column = {letter: f"'{SHEET}'!${letter}${FIRST_ROW}:${letter}${FIRST_ROW + count - 1}" for letter in "CDEFGHI"}
    year = layout.year_cell(index)
    tests = [f"({column['D']} <= {year})", f"({column['E']} >= {year})", f"({index + 1} <= years)"]
    if certainty:
        label = next(label for key, label in CERTAINTIES.items() if key == certainty)
        tests.append(f'({column["F"]} = "{label}")')
    if carrying:
        tests.append(f'({column["I"]} = "{CARRIES}")')
    names = ("hvip_specialists", "hvip_specialist_months")
    worked = f"{layout.cell(names[0], index)} * {layout.cell(names[1], index)} / 12"
    grown = f"ROUND({column['C']} * POWER(1 + {column['G']}, {year} - {column['D']}) * rounding_correction, 0)"
    billed = f"ROUND({column['H']} * {worked} * rounding_correction, 0)"
    paid = f"(({column['H']} = 0) * {grown} + ({column['H']} > 0) * {billed})"
    return f"=SUMPRODUCT({' * '.join(tests)} * {paid})"
