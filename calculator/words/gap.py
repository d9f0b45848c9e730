"""What missing money of a year would pay for."""

from calculator.engine.plan import PlanYear
from calculator.words.wording import counted, people


def gap_buys(year: PlanYear, amount: int) -> str:
    """Return what `amount` USD is in the year: outreach workers where the plan has as many, else people reached.

    A worker counts with pay and benefits of the year; a person with the year's total for each person reached.
    """
    workers = int(amount / year.values["outreach_worker_year"]) if year.values["outreach_worker_year"] else 0
    if workers and workers <= year.values["outreach_workers"]:
        return counted(workers, "street outreach worker", "street outreach workers")
    served = year.budget.people_served
    share = amount / year.total if year.total else 0
    if share > 0.995:
        return "the year’s whole cost"
    if served * share >= 1:
        return f"support for {people(served * share)} of {counted(served, 'person', 'people')}"
    return "less than one street outreach worker"
