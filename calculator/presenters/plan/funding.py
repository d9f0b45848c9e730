"""The funding tab: sources of money by year against what each year takes."""

from collections.abc import Sequence
from typing import Any

from calculator import charts
from calculator.answer import Answer
from calculator.asking.funding import funding_names
from calculator.asking.question import Question
from calculator.engine.funding import MOST_SOURCES, Cliff
from calculator.engine.plan import PlanYear
from calculator.engine.rules_2027_1.money import SPECIALIST_MONTHS, resolved
from calculator.presenters.budget.sliders import fault_of, fault_words
from calculator.presenters.plan.cash import present_cash
from calculator.presenters.plan.funding_form import present_rows
from calculator.presenters.plan.medicaid import present_medicaid
from calculator.presenters.plan.years import own_dollars
from calculator.words.gap import gap_buys
from calculator.words.labels import CERTAINTIES
from calculator.words.sources import source_link, source_words
from calculator.words.wording import about_dollars, axis_dollars, counted, dollars, percent

MOST_CHARTED = 5  # one color is one thing; more sources stand together


def present_funding(answer: Answer) -> dict[str, Any]:
    """Return everything the funding tab shows. Raises FaultyError where a fact it needs is not reported."""
    question, years = answer.question, answer.plan
    own = [name for name in funding_names(question.plan.rules) if name != "edit"]
    fault = fault_of(question.faults, "funding")
    return {
        "rows": present_rows(question),
        "full": len(question.funding.rows) >= MOST_SOURCES,
        "error": fault_words(fault) if fault else None,
        "medicaid": present_medicaid(answer.subject, question, years),
        "carried": question.carried(own),
        "lede": _lede(years, bool(question.funding.sources)),
        "announcement": _announcement(years),
        "cliffs": _cliffs(answer.cliffs),
        "outside": _outside(question),
        "money": _chart(years, question),
        "table": _table(years),
        "total": _total(years),
        "by_source": _by_source(years, question),
        "cash": present_cash(answer.cash) if question.funding.sources else None,
        "warnings": answer.warnings,
        "precedents": [
            {
                "text": each.text,
                "source": source_words(each.source.title, each.source.publisher, each.source.year),
                "url": source_link(each.source.url),
            }
            for each in question.plan.rules.precedents
        ],
    }


def _lede(years: tuple[PlanYear, ...], any_source: bool) -> list[dict[str, Any]]:
    need = sum(year.total for year in years)
    if not any_source:
        return [
            {
                "text": f"The plan takes {about_dollars(need)} over {counted(len(years), 'year', 'years')}.{own_dollars(years)} "
            },
            {"text": "Add the money you have, expect or have asked for, and see what is missing when."},
        ]
    committed = sum(min(year.amount("committed"), year.total) for year in years)
    parts: list[dict[str, Any]] = [
        {"text": percent(round(committed / need, 2)) if need else "100%", "strong": True},
        {"text": f" of the {about_dollars(need)} needed is committed.{own_dollars(years)} "},
    ]
    worst, gap = max(years, key=lambda year: year.gap), sum(year.gap for year in years)
    if worst.gap == 0:
        return [*parts, {"text": "If every source comes through, no year has a gap."}]
    return [
        *parts,
        {"text": f"Even if every source comes through, {worst.year} lacks "},
        {"text": about_dollars(worst.gap), "strong": True},
        {"text": f": {gap_buys(worst, worst.gap)}."},
        *([{"text": f" All {len(years)} years together lack {about_dollars(gap)}."}] if gap > worst.gap else []),
    ]


def _announcement(years: tuple[PlanYear, ...]) -> str:
    gap = sum(year.gap for year in years)
    return f"Gap over all years: {about_dollars(gap)}" if gap else "No gap in any year"


def _cliffs(cliffs: Sequence[Cliff]) -> list[dict[str, str]]:
    notices = []
    for cliff in cliffs:
        ending = f" {' and '.join(cliff.ending)} {'ends' if len(cliff.ending) == 1 else 'end'}." if cliff.ending else ""
        notices.append(
            {
                "kind": "warning",
                "title": f"A cliff in {cliff.year}",
                "text": f"Committed money falls by {percent(round(cliff.share, 2))}, from {dollars(cliff.before)} in "
                f"{cliff.year - 1} to {dollars(cliff.after)} in {cliff.year}.{ending}",
            }
        )
    return notices


def _outside(question: Question) -> list[str]:
    years = question.plan.calendar_years
    return [
        f"{source.name} pays {source.first_year}–{source.last_year}, outside the plan’s years {years[0]}–{years[-1]}."
        for source in question.funding.sources
        if source.last_year < years[0] or source.first_year > years[-1]
    ]


def _chart(years: tuple[PlanYear, ...], question: Question) -> dict[str, Any]:
    labels = [str(year.year) for year in years]
    need = [year.total for year in years]
    series = [(label, [year.values[key] for year in years]) for key, label in CERTAINTIES.items()]
    sources = counted(len(question.funding.sources), "source", "sources")
    gaps = [year.year for year in years if year.gap]
    words = f"a gap in {', '.join(map(str, gaps))}" if gaps else "no gap"
    most = max(*need, *(year.amount("money_named") for year in years))
    return {
        "id": "funding-chart",
        "title": "Money in, against what each year takes",
        "template": "components/charts/area.html",
        "legend": [
            *({"swatch": f"s-{number}", "label": label} for number, (label, _) in enumerate(series, start=1)),
            {"swatch": "need", "label": "Needed"},
        ],
        "chart": charts.stacked_area(
            years=labels,
            series=series,
            need=need,
            description=f"{sources} of money against need: {words}.",
            text=axis_dollars(most),
        ),
    }


def _by_source(years: tuple[PlanYear, ...], question: Question) -> dict[str, Any] | None:
    """Return the chart of the five largest sources and the rest; None where one source is all there is."""
    sources = question.funding.sources
    if all(SPECIALIST_MONTHS in year.values for year in years):  # money that follows the plan's specialists
        sources = resolved(sources, {year.year: year.values for year in years})
    if len(sources) < 2:
        return None
    paid = {source.name: [float(source.pays_in(year.year)) for year in years] for source in sources}
    largest = sorted(paid, key=lambda name: -sum(paid[name]))
    shown = largest[: MOST_CHARTED - 1] if len(largest) > MOST_CHARTED else largest
    series = [(name, paid[name]) for name in shown]
    if len(shown) < len(largest):
        rest = [sum(paid[name][index] for name in largest[len(shown) :]) for index in range(len(years))]
        series.append((f"{len(largest) - len(shown)} others", rest))
    need = [year.total for year in years]
    most = max(*need, *(year.amount("money_named") for year in years))
    legend = [{"swatch": f"s-{number}", "label": label} for number, (label, _) in enumerate(series, start=1)]
    return {
        "id": "funding-sources-chart",
        "title": "Money in by source, against what each year takes",
        "template": "components/charts/area.html",
        "legend": [*legend, {"swatch": "need", "label": "Needed"}],
        "chart": charts.stacked_area(
            years=[str(year.year) for year in years],
            series=series,
            need=need,
            description=f"{counted(len(sources), 'source', 'sources')} of money against need.",
            text=axis_dollars(most),
        ),
    }


def _total(years: tuple[PlanYear, ...]) -> dict[str, str]:
    need = sum(year.total for year in years)
    sums = {name: sum(year.amount(name) for year in years) for name in (*CERTAINTIES, "gap", "gap_committed")}
    share = sum(min(year.amount("committed"), year.total) for year in years) / need if need else 1.0
    return {
        "need": dollars(need),
        "share": percent(round(share, 2)),
        **{name: dollars(amount) for name, amount in sums.items()},
    }


def _table(years: tuple[PlanYear, ...]) -> list[dict[str, Any]]:
    return [
        {
            "year": str(year.year),
            "need": dollars(year.total),
            "committed": dollars(year.amount("committed")),
            "likely": dollars(year.amount("likely")),
            "asked": dollars(year.amount("asked")),
            "share": percent(round(year.values["committed_share"], 2)),
            "gap": dollars(year.gap) if year.gap else "",
            "surplus": dollars(year.amount("money_named") - year.total) if not year.gap else "",
            "gap_committed": dollars(year.amount("gap_committed")),
            "buys": gap_buys(year, year.gap) if year.gap else "",
        }
        for year in years
    ]
