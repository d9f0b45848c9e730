"""The funding section of a URL: sources of money as rows of parallel names, and the Medicaid estimate."""

import difflib
from dataclasses import dataclass, field
from typing import Any

from calculator.asking.given import Fault, Given, Number
from calculator.asking.medicaid import MedicaidSection, medicaid_names, read_medicaid_section
from calculator.asking.plan import PlanSection
from calculator.asking.table import Row, Table
from calculator.engine.funding import CERTAINTIES, KINDS, MOST_SOURCES, PAYMENTS, USUAL_LAG_DAYS, FundingSource
from calculator.engine.plan_rules import PlanRules
from calculator.funders import funders
from calculator.words.labels import FUNDING_KINDS
from web.quoting import quoted

MOST_DOLLARS = 10_000_000_000
YEARS_FROM, YEARS_TO = 2000, 2120
LONGEST_NAME = 120
MEDICAID_ROW = "Medicaid, hospital specialists"
APPLICANTS = ("city", "community")
FIRST_COLUMNS = ("name", "kind", "amount", "first_year", "last_year", "certainty")
MORE_COLUMNS = ("paid", "lag_days", "growth_share", "carry_over", "funder", "applicant")
MOST_LAG_DAYS = 1_095
TABLE = Table("funding", (*FIRST_COLUMNS, *MORE_COLUMNS), MOST_SOURCES, "sources of money", always=FIRST_COLUMNS)


@dataclass(frozen=True, slots=True)
class FundingSection:
    """Rows as typed, and the sources that those hold which can be used.

    `open_years` says of each source whether its first and its last year are left to the plan.
    """

    rows: tuple[Row, ...] = ()
    sources: tuple[FundingSource, ...] = ()
    medicaid: MedicaidSection = field(default_factory=MedicaidSection)
    open_years: tuple[tuple[bool, bool], ...] = ()

    def query(self) -> list[tuple[str, str]]:
        """Return the pairs that read back as this section."""
        return [*TABLE.query(self.rows), *self.medicaid.query()]


def funding_names(rules: PlanRules) -> tuple[str, ...]:
    """Return every name this section reads."""
    return (*TABLE.names(), *medicaid_names(rules.medicaid))


def read_funding(given: Given, plan: PlanSection) -> FundingSection:
    """Read the section from `given`, which keeps the faults; a faulty row stays as typed and counts for nothing.

    A source without years pays through the whole plan; one whose certainty nobody gave is asked for, not committed.
    """
    medicaid = read_medicaid_section(given, plan.rules.medicaid)
    rows = given.rows(TABLE, {"medicaid": lambda workers: _medicaid_row(medicaid, workers, plan)})
    read = [_source(given, number, plan, medicaid) for number in range(1, len(rows) + 1)]
    used = [(source, row) for source, row in zip(read, rows, strict=True) if source]
    open_years = tuple((not row["first_year"].strip(), not row["last_year"].strip()) for _, row in used)
    return FundingSection(rows, tuple(source for source, _ in used), medicaid, open_years)


def _source(given: Given, number: int, plan: PlanSection, medicaid: MedicaidSection) -> FundingSource | None:
    """Return the source of a row (from 1), None where it is no use.

    Medicaid without an amount follows the plan's specialists, where an hourly rate is known; of other sources an amount is
    missing where all that is given was meant, while a form's row may be one that somebody is about to fill.
    """
    faults = len(given.faults)
    name = given.text(TABLE.cell("name", number), longest=LONGEST_NAME)
    kind = given.choice(TABLE.cell("kind", number), KINDS) or "other"
    amount = given.number(Number(TABLE.cell("amount", number), 0, MOST_DOLLARS, whole=True))
    first, last = (
        given.number(Number(TABLE.cell(column, number), YEARS_FROM, YEARS_TO, whole=True))
        for column in ("first_year", "last_year")
    )
    certainty = given.choice(TABLE.cell("certainty", number), CERTAINTIES) or "asked"
    more = _terms_of_payment(given, number)
    if first is not None and last is not None and last < first:
        message = f"{int(last)} is before the first year, {int(first)}: a source cannot end before it starts"
        given.fault(Fault(TABLE.cell("last_year", number), message, f"{int(first)} or later", str(int(last))))
    worker_year = medicaid.worker_year() if amount is None and kind == "medicaid" else None
    if worker_year is not None:
        amount = 0.0
    where = TABLE.cell("amount", number)
    if amount is None and given.deliberate and not given.faulty(where):
        given.fault(Fault(where, "is missing", "whole dollars a year"))
    if len(given.faults) > faults or amount is None:
        return None
    first_year = int(plan.calendar_years[0] if first is None else first)
    last_year = int(plan.calendar_years[-1] if last is None else last)
    if first is None:
        first_year = min(first_year, last_year)
    elif last is None:
        last_year = max(first_year, last_year)
    return FundingSource(
        name=name or f"{FUNDING_KINDS[kind]} {number}",
        kind=next(known for known in KINDS if known == kind),
        amount=int(amount),
        first_year=first_year,
        last_year=last_year,
        certainty=next(known for known in CERTAINTIES if known == certainty),
        worker_year_usd=worker_year or 0.0,
        **more,
    )


def _terms_of_payment(given: Given, number: int) -> dict[str, Any]:
    """Return when a source pays, how it grows, and whose it is; what nobody said is left to the default."""
    paid = given.choice(TABLE.cell("paid", number), PAYMENTS)
    lag = given.number(Number(TABLE.cell("lag_days", number), 0, MOST_LAG_DAYS, whole=True))
    growth = given.number(Number(TABLE.cell("growth_share", number), -0.99, 1, share=True))
    carry = given.yes(TABLE.cell("carry_over", number))
    named = TABLE.cell("funder", number)
    key = given.one(named)
    known = [] if key is None else [funder.key for funder in funders()]
    if key is not None and key not in known:
        near = difflib.get_close_matches(str(key)[:80], known, n=1)
        given.fault(
            Fault(named, f"{quoted(str(key)[:80])} is no funder we know", ", ".join(known), str(key)[:80], *near)
        )
    return {
        "paid": paid or "quarter_ahead",
        "lag_days": USUAL_LAG_DAYS if lag is None else int(lag),
        "growth_share": growth or 0.0,
        "carry_over": bool(carry),
        "funder": str(key) if key in known else "",
        "applicant": given.choice(TABLE.cell("applicant", number), APPLICANTS) or "",
    }


def _medicaid_row(medicaid: MedicaidSection, workers: int, plan: PlanSection) -> Row:
    income = medicaid.income(workers)
    return {
        "name": MEDICAID_ROW,
        "kind": "medicaid",
        "amount": "" if income is None else str(income),
        "first_year": str(plan.calendar_years[0]),
        "last_year": str(plan.calendar_years[-1]),
        "certainty": "likely",
    }
