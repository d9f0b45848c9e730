"""The working of cash by quarter, right of what is printed: what each line has spent and each source paid by then."""

from collections.abc import Sequence

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from calculator.answer import Answer
from calculator.engine.functions import round_half_away
from calculator.engine.funding import FundingSource
from calculator.engine.plan import PlanYear
from calculator.engine.rules_2027_1.cash import DAYS_A_QUARTER, arrivals
from calculator.engine.rules_2027_1.money import resolved
from calculator.engine.rules_2027_1.plan import ONE_OFF
from calculator.engine.rules_2027_1.quarters import EVENLY, FIRST, OVERHEADS, role_weights, upto
from calculator.exports.workbook.book import Book, put_formula
from calculator.exports.workbook.formulas import ROUNDING_CORRECTION
from calculator.exports.workbook.funding_sheet import FIRST_ROW
from calculator.exports.workbook.funding_sheet import SHEET as FUNDING
from calculator.exports.workbook.years_layout import MOST_YEARS, YearsLayout, rules_of, years_layout
from calculator.exports.workbook.years_layout import SHEET as PLAN
from calculator.words.labels import CERTAINTIES, PAYMENTS

QUARTERS = 4 * MOST_YEARS
LEFT = 6  # the first column of the working, from 0: below it the months that the frontline has worked
RECEIPTS = "Received of "


def spent_columns(answer: Answer) -> list[str]:
    """Return the lines that a year's spending consists of, in the order of their columns."""
    method = answer.budget.methodology
    roles = [role.cost_line for role in method.roles]
    return [*roles, *method.wraparound, *ONE_OFF[:1], *OVERHEADS, *ONE_OFF[1:]]


def write_spent(book: Book, sheet: Worksheet, answer: Answer, first: int) -> list[str]:
    """Write what each line has spent of its year by the end of each quarter, rows from `first` (from 1).

    Return for each row the formula of what is spent in that quarter.
    """
    names = spent_columns(answer)
    columns = [LEFT + 1 + place for place in range(len(names))]
    lines = rules_of(answer).year_lines(answer.budget.methodology).lines
    for column, name in zip([LEFT, *columns], ["Frontline", *names], strict=True):
        label = lines[name].label if name in lines else name
        sheet.write_string(
            first - 2, column, "Months worked by the frontline" if column == LEFT else label, book.look("head")
        )
    known = [_known(answer, year) for year in answer.plan]
    found = []
    for row in range(QUARTERS):
        index, quarter = divmod(row, 4)
        at = first + row
        shown = known[index][quarter] if index < len(known) else [0.0] * (1 + len(names))
        formulas = [
            _frontline(answer, index, quarter + 1),
            *_spent_by(answer, index, quarter + 1, f"${_letter(LEFT)}", at),
        ]
        for column, formula, value in zip([LEFT, *columns], formulas, shown, strict=True):
            put_formula(sheet, at - 1, column, f"={formula}", book.look("count"), value)
        span = f"{_letter(columns[0])}{{row}}:{_letter(columns[-1])}{{row}}"
        before = f" - SUM({span.format(row=at - 1)})" if quarter else ""
        found.append(f"=SUM({span.format(row=at)}){before}")
    return found


def write_received(book: Book, sheet: Worksheet, answer: Answer, first: int) -> list[str]:
    """Write what each source pays for a year, and what of it has come in each quarter; return each row's sum."""
    sources = answer.question.funding.sources
    left = LEFT + 2 + len(spent_columns(answer))
    layout = years_layout(answer)
    head = first - 2
    plan = {year.year: year.values for year in answer.plan}
    paying = list(resolved(sources, plan))
    last = first + QUARTERS
    for place, source in enumerate(paying):
        column = left + place
        sheet.write_string(head, column, f"{RECEIPTS}{source.name}", book.look("head"))
        sheet.write_string(last, column, f"{source.name}: of each year", book.look("head"))
        committed = source.certainty == "committed"
        for index in range(MOST_YEARS):
            value = source.pays_in(answer.plan[index].year) if committed and index < len(answer.plan) else 0
            formula = f"={_of_year(layout, index, FIRST_ROW + place)}"
            put_formula(sheet, last + 1 + index, column, formula, book.look("money"), value)
        years = f"{_letter(column)}${last + 2}:{_letter(column)}${last + 1 + MOST_YEARS}"
        shown = _arrived(source, answer.plan) if committed else []
        for row in range(QUARTERS):
            value = shown[row] if row < len(shown) else 0
            formula = f"={_arrival(years, FIRST_ROW + place, row)}"
            put_formula(sheet, first - 1 + row, column, formula, book.look("money"), value)
    ends = _letter(left), _letter(left + len(paying) - 1)
    return [f"=SUM({ends[0]}{first + row}:{ends[1]}{first + row})" for row in range(QUARTERS)]


def _letter(column: int) -> str:
    return str(xl_col_to_name(column))


def _of(layout: YearsLayout, name: str, index: int) -> str:
    return f"'{PLAN}'!{layout.cell(name, index)}" if name in layout.rows else name


def _worked(layout: YearsLayout, role: str, index: int, quarter: int) -> str:
    """Return the months that the posts of a role have worked by the end of a quarter, new ones from the month after the lag."""
    posts, new = _of(layout, role, index), _of(layout, f"{role}_new", index)
    late = " + ".join(f"MAX(0, {3 * k} - MAX({3 * (k - 1)}, hiring_lag_months))" for k in range(1, quarter + 1))
    return f"(({posts} - {new}) * {3 * quarter} + {new} * ({late}))"


def _frontline(answer: Answer, index: int, quarter: int) -> str:
    layout = years_layout(answer)
    roles = [role.key for role in answer.budget.methodology.roles if role.group == "frontline"]
    return " + ".join(_worked(layout, role, index, quarter) for role in roles)


def _spent_by(answer: Answer, index: int, quarter: int, frontline: str, at: int) -> list[str]:
    """Return what each line has spent by the end of the quarter: its part of the year, rounded once."""
    layout, method = years_layout(answer), answer.budget.methodology
    end = at + 4 - quarter  # the row of the year's last quarter

    def part(name: str, done: str, whole: str) -> str:
        cost = _of(layout, name, index)
        evenly = f"{cost} * {quarter} / 4"
        return f"ROUND(IF({whole} > 0, {cost} * {done} / {whole}, {evenly}) * {ROUNDING_CORRECTION}, 0)"

    def of_role(name: str, role: str) -> str:
        return part(name, _worked(layout, role, index, quarter), _worked(layout, role, index, 4))

    found = [of_role(role.cost_line, role.key) for role in method.roles]
    found += [part(name, f"{frontline}{at}", f"{frontline}{end}") for name in method.wraparound]
    found.append(_of(layout, ONE_OFF[0], index))  # in the first quarter
    return [*found, *(part(name, str(quarter), "4") for name in (*OVERHEADS, *ONE_OFF[1:]))]


def _known(answer: Answer, year: PlanYear) -> list[list[float]]:
    """Return for each quarter what its cells show before anything is recalculated."""
    method, values, lag = answer.budget.methodology, year.values, answer.terms.parameters["hiring_lag_months"]
    weights = [role_weights(values[role.key], values[f"{role.key}_new"], lag) for role in method.roles]
    frontline = [sum(each) for each in zip(
        *(of_role for role, of_role in zip(method.roles, weights, strict=True) if role.group == "frontline"), strict=True
    )]  # fmt: skip
    shapes = [*map(upto, weights), *[upto(frontline)] * len(method.wraparound), upto(FIRST)]
    shapes += [upto(EVENLY)] * (len(OVERHEADS) + len(ONE_OFF[1:]))
    lines = list(zip(spent_columns(answer), shapes, strict=True))
    worked = [sum(frontline[: quarter + 1]) for quarter in range(4)]
    return [
        [worked[quarter], *(round_half_away(values[name] * sums[quarter] / sums[3]) for name, sums in lines)]
        for quarter in range(4)
    ]


def _of_year(layout: YearsLayout, index: int, row: int) -> str:
    """Return what the source in a row of the funding sheet pays for a year, if it is committed."""
    cell = {letter: f"'{FUNDING}'!${letter}${row}" for letter in "CDEFGH"}
    year = f"(first_year + {index})"
    worked = f"{_of(layout, 'hvip_specialists', index)} * {_of(layout, 'hvip_specialist_months', index)} / 12"
    grown = f"ROUND({cell['C']} * POWER(1 + {cell['G']}, {year} - {cell['D']}) * {ROUNDING_CORRECTION}, 0)"
    billed = f"ROUND({cell['H']} * {worked} * {ROUNDING_CORRECTION}, 0)"
    tests = f'{cell["D"]} <= {year}, {cell["E"]} >= {year}, {index + 1} <= years, {cell["F"]} = "{CERTAINTIES["committed"]}"'
    return f"IF(AND({tests}), IF({cell['H']} = 0, {grown}, {billed}), 0)"


def _arrival(years: str, row: int, quarter: int) -> str:
    """Return what a source pays in a quarter of the plan (from 0): in the quarter it is for, at once, or so many days late."""
    paid, days = f"'{FUNDING}'!$J${row}", f"'{FUNDING}'!$K${row}"
    late = f'IF({paid} = "{PAYMENTS["reimbursed"]}", ROUNDUP({days} / {DAYS_A_QUARTER}, 0), 0)'
    for_quarter = f"({quarter} - {late})"
    year, place = f"INDEX({years}, INT({for_quarter} / 4) + 1)", f"MOD({for_quarter}, 4)"
    upto_now = f"ROUND({year} * ({place} + 1) / 4 * {ROUNDING_CORRECTION}, 0)"
    before = f"ROUND({year} * {place} / 4 * {ROUNDING_CORRECTION}, 0)"
    ahead = f'{paid} = "{PAYMENTS["year_ahead"]}"'
    part = f"IF({ahead}, IF({place} = 0, {year}, 0), {upto_now} - {before})"
    return f"IF(OR({for_quarter} < 0, {quarter // 4 + 1} > years), 0, {part})"


def _arrived(source: FundingSource, plan: Sequence[PlanYear]) -> list[int]:
    return arrivals(source, [year.year for year in plan])
