"""The budget as a table for analysts: one row a line, the same columns throughout, no merged heads."""

import csv
import io
from collections.abc import Iterator

from calculator.answer import Answer
from calculator.permalink import difference
from calculator.words.cells import as_text
from calculator.words.numbers import written

COLUMNS = (
    *("place", "geoid", "methodology", "section", "line", "label", "unit"),
    *("value", "count", "salary", "amount", "share", "source", "data_release", "scenario"),
    *("geoidfq", "dollars_of"),
)
Row = dict[str, str]


def table_of(answer: Answer, *, release: str | None = None) -> bytes:
    """Return the CSV (UTF-8 with its mark, CRLF): sections facts, inputs, people, staffing, budget, wraparound, total.

    Empty cells are figures that do not apply or were not reported. Text that a spreadsheet program would take for a
    formula gets an apostrophe in front; numbers are written bare.
    """
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, restval="")
    writer.writeheader()
    place = answer.subject.place
    same = {
        "place": as_text(answer.subject.name),
        "geoid": place.geoid if place else "",
        "methodology": answer.budget.methodology.reference,
        "data_release": release or "",
        "scenario": difference(answer.question.query()),
        "geoidfq": place.geoidfq if place else "",  # text to every program, where a GEOID loses its leading zero
        "dollars_of": str(answer.budget.dollars_of or ""),
    }
    writer.writerows({**same, **row} for row in _rows(answer))
    return text.getvalue().encode("utf-8-sig")


def _rows(answer: Answer) -> Iterator[Row]:
    budget = answer.budget
    method, values = budget.methodology, budget.values
    for name, fact in method.facts.items():
        row = {"section": "facts", "line": name, "label": fact.label, "unit": fact.unit}
        yield {**row, "value": _figure(budget.inputs[name]), "source": as_text(answer.fact_sources[name])}
    for name, parameter in method.parameters.items():
        row = {"section": "inputs", "line": name, "label": parameter.label, "unit": parameter.unit}
        citation = answer.question.scenario.citation if name == "local_high_risk" else ""
        source = as_text(citation or f"{parameter.source.title}, {parameter.source.publisher}")
        yield {**row, "value": _figure(budget.inputs[name]), "source": source}
    for name in ("high_risk", "people_served", "workload"):
        line = method.lines[name]
        row = {"section": "people", "line": name, "label": line.label, "unit": line.unit}
        yield {**row, "value": _figure(values[name])}
    for staff in budget.staffing:
        row = {"section": "staffing", "line": staff.role, "label": staff.label, "unit": "staff"}
        yield {**row, "count": str(staff.count), "salary": str(staff.salary), "amount": str(staff.cost)}
    for section, lines in (("budget", budget.budget), ("wraparound", budget.wraparound)):
        for money in lines:
            row = {"section": section, "line": money.line, "label": money.label, "unit": "USD"}
            yield {**row, "amount": str(money.amount), "share": written(money.share)}
    share = "1" if budget.total else "0"
    row = {"section": "total", "line": "total", "label": method.lines["total"].label, "unit": "USD"}
    yield {**row, "count": str(int(values["all_staff"])), "amount": str(budget.total), "share": share}


def _figure(value: float) -> str:
    return "" if value != value else written(value)
