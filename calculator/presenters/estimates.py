"""One honest answer: what each way to estimate the people at highest risk gives, their range, and the one in use."""

from typing import Any

from calculator import charts
from calculator.answer import Answer
from calculator.engine.rules_2027_1.bases import Basis, Range
from calculator.presenters.budget import present_lede
from calculator.presenters.fields import table
from calculator.words.wording import about_dollars, counted, dollars, people, percent

Parts = list[dict[str, Any]]
BY: dict[str, str] = {"share": "by population", "homicides": "by homicides", "local": "by a count made here"}
TITLES: dict[str, str] = {"share": "By population", "homicides": "By homicides", "local": "A count made here"}


def present_headline(answer: Answer) -> Parts:
    """Return the sentence that answers first: every usable basis, the range, and its dollars; one figure where none is known."""
    span = answer.range
    if span is None or not answer.budget.total or not answer.budget.values["all_staff"]:
        return present_lede(answer.budget)
    usable = _published_first(answer.bases)
    parts: Parts = [{"text": "About "}]
    for index, basis in enumerate(usable):
        number = people(basis.people or 0.0)
        parts.append({"text": f"{number} people" if index == 0 else number, "strong": True})
        parts.append({"text": f" {BY[basis.basis]}, " if index < len(usable) - 1 else f" {BY[basis.basis]}"})
    parts.append(
        {"text": f"{',' if len(usable) > 1 else ''} are at highest risk of gun violence in {answer.subject.name}. "}
    )
    if span.people_high > span.people_low:
        parts.append(
            {
                "text": f"Counts made in other cities would give {people(span.people_low)} to {people(span.people_high)}. "
            }
        )
    share = answer.budget.inputs["coverage_share"]
    reached = "Reaching them takes " if share == 1 else f"Reaching {percent(share)} of them takes "
    return [*parts, {"text": reached}, {"text": f"{dollar_span(span)} a year", "strong": True}, {"text": "."}]


def present_note(answer: Answer) -> str:
    """Return which number this page uses, in dollars of which year, and what the range is not; empty without a range."""
    if answer.range is None or not answer.budget.total:
        return ""
    budget = answer.budget
    chosen = next((basis for basis in answer.bases if basis.chosen), None)
    way = f", {BY[chosen.basis]}" if chosen else ""
    if chosen and chosen.basis == "share" and "high_risk_share" not in answer.scenario.moved:
        way += ", the reference’s way"
    staff = counted(budget.values["all_staff"], "member of staff", "staff")
    return (
        f"{dollars_year(answer)} This page budgets for {people(budget.high_risk)}{way}: {about_dollars(budget.total)} and "
        f"{staff} in all. Not a confidence interval: ways of counting that differ."
    )


def dollars_year(answer: Answer) -> str:
    """Return of which year the dollars are, as a short sentence; empty where the edition does not say."""
    year = answer.budget.inputs.get("dollars_of")
    return "" if year is None else f"{year:.0f} dollars."


def present_drawing(answer: Answer) -> dict[str, Any] | None:
    """Return the line with its marks (components/figure.html): each basis's range, the one in use filled; None without."""
    usable = _published_first(answer.bases)
    if answer.range is None or not any(basis.people_high for basis in usable):
        return None
    rows = [
        (
            f"{TITLES[basis.basis]}{', in use' if basis.chosen else ''}, {about_dollars(basis.total or 0)}",
            basis.people_low or 0.0,
            basis.people or 0.0,
            basis.people_high or 0.0,
            basis.chosen,
        )
        for basis in usable
        if (basis.people_low or 0) <= (basis.people or 0) <= (basis.people_high or 0)
    ]
    if not rows:
        return None
    return {
        "id": "estimates",
        "title": "People at highest risk, and what reaching them costs",
        "template": "components/charts/intervals.html",
        "chart": charts.intervals(
            rows,
            description="; ".join(
                f"{label}: {people(mark)}, {people(low)} to {people(high)}" for label, low, mark, high, _ in rows
            ),
            text=people,
        ),
        "table": _table(answer.bases),
    }


def dollar_span(span: Range) -> str:
    """Return the range in dollars as said aloud: $10.1 to $36.4 million."""
    low, high = about_dollars(span.total_low), about_dollars(span.total_high)
    if low == high:
        return low
    unit = low.partition(" ")[2]
    return f"{low.partition(' ')[0]} to {high}" if unit and unit == high.partition(" ")[2] else f"{low} to {high}"


def _published_first(bases: tuple[Basis, ...]) -> list[Basis]:
    usable = [basis for basis in bases if basis.usable]
    return [
        *(basis for basis in usable if basis.basis == "local"),
        *(basis for basis in usable if basis.basis != "local"),
    ]


def _table(bases: tuple[Basis, ...]) -> dict[str, Any]:
    def cells(basis: Basis) -> list[str | None]:
        if not basis.usable:
            return [None, None, None]
        return [
            people(basis.people or 0.0),
            f"{people(basis.people_low or 0.0)} to {people(basis.people_high or 0.0)}",
            dollars(basis.total or 0),
        ]

    return table(
        "estimates-table",
        "Ways to count people at highest risk",
        ["", "People", "Range", "A year"],
        [
            (f"{TITLES[basis.basis]}{f': {basis.label}' if basis.basis == 'local' else ''}", cells(basis))
            for basis in bases
        ],
        hide_caption=True,
    )
