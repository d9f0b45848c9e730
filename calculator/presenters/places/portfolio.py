"""The portfolio page: pick places by state, size or list; coverage levels; years; a table, a chart and a CSV."""

import csv
import io
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

import numpy as np

from calculator.asking.question import Question, read_question
from calculator.portfolio import answers_of, budgets_of, overlaps, plans_of, returns_of
from calculator.presenters.places.heads import year_head
from calculator.presenters.places.picked import KINDS, Picked
from calculator.presenters.places.portfolio_form import present_form
from calculator.presenters.places.portfolio_returns import present_returns
from calculator.words.cells import as_cell
from calculator.words.wording import about_dollars, dollars, people
from profiles.selectors import place_table

EFFECTS = ("low", "central", "high")
EACH_ITS_OWN = "each year its own"
MOST_SHOWN = 50


def questions_of(picked: Picked) -> list[Question]:
    """Return a question for each coverage level."""
    years = {"years": [str(picked.years)]} if picked.years > 1 else {}
    return [read_question({"coverage_share": [f"{share:g}"], **years}) for share in picked.coverages]


def totals_by_subject(picked: Picked) -> list[np.ndarray]:
    """Return each coverage level's totals by subject, of one year or of all the plan's years."""
    columns = []
    for question in questions_of(picked):
        if picked.years == 1:
            columns.append(budgets_of(picked.subjects, question)["total"])
        elif (plan := plans_of(picked.subjects, question)) is not None:
            columns.append(np.sum([column for _, _, column in plan], axis=0))
        else:
            totals = [sum(year.total for year in answer.plan) for answer in answers_of(picked.subjects, question)]
            columns.append(np.array(totals, dtype=np.float64))
    return columns


def present_portfolio(picked: Picked, query: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Return the context of templates/portfolio.html."""
    context: dict[str, Any] = {
        "section": "portfolio",
        "canonical_url": "/portfolio/",
        "crumbs": [{"label": "Calculator", "url": "/calculator/"}, {"label": "Portfolio", "url": ""}],
        **present_form(picked, query),
        "result": None,
    }
    if picked.subjects and not picked.faults:
        context["result"] = _result(picked, query)
    return context


def _result(picked: Picked, query: Sequence[tuple[str, str]]) -> dict[str, Any]:
    columns = totals_by_subject(picked)
    at_risk = budgets_of(picked.subjects, read_question({}))["high_risk"]
    sums = [float(np.nansum(column)) for column in columns]
    year = year_head().removeprefix("A year, ")
    span = "a year" if picked.years == 1 else f"over {picked.years} years"
    when = f"{span}, in {year}" if picked.years == 1 else f"{span}, each in its own dollars"
    heads = [f"{share:.0%} reached" for share in picked.coverages]
    shown = picked.subjects[:MOST_SHOWN]
    found = overlaps(picked.subjects)
    more = f", the first {MOST_SHOWN} of {len(picked.subjects):,}" if len(picked.subjects) > MOST_SHOWN else ""
    residents = sum(place.population for place in picked.subjects)
    return {
        "lede": f"{len(picked.subjects):,} chosen{_how(dict(query))}, {residents:,} residents. "
        f"Reaching {picked.coverages[-1]:.0%} of the people at highest risk would take {about_dollars(sums[-1])} {when}.",
        "bars": [
            {"label": head, "value": dollars(total), "width": f"{100 * total / max(*sums, 1):.1f}"}
            for head, total in zip(heads, sums, strict=True)
        ],
        "overlaps": [f"{pair.inner.label} lies in {pair.outer.label}" for pair in found[:5]],
        "overlaps_more": max(0, len(found) - 5),
        "table": {
            "id": "portfolio-table",
            "caption": f"Cost {when}, by share reached{more}",
            "headings": [
                {"label": "Who"},
                *({"label": head, "numeric": True} for head in ("Residents", "At highest risk", *heads)),
            ],
            "rows": [
                [
                    {"text": place.label, "url": place.path, "header": True},
                    {"text": f"{place.population:,}", "numeric": True},
                    {"text": people(float(at_risk[index])), "numeric": True},
                    *({"text": dollars(float(column[index])), "numeric": True} for column in columns),
                ]
                for index, place in enumerate(shown)
            ],
            "foot": [
                {"text": "All chosen", "header": True},
                {"text": f"{residents:,}"},
                {"text": people(float(np.nansum(at_risk)))},
                *({"text": dollars(total)} for total in sums),
            ],
        },
        "returns": present_returns(
            picked.coverages, averted_by_subject(picked, questions_of(picked)), subjects=len(picked.subjects), when=span
        ),
        "csv": f"/portfolio/portfolio.csv?{urlencode(list(query))}",
    }  # fmt: skip


def _how(sent: dict[str, str]) -> str:
    """Return in words how subjects were picked, as it stands on paper where the form does not; empty for a list."""
    if sent.get("places") or "codes" in sent:
        return ""
    state = place_table().states.get(sent.get("state", ""))
    where = f" in {state.name}" if state else " in every state"
    least = sent.get("size", "")
    of = f", of {int(least):,} residents or more" if least else ""
    return f" ({KINDS[sent.get('kind') or 'place'].lower()}{where}{of})"


def averted_by_subject(picked: Picked, questions: Sequence[Question]) -> list[tuple[np.ndarray, ...]]:
    """Return for each coverage level the homicides averted by subject, at the low, central and high effect; NaN unknown."""
    return [points.averted for question in questions if (points := returns_of(picked.subjects, question)) is not None]


def portfolio_csv(picked: Picked) -> str:
    """Return every subject as a row, a column for each coverage level; last the year whose dollars all of it is."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    when = "1_year" if picked.years == 1 else f"{picked.years}_years"
    heads = [f"total_{when}_coverage_{share:g}" for share in picked.coverages]
    averted = averted_by_subject(picked, questions_of(picked))
    effects = [f"homicides_averted_{when}_coverage_{share:g}_{name}" for share in picked.coverages for name in EFFECTS]
    writer.writerow(
        [
            "geoid",
            "name",
            "state",
            "level",
            "population",
            *heads,
            *(effects if averted else []),
            "geoidfq",
            "dollars_of",
        ]
    )
    columns = totals_by_subject(picked)
    of_year = questions_of(picked)[0].dollars_of or EACH_ITS_OWN
    for index, place in enumerate(picked.subjects):
        cells = ["" if np.isnan(column[index]) else int(column[index]) for column in columns]
        cells += ["" if np.isnan(column[index]) else f"{column[index]:.2f}" for level in averted for column in level]
        writer.writerow(
            [
                place.geoid,
                as_cell(place.name),
                place.state,
                place.level,
                place.population,
                *cells,
                place.geoidfq,
                of_year,
            ]
        )
    return text.getvalue()
