"""The memo's section on years and who pays: where the question is about more than one year, or names money."""

from collections.abc import Sequence
from typing import Any

from calculator.answer import Answer
from calculator.engine.funding import Cliff, FundingSource
from calculator.engine.plan import PlanYear
from calculator.presenters.memo.blocks import Block, note, table, text
from calculator.presenters.memo.text import apart
from calculator.words.labels import CERTAINTIES
from calculator.words.wording import about_dollars, counted, dollars, people, percent

MOST_SOURCES = 4


def present_years(answer: Answer) -> list[Block]:
    """Return the plan and who pays, where years or money were asked about. Raises FaultyError where a fact is missing."""
    question = answer.question
    if not (question.plan.asked or question.funding.sources):
        return []
    return _years(answer.plan, question.funding.sources, answer.cliffs)


def _years(years: Sequence[PlanYear], sources: Sequence[FundingSource], cliffs: Sequence[Cliff]) -> list[Block]:
    needed, missing = sum(year.total for year in years), sum(year.gap for year in years)
    startup = sum(year.amount("startup_cost") for year in years)
    own = ", each year in its own dollars" if years[0].total_if_filled is not None else ""
    words = f"Over {counted(len(years), 'year', 'years')} the plan needs {dollars(needed)}{own}"
    words += f", {dollars(startup)} of that once for new posts." if startup else "."
    words += " The budget above is one year by itself: every post filled all year, at the first year’s pay and prices."
    columns = ["fill", "number", "number", "number"]
    headings = ["Year", "People reached", "Staff", "Need"]
    if sources:
        share = sum(year.total - year.amount("gap_committed") for year in years) / needed if needed else 0
        words += (
            f" Sources named so far leave {dollars(missing)} open if all of them come; "
            if missing
            else " Sources named cover it if all of them come; "
        )
        words += f"{round(share * 100)}% of the need is committed." if share else "none is committed."
        columns += ["number", "number"]
        headings += ["Committed", "Gap if all comes"]
    rows = [_year(year, with_money=bool(sources)) for year in years]
    after = " ".join([*map(_cliff, cliffs), _listed(sources)]).strip()
    return [text(words), table(columns, headings, rows), *([note(after)] if after else [])]


def _year(year: PlanYear, *, with_money: bool) -> dict[str, Any]:
    values = year.budget.values
    cells = [
        str(year.year),
        f"{people(year.budget.people_served)} ({percent(round(year.coverage_share, 3))})",
        people(values["all_staff"]),
        dollars(year.total),
    ]
    if with_money:
        cells += [dollars(year.total - year.amount("gap_committed")), dollars(year.gap)]
    return {"cells": cells, "strong": False}


def _cliff(cliff: Cliff) -> str:
    ends = f" as {_names(cliff.ending)} {'ends' if len(cliff.ending) == 1 else 'end'}" if cliff.ending else ""
    return (
        f"In {cliff.year} committed money falls by {round(cliff.share * 100)}%{ends}, from {about_dollars(cliff.before)} "
        f"to {about_dollars(cliff.after)}."
    )


def _names(names: Sequence[str]) -> str:
    names = [apart(name) for name in names]
    if len(names) > 2:
        return f"{names[0]} and {len(names) - 1} other sources"
    return " and ".join(names)


def _listed(sources: Sequence[FundingSource]) -> str:
    largest = sorted(sources, key=lambda source: -source.amount)
    shown = [
        f"{apart(source.name)}, {dollars(source.amount)} a year {_span(source)} ({CERTAINTIES[source.certainty].lower()})"
        for source in largest[:MOST_SOURCES]
    ]
    rest = len(sources) - len(shown)
    if rest:
        shown.append(f"and {counted(rest, 'smaller source', 'smaller sources')}")
    return f"Sources: {'; '.join(shown)}." if shown else ""


def _span(source: FundingSource) -> str:
    if source.first_year == source.last_year:
        return f"in {source.first_year}"
    return f"{source.first_year}–{source.last_year}"
