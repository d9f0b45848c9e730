"""The return sheet: low, central and high in live formulas; the draws as they were computed."""

import math

from calculator.answer import Answer
from calculator.engine.formula import substitute
from calculator.exports.workbook.book import Book, fit_height, put_formula, put_number, put_row
from calculator.exports.workbook.formulas import cell_formula
from calculator.exports.workbook.plan_sheet import has_plan, layout_of

SHEET = "Return"
WIDTHS = (48, 16, 14, 16, 50)
NOTE = (
    "What the program might save, from one perspective. A range to weigh, not a forecast: it says nothing about "
    "cause. Yellow cells may be edited; the draws at the end stay as they were computed."
)
FIRST_INPUT = 4  # row from 0


def write_returns_sheet(book: Book, answer: Answer) -> None:
    """Write the return where it was asked about and homicides are known."""
    homicides = answer.budget.inputs["homicides"]
    later = hasattr(answer.edition.returns, "prices")  # from then on every perspective stands on one sheet
    if later or not answer.question.returns.asked or math.isnan(homicides):
        return
    question, rules = answer.question, answer.question.returns.rules
    planned = has_plan(answer) and question.plan.asked
    years = answer.planned
    coverage = tuple(year.coverage_share for year in years) or (answer.budget.inputs["coverage_share"],)
    returns = answer.returns
    cost = returns.cost
    layout = layout_of(answer)
    perspective = returns.perspective
    live = {
        "homicides": "=homicides",
        "coverage_years": f"=SUM({layout.across('coverage_share')})" if planned else "=coverage_share",
        "cost": f"=SUM({layout.across('year_total')})" if planned else "=total",
    }
    values = {
        "homicides": homicides,
        "coverage_years": math.fsum(coverage),
        "cost": float(cost),
        "years_counted": float(returns.years_counted),
        "cost_per_homicide": perspective.cost_per_homicide,
        "cost_per_nonfatal": perspective.cost_per_nonfatal or 0.0,
        "nonfatal_per_homicide": question.returns.value("nonfatal_per_homicide"),
    }
    labels = {
        "homicides": "Homicides a year",
        "coverage_years": "Coverage, summed over the years",
        "cost": "Cost over the years",
        "years_counted": "Years counted",
        "cost_per_homicide": f"A homicide costs ({perspective.label})",
        "cost_per_nonfatal": "A nonfatal shooting costs; 0: no figure, not counted",
        "nonfatal_per_homicide": rules.parameters["nonfatal_per_homicide"].label,
    }
    sheet = book.sheet(SHEET, widths=WIDTHS)
    sheet.write_string(0, 0, f"{answer.subject.name}: what it might return", book.look("title"))
    sheet.merge_range(1, 0, 1, 4, NOTE, book.look("lede"))
    put_row(sheet, FIRST_INPUT - 1, ("What is counted", "Value"), book.look("head"))
    rows = {name: FIRST_INPUT + number for number, name in enumerate(values)}
    for name, row in rows.items():
        sheet.write_string(row, 0, labels[name], book.look("label"))
        if name in live:
            put_formula(sheet, row, 1, live[name], book.look("number"), values[name])
        else:
            put_number(sheet, row, 1, values[name], book.look("input"))
    top = FIRST_INPUT + len(rows) + 1
    put_row(sheet, top, ("", "Low", "Central", "High", "Formula, word for word"), book.look("head"))
    sheet.write_string(top + 1, 0, "Fewer shootings among the people reached", book.look("label"))
    outcomes = (returns.low, returns.central, returns.high)
    for column, outcome in enumerate(outcomes, start=1):
        put_number(sheet, top + 1, column, outcome.effect, book.look("input share"))
    lines = {name: top + 2 + number for number, name in enumerate(rules.lines)}
    for name, row in lines.items():
        line = rules.lines[name]
        sheet.write_string(row, 0, line.label, book.look("label"))
        for column, outcome in enumerate(outcomes, start=1):
            letter = "ABCD"[column]
            places = {each: f"$B${at + 1}" for each, at in rows.items()}
            places |= {each: f"{letter}{at + 1}" for each, at in lines.items()} | {"effect": f"{letter}{top + 2}"}
            known = {
                "homicides_averted": outcome.homicides_averted,
                "nonfatal_averted": outcome.nonfatal_averted,
                "benefit": float(outcome.benefit),
                "benefit_per_dollar": outcome.benefit_per_dollar or 0.0,
                "break_even_homicides": returns.break_even_homicides,
                "break_even_with_nonfatal": returns.break_even_with_nonfatal,
            }
            text = substitute(cell_formula(line.formula.text), places)
            put_formula(sheet, row, column, text, book.look("money" if line.unit == "USD" else "number"), known[name])
        sheet.write_string(row, 4, line.formula.text, book.look("code"))
    row = top + 3 + len(lines)
    if returns.distribution:
        drawn = returns.distribution
        text = (
            f"In {drawn.draws:,} draws with seed {question.returns.value('seed'):.0f}, the cost not incurred exceeds "
            f"the cost in {drawn.probability_benefit_exceeds_cost:.1%} of them (as downloaded)."
        )
        sheet.write_string(row, 0, text)
    put_row(
        sheet, row + 2, ("Study", "Place", "Year", "Design", "What was found, and why to be careful"), book.look("head")
    )
    for number, study in enumerate(rules.studies, start=row + 3):
        found = f"{study.finding} {study.caution} {study.url}"
        texts = (study.title, study.place, str(study.year), study.design_label, found)
        put_row(sheet, number, texts, book.look("wrapped"))
        fit_height(sheet, number, dict(zip(texts, WIDTHS, strict=True)))
