"""The work and the money that a return counts, year by year, in the dollars of one year."""

from typing import cast

from xlsxwriter.worksheet import Worksheet

from calculator.answer import Answer
from calculator.engine.functions import power
from calculator.engine.rules_2027_1.returns_rules import ReturnsRules
from calculator.exports.workbook.book import LINE_HEIGHT, Book, put_formula, put_number, put_row
from calculator.exports.workbook.years_layout import FIRST, MOST_YEARS, letter_of, years_layout

SHEET = "Return"
# Label, name of the cell that sums or holds it.
SUMS = (
    ("Work done, summed over the years", "worked"),
    ("Work done, later years discounted", "worked_present"),
    ("Share of the city’s shootings that this is about", "share_of_shootings"),
    ("Cost, later years discounted", "cost"),
    ("Discount factors, summed", "discount_years"),
    ("Homicides a year without the program", "baseline"),
)
ROWS = ("Year", "Frontline posts", "Share reached", "Share of the work done", "Cost", "Work counted", "Discount factor")
MORE = ("Cost in dollars of the year above", "Cost counted")


def rules_of(answer: Answer) -> ReturnsRules:
    """Return the rules of a return that is told in the dollars of one year."""
    return cast("ReturnsRules", answer.edition.returns)


def write_years_of_work(book: Book, sheet: Worksheet, answer: Answer, row: int, *, planned: bool) -> int:
    """Write the price index, a column a year, and the sums that the perspectives take; return the row after them."""
    row = _prices(book, sheet, answer, row)
    count = MOST_YEARS if planned else 1
    put_row(sheet, row, ("Year by year", ""), book.look("head"))
    at = {label: row + 1 + number for number, label in enumerate((*ROWS, *MORE))}
    for label, there in at.items():
        sheet.write_string(there, 0, label, book.look("label"))
    for index in range(count):
        for label, formula in _column(answer, at, index, planned=planned).items():
            look = "head_year" if label == "Year" else "money" if "ost" in label else "number"
            put_formula(sheet, at[label], FIRST + index, formula, book.look(look), 0)
    return _sums(book, sheet, answer, at, count, row + 2 + len(at))


def _prices(book: Book, sheet: Worksheet, answer: Answer, row: int) -> int:
    """Write the index of each year that a dollar may be of, and of the constant year."""
    prices = rules_of(answer).prices
    put_row(sheet, row, (f"{prices.title} ({prices.publisher})", "1982–84 = 100"), book.look("head"))
    sheet.set_row(row, 2 * LINE_HEIGHT)
    first = row + 1
    for offset, (year, average) in enumerate(prices.averages.items(), start=1):
        put_number(sheet, row + offset, 0, year, book.look("head_year"))
        put_number(sheet, row + offset, 1, average, book.look("number"))
        book.name_cell(f"price_{year}", sheet, row + offset, 1)
    last = row + len(prices.averages)
    table = f"$A${first + 1}:$B${last + 1}"
    sheet.write_string(last + 1, 0, "Of the constant year", book.look("label"))
    constant = prices.averages[int(answer.question.returns.inputs()["constant_year"])]
    put_formula(sheet, last + 1, 1, f"=VLOOKUP(constant_year, {table}, 2, FALSE)", book.look("number"), constant)
    book.name_cell("price_constant", sheet, last + 1, 1)
    sheet.write_string(last + 2, 0, "Of the year that pay and services are given in", book.look("label"))
    put_formula(sheet, last + 2, 1, f"=VLOOKUP(price_year, {table}, 2, FALSE)", book.look("number"), 0)
    book.name_cell("price_given", sheet, last + 2, 1)
    return last + 4


def _column(answer: Answer, at: dict[str, int], index: int, *, planned: bool) -> dict[str, str]:
    """Return the formulas of one year's column by label."""
    letter = letter_of(index)
    cell = {label: f"{letter}{row + 1}" for label, row in at.items()}
    newest = rules_of(answer).prices.years[-1]
    if planned:
        layout = years_layout(answer)

        def of(name: str) -> str:
            return f"='Plan'!{layout.cell(name, index)}"

        found = {
            "Year": f"=first_year + {index}",
            "Frontline posts": of("frontline_planned"),
            "Share reached": of("coverage_share"),
            "Share of the work done": of("worked_share"),
            "Cost": of("year_total"),
            "Discount factor": f"=IF({index + 1} > years, 0, POWER(1 + discount_share, -{index}))",
            MORE[0]: f"={cell['Cost']} / POWER(1 + inflation_share, {cell['Year']} - {newest}) "
            f"* price_constant / price_{newest}",
        }
    else:
        fixed = answer.edition.rules["returns"].one_year_cost(answer.budget, answer.inputs["price_year"])
        found = {
            "Year": "=price_year",
            "Frontline posts": "=frontline_staff",
            "Share reached": "=coverage_share",
            "Share of the work done": "=worked_share",
            "Cost": f"=IF(dollars_of = price_year, total, {fixed})",
            "Discount factor": "=1",
            MORE[0]: f"={cell['Cost']} * price_constant / price_given",
        }
    reached = f"IF(AND(effect_measure < 2, ISNUMBER(share_in_area)), 1, {cell['Share reached']})"
    least = rules_of(answer).least_frontline
    found["Work counted"] = f"=IF({cell['Frontline posts']} < {least}, 0, {cell['Share of the work done']} * {reached})"
    found[MORE[1]] = f"={cell[MORE[0]]} * {cell['Discount factor']}"
    return found


def _sums(book: Book, sheet: Worksheet, answer: Answer, at: dict[str, int], count: int, row: int) -> int:
    def across(label: str) -> str:
        return f"{letter_of(0)}{at[label] + 1}:{letter_of(count - 1)}{at[label] + 1}"

    returns, values = answer.returns, answer.question.returns.inputs()
    in_area = "IF(ISNUMBER(share_in_area), share_in_area, 1)"
    formulas = {
        "worked": f"=SUM({across('Work counted')})",
        "worked_present": f"=SUMPRODUCT({across('Work counted')}, {across('Discount factor')})",
        "share_of_shootings": f"=IF(effect_measure >= 2, share_connected, {in_area})",
        "cost": f"=SUM({across(MORE[1])})",
        "discount_years": f"=SUM({across('Discount factor')})",
        "baseline": "=MIN(homicides, homicides_three_year)",
    }
    shown = {
        "cost": float(returns.cost),
        "baseline": returns.homicides,
        "discount_years": sum(power(1 + values["discount_share"], -index) for index in range(returns.years_counted)),
        "share_of_shootings": returns.share_of_shootings or 0.0,
    }
    put_row(sheet, row, ("What is counted", "Value"), book.look("head"))
    for offset, (label, name) in enumerate(SUMS, start=1):
        sheet.write_string(row + offset, 0, label, book.look("label"))
        look = book.look("money" if name == "cost" else "number")
        put_formula(sheet, row + offset, 1, formulas[name], look, shown.get(name, 0.0))
        book.name_cell(name, sheet, row + offset, 1)
    return row + 1 + len(SUMS)
