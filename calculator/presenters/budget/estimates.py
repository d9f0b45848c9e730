"""One honest answer: what each way to estimate the people at highest risk gives, their range, and the one in use."""

from typing import Any

from calculator import charts
from calculator.answer import Answer
from calculator.engine.rules_2027_1.bases import Basis
from calculator.presenters.budget.bases import headline, in_use, why_they_differ
from calculator.presenters.budget.one_year import present_lede
from calculator.presenters.fields import table
from calculator.words.wording import a_year, about_dollars, dollars, people

TITLES: dict[str, str] = {"share": "By population", "homicides": "By homicides", "local": "A count made here"}


def present_headline(answer: Answer) -> list[dict[str, Any]]:
    """Return the sentence that answers first: the range of the ways to count; one figure where the edition knows no range."""
    return [{"strong": False, **part} for part in headline(answer) or present_lede(answer.budget)]


def present_note(answer: Answer) -> str:
    """Return which number this page uses, what the range is not and why the ways differ; empty without a range."""
    return " ".join(filter(None, (in_use(answer), why_they_differ(answer)))) if headline(answer) else ""


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
        "level": 2,
        "note": "",
        "legend": (),
        "source": "",
        "template": "components/charts/intervals.html",
        "chart": charts.intervals(
            rows,
            description="; ".join(
                f"{label}: {people(mark)}, {people(low)} to {people(high)}" for label, low, mark, high, _ in rows
            ),
            text=people,
        ),
        "table": _table(answer.bases, answer.budget.dollars_of),
    }


def _published_first(bases: tuple[Basis, ...]) -> list[Basis]:
    usable = [basis for basis in bases if basis.usable]
    return [
        *(basis for basis in usable if basis.basis == "local"),
        *(basis for basis in usable if basis.basis != "local"),
    ]


def _table(bases: tuple[Basis, ...], year: int | None) -> dict[str, Any]:
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
        ["", "People", "Range", a_year(year)],
        [
            (f"{TITLES[basis.basis]}{f': {basis.label}' if basis.basis == 'local' else ''}", cells(basis))
            for basis in bases
        ],
        hide_caption=True,
    )
