"""The funding section of a URL: sources of money as rows of parallel names, and the Medicaid estimate."""

from dataclasses import dataclass, field

from calculator.asking.given import Fault, Given, Number
from calculator.asking.medicaid import MedicaidSection, medicaid_names, read_medicaid_section
from calculator.asking.plan import PlanSection
from calculator.asking.rows import COLUMNS, Row, edited, prefixed, rows_of
from calculator.engine.funding import CERTAINTIES, KINDS, MOST_SOURCES, FundingSource
from calculator.engine.plan_rules import PlanRules

KIND_LABELS = {
    "federal_grant": "Federal grant",
    "state": "State",
    "city_general_fund": "City general fund",
    "philanthropy": "Philanthropy",
    "medicaid": "Medicaid",
    "other": "Other",
    "arpa": "ARPA recovery funds",
}
CERTAINTY_LABELS = {"committed": "Committed", "likely": "Likely", "asked": "Asked for"}
MOST_DOLLARS = 10_000_000_000
YEARS_FROM, YEARS_TO = 2000, 2120
LONGEST_NAME = 120
MEDICAID_ROW = "Medicaid, hospital specialists"


@dataclass(frozen=True, slots=True)
class FundingSection:
    """Rows as typed, and the sources that those hold which can be used."""

    rows: tuple[Row, ...] = ()
    sources: tuple[FundingSource, ...] = ()
    medicaid: MedicaidSection = field(default_factory=MedicaidSection)

    def query(self) -> list[tuple[str, str]]:
        """Return the pairs that read back as this section; an empty row is one that somebody is about to fill."""
        pairs = [(prefixed(column), row[column]) for row in self.rows for column in COLUMNS]
        return [*pairs, *self.medicaid.query()]


def funding_names(rules: PlanRules) -> tuple[str, ...]:
    """Return every name this section reads."""
    return (*(prefixed(column) for column in COLUMNS), "edit", *medicaid_names(rules.medicaid))


def read_funding(given: Given, plan: PlanSection) -> FundingSection:
    """Read the section from `given`, which keeps the faults; a faulty row stays as typed and counts for nothing.

    A source without years pays through the whole plan; one whose certainty nobody gave is asked for, not committed.
    """
    medicaid = read_medicaid_section(given, plan.rules.medicaid)
    given.keeps(("edit", *(prefixed(column) for column in COLUMNS)))
    rows = edited(given, rows_of(given), lambda workers: _medicaid_row(medicaid, workers, plan))
    if len(rows) > MOST_SOURCES:
        message = f"has {len(rows):,} sources of money"
        given.fault(Fault("funding", message, f"at most {MOST_SOURCES}; put small ones together"))
        rows = rows[:MOST_SOURCES]
    for number, row in enumerate(rows, start=1):
        for column, raw in row.items():
            given.put(prefixed(column, number), raw)
    return FundingSection(rows, read_sources(given, len(rows), plan, amounts_needed=False), medicaid)


def read_sources(given: Given, count: int, plan: PlanSection, *, amounts_needed: bool) -> tuple[FundingSource, ...]:
    """Return the usable ones of `count` rows, whose cells are given as `funding_amount-1` and so on."""
    read = [_source(given, number, plan, amount_needed=amounts_needed) for number in range(1, count + 1)]
    return tuple(source for source in read if source)


def _source(given: Given, number: int, plan: PlanSection, *, amount_needed: bool) -> FundingSource | None:
    faults = len(given.faults)
    name = given.text(prefixed("name", number), longest=LONGEST_NAME)
    kind = given.choice(prefixed("kind", number), KINDS) or "other"
    amount = given.number(Number(prefixed("amount", number), 0, MOST_DOLLARS, whole=True))
    first, last = (
        given.number(Number(prefixed(column, number), YEARS_FROM, YEARS_TO, whole=True))
        for column in ("first_year", "last_year")
    )
    certainty = given.choice(prefixed("certainty", number), CERTAINTIES) or "asked"
    if first is not None and last is not None and last < first:
        message = f"{int(last)} is before the first year, {int(first)}: a source cannot end before it starts"
        given.fault(Fault(prefixed("last_year", number), message, f"{int(first)} or later", str(int(last))))
    if amount is None and amount_needed and not any(fault.name == prefixed("amount", number) for fault in given.faults):
        given.fault(Fault(prefixed("amount", number), "is missing", "whole dollars a year"))
    if len(given.faults) > faults or amount is None:
        return None
    first_year = int(plan.calendar_years[0] if first is None else first)
    last_year = int(plan.calendar_years[-1] if last is None else last)
    if first is None:
        first_year = min(first_year, last_year)
    elif last is None:
        last_year = max(first_year, last_year)
    return FundingSource(
        name=name or f"{KIND_LABELS[kind]} {number}",
        kind=next(known for known in KINDS if known == kind),
        amount=int(amount),
        first_year=first_year,
        last_year=last_year,
        certainty=next(known for known in CERTAINTIES if known == certainty),
    )


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
